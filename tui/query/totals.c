/* SPDX-License-Identifier: MIT */
/* totals.c - the numbers of a set as a whole: how many events and of which
 * kinds, how many values a column has, and how many events a stretch of time.
 * Each is a pass over a column or two under the set's bitmap. */
#include "slice.h"

#include <assert.h>
#include <stdlib.h>

#include "memo.h"

static inline bool is_denied_person(uint32_t flags)
{
	return (flags & (FLAG_DENIED | FLAG_SERVICE)) == FLAG_DENIED;
}

size_t totals_step(struct totals *totals, const struct store *store,
		   const struct rowset *set, size_t budget)
{
	const uint32_t *flags = store_flags(store);
	const int64_t *time = store_time(store);
	struct slice slice = slice_of(set, totals->rows, budget);
	struct totals sum = *totals;
	size_t row;

	assert(totals->rows <= set->rows && set->rows <= store_rows(store));
	if (!sum.events)
		sum.first = sum.last = TIME_NONE;
	EACH_ROW(set, &slice, row)
	{
		uint32_t f = flags[row];
		int64_t t = time[row];

		sum.events++;
		sum.denied += (f & FLAG_DENIED) != 0;
		sum.failed += (f & FLAG_FAILED) != 0;
		sum.writes += (f & FLAG_WRITE) != 0;
		sum.notable += (f & FLAG_NOTABLE) != 0;
		sum.people_denied += is_denied_person(f);
		if (t < sum.first)
			sum.first = t;
		if (t != TIME_NONE && (t > sum.last || sum.last == TIME_NONE))
			sum.last = t;
	}
	sum.rows = slice.end;
	*totals = sum;
	return slice.cost;
}

size_t distinct_step(struct distinct *distinct, const struct store *store,
		     const struct rowset *set, enum column column,
		     size_t budget)
{
	const sym_t *value = store_column(store, column);
	struct slice slice = slice_of(set, distinct->rows, budget);
	sym_t last = distinct->only;
	size_t row, count = 0;
	bool absent = false;
	uint64_t *met;

	assert(distinct->rows <= set->rows && set->rows <= store_rows(store));
	words_cover(&distinct->met, &distinct->words,
		    store_dict(store)->count / 64 + 1, 0);
	met = distinct->met;
	EACH_ROW(set, &slice, row)
	{
		sym_t sym = value[row];
		uint64_t bit = (uint64_t)1 << sym % 64;

		if (sym == last)
			continue;
		if (sym == SYM_NONE) {
			absent = true;
			continue;
		}
		if (met[sym / 64] & bit)
			continue;
		met[sym / 64] |= bit;
		last = sym;
		count++;
	}
	distinct->absent |= absent;
	distinct->count += count;
	distinct->only = last;
	distinct->rows = slice.end;
	return slice.cost;
}

void distinct_release(struct distinct *distinct)
{
	free(distinct->met);
	*distinct = (struct distinct){ 0 };
}

static inline void count_in(struct bucket *bucket, uint32_t flags)
{
	bool service = (flags & FLAG_SERVICE) != 0;

	bucket->people += !service;
	bucket->services += service;
	bucket->denied += is_denied_person(flags);
	bucket->notable += (flags & FLAG_NOTABLE) != 0;
}

/* Rows are nearly in time order, so the bucket met last is tried first and
 * the division is rarely needed. */
size_t buckets_step(struct buckets *buckets, const struct store *store,
		    const struct rowset *set, size_t budget)
{
	const uint64_t step = (uint64_t)buckets->step;
	const uint32_t *flags = store_flags(store);
	const int64_t *time = store_time(store);
	struct slice slice = slice_of(set, buckets->rows, budget);
	uint64_t start = 0; /* of bucket `at`, after `from` */
	size_t at = 0, row;

	assert(buckets->step > 0);
	assert(buckets->rows <= set->rows && set->rows <= store_rows(store));
	EACH_ROW(set, &slice, row)
	{
		uint64_t since;

		if (time[row] < buckets->from || time[row] == TIME_NONE)
			continue;
		since = (uint64_t)time[row] - (uint64_t)buckets->from;
		if (since < start || since - start >= step) {
			at = (size_t)(since / step);
			start = since - since % step;
		}
		if (at >= buckets->count)
			continue;
		count_in(&buckets->at[at], flags[row]);
	}
	buckets->rows = slice.end;
	return slice.cost;
}
