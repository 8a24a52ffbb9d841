/* SPDX-License-Identifier: MIT */
/* summary.c - the result as a whole: its totals, its events by time, and what
 * is constant in it. Each goes on where it stopped, unless `epoch` went up. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "meaning.h"

/* ---- totals ---- */

size_t summary_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct inner *inner = selection->inner;
	struct result *result = &selection->result;
	size_t cost = 0;

	if (selection->stage != STAGE_TOTALS)
		return 0;
	if (inner->totals_epoch != inner->epoch)
		inner->totals = (struct totals){ 0 };
	inner->totals_epoch = inner->epoch;
	if (selection->store)
		cost = totals_step(&inner->totals, selection->store,
				   &result->rows, budget);
	job->done = inner->totals.rows;
	job->all = result->rows.rows;
	if (inner->totals.rows < result->rows.rows)
		return cost;
	result->totals = inner->totals;
	selection->stale = true;
	selection->stage = STAGE_FACTS;
	return cost + 1;
}

/* ---- by time ---- */

static void times_begin(struct selection *selection)
{
	struct times_work *work = &selection->inner->times;
	struct buckets *buckets = &work->buckets;

	memset(buckets->at, 0, buckets->count * sizeof(*buckets->at));
	buckets->rows = 0;
	work->put = false;
	work->epoch = selection->inner->epoch;
}

static void times_put(struct selection *selection)
{
	const struct buckets *made = &selection->inner->times.buckets;
	struct buckets *shown = &selection->times;
	size_t size = made->count * sizeof(*made->at);
	struct bucket *at = xrealloc(shown->at, size);

	memcpy(at, made->at, size);
	*shown = *made;
	shown->at = at;
	selection->inner->times.put = true;
	selection->stale = true;
}

size_t times_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct times_work *work = &selection->inner->times;
	const struct rowset *rows = &selection->result.rows;
	size_t cost;

	if (!work->buckets.count || !selection->store ||
	    selection->stage <= STAGE_HITS)
		return 0;
	if (work->epoch != selection->inner->epoch)
		times_begin(selection);
	if (work->put && work->buckets.rows == rows->rows)
		return 0;
	cost = buckets_step(&work->buckets, selection->store, rows, budget);
	job->done = work->buckets.rows;
	job->all = rows->rows;
	if (work->buckets.rows == rows->rows)
		times_put(selection);
	return cost + 1;
}

void times_ask(struct selection *selection, int64_t from, int64_t step,
	       size_t count)
{
	struct times_work *work = &selection->inner->times;
	struct buckets *buckets = &work->buckets;

	assert(step > 0 && count > 0);
	if (buckets->from == from && buckets->step == step &&
	    buckets->count == count)
		return;
	buckets->from = from;
	buckets->step = step;
	buckets->count = count;
	buckets->at = xrealloc(buckets->at, count * sizeof(*buckets->at));
	times_begin(selection);
	if (selection->result.looked <= FEW_ROWS)
		times_step(&selection->inner->job[JOB_TIMES], SIZE_MAX);
}

/* ---- facts ---- */

static const enum column counted[] = { COL_ADDRESS, COL_KEY, COL_TOOL,
				       COL_REGION, COL_ACCOUNT };
static const enum column compared[] = { COL_USER, COL_SESSION, COL_NAME,
					COL_SERVICE, COL_ERROR };

sym_t row_actor(const struct store *store, row_t row)
{
	sym_t session = store_column(store, COL_SESSION)[row];

	if (session != SYM_NONE && session_speaks(store_text(store, session)))
		return session;
	return store_column(store, COL_USER)[row];
}

/* True when the values of a chip name it, as a whole or without its account. */
static bool is_asked_for(const struct selection *selection, sym_t resource)
{
	const struct chips *chips = &selection->chips;
	struct str text = store_text(selection->store, resource);

	for (size_t at = chips_picking(chips, STR("resource"), NULL, 0);
	     at != SIZE_MAX;
	     at = chips_picking(chips, STR("resource"), NULL, at + 1)) {
		const struct expr *expr = chips->at[at].ask->expr;

		for (size_t i = 0; i < expr_values(expr); i++)
			if (str_eq(expr_value(expr, i), text) ||
			    str_eq(expr_value(expr, i), identity_label(text)))
				return true;
	}
	return false;
}

sym_t row_resource(const struct selection *selection, row_t row,
		   uint32_t *count)
{
	const sym_t *resource;

	assert(row < store_rows(selection->store));
	*count = store_resources(selection->store, row, &resource);
	for (uint32_t i = 0; *count > 1 && i < *count && selection->chips.count;
	     i++)
		if (is_asked_for(selection, resource[i]))
			return resource[i];
	return *count ? resource[0] : SYM_NONE;
}

static sym_t value_of(const struct selection *selection, unsigned what,
		      row_t row)
{
	uint32_t count;

	if (what == SAME_ACTOR)
		return row_actor(selection->store, row);
	if (what == SAME_RESOURCE)
		return row_resource(selection, row, &count);
	return store_column(selection->store, (enum column)what)[row];
}

/* Compares up to `budget` rows with the first; nearly always two rows tell.
 * True while rows remain that could differ. */
static bool compare(const struct selection *selection, unsigned what,
		    size_t budget)
{
	struct sameness *same = &selection->inner->facts.same[what];
	const struct rowset *rows = &selection->result.rows;
	size_t left = rows->rows - same->rows, end;

	if (same->differs || !left)
		return false;
	end = same->rows + (left < budget ? left : budget);
	for (; same->rows < end && !same->differs; same->rows++) {
		sym_t value;

		if (!rowset_has(rows, same->rows))
			continue;
		value = value_of(selection, what, (row_t)same->rows);
		if (!same->met)
			same->first = value;
		same->met = true;
		same->differs = value != same->first;
	}
	return true;
}

static void facts_begin(struct selection *selection)
{
	struct facts_work *work = &selection->inner->facts;

	for (size_t i = 0; i < ARRAY_LEN(counted); i++)
		distinct_release(&work->distinct[counted[i]]);
	*work = (struct facts_work){ .epoch = selection->inner->epoch };
}

/* One column a step; false when all have seen every row. */
static bool look(struct selection *selection, size_t budget)
{
	struct facts_work *work = &selection->inner->facts;
	const struct rowset *rows = &selection->result.rows;

	for (size_t i = 0; i < ARRAY_LEN(counted); i++)
		if (work->distinct[counted[i]].rows < rows->rows) {
			distinct_step(&work->distinct[counted[i]],
				      selection->store, rows, counted[i],
				      budget);
			return true;
		}
	for (size_t i = 0; i < ARRAY_LEN(compared); i++)
		if (compare(selection, compared[i], budget))
			return true;
	return compare(selection, SAME_ACTOR, budget / 4 + 1) ||
	       compare(selection, SAME_RESOURCE, budget / 4 + 1);
}

static void facts_put(struct selection *selection)
{
	struct facts_work *work = &selection->inner->facts;
	struct facts *facts = &selection->facts;

	for (size_t i = 0; i < ARRAY_LEN(counted); i++) {
		const struct distinct *distinct = &work->distinct[counted[i]];

		facts->distinct[counted[i]] = distinct->count;
		facts->services[counted[i]] = distinct->services;
		if (counted[i] == COL_ADDRESS)
			facts->strange = distinct->strange;
		facts->only[counted[i]] = distinct->only;
		facts->absent[counted[i]] = distinct->absent;
		facts->same[counted[i]] =
			distinct->count + distinct->absent <= 1;
	}
	for (size_t i = 0; i < ARRAY_LEN(compared); i++)
		facts->same[compared[i]] = !work->same[compared[i]].differs;
	facts->same_actor = !work->same[SAME_ACTOR].differs;
	facts->same_resource = !work->same[SAME_RESOURCE].differs;
	facts->choices = selection->choices;
	selection->totaled++;
	selection->stale = true;
}

size_t facts_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct facts_work *work = &selection->inner->facts;

	if (selection->stage != STAGE_FACTS)
		return 0;
	if (work->epoch != selection->inner->epoch)
		facts_begin(selection);
	if (work->choices != selection->choices)
		work->same[SAME_RESOURCE] = (struct sameness){ 0 };
	work->choices = selection->choices;
	job->done = work->distinct[COL_ACCOUNT].rows;
	job->all = selection->result.rows.rows;
	if (selection->store && look(selection, budget))
		return budget;
	facts_put(selection);
	selection->stage = STAGE_USERS;
	return 1;
}

void summary_release(struct selection *selection)
{
	struct inner *inner = selection->inner;

	for (size_t i = 0; i < ARRAY_LEN(counted); i++)
		distinct_release(&inner->facts.distinct[counted[i]]);
	free(inner->times.buckets.at);
	free(selection->times.at);
}
