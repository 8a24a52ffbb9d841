/* SPDX-License-Identifier: MIT */
/* result.c - the rows that the chips keep.
 *
 * A round begins with the rows that the store has in order by then; what comes
 * later waits for the next, so that a round ends however fast a store grows.
 * Chips look at new rows only. Putting their bitmaps together, and comparing
 * them with what was kept before, is a few words a thousand rows: 0.1 ms for
 * three million, and done in one go. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

/* What is half made begins again; what is counted of rows stays. */
static void drop_half_made(struct selection *selection)
{
	struct inner *inner = selection->inner;

	hits_drop(&inner->hits);
	for (int k = 0; k < ROSTERS; k++)
		inner->roster[k].begun = false;
	jobs_restart(&inner->jobs);
	selection->stale = true;
}

void result_forget(struct selection *selection)
{
	selection->stage = STAGE_ROWS;
	selection->result.looked = 0;
	selection->inner->target = 0;
	selection->aimed.counted = selection->candidate.counted = false;
	selection->choices++;
	drop_half_made(selection);
}

void result_again(struct selection *selection)
{
	selection->stage = STAGE_HITS;
	drop_half_made(selection);
}

/* What the store has in the order of time. */
static size_t rows_in_order(const struct selection *selection)
{
	size_t count = 0;

	if (selection->store)
		store_order(selection->store, &count);
	return count;
}

/* Lets one chip that lags look further; false when none lags. */
static bool chip_step(struct selection *selection, size_t budget)
{
	const struct store *store = selection->store;

	for (size_t i = 0; i < selection->chips.count; i++) {
		struct filter *filter = selection->chips.at[i].ask->filter;

		if (!chip_works(&selection->chips, i) ||
		    filter_rows(filter)->rows >= selection->inner->target)
			continue;
		filter_step(filter, store, budget);
		return true;
	}
	return false;
}

static size_t rows_looked(const struct selection *selection)
{
	size_t looked = selection->inner->target;

	for (size_t i = 0; i < selection->chips.count; i++) {
		const struct ask *ask = selection->chips.at[i].ask;
		size_t rows = filter_rows(ask->filter)->rows;

		if (chip_works(&selection->chips, i) && rows < looked)
			looked = rows;
	}
	return looked;
}

static bool gave_up(const struct chips *chips)
{
	for (size_t i = 0; i < chips->count; i++)
		if (chip_works(chips, i) &&
		    filter_gave_up(chips->at[i].ask->filter))
			return true;
	return false;
}

/* True when `now` says of all rows that `before` speaks of what that says. */
static bool goes_on(const struct rowset *before, const struct rowset *now)
{
	size_t words = before->rows / 64, rest = before->rows % 64;

	if (before->rows > now->rows)
		return false;
	if (words &&
	    memcmp(before->word, now->word, words * sizeof(*now->word)) != 0)
		return false;
	return !rest || before->word[words] ==
				(now->word[words] & ~(UINT64_MAX << rest));
}

bool result_base(struct selection *selection, chip_skip *skip, const void *what,
		 struct rowset *base)
{
	struct rowset *next = &selection->inner->rows, had = *base;
	size_t rows = selection->stage == STAGE_ROWS ? selection->inner->target
						     : selection->result.looked;
	bool same;

	chips_rows(&selection->chips, rows, skip, what, next);
	same = goes_on(base, next);
	*base = *next;
	*next = had;
	return same;
}

size_t rows_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct inner *inner = selection->inner;
	struct result *result = &selection->result;
	size_t rows = rows_in_order(selection);

	if (selection->stage == STAGE_DONE && result->looked != rows) {
		selection->stage = STAGE_ROWS;
		inner->target = 0;
	}
	if (selection->stage != STAGE_ROWS)
		return 0;
	if (!inner->target)
		inner->target = rows;
	job->done = rows_looked(selection);
	job->all = inner->target;
	if (chip_step(selection, budget))
		return budget;
	if (!result_base(selection, NULL, NULL, &result->rows))
		inner->epoch++;
	result->looked = inner->target;
	result->at_least = gave_up(&selection->chips);
	selection->stage = STAGE_HITS;
	selection->changes++;
	return 1 + result->looked / 64;
}

void result_release(struct selection *selection)
{
	rowset_release(&selection->result.rows);
	rowset_release(&selection->inner->rows);
	free(selection->result.hit);
}

size_t rowset_common(const struct rowset *a, const struct rowset *b)
{
	size_t rows = a->rows < b->rows ? a->rows : b->rows;
	size_t count = 0;

	for (size_t w = 0; w < rows / 64; w++)
		count += (size_t)__builtin_popcountll(a->word[w] & b->word[w]);
	for (size_t row = rows / 64 * 64; row < rows; row++)
		count += rowset_has(a, row) && rowset_has(b, row);
	return count;
}
