/* SPDX-License-Identifier: MIT */
/* totals.c - the numbers of a set as a whole: how many events and of which
 * kinds, how many values a column has, and how many events a stretch of time.
 * Each is a pass over a column or two under the set's bitmap. */
#include "slice.h"

#include <assert.h>
#include <stdlib.h>

#include "meaning.h"
#include "memo.h"

static inline bool is_denied_person(uint32_t flags)
{
	return (flags & (FLAG_DENIED | FLAG_SERVICE)) == FLAG_DENIED;
}

/* The flags that are counted as one number: one addition a row instead of
 * four, and what each number means is found out once. */
#define KINDS 32
#define KIND_SERVICE 16u
_Static_assert((FLAG_WRITE | FLAG_FAILED | FLAG_DENIED) < KIND_SERVICE,
	       "they are the first of all flags");

static inline uint32_t kind_of(uint32_t flags)
{
	return (flags & (KIND_SERVICE - 1)) |
	       (flags & FLAG_SERVICE) / (FLAG_SERVICE / KIND_SERVICE);
}

static void add_kinds(struct totals *sum, const uint32_t kinds[KINDS])
{
	for (uint32_t kind = 0; kind < KINDS; kind++) {
		uint32_t n = kinds[kind];

		sum->events += n;
		sum->writes += kind & FLAG_WRITE ? n : 0;
		sum->failed += kind & FLAG_FAILED ? n : 0;
		sum->denied += kind & FLAG_DENIED ? n : 0;
		if (kind & FLAG_DENIED && !(kind & KIND_SERVICE))
			sum->people_denied += n;
	}
}

size_t totals_step(struct totals *totals, const struct store *store,
		   const struct rowset *set, size_t budget)
{
	const uint32_t *flags = store_flags(store);
	const int64_t *time = store_time(store);
	struct slice slice = slice_of(set, totals->rows, budget);
	struct totals sum = *totals;
	uint32_t kinds[KINDS] = { 0 };
	size_t row;

	assert(totals->rows <= set->rows && set->rows <= store_rows(store));
	if (!sum.events || sum.first == TIME_NONE) {
		sum.first = TIME_NONE;
		sum.last = INT64_MIN;
	}
	EACH_ROW(set, &slice, row)
	{
		uint32_t f = flags[row];
		int64_t t = time[row];

		kinds[kind_of(f)]++;
		if (f & FLAG_NOTABLE) /* few are */
			sum.notable++;
		if (t < sum.first)
			sum.first = t;
		if (t > sum.last && t != TIME_NONE)
			sum.last = t;
	}
	if (sum.first == TIME_NONE)
		sum.last = TIME_NONE;
	add_kinds(&sum, kinds);
	sum.rows = slice.end;
	*totals = sum;
	return slice.cost;
}

/* Behind `console.ec2.amazonaws.com` as a tool somebody sits. */
static bool calls_by_itself(struct str text)
{
	return text_is_service(text) && !str_starts(text, STR("console."));
}

static bool is_address(struct str text)
{
	return cidr_holds(text, text) >= 0;
}

size_t distinct_step(struct distinct *distinct, const struct store *store,
		     const struct rowset *set, enum column column,
		     size_t budget)
{
	const sym_t *value = store_column(store, column);
	struct slice slice = slice_of(set, distinct->rows, budget);
	size_t row, count = 0, services = 0;
	uint64_t *met;

	assert(distinct->rows <= set->rows && set->rows <= store_rows(store));
	words_cover(&distinct->met, &distinct->words,
		    store_dict(store)->count / 64 + 1, 0);
	met = distinct->met;
	EACH_ROW(set, &slice, row)
	{
		sym_t sym = value[row];
		uint64_t bit = (uint64_t)1 << sym % 64;

		if (met[sym / 64] & bit) /* as nearly all: no other branch */
			continue;
		met[sym / 64] |= bit;
		if (sym == SYM_NONE) {
			distinct->absent = true;
			continue;
		}
		distinct->only = sym;
		count++;
		if (calls_by_itself(store_text(store, sym)))
			services++;
		else if (column == COL_ADDRESS)
			distinct->strange +=
				!is_address(store_text(store, sym));
	}
	distinct->count += count;
	distinct->services += services;
	distinct->rows = slice.end;
	return slice.cost;
}

void distinct_release(struct distinct *distinct)
{
	free(distinct->met);
	*distinct = (struct distinct){ 0 };
}

static inline void count_in(struct bucket *run, uint32_t flags)
{
	run->people++; /* services are taken away at its end */
	run->services += (flags & FLAG_SERVICE) != 0;
	run->denied += is_denied_person(flags);
	run->notable += (flags & FLAG_NOTABLE) != 0;
}

static inline void put_in(struct buckets *buckets, size_t at, struct bucket run)
{
	struct bucket *bucket = &buckets->at[at];

	if (at >= buckets->count)
		return;
	bucket->people += run.people - run.services;
	bucket->services += run.services;
	bucket->denied += run.denied;
	bucket->notable += run.notable;
}

/* Rows are nearly in time order: those of one bucket come in runs, which are
 * counted by themselves, and the division is rarely needed. */
size_t buckets_step(struct buckets *buckets, const struct store *store,
		    const struct rowset *set, size_t budget)
{
	const uint64_t step = (uint64_t)buckets->step;
	const uint32_t *flags = store_flags(store);
	const int64_t *time = store_time(store);
	struct slice slice = slice_of(set, buckets->rows, budget);
	uint64_t start = 0; /* of bucket `at`, after `from` */
	struct bucket run = { 0 };
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
			put_in(buckets, at, run);
			run = (struct bucket){ 0 };
			at = (size_t)(since / step);
			start = since - since % step;
		}
		count_in(&run, flags[row]);
	}
	put_in(buckets, at, run);
	buckets->rows = slice.end;
	return slice.cost;
}
