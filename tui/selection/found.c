/* SPDX-License-Identifier: MIT */
/* found.c - what `/` looks for, and which events have it.
 *
 * The pattern is tried on distinct values, in slices, and then the hits are
 * walked, in slices too. Whoever shows few lines tries them directly and needs
 * no answer from here. */
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
	selection->inner->found_at = 0;
	jobs_restart(&selection->inner->jobs);
	selection->stale = true;
	return 0;
}

static void add(struct finder *finder, size_t at)
{
	if (!vec_reserve(&finder->found, &finder->room, finder->founds + 1,
			 sizeof(*finder->found)))
		die("no memory for what was found");
	finder->found[finder->founds++] = at;
}

/* Lists the hits that have it, from where it stands. */
static void list(struct selection *selection, size_t budget)
{
	struct finder *finder = &selection->finder;
	struct inner *inner = selection->inner;
	const struct rowset *rows = filter_rows(finder->filter);
	const struct result *result = &selection->result;
	size_t end = result->hits;

	if (inner->found_ordered != selection->ordered)
		inner->found_at = finder->founds = 0;
	inner->found_ordered = selection->ordered;
	finder->exact = false;
	if (end - inner->found_at > budget)
		end = inner->found_at + budget;
	for (; inner->found_at < end; inner->found_at++)
		if (rowset_has(rows, result->hit[inner->found_at]))
			add(finder, inner->found_at);
	finder->exact = end == result->hits;
}

size_t finder_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct finder *finder = &selection->finder;
	size_t looked;

	if (!finder->filter || !selection->store ||
	    selection->stage <= STAGE_HITS)
		return 0;
	looked = filter_rows(finder->filter)->rows;
	job->done = looked;
	job->all = selection->result.looked;
	if (looked < selection->result.looked) {
		filter_step(finder->filter, selection->store, budget);
		finder->exact = false;
		return budget;
	}
	if (finder->exact)
		return 0;
	list(selection, budget);
	return budget < selection->result.hits ? budget
					       : selection->result.hits + 1;
}
