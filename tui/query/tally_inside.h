/* SPDX-License-Identifier: MIT */
/* tally_inside.h - what the counting modules share: walking the rows of a
 * set in slices, and two small hash tables. */
#ifndef TALLY_INSIDE_H
#define TALLY_INSIDE_H

#include "query.h"

static inline size_t first_bit(uint64_t bits)
{
	return (size_t)__builtin_ctzll(bits);
}

/* A stretch of rows that is looked at in one go. */
struct slice {
	size_t from, end; /* rows */
	size_t cost;      /* rows of the set in it, and words passed */
};

/* From row `from` of the set on, at a cost of about `budget`: a word is never
 * cut, so that it goes on where a word begins, unless the set ended. */
static inline struct slice slice_of(const struct rowset *set, size_t from,
				    size_t budget)
{
	struct slice slice = { .from = from, .end = from };
	size_t word = from / 64;

	for (; slice.end < set->rows && slice.cost < budget; word++) {
		slice.cost += 1 + (size_t)__builtin_popcountll(set->word[word]);
		slice.end = (word + 1) * 64;
	}
	if (slice.end > set->rows)
		slice.end = set->rows;
	return slice;
}

/* The bits of a word that lie in the slice. */
static inline uint64_t slice_bits(const struct rowset *set,
				  const struct slice *slice, size_t word)
{
	uint64_t bits = set->word[word];

	return word == slice->from / 64 ? bits & UINT64_MAX << slice->from % 64
					: bits;
}

/* Runs its statement for each row of the set in the slice, in order. `row` is
 * a size_t of the caller. Words without any row, most of them once a filter is
 * on, cost one look; leave with return, not with break. */
#define EACH_ROW(set, slice, row)                                              \
	for (size_t word_ = (slice)->from / 64; word_ * 64 < (slice)->end;     \
	     word_++)                                                          \
		for (uint64_t bits_ = slice_bits(set, slice, word_);           \
		     bits_ && (row = word_ * 64 + first_bit(bits_), true);     \
		     bits_ &= bits_ - 1)

/* Where a value stands in the table: by symbol, its row. */
struct places {
	struct place {
		sym_t value;
		uint32_t row; /* 1 + tally row; 0: free */
	} * slot;
	size_t slots, used; /* slots: a power of two */
};
/* Makes room for one more value. Dies when out of memory. */
void places_grow(struct places *places);
void places_release(struct places *places);

/* The slot that has the value, or the free one where it belongs. Symbols are
 * numbers given in order of appearance: nobody chooses them, and one
 * multiplication spreads them. */
static inline struct place *places_find(const struct places *places,
					sym_t value)
{
	size_t mask = places->slots - 1;
	size_t i = (size_t)(value * 0x9e3779b97f4a7c15u >> 32) & mask;

	while (places->slot[i].row && places->slot[i].value != value)
		i = (i + 1) & mask;
	return &places->slot[i];
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
void pairs_release(struct pairs *pairs); /* leaves it empty; keeps the seed */

#endif
