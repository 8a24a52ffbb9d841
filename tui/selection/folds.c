/* SPDX-License-Identifier: MIT */
/* folds.c - the lines that hits stand on, where runs of reads are folded.
 *
 * A run is reads by one user that stand next to each other in the order of
 * time, three at least: two rows tell more than a line about them. What is
 * notable, wrote or was denied stays a line of its own, and ends a run. A line
 * is the place of its first hit, so that the hits stay what they are: all
 * counts are of events. */
#include <assert.h>
#include <string.h>

#include "inner.h"

#define SEEN (FLAG_DENIED | FLAG_PARTIAL | FLAG_WRITE | FLAG_NOTABLE)
#define RUN_LEAST 3

/* True when both may be of one run. */
static bool go_together(const struct store *store, row_t a, row_t b)
{
	const uint32_t *flags = store_flags(store);
	sym_t actor;

	if ((flags[a] | flags[b]) & SEEN)
		return false;
	actor = row_actor(store, a);
	return actor != SYM_NONE && actor == row_actor(store, b);
}

static void reserve(struct line_list *list, size_t count)
{
	if (!vec_reserve(&list->at, &list->room, count, sizeof(*list->at)))
		die("no memory to fold %zu events", count);
}

/* ---- making them ---- */

/* The hit may stand on the line of the one before it. */
static bool goes_on(const struct selection *selection, const row_t *hit,
		    size_t at)
{
	const struct rowset *opened = &selection->inner->folds.opened;

	return at && go_together(selection->store, hit[at - 1], hit[at]) &&
	       !rowset_has(opened, hit[at - 1]) && !rowset_has(opened, hit[at]);
}

/* Counts the next hit; each has a line until the run is long enough for one.
 * True: it has one. */
static bool stands(size_t *run, size_t *lines, bool goes_on)
{
	*run = goes_on ? *run + 1 : 1;
	if (*run == RUN_LEAST)
		*lines -= RUN_LEAST - 2;
	return *run < RUN_LEAST;
}

size_t folds_of(const struct store *store, const row_t *hit, size_t hits,
		uint32_t *line)
{
	size_t lines = 0, run = 0;

	for (size_t at = 0; at < hits; at++)
		if (stands(&run, &lines,
			   at && go_together(store, hit[at - 1], hit[at])))
			line[lines++] = (uint32_t)at;
	return lines;
}

bool folds_make(struct selection *selection, const row_t *hit, size_t hits,
		size_t budget)
{
	struct folds_work *work = &selection->inner->folds;
	size_t end = hits - work->at < budget ? hits : work->at + budget;

	assert(work->at <= hits);
	if (!work->at)
		work->lines = work->run = 0;
	for (; work->at < end; work->at++) {
		if (!stands(&work->run, &work->lines,
			    goes_on(selection, hit, work->at)))
			continue;
		if (work->lines >= work->next.room)
			reserve(&work->next, work->lines + 1);
		work->next.at[work->lines++] = (uint32_t)work->at;
	}
	return end < hits;
}

void folds_publish(struct selection *selection, bool made)
{
	struct folds_work *work = &selection->inner->folds;
	struct result *result = &selection->result;
	struct line_list had = work->shown;

	if (made) {
		work->shown = work->next;
		work->next = had;
	} else {
		rowset_release(&work->opened);
		work->runs.count = 0;
	}
	result->line = made ? work->shown.at : NULL;
	result->lines = made ? work->lines : 0;
	work->at = 0;
}

/* ---- asking ---- */

size_t result_lines(const struct result *result)
{
	return result->line ? result->lines : result->hits;
}

size_t result_hit(const struct result *result, size_t line)
{
	if (!result->line)
		return line < result->hits ? line : result->hits;
	return line < result->lines ? result->line[line] : result->hits;
}

size_t result_line(const struct result *result, size_t hit)
{
	size_t low = 0, high = result->lines;

	if (!result->line)
		return hit;
	while (low + 1 < high) {
		size_t mid = low + (high - low) / 2;

		if (result->line[mid] <= hit)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* ---- by hand ---- */

void selection_unfold(struct selection *selection, size_t line)
{
	struct folds_work *work = &selection->inner->folds;
	struct result *result = &selection->result;
	size_t first = result_hit(result, line);
	size_t more = result_hit(result, line + 1) - first - 1;

	if (!result->line || line >= result->lines || !more)
		return;
	rowset_grow(&work->opened, store_rows(selection->store));
	*vec_add(work->runs.at, work->runs.count, work->runs.room) =
		(struct open_run){ result->hit[first],
				   result->hit[first + more] };
	for (size_t i = 0; i <= more; i++)
		rowset_put(&work->opened, result->hit[first + i]);
	reserve(&work->shown, result->lines + more);
	memmove(work->shown.at + line + 1 + more, work->shown.at + line + 1,
		(result->lines - line - 1) * sizeof(*work->shown.at));
	for (size_t i = 1; i <= more; i++)
		work->shown.at[line + i] = (uint32_t)(first + i);
	result->line = work->shown.at;
	result->lines += more;
	work->at = 0; /* lines half made go by what stood before */
	selection->stale = true;
}

/* Those of which no row stands on its own any more. */
static void forget_runs(struct folds_work *work)
{
	struct open_runs *runs = &work->runs;
	size_t kept = 0;

	for (size_t i = 0; i < runs->count; i++)
		if (rowset_has(&work->opened, runs->at[i].first))
			runs->at[kept++] = runs->at[i];
	runs->count = kept;
}

bool selection_refold(struct selection *selection, size_t line)
{
	struct folds_work *work = &selection->inner->folds;
	struct result *result = &selection->result;
	size_t first = result_hit(result, line), last = first, end, to;
	const row_t *hit = result->hit;

	if (!result->line || line >= result->lines ||
	    !rowset_has(&work->opened, hit[first]))
		return false;
	while (first &&
	       go_together(selection->store, hit[first - 1], hit[first]))
		first--;
	while (last + 1 < result->hits &&
	       go_together(selection->store, hit[last], hit[last + 1]))
		last++;
	if (last - first + 1 < RUN_LEAST)
		return false;
	for (size_t i = first; i <= last; i++)
		rowset_drop(&work->opened, hit[i]);
	forget_runs(work);
	to = result_line(result, first) + 1;
	end = result_line(result, last) + 1;
	memmove(work->shown.at + to, work->shown.at + end,
		(result->lines - end) * sizeof(*work->shown.at));
	result->lines -= end - to;
	work->at = 0; /* as above */
	selection->stale = true;
	return true;
}
