/* SPDX-License-Identifier: MIT */
/* selection.c - birth, death, being shown a store, and the list of jobs that
 * bring what follows from the choices up to date. */
#include <assert.h>
#include <stdlib.h>

#include "inner.h"

/* Spent on a list of jobs before the person is told of it: about a tenth of a
 * second, as the slowest of them go. */
#define BLINK 500000

static const struct {
	const char *name;
	size_t (*step)(struct job *job, size_t budget);
} jobs[JOBS] = {
	[JOB_ROWS] = { "filtering", rows_step },
	[JOB_HITS] = { "ordering", hits_step },
	[JOB_TOTALS] = { "counting", summary_step },
	[JOB_TIMES] = { "counting times", times_step },
	[JOB_FACTS] = { "comparing", facts_step },
	[JOB_IDENTITIES] = { "collecting names", identities_step },
	[JOB_USERS] = { "counting users", users_step },
	[JOB_RESOURCES] = { "counting resources", resources_step },
	[JOB_FREQUENCY] = { "counting values", frequency_step },
	[JOB_PIVOT] = { "counting ways on", pivot_step },
	[JOB_CANDIDATE] = { "trying the filter", candidate_step },
	[JOB_SEARCH] = { "searching", finder_step },
};

static void make_jobs(struct selection *selection)
{
	struct inner *inner = selection->inner;

	for (int k = 0; k < JOBS; k++)
		inner->job[k] = (struct job){ .name = jobs[k].name,
					      .of = selection,
					      .step = jobs[k].step };
	inner->jobs = (struct jobs){ .job = inner->job, .count = JOBS };
}

struct selection *selection_new(struct str filter, spots_now *spots, void *who)
{
	struct selection *selection = xcalloc(1, sizeof(*selection));
	struct ask *ask = filter.len ? ask_new(filter, NULL) : NULL;

	selection->inner = xcalloc(1, sizeof(*selection->inner));
	selection->inner->spots = spots;
	selection->inner->who = who;
	selection->choices = 1;
	selection->stale = true;
	selection->watch = selection->result.watched = ROW_NONE;
	make_jobs(selection);
	if (ask)
		chips_put(&selection->chips, SIZE_MAX, ask);
	return selection;
}

void selection_free(struct selection *selection)
{
	if (!selection)
		return;
	frequency_end(selection);
	pivot_clear(selection);
	trial_drop(&selection->aimed);
	trial_drop(&selection->candidate);
	finder_release(&selection->finder);
	saved_steps_release(selection->inner);
	chips_release(&selection->chips);
	result_release(selection);
	hits_release(&selection->inner->hits);
	summary_release(selection->inner);
	free(selection->times.events);
	free(selection->times.denied);
	for (int k = 0; k < IDENTITY_KINDS; k++)
		identities_release(&selection->inner->identities[k]);
	for (int k = 0; k < ROSTERS; k++)
		roster_release(selection, (enum roster_kind)k);
	free(selection->inner);
	free(selection);
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

void selection_sort(struct selection *selection, struct hit_order order)
{
	selection->order = order;
	result_forget(selection);
}
