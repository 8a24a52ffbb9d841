/* SPDX-License-Identifier: MIT */
/* folds.c - the lines that hits stand on, where runs of reads are folded: see
 * hit_order.c, which makes them. */
#include <string.h>

#include "inner.h"

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

void selection_unfold(struct selection *selection, size_t line)
{
	struct folds_work *work = &selection->inner->folds;
	struct result *result = &selection->result;
	size_t first = result_hit(result, line);
	size_t more = result_hit(result, line + 1) - first - 1;

	if (!result->line || line >= result->lines || !more)
		return;
	rowset_grow(&work->opened, store_rows(selection->store));
	for (size_t i = 0; i <= more; i++)
		rowset_put(&work->opened, result->hit[first + i]);
	if (!vec_reserve(&work->shown.at, &work->shown.room,
			 result->lines + more, sizeof(*work->shown.at)))
		die("no memory to unfold %zu events", more);
	memmove(work->shown.at + line + 1 + more, work->shown.at + line + 1,
		(result->lines - line - 1) * sizeof(*work->shown.at));
	for (size_t i = 1; i <= more; i++)
		work->shown.at[line + i] = (uint32_t)(first + i);
	result->line = work->shown.at;
	result->lines += more;
	work->at = 0; /* lines half made go by what stood before */
	selection->stale = true;
}
