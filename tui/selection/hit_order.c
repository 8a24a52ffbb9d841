/* SPDX-License-Identifier: MIT */
/* hit_order.c - the kept rows in the order chosen.
 *
 * They are taken from the store's order of time. That order changes while a
 * store grows, but any two rows of it stay as they are to each other: so a
 * walk remembers the row it has come past, not a place, and rows that are not
 * of this round are passed over. What stands before the earliest new row is
 * copied, which nearly always is all but the end.
 *
 * Another order is a counting sort by the rank of each row's value: stable,
 * so that equal values stay in time order. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

/* What is half made. */
static void drop(struct hits_work *work)
{
	counting_free(work->counting);
	sorting_free(work->sorting);
	tally_release(&work->tally);
	free(work->rank);
	free(work->start);
	work->counting = NULL;
	work->sorting = NULL;
	work->rank = NULL;
	work->start = NULL;
	work->phase = HITS_BEGIN;
}

void hits_release(struct hits_work *work)
{
	drop(work);
	free(work->next.at);
	free(work->sorted.at);
	free(work->shown.at);
	buf_release(&work->text);
}

static void reserve(struct row_list *list, size_t count)
{
	if (!vec_reserve(&list->at, &list->room, count, sizeof(*list->at)))
		die("no memory to order %zu events", count);
}

static void enter(struct hits_work *work, enum hits_phase phase)
{
	work->phase = phase;
	work->at = 0;
}

/* The end of a slice of `budget` that begins where the phase is. */
static size_t end_of(const struct hits_work *work, size_t all, size_t budget)
{
	assert(work->at <= all);
	return all - work->at < budget ? all : work->at + budget;
}

/* ---- in the order of time ---- */

/* Where the hits that stand go on to be true, only new rows need a place;
 * where most rows are new, nothing is gained. */
static void begin(struct selection *selection)
{
	struct hits_work *work = &selection->inner->hits;
	const struct result *result = &selection->result;
	bool grown = work->timely && work->epoch == selection->inner->epoch &&
		     work->rows > result->rows.rows / 2;

	drop(work);
	work->kept = rowset_count(&result->rows);
	work->nexts = work->same = 0;
	work->from = work->after = ROW_NONE;
	reserve(&work->next, work->kept);
	enter(work, grown ? HITS_NEWEST : HITS_WALK);
	if (grown)
		work->at = work->rows;
}

/* True when the row comes before `other`, whose time is `time`. */
static bool is_before(const struct store *store, row_t row, int64_t time,
		      row_t other)
{
	int64_t its = store_time(store)[row];

	return its < time || (its == time && row < other);
}

/* The first of the rows by time that does not come before that one. */
static size_t place_among(const struct store *store, const row_t *rows,
			  size_t count, int64_t time, row_t row)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (is_before(store, rows[mid], time, row))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void find_newest(struct selection *selection, size_t budget)
{
	struct hits_work *work = &selection->inner->hits;
	const struct result *result = &selection->result;
	const int64_t *time = store_time(selection->store);
	size_t end = end_of(work, result->rows.rows, budget);

	for (; work->at < end; work->at++)
		if (rowset_has(&result->rows, work->at) &&
		    (work->from == ROW_NONE ||
		     is_before(selection->store, (row_t)work->at,
			       time[work->from], work->from)))
			work->from = (row_t)work->at;
	if (end < result->rows.rows)
		return;
	work->same = work->from == ROW_NONE
			     ? result->hits
			     : place_among(selection->store, result->hit,
					   result->hits, time[work->from],
					   work->from);
	enter(work, HITS_COPY);
}

static void copy(struct selection *selection, size_t budget)
{
	struct hits_work *work = &selection->inner->hits;
	size_t end = end_of(work, work->same, budget);

	if (end > work->at)
		memcpy(work->next.at + work->at,
		       selection->result.hit + work->at,
		       (end - work->at) * sizeof(*work->next.at));
	work->at = work->nexts = end;
	if (end == work->same)
		enter(work, HITS_WALK);
}

/* Where in the store's order the walk goes on. */
static size_t place_of(const struct selection *selection)
{
	const struct hits_work *work = &selection->inner->hits;

	if (work->after != ROW_NONE)
		return store_place(selection->store, work->after) + 1;
	return work->from != ROW_NONE
		       ? store_place(selection->store, work->from)
		       : 0;
}

/* The row under the cursor, where it is kept; else the nearest in time. */
static void choose_target(struct selection *selection)
{
	struct hits_work *work = &selection->inner->hits;
	const int64_t *time;
	row_t watch = selection->watch;
	size_t at;

	work->watched = watch;
	work->target = ROW_NONE;
	if (watch == ROW_NONE || !work->kept)
		return;
	time = store_time(selection->store);
	at = place_among(selection->store, work->next.at, work->kept,
			 time[watch], watch);
	if (at == work->kept ||
	    (at && work->next.at[at] != watch &&
	     time_apart(time[work->next.at[at - 1]], time[watch]) <
		     time_apart(time[work->next.at[at]], time[watch])))
		at--;
	work->target = work->next.at[at];
}

static void walk(struct selection *selection, size_t budget)
{
	struct hits_work *work = &selection->inner->hits;
	const struct rowset *rows = &selection->result.rows;
	size_t count, place, end;
	const row_t *order;

	if (work->nexts < work->kept) {
		order = store_order(selection->store, &count);
		place = place_of(selection);
		assert(place < count);
		end = count - place > budget ? place + budget : count;
		for (; place < end && work->nexts < work->kept; place++)
			if (rowset_has(rows, order[place]))
				work->next.at[work->nexts++] = order[place];
		work->after = order[place - 1];
	}
	if (work->nexts < work->kept)
		return;
	/* The undated stand last. */
	work->valued = place_among(selection->store, work->next.at, work->kept,
				   TIME_NONE, 0);
	choose_target(selection);
	enter(work,
	      selection->order.by == ORDER_TIME ? HITS_PLACE : HITS_COUNT);
}

/* ---- in another order ---- */

static void count_values(struct selection *selection, size_t budget)
{
	struct hits_work *work = &selection->inner->hits;
	const struct hit_order *order = &selection->order;

	if (!work->counting)
		work->counting = counting_new(
			order->by == ORDER_COLUMN ? order->column : COL_COUNT,
			order->by == ORDER_FIELD ? order->field : NULL,
			TALLY_PLAIN);
	if (counting_step(work->counting, selection->store,
			  &selection->result.rows, budget) ||
	    !counting_put(work->counting, &work->tally, budget))
		return;
	work->sorting = sorting_new(&work->tally, selection->store);
	enter(work, HITS_SORT);
}

/* Whose symbols the values are. */
static const struct dict *texts_of(const struct selection *selection)
{
	const struct tally *tally = &selection->inner->hits.tally;

	return tally->own ? tally->text : store_dict(selection->store);
}

static void sort_values(struct selection *selection, size_t budget)
{
	struct hits_work *work = &selection->inner->hits;
	size_t syms = texts_of(selection)->count;

	if (sorting_step(work->sorting, budget))
		return;
	work->ranks = work->tally.count + 1;
	work->rank = xcalloc(syms, sizeof(*work->rank));
	work->start = xcalloc(work->ranks + 1, sizeof(*work->start));
	enter(work, HITS_RANK);
}

/* What is absent comes last. */
static void rank_values(struct selection *selection, size_t budget)
{
	struct hits_work *work = &selection->inner->hits;
	const struct tally *tally = &work->tally;
	size_t end = end_of(work, tally->count, budget);

	for (; work->at < end; work->at++)
		work->rank[tally->row[work->at].value] = (uint32_t)work->at;
	if (end < tally->count)
		return;
	work->rank[SYM_NONE] = (uint32_t)tally->count;
	enter(work, HITS_START);
}

/* The first of several values is what is seen of them. */
static sym_t value_of(const struct selection *selection, row_t row)
{
	struct hits_work *work = &selection->inner->hits;
	size_t more;

	buf_reset(&work->text);
	if (!field_put_first(selection->order.field, selection->store, row,
			     &work->text, &more))
		return SYM_NONE;
	return dict_find(texts_of(selection), buf_str(&work->text));
}

static uint32_t rank_of(const struct selection *selection, row_t row)
{
	const uint32_t *rank = selection->inner->hits.rank;
	const sym_t *resource;

	if (selection->order.by == ORDER_FIELD)
		return rank[value_of(selection, row)];

	if (selection->order.by == ORDER_COLUMN)
		return rank[store_column(selection->store,
					 selection->order.column)[row]];
	return rank[store_resources(selection->store, row, &resource)
			    ? resource[0]
			    : SYM_NONE];
}

/* The sums are of as many numbers as there are values: a millisecond for
 * half a million. */
static void count_ranks(struct selection *selection, size_t budget)
{
	struct hits_work *work = &selection->inner->hits;
	size_t end = end_of(work, work->kept, budget);

	for (; work->at < end; work->at++)
		work->start[rank_of(selection, work->next.at[work->at]) + 1]++;
	if (end < work->kept)
		return;
	for (size_t r = 0; r < work->ranks; r++)
		work->start[r + 1] += work->start[r];
	work->valued = work->start[work->ranks - 1];
	enter(work, HITS_PLACE);
}

/* ---- putting them in place ---- */

static void publish(struct selection *selection, struct row_list *made)
{
	struct hits_work *work = &selection->inner->hits;
	struct result *result = &selection->result;
	struct row_list had = work->shown;

	folds_publish(selection, work->phase == HITS_FOLD);
	result->choices = selection->choices;
	work->shown = *made;
	*made = had;
	result->hit = work->shown.at;
	result->hits = work->kept;
	work->epoch = selection->inner->epoch;
	work->rows = result->rows.rows;
	result->watched = work->watched;
	result->watched_at = work->target_at;
	work->timely =
		selection->order.by == ORDER_TIME && !selection->order.reverse;
	drop(work);
	selection->finder.exact = false;
	selection->ordered++;
	selection->stale = true;
	selection->stage = STAGE_TOTALS;
}

/* The new hits are in order: they are shown, or folded before they are. */
static void finish(struct selection *selection, struct row_list *made)
{
	struct hits_work *work = &selection->inner->hits;

	work->made = made;
	selection->inner->folds.at = 0;
	if (selection->order.fold && selection->order.by == ORDER_TIME &&
	    work->kept)
		enter(work, HITS_FOLD);
	else
		publish(selection, made);
}

static void fold(struct selection *selection, size_t budget)
{
	struct hits_work *work = &selection->inner->hits;

	if (!folds_make(selection, work->made->at, work->kept, budget))
		publish(selection, work->made);
}

static void place(struct selection *selection, size_t budget)
{
	struct hits_work *work = &selection->inner->hits;
	const struct hit_order *order = &selection->order;
	size_t end = end_of(work, work->kept, budget);

	if (order->by == ORDER_TIME && !order->reverse) {
		work->watched = ROW_NONE; /* a binary search finds it */
		finish(selection, &work->next);
		return;
	}
	reserve(&work->sorted, work->kept);
	for (; work->at < end; work->at++) {
		row_t row = work->next.at[work->at];
		size_t to = work->start ? work->start[rank_of(selection, row)]++
					: work->at;

		if (order->reverse && to < work->valued)
			to = work->valued - 1 - to;
		work->sorted.at[to] = row;
		if (row == work->target)
			work->target_at = to;
	}
	if (end == work->kept)
		finish(selection, &work->sorted);
}

size_t hits_step(struct job *job, size_t budget)
{
	static void (*const steps[])(struct selection *, size_t) = {
		[HITS_NEWEST] = find_newest, [HITS_COPY] = copy,
		[HITS_WALK] = walk,          [HITS_COUNT] = count_values,
		[HITS_SORT] = sort_values,   [HITS_RANK] = rank_values,
		[HITS_START] = count_ranks,  [HITS_PLACE] = place,
		[HITS_FOLD] = fold,
	};
	struct selection *selection = job->of;
	struct hits_work *work = &selection->inner->hits;

	if (selection->stage != STAGE_HITS)
		return 0;
	if (work->phase == HITS_BEGIN)
		begin(selection);
	job->done = work->nexts;
	job->all = work->kept;
	steps[work->phase](selection, budget);
	return budget < work->kept ? budget : work->kept + 1;
}
