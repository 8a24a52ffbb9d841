/* SPDX-License-Identifier: MIT */
/* selection.c - birth, death, being shown a store, the rows that the chips
 * keep, and the list of jobs that bring what follows from them up to date.
 *
 * A round begins with the rows that the store has in order by then; what comes
 * later waits for the next, so that a round ends however fast a store grows.
 * Chips look at new rows only. Putting their bitmaps together, and comparing
 * them with what was kept before, is a few words a thousand rows: 0.1 ms for
 * three million, and done in one go. */
#include <assert.h>
#include <stdlib.h>

#include "inner.h"

/* Spent on a list of jobs before the person is told of it: about a tenth of a
 * second, as the slowest of them go. */
#define BLINK 500000

/* ---- the rows that the chips keep ---- */

/* The filter of the first chip that lags behind the round; NULL: none does.
 * *looked: at how many rows all of them have looked. */
static struct filter *lagging(const struct selection *selection,
			      uint64_t *looked)
{
	struct filter *lags = NULL;

	*looked = selection->inner->target;
	for (size_t i = 0; i < selection->chips.count; i++) {
		struct filter *filter = selection->chips.at[i].ask->filter;
		size_t rows = filter_rows(filter)->rows;

		if (!chip_works(&selection->chips, i) ||
		    rows >= selection->inner->target)
			continue;
		if (!lags)
			lags = filter;
		if (rows < *looked)
			*looked = rows;
	}
	return lags;
}

static bool gave_up(const struct chips *chips)
{
	for (size_t i = 0; i < chips->count; i++)
		if (chip_works(chips, i) &&
		    filter_gave_up(chips->at[i].ask->filter))
			return true;
	return false;
}

static size_t rows_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct inner *inner = selection->inner;
	struct result *result = &selection->result;
	struct filter *lags;
	size_t rows = 0; /* that the store has in the order of time */

	if (selection->store)
		store_order(selection->store, &rows);
	if (selection->stage == STAGE_DONE && result->looked != rows) {
		selection->stage = STAGE_ROWS;
		inner->target = 0;
	}
	if (selection->stage != STAGE_ROWS)
		return 0;
	if (!inner->target)
		inner->target = rows;
	job->all = inner->target;
	lags = lagging(selection, &job->done);
	if (lags) {
		filter_step(lags, selection->store, budget);
		return budget;
	}
	if (!result_base(selection, NULL, NULL, &result->rows))
		inner->epoch++;
	result->looked = inner->target;
	result->at_least = gave_up(&selection->chips);
	selection->stage = STAGE_HITS;
	selection->changes++;
	return 1 + result->looked / 64;
}

/* ---- jobs ---- */

static const struct job jobs[JOBS] = {
	[JOB_PARTNER] = { "looking for another event", partner_step },
	[JOB_ROWS] = { "filtering", rows_step },
	[JOB_HITS] = { "ordering", hits_step },
	[JOB_BURSTS] = { "looking for bursts", bursts_step },
	[JOB_TOTALS] = { "counting", summary_step },
	[JOB_TIMES] = { "counting times", times_step },
	[JOB_FACTS] = { "comparing", facts_step },
	[JOB_IDENTITIES] = { "collecting names", identities_step },
	[JOB_USERS] = { "counting users", roster_step },
	[JOB_RESOURCES] = { "counting resources", roster_step },
	[JOB_SWEEP] = { "sweeping", sweep_step },
	[JOB_FREQUENCY] = { "counting values", frequency_step },
	[JOB_PIVOT] = { "counting ways on", pivot_step },
	[JOB_CANDIDATE] = { "trying the filter", candidate_step },
	[JOB_OFFERS] = { "looking for ways on", offers_step },
	[JOB_SEARCH] = { "searching", finder_step },
	[JOB_WHENS] = { "counting when", whens_job },
};

/* ---- a selection ---- */

struct selection *selection_new(struct str filter, spots_now *spots, void *who)
{
	struct selection *selection = xcalloc(1, sizeof(*selection));
	struct inner *inner = xcalloc(1, sizeof(*inner));
	struct ask *ask = filter.len ? ask_new(filter, NULL) : NULL;

	selection->choices = 1;
	selection->inner = inner;
	inner->spots = spots;
	inner->who = who;
	for (int k = 0; k < JOBS; k++) {
		inner->job[k] = jobs[k];
		inner->job[k].of = selection;
	}
	inner->jobs = (struct jobs){ .job = inner->job, .count = JOBS };
	selection->stale = true;
	selection->watch = selection->result.watched = ROW_NONE;
	selection->partner.of = ROW_NONE;
	selection->roster[ROSTER_USERS].field = "user";
	selection->roster[ROSTER_USERS].under = "session";
	selection->roster[ROSTER_RESOURCES].field = "resource";
	selection->roster[ROSTER_RESOURCES].under = "object";
	if (ask)
		chips_put(&selection->chips, SIZE_MAX, ask);
	return selection;
}

void selection_free(struct selection *selection)
{
	if (!selection)
		return;
	offers_end(selection);
	trials_release(selection);
	sweep_end(selection);
	values_release(selection);
	identities_release(selection->inner);
	summary_release(selection);
	hits_release(&selection->inner->hits);
	free(selection->inner->folds.next.at);
	free(selection->inner->folds.shown.at);
	folds_open(selection, (struct open_runs){ 0 });
	free(selection->bursts.at);
	for (size_t i = 0; i < selection->inner->fields; i++)
		field_free(selection->inner->field[i]);
	free(selection->inner->field);
	choices_release(selection);
	rowset_release(&selection->result.rows);
	rowset_release(&selection->inner->rows);
	free(selection->inner);
	free(selection);
}

const struct field *selection_field(struct selection *selection,
				    struct str name, struct err *err)
{
	struct inner *inner = selection->inner;
	struct field *field;

	for (size_t i = 0; i < inner->fields; i++)
		if (str_eq(field_name(inner->field[i]), name))
			return inner->field[i];
	field = field_parse(name, err);
	if (field)
		*vec_add(inner->field, inner->fields, inner->field_room) =
			field;
	return field;
}

void selection_show(struct selection *selection, const struct store *store)
{
	assert(!selection->store || selection->store == store);
	assert(!store || store_rows(store) >= selection->rows);
	selection->store = store;
	selection->rows = store ? store_rows(store) : 0;
	selection->stale = true;
}

size_t selection_step(struct selection *selection, size_t budget)
{
	bool told = selection_running(selection) != NULL;
	size_t spent = jobs_step(&selection->inner->jobs, budget);

	if (!spent && !selection->inner->jobs.stopped)
		selection->answered = selection->choices;
	if (spent && (told || selection_running(selection)))
		selection->stale = true; /* how far it is, or that it is done */
	return spent;
}

const struct job *selection_running(const struct selection *selection)
{
	const struct jobs *all = &selection->inner->jobs;

	return all->spent > BLINK || all->stopped ? jobs_running(all) : NULL;
}

bool selection_stop(struct selection *selection)
{
	selection->stale = true;
	return jobs_stop(&selection->inner->jobs);
}

bool selection_stopped(const struct selection *selection)
{
	return selection->inner->jobs.stopped;
}

void selection_watch(struct selection *selection, row_t row)
{
	assert(row == ROW_NONE || row < selection->rows);
	selection->watch = row;
}
