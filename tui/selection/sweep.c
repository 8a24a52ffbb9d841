/* SPDX-License-Identifier: MIT */
/* sweep.c - the Sweep of a selection: a job that goes on where rows came, and
 * begins again where the chips keep other ones. The chips that are findings
 * themselves are left out of what it looks at. */
#include <assert.h>

#include "inner.h"

/* Rows go by quicker than what was gathered of them is judged. */
#define JUDGE_ROWS 8

static bool is_finding(const struct chip *chip, size_t at, const void *what)
{
	return chip->ask->finds;
}

static void start(struct selection *selection)
{
	struct sweep_work *work = &selection->inner->sweep;

	if (!work->sweeping)
		work->sweeping = sweeping_new();
	sweeping_put(work->sweeping, NULL, 0, &work->judge, NULL);
	if (!result_base(selection, is_finding, NULL, &work->base)) {
		sweeping_again(work->sweeping);
		selection->sweep.counted = false;
	}
	work->changes = selection->changes;
	work->begun = true;
}

/* True: there is more to do. */
static bool publish(struct selection *selection, size_t budget)
{
	struct sweep_work *work = &selection->inner->sweep;
	struct sweep *sweep = &selection->sweep;

	if (!sweep->counted || sweep->rows != sweeping_rows(work->sweeping)) {
		if (sweeping_put(work->sweeping, selection->store,
				 budget / JUDGE_ROWS + 1, &work->judge, sweep))
			return true;
		sweep->made++;
	}
	sweep->counted = true;
	work->begun = false;
	selection->stale = true;
	return false;
}

size_t sweep_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct sweep_work *work = &selection->inner->sweep;
	size_t spent;

	if (!selection->store || selection->stage <= STAGE_HITS)
		return 0;
	if (work->changes != selection->changes)
		start(selection);
	if (!work->begun)
		return 0;
	spent = sweeping_step(work->sweeping, selection->store, &work->base,
			      budget);
	job->done = sweeping_rows(work->sweeping);
	job->all = work->base.rows;
	if (!spent && publish(selection, budget))
		return budget;
	return spent + 1;
}

void sweep_end(struct selection *selection)
{
	struct sweep_work *work = &selection->inner->sweep;

	sweep_release(&selection->sweep);
	sweeping_put(work->sweeping, NULL, 0, &work->judge, NULL);
	sweeping_free(work->sweeping);
	rowset_release(&work->base);
}
