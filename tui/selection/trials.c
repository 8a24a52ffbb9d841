/* SPDX-License-Identifier: MIT */
/* trials.c - expressions that look at rows without being chips: what `/` looks
 * for, what `=` or the expression being typed would leave, and the ways of the
 * pivot.
 *
 * Each is counted by the same filter that a chip would use, under the chips
 * that would stay, so that the number is the one that Enter gives. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

bool filter_look(const struct selection *selection, struct filter *filter,
		 size_t rows, size_t budget)
{
	if (filter_rows(filter)->rows >= rows)
		return false;
	filter_step(filter, selection->store, budget);
	return true;
}

/* How many rows are in both. */
static size_t common(const struct rowset *a, const struct rowset *b)
{
	size_t rows = a->rows < b->rows ? a->rows : b->rows;
	size_t count = 0;

	for (size_t w = 0; w < rows / 64; w++)
		count += (size_t)__builtin_popcountll(a->word[w] & b->word[w]);
	for (size_t row = rows / 64 * 64; row < rows; row++)
		count += rowset_has(a, row) && rowset_has(b, row);
	return count;
}

/* ---- search: the pattern is tried on distinct values, in slices, and then
 * the hits are walked, in slices too. Whoever shows few lines tries them
 * directly and needs no answer from here ---- */

static void finder_release(struct finder *finder)
{
	filter_free(finder->filter);
	search_free(finder->search);
	free(finder->pattern);
	free(finder->found);
	*finder = (struct finder){ 0 };
}

int finder_set(struct selection *selection, struct str pattern, bool literal,
	       struct err *err)
{
	struct finder *finder = &selection->finder;
	struct search *search = NULL;

	if (pattern.len && !(search = search_new(pattern, literal, err)))
		return -1;
	finder_release(finder);
	finder->search = search;
	finder->filter = search ? filter_search(search) : NULL;
	finder->pattern = xstrdup(pattern);
	selection->inner->found_at = 0;
	selection_asked(selection);
	return 0;
}

size_t finder_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct inner *inner = selection->inner;
	struct finder *finder = &selection->finder;
	const struct result *result = &selection->result;
	const struct rowset *rows;
	size_t end;

	if (!finder->filter || !selection->store ||
	    selection->stage <= STAGE_HITS)
		return 0;
	rows = filter_rows(finder->filter);
	job->done = rows->rows;
	job->all = result->looked;
	if (filter_look(selection, finder->filter, result->looked, budget)) {
		finder->exact = false;
		return budget;
	}
	if (finder->exact)
		return 0;
	/* Lists the hits that have it, from where it stands. */
	if (inner->found_ordered != selection->ordered)
		inner->found_at = finder->founds = 0;
	inner->found_ordered = selection->ordered;
	end = result->hits - inner->found_at < budget
		      ? result->hits
		      : inner->found_at + budget;
	for (; inner->found_at < end; inner->found_at++) {
		if (!rowset_has(rows, result->hit[inner->found_at]))
			continue;
		if (!vec_reserve(&finder->found, &finder->room,
				 finder->founds + 1, sizeof(*finder->found)))
			die("no memory for what was found");
		finder->found[finder->founds++] = inner->found_at;
	}
	finder->exact = end == result->hits;
	return budget < result->hits ? budget : result->hits + 1;
}

/* ---- trials ---- */

void trial_drop(struct trial *trial)
{
	filter_free(trial->filter);
	rowset_release(&trial->base);
	buf_release(&trial->text);
	*trial = (struct trial){ 0 };
}

void trial_ask(struct selection *selection, struct trial *trial,
	       struct expr *expr, size_t replaces)
{
	struct buf text = { 0 };

	if (expr)
		expr_put(expr, &text);
	if (trial->filter && str_eq(buf_str(&trial->text), buf_str(&text)) &&
	    trial->replaces == replaces) {
		expr_free(expr);
		buf_release(&text);
		return;
	}
	filter_free(trial->filter);
	buf_release(&trial->text);
	trial->text = text;
	trial->filter = expr ? filter_new(expr) : NULL;
	trial->replaces = replaces;
	trial->counted = false;
	selection->stale = true;
}

static bool is_replaced(const struct chip *chip, size_t at, const void *what)
{
	return at == *(const size_t *)what;
}

size_t trial_step(struct selection *selection, struct trial *trial,
		  size_t budget)
{
	const struct result *result = &selection->result;
	const struct rowset *base = &result->rows;

	assert(budget > 0);
	if (!trial->filter || !selection->store ||
	    selection->stage == STAGE_ROWS ||
	    (trial->counted && trial->changes == selection->changes))
		return 0;
	if (filter_look(selection, trial->filter, result->looked, budget))
		return budget;
	if (trial->replaces != SIZE_MAX) {
		base = &trial->base;
		chips_rows(&selection->chips, result->looked, is_replaced,
			   &trial->replaces, &trial->base);
	}
	trial->of = rowset_count(base);
	trial->count = common(filter_rows(trial->filter), base);
	trial->counted = true;
	trial->changes = selection->changes;
	selection->stale = true;
	return 1;
}

size_t candidate_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct trial *trial = &selection->candidate;
	size_t spent = trial_step(selection, trial, budget);

	if (trial->filter)
		job->done = filter_rows(trial->filter)->rows;
	job->all = selection->result.looked;
	return spent;
}

/* ---- the pivot: the ask that is counted is the ask that becomes the chip,
 * so that choosing costs no look at a row ---- */

void pivot_put(struct selection *selection, struct ask *ask, bool stays)
{
	struct pivot *pivot = &selection->pivot;

	assert(ask && pivot->count < PIVOT_WAYS);
	pivot->at[pivot->count++] =
		(struct pivot_way){ .ask = ask, .stays = stays };
	selection_asked(selection);
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

/* Its expression has looked at all rows. */
static void count_way(struct selection *selection, struct pivot_way *way)
{
	const struct rowset *rows = filter_rows(way->ask->filter);
	struct pivot *pivot = &selection->pivot;

	if (way->stays)
		chips_rows(&selection->chips, selection->rows, gives_way, NULL,
			   &pivot->base);
	way->count =
		way->stays ? common(rows, &pivot->base) : rowset_count(rows);
	way->added = common(rows, &selection->result.rows);
	way->rows = selection->rows;
	way->changes = selection->changes;
	way->counted = true;
	selection->stale = true;
}

size_t pivot_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct pivot *pivot = &selection->pivot;

	for (size_t i = 0; i < pivot->count; i++) {
		struct pivot_way *way = &pivot->at[i];

		if (way->counted && way->rows == selection->rows &&
		    way->changes == selection->changes)
			continue;
		job->done = i;
		job->all = pivot->count;
		if (filter_look(selection, way->ask->filter, selection->rows,
				budget))
			return budget;
		count_way(selection, way);
		return 1;
	}
	return 0;
}

void trials_release(struct selection *selection)
{
	finder_release(&selection->finder);
	trial_drop(&selection->aimed);
	trial_drop(&selection->candidate);
	pivot_clear(selection);
}
