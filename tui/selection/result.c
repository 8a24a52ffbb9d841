/* SPDX-License-Identifier: MIT */
/* result.c - the rows that the chips keep, in the order of time, and what is
 * counted of them as a whole.
 *
 * Both are made in slices. What stood before stays until the new is whole, so
 * that nobody reads half an answer. When the store grows, chips look at its new
 * rows only; putting their bitmaps together is a few words a thousand rows. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

void result_forget(struct selection *selection)
{
	selection->stage = STAGE_ROWS;
	selection->result.looked = 0;
	selection->choices++;
	selection->stale = true;
}

void result_again(struct selection *selection)
{
	selection->stage = STAGE_HITS;
	selection->inner->place = selection->inner->nexts = 0;
	selection->stale = true;
}

static size_t order_count(const struct selection *selection)
{
	size_t count = 0;

	if (selection->store)
		store_order(selection->store, &count);
	return count;
}

/* While a large set loads, counting it ten times a second would take the
 * time of loading it: only a tenth more is worth a new pass. */
static bool lags(const struct selection *selection)
{
	const struct result *result = &selection->result;

	if (selection->loading && result->looked > 20000)
		return selection->rows > result->looked + result->looked / 10;
	return result->looked < selection->rows ||
	       selection->inner->ordered != order_count(selection);
}

void result_grow(struct selection *selection)
{
	if ((selection->stage == STAGE_DONE && lags(selection)) ||
	    selection->stage == STAGE_HITS)
		selection->stage = STAGE_ROWS;
	selection->stale = true;
}

void result_finish(struct selection *selection)
{
	selection->stage = lags(selection) ? STAGE_ROWS : STAGE_DONE;
	selection->stale = true;
}

/* Lets one chip that lags look further; false when none lags. */
static bool chip_step(struct selection *selection, size_t budget)
{
	const struct store *store = selection->store;

	for (size_t i = 0; i < selection->chips.count; i++) {
		struct filter *filter = selection->chips.at[i].ask->filter;

		if (!chip_works(&selection->chips, i) ||
		    filter_rows(filter)->rows >= selection->rows)
			continue;
		filter_step(filter, store, budget);
		return true;
	}
	return false;
}

static bool gave_up(const struct chips *chips)
{
	for (size_t i = 0; i < chips->count; i++)
		if (chip_works(chips, i) &&
		    filter_gave_up(chips->at[i].ask->filter))
			return true;
	return false;
}

void result_rows_step(struct selection *selection, size_t budget)
{
	struct result *result = &selection->result;

	if (chip_step(selection, budget))
		return;
	chips_rows(&selection->chips, selection->rows, NULL, NULL,
		   &result->rows);
	result->looked = selection->rows;
	result->at_least = gave_up(&selection->chips);
	selection->inner->place = selection->inner->nexts = 0;
	selection->stage = STAGE_HITS;
	selection->changes++;
}

static void next_reserve(struct inner *inner, size_t count)
{
	if (!vec_reserve(&inner->next, &inner->next_room, count,
			 sizeof(*inner->next)))
		die("no memory to order %zu events", count);
}

/* ---- another order than time ---- */

/* By symbol, its rank among the texts of the kept rows' values. */
static uint32_t *ranks_of(const struct selection *selection, size_t *ranks)
{
	const struct store *store = selection->store;
	uint32_t *rank = xcalloc(store_dict(store)->count, sizeof(*rank));
	struct tally tally = { 0 };

	if (selection->order.by == ORDER_RESOURCE)
		tally_resources(&tally, store, &selection->result.rows,
				TALLY_PLAIN);
	else
		tally_column(&tally, store, &selection->result.rows,
			     selection->order.column, TALLY_PLAIN);
	tally_sort(&tally, store, TALLY_NAME, false);
	for (size_t i = 0; i < tally.count; i++)
		if (tally.row[i].value != SYM_NONE)
			rank[tally.row[i].value] = (uint32_t)i;
	rank[SYM_NONE] = (uint32_t)tally.count;
	*ranks = tally.count + 1;
	tally_release(&tally);
	return rank;
}

static sym_t sort_value(const struct selection *selection, row_t row)
{
	const struct store *store = selection->store;
	const sym_t *resource;

	if (selection->order.by == ORDER_COLUMN)
		return store_column(store, selection->order.column)[row];
	return store_resources(store, row, &resource) ? resource[0] : SYM_NONE;
}

/* A counting sort: stable, so that equal values stay in time order. */
static void sort_by_rank(struct selection *selection)
{
	struct result *result = &selection->result;
	row_t *next;
	size_t ranks, *start;
	uint32_t *rank = ranks_of(selection, &ranks);

	start = xcalloc(ranks + 1, sizeof(*start));
	for (size_t i = 0; i < result->hits; i++)
		start[rank[sort_value(selection, result->hit[i])] + 1]++;
	for (size_t r = 0; r < ranks; r++)
		start[r + 1] += start[r];
	next_reserve(selection->inner, result->hits);
	next = selection->inner->next;
	for (size_t i = 0; i < result->hits; i++) {
		row_t row = result->hit[i];

		next[start[rank[sort_value(selection, row)]]++] = row;
	}
	memcpy(result->hit, next, result->hits * sizeof(*next));
	free(start);
	free(rank);
}

/* True where the row has nothing in what the hits are sorted by. */
static bool has_none(const struct selection *selection, row_t row)
{
	if (selection->order.by == ORDER_TIME)
		return store_time(selection->store)[row] == TIME_NONE;
	return sort_value(selection, row) == SYM_NONE;
}

/* What has no value stays last, whichever way the others stand. */
static void reverse_hits(const struct selection *selection)
{
	row_t *hit = selection->result.hit;
	size_t count = selection->result.hits;

	while (count && has_none(selection, hit[count - 1]))
		count--;
	for (size_t i = 0; i + 1 < count; i++, count--) {
		row_t row = hit[i];

		hit[i] = hit[count - 1];
		hit[count - 1] = row;
	}
}

static void hits_sort(struct selection *selection)
{
	if (!selection->result.hits)
		return;
	if (selection->order.by != ORDER_TIME)
		sort_by_rank(selection);
	if (selection->order.reverse)
		reverse_hits(selection);
}

/* ---- hits ---- */

static void swap_hits(struct selection *selection)
{
	struct result *result = &selection->result;
	struct inner *inner = selection->inner;
	row_t *hit = result->hit;
	size_t room = inner->hit_room;

	result->hit = inner->next;
	result->hits = inner->nexts;
	inner->hit_room = inner->next_room;
	inner->next = hit;
	inner->next_room = room;
}

void result_hits_step(struct selection *selection, size_t budget)
{
	struct inner *inner = selection->inner;
	size_t count = 0, end;
	const row_t *order = NULL;

	if (selection->store)
		order = store_order(selection->store, &count);
	assert(inner->place <= count);
	next_reserve(inner, count);
	end = count - inner->place > budget ? inner->place + budget : count;
	for (; inner->place < end; inner->place++)
		if (rowset_has(&selection->result.rows, order[inner->place]))
			inner->next[inner->nexts++] = order[inner->place];
	if (end < count)
		return;
	swap_hits(selection);
	inner->ordered = count;
	hits_sort(selection);
	selection->finder.exact = false;
	selection->ordered++;
	selection->stale = true;
	selection->stage = STAGE_TOTALS;
}

void result_totals(struct selection *selection)
{
	if (selection->store)
		totals_count(&selection->result.totals, selection->store,
			     &selection->result.rows);
	selection->totaled++;
}

static bool some_absent(const struct selection *selection, enum column column)
{
	const sym_t *value = store_column(selection->store, column);

	for (size_t i = 0; i < selection->result.hits; i++)
		if (value[selection->result.hit[i]] == SYM_NONE)
			return true;
	return false;
}

void facts_count(struct selection *selection)
{
	static const enum column columns[] = { COL_ADDRESS, COL_KEY, COL_TOOL,
					       COL_REGION, COL_ACCOUNT };
	struct facts *facts = &selection->facts;

	memset(facts, 0, sizeof(*facts));
	for (size_t i = 0; selection->store && i < ARRAY_LEN(columns); i++) {
		enum column column = columns[i];

		facts->distinct[column] = tally_distinct(
			selection->store, &selection->result.rows, column,
			&facts->only[column]);
		facts->absent[column] = some_absent(selection, column);
	}
}

void result_release(struct selection *selection)
{
	rowset_release(&selection->result.rows);
	free(selection->result.hit);
	free(selection->inner->next);
}

size_t rowset_common(const struct rowset *a, const struct rowset *b)
{
	size_t rows = a->rows < b->rows ? a->rows : b->rows;
	size_t count = 0;

	for (size_t w = 0; w < rows / 64; w++)
		count += (size_t)__builtin_popcountll(a->word[w] & b->word[w]);
	for (size_t row = rows / 64 * 64; row < rows; row++)
		count += rowset_has(a, row) && rowset_has(b, row);
	return count;
}
