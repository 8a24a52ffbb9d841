/* SPDX-License-Identifier: MIT */
/* found.c - what `/` looks for, and which events have it.
 *
 * The pattern is tried on distinct values, in slices. Whoever shows few lines
 * tries them directly and needs no answer from here. */
#include <stdlib.h>
#include <string.h>

#include "inner.h"

void finder_release(struct finder *finder)
{
	filter_free(finder->filter);
	search_free(finder->search);
	free(finder->pattern);
	free(finder->found);
	memset(finder, 0, sizeof(*finder));
}

int finder_set(struct selection *selection, struct str pattern, bool literal,
	       struct err *err)
{
	struct finder *finder = &selection->finder;
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
	selection->stale = true;
	return 0;
}

bool finder_step(struct selection *selection, size_t budget)
{
	struct finder *finder = &selection->finder;

	if (!finder->filter || !selection->store ||
	    filter_rows(finder->filter)->rows >= selection->result.looked)
		return false;
	filter_step(finder->filter, selection->store, budget);
	finder->exact = false;
	return true;
}

static void reserve(struct finder *finder, size_t need)
{
	if (!vec_reserve(&finder->found, &finder->room, need,
			 sizeof(*finder->found)))
		die("no memory for what was found");
}

void finder_list(struct selection *selection)
{
	struct finder *finder = &selection->finder;
	const struct rowset *rows;

	if (!finder->filter ||
	    (finder->exact && finder->changes == selection->changes))
		return;
	rows = filter_rows(finder->filter);
	finder->founds = 0;
	for (size_t i = 0; i < selection->result.hits; i++) {
		if (!rowset_has(rows, selection->result.hit[i]))
			continue;
		reserve(finder, finder->founds + 1);
		finder->found[finder->founds++] = i;
	}
	finder->exact = rows->rows >= selection->result.looked &&
			selection->stage > STAGE_HITS;
	finder->changes = selection->changes;
}
