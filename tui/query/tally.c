/* SPDX-License-Identifier: MIT */
/* tally.c - counting the rows of a set by a column, or by the resources they
 * name.
 *
 * A value's row in the table is found through an array by symbol. It is as
 * long as the dictionary, which sounds wasteful and is not: it is asked for
 * zeroed, so that only the pages of values that occur are ever touched. */
#include "tally_inside.h"

#include <stdlib.h>
#include <string.h>

void tally_release(struct tally *tally)
{
	if (tally->own)
		dict_release(&tally->text);
	free(tally->row);
	*tally = (struct tally){ 0 };
}

static void tally_reset(struct tally *tally)
{
	if (tally->own)
		dict_release(&tally->text);
	tally->own = false;
	tally->count = 0;
	tally->events = 0;
}

void counting_begin(struct counting *counting, struct tally *tally,
		    const struct store *store, size_t syms, unsigned extra)
{
	uint64_t seed = store_dict(store)->seed;

	tally_reset(tally);
	*counting = (struct counting){
		.tally = tally,
		.place = xcalloc(syms, sizeof(*counting->place)),
		.places = syms,
		.time = store_time(store),
		.flags = store_flags(store),
		.user = store_column(store, COL_USER),
		.address = store_column(store, COL_ADDRESS),
		.users.seed = seed,
		.addresses.seed = seed,
		.extra = extra,
	};
}

uint32_t counting_place(struct counting *counting, sym_t value)
{
	struct tally *tally = counting->tally;

	if (!vec_reserve(&tally->row, &tally->room, tally->count + 1,
			 sizeof(*tally->row)))
		die("out of memory for a table of %zu values", tally->count);
	tally->row[tally->count] = (struct tally_row){
		.value = value,
		.first = TIME_NONE,
		.last = INT64_MIN,
	};
	return counting->place[value].row = (uint32_t)++tally->count;
}

void counting_extra(struct counting *counting, struct tally_row *count,
		    size_t row)
{
	size_t at = (size_t)(count - counting->tally->row);

	if (counting->extra & TALLY_USERS &&
	    pairs_add(&counting->users, at, counting->user[row]))
		count->users++;
	if (counting->extra & TALLY_ADDRESSES &&
	    pairs_add(&counting->addresses, at, counting->address[row]))
		count->addresses++;
}

static void absent_last(struct counting *counting)
{
	struct tally *tally = counting->tally;
	uint32_t place = counting->place[SYM_NONE].row;
	struct tally_row absent;

	if (!place)
		return;
	absent = tally->row[place - 1];
	memmove(tally->row + place - 1, tally->row + place,
		(tally->count - place) * sizeof(*tally->row));
	tally->row[tally->count - 1] = absent;
}

void counting_end(struct counting *counting, const struct rowset *set)
{
	struct tally *tally = counting->tally;

	absent_last(counting);
	for (size_t i = 0; i < tally->count; i++)
		if (tally->row[i].first == TIME_NONE)
			tally->row[i].last = TIME_NONE;
	tally->events = rowset_count(set);
	free(counting->place);
	pairs_release(&counting->users);
	pairs_release(&counting->addresses);
}

void tally_column(struct tally *tally, const struct store *store,
		  const struct rowset *set, enum column column, unsigned extra)
{
	const sym_t *value = store_column(store, column);
	struct counting counting;
	size_t row;

	counting_begin(&counting, tally, store, store_dict(store)->count,
		       extra);
	if (extra) {
		EACH_ROW(set, row)
		counting_extra(&counting,
			       counting_add(&counting, value[row], row), row);
	} else {
		EACH_ROW(set, row)
		counting_add(&counting, value[row], row);
	}
	counting_end(&counting, set);
}

void tally_resources(struct tally *tally, const struct store *store,
		     const struct rowset *set, unsigned extra)
{
	const uint32_t *start = store_resource_start(store);
	const sym_t *list = store_resource_list(store);
	struct counting counting;
	size_t row;

	counting_begin(&counting, tally, store, store_dict(store)->count,
		       extra);
	EACH_ROW(set, row)
	{
		for (uint32_t i = start[row]; i < start[row + 1]; i++)
			counting_add_once(&counting, list[i], row);
		if (start[row] == start[row + 1])
			counting_add_once(&counting, SYM_NONE, row);
	}
	counting_end(&counting, set);
}

struct str tally_text(const struct tally *tally, const struct store *store,
		      size_t row)
{
	sym_t value = tally->row[row].value;

	if (tally->own)
		return dict_text(&tally->text, value);
	return store_text(store, value);
}

size_t tally_distinct(const struct store *store, const struct rowset *set,
		      enum column column, sym_t *only)
{
	const sym_t *value = store_column(store, column);
	size_t words = store_dict(store)->count / 64 + 1, distinct = 0, row;
	uint64_t *met = xcalloc(words, sizeof(*met));
	sym_t last = SYM_NONE;

	EACH_ROW(set, row)
	{
		sym_t sym = value[row];
		uint64_t bit = (uint64_t)1 << sym % 64;

		if (sym == last || sym == SYM_NONE || met[sym / 64] & bit)
			continue;
		met[sym / 64] |= bit;
		last = sym;
		distinct++;
	}
	free(met);
	if (only)
		*only = last;
	return distinct;
}
