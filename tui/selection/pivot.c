/* SPDX-License-Identifier: MIT */
/* pivot.c - how many events each way to go on would leave.
 *
 * The ask that is counted is the ask that becomes the chip, so that the number
 * and what follows cannot disagree, and choosing costs no look at a row. */
#include <assert.h>

#include "inner.h"

void pivot_put(struct selection *selection, struct ask *ask, bool stays)
{
	struct pivot *pivot = &selection->pivot;

	assert(ask && pivot->count < PIVOT_WAYS);
	pivot->at[pivot->count++] =
		(struct pivot_way){ .ask = ask, .stays = stays };
	jobs_restart(&selection->inner->jobs);
}

void pivot_clear(struct selection *selection)
{
	struct pivot *pivot = &selection->pivot;

	while (pivot->count)
		ask_drop(pivot->at[--pivot->count].ask);
	rowset_release(&pivot->base);
}

static bool gives_way(const struct chip *chip, size_t at, const void *what)
{
	return !chip_stays(chip);
}

static void count(struct selection *selection, struct pivot_way *way)
{
	const struct rowset *rows = filter_rows(way->ask->filter);
	struct rowset *base = &selection->pivot.base;

	if (way->stays) {
		chips_rows(&selection->chips, selection->rows, gives_way, NULL,
			   base);
		way->count = rowset_common(rows, base);
	} else {
		way->count = rowset_count(rows);
	}
	way->counted = true;
	way->rows = selection->rows;
	selection->stale = true;
}

size_t pivot_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;

	for (size_t i = 0; i < selection->pivot.count; i++) {
		struct pivot_way *way = &selection->pivot.at[i];
		size_t looked = filter_rows(way->ask->filter)->rows;

		if (way->counted && way->rows == selection->rows)
			continue;
		job->done = i;
		job->all = selection->pivot.count;
		if (looked < selection->rows)
			filter_step(way->ask->filter, selection->store, budget);
		else
			count(selection, way);
		return looked < selection->rows ? budget : 1;
	}
	return 0;
}
