/* SPDX-License-Identifier: MIT */
/* tally_inside.h - what the counting modules share: walking the rows of a
 * set, and a tally while it is being made. */
#ifndef TALLY_INSIDE_H
#define TALLY_INSIDE_H

#include "query.h"

/* Runs its statement for each row of the set, in order. `row` is a size_t of
 * the caller. Words without any row, most of them once a filter is on, cost
 * one look; leave with return, not with break. */
#define EACH_ROW(set, row)                                                     \
	for (size_t word_ = 0; word_ * 64 < (set)->rows; word_++)              \
		for (uint64_t bits_ = (set)->word[word_];                      \
		     bits_ && (row = word_ * 64 + first_bit(bits_), true);     \
		     bits_ &= bits_ - 1)

static inline size_t first_bit(uint64_t bits)
{
	return (size_t)__builtin_ctzll(bits);
}

/* Distinct (tally row, symbol) pairs. */
struct pairs {
	uint64_t *slot; /* 0: free; no symbol is 0 */
	size_t slots, used;
	sym_t *last; /* by tally row: what was added last, to skip runs */
	size_t last_room;
	uint64_t seed;
};
/* True when the pair is new. Dies when out of memory. */
bool pairs_add(struct pairs *pairs, size_t row, sym_t sym);
void pairs_release(struct pairs *pairs);

/* Where a value stands in the table. Both in one, since the symbols of a
 * column lie all over the dictionary, and each is a cache line. */
struct place {
	uint32_t row;  /* 1 + tally row; 0: none yet */
	uint32_t seen; /* 1 + the store's row it was counted for; or 0 */
};

struct counting {
	struct tally *tally;
	struct place *place; /* by symbol */
	size_t places;
	const int64_t *time; /* columns of the store, by row */
	const uint32_t *flags;
	const sym_t *user, *address;
	struct pairs users, addresses;
	unsigned extra;
};
/* Starts on an emptied tally whose values are below `syms`. */
void counting_begin(struct counting *counting, struct tally *tally,
		    const struct store *store, size_t syms, unsigned extra);
/* Makes a tally row for `value`. */
uint32_t counting_place(struct counting *counting, sym_t value);
/* Counts one row of the store for `value`. */
static inline struct tally_row *counting_add(struct counting *counting,
					     sym_t value, size_t row)
{
	uint32_t place = counting->place[value].row;
	uint32_t flags = counting->flags[row];
	int64_t time = counting->time[row];
	struct tally_row *count;

	if (!place)
		place = counting_place(counting, value);
	count = &counting->tally->row[place - 1];
	count->events++;
	count->denied += (flags & FLAG_DENIED) != 0;
	count->failed += (flags & FLAG_FAILED) != 0;
	count->writes += (flags & FLAG_WRITE) != 0;
	if (time < count->first)
		count->first = time;
	if (time > count->last && time != TIME_NONE)
		count->last = time;
	return count;
}
void counting_extra(struct counting *counting, struct tally_row *count,
		    size_t row);
/* Counts one row of the store for one of its values, once, even where it has
 * that value twice. */
static inline void counting_add_once(struct counting *counting, sym_t value,
				     size_t row)
{
	struct place *place = &counting->place[value];
	struct tally_row *count;

	if (place->seen == (uint32_t)row + 1)
		return;
	place->seen = (uint32_t)row + 1;
	count = counting_add(counting, value, row);
	if (counting->extra)
		counting_extra(counting, count, row);
}
/* Puts the absent last, and lets go of what counting needed. */
void counting_end(struct counting *counting, const struct rowset *set);

#endif
