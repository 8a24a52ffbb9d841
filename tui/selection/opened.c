/* SPDX-License-Identifier: MIT */
/* opened.c - the runs that were unfolded by hand, kept with a step and had
 * again after it. */
#include <stdlib.h>

#include "inner.h"

struct open_runs folds_opened(const struct selection *selection)
{
	const struct open_runs *runs = &selection->inner->folds.runs;
	struct open_runs copy = { 0 };

	for (size_t i = 0; i < runs->count; i++)
		*vec_add(copy.at, copy.count, copy.room) = runs->at[i];
	return copy;
}

/* What stands between the two in time is of the run, or no hit. */
static void open_rows(struct selection *selection, const struct open_run *run)
{
	struct rowset *opened = &selection->inner->folds.opened;
	size_t a = store_place(selection->store, run->first);
	size_t b = store_place(selection->store, run->last), count;
	const row_t *order = store_order(selection->store, &count);

	for (size_t at = a < b ? a : b; at <= (a < b ? b : a); at++)
		rowset_put(opened, order[at]);
}

void folds_open(struct selection *selection, struct open_runs runs)
{
	struct folds_work *work = &selection->inner->folds;

	rowset_release(&work->opened);
	free(work->runs.at);
	work->runs = runs;
	work->at = 0;
	if (!runs.count)
		return;
	rowset_grow(&work->opened, store_rows(selection->store));
	for (size_t i = 0; i < runs.count; i++)
		open_rows(selection, &runs.at[i]);
}
