/* SPDX-License-Identifier: MIT */
/* finder.c - what `/` looks for, and which events have it.
 *
 * The pattern is tried on distinct values, in slices; the panes are asked to
 * move once the answer is whole. Lists and the Event pane try their few
 * lines directly and need no answer from here. */
#include <stdlib.h>
#include <string.h>

#include "model.h"

void finder_release(struct finder *finder)
{
	filter_free(finder->filter);
	search_free(finder->search);
	free(finder->pattern);
	free(finder->found);
	memset(finder, 0, sizeof(*finder));
}

int finder_set(struct view *view, struct str pattern, bool literal,
	       struct err *err)
{
	struct finder *finder = &view->finder;
	struct search *search = NULL;

	if (pattern.len && !(search = search_new(pattern, literal, err)))
		return -1;
	filter_free(finder->filter);
	search_free(finder->search);
	free(finder->pattern);
	finder->search = search;
	finder->filter = search ? filter_search(search) : NULL;
	finder->pattern = xstrdup(pattern);
	finder->founds = 0;
	finder->exact = false;
	view->stale = true;
	return 0;
}

bool finder_work(struct view *view, size_t budget)
{
	struct finder *finder = &view->finder;

	if (!finder->filter || !view_store(view) ||
	    filter_rows(finder->filter)->rows >= view->kept.looked)
		return false;
	filter_step(finder->filter, view_store(view), budget);
	finder->exact = false;
	return true;
}

static void reserve(struct finder *finder, size_t need)
{
	if (!vec_reserve(&finder->found, &finder->room, need,
			 sizeof(*finder->found)))
		die("no memory for what was found");
}

void finder_list(struct view *view)
{
	struct finder *finder = &view->finder;
	const struct rowset *rows;

	if (!finder->filter ||
	    (finder->exact && finder->changes == view->changes))
		return;
	rows = filter_rows(finder->filter);
	finder->founds = 0;
	for (size_t i = 0; i < view->kept.hits; i++) {
		if (!rowset_has(rows, view->kept.hit[i]))
			continue;
		reserve(finder, finder->founds + 1);
		finder->found[finder->founds++] = i;
	}
	finder->exact = rows->rows >= view->kept.looked &&
			view->kept.stage > STAGE_HITS;
	finder->changes = view->changes;
}
