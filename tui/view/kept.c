/* SPDX-License-Identifier: MIT */
/* kept.c - the rows that the chips keep, and their order on the screen.
 *
 * Both are made in slices. What stood before stays on the screen until the
 * new is whole, so that nobody reads half an answer; the numbers say that
 * they are being counted. When the store grows, chips look at its new rows
 * only; putting their bitmaps together is a few words a thousand rows. */
#include <stdlib.h>
#include <string.h>

#include "model.h"

void kept_forget(struct view *view)
{
	view->kept.stage = STAGE_ROWS;
	view->kept.looked = 0;
	view->hunting = true;
	view->stale = true;
}

void kept_again(struct view *view)
{
	view->kept.stage = STAGE_HITS;
	view->kept.place = view->kept.nexts = 0;
	view->stale = true;
}

static size_t order_count(const struct view *view)
{
	size_t count = 0;

	if (view_store(view))
		store_order(view_store(view), &count);
	return count;
}

/* While a large set loads, counting it ten times a second would take the
 * time of loading it: only a tenth more is worth a new pass. */
static bool lags(const struct view *view)
{
	const struct kept *kept = &view->kept;

	if (view->evidence.loading && kept->looked > 20000)
		return view->rows > kept->looked + kept->looked / 10;
	return kept->looked < view->rows || kept->ordered != order_count(view);
}

void kept_grow(struct view *view)
{
	if ((view->kept.stage == STAGE_DONE && lags(view)) ||
	    view->kept.stage == STAGE_HITS)
		view->kept.stage = STAGE_ROWS;
	view->stale = true;
}

void kept_finish(struct view *view)
{
	view->kept.stage = lags(view) ? STAGE_ROWS : STAGE_DONE;
	view->stale = true;
}

/* Lets one chip that lags look further; false when none lags. */
static bool chip_step(struct view *view, size_t budget)
{
	const struct store *store = view_store(view);

	for (size_t i = 0; i < view->chips.count; i++) {
		struct filter *filter = view->chips.at[i].ask->filter;

		if (!chip_works(&view->chips, i) ||
		    filter_rows(filter)->rows >= view->rows)
			continue;
		filter_step(filter, store, budget);
		return true;
	}
	return false;
}

static bool gave_up(const struct chips *chips)
{
	for (size_t i = 0; i < chips->count; i++)
		if (chip_works(chips, i) &&
		    filter_gave_up(chips->at[i].ask->filter))
			return true;
	return false;
}

bool kept_rows_step(struct view *view, size_t budget)
{
	struct kept *kept = &view->kept;

	if (chip_step(view, budget))
		return true;
	chips_rows(&view->chips, view->rows, NULL, NULL, &kept->rows);
	kept->looked = view->rows;
	kept->at_least = gave_up(&view->chips);
	kept->place = kept->nexts = 0;
	kept->stage = STAGE_HITS;
	view->changes++;
	return false;
}

static void take_slice(struct kept *kept, const row_t *order, size_t end)
{
	for (size_t i = kept->place; i < end; i++)
		if (rowset_has(&kept->rows, order[i]))
			kept->next[kept->nexts++] = order[i];
	kept->place = end;
}

static void swap_hits(struct kept *kept)
{
	row_t *hit = kept->hit;
	size_t room = kept->hit_room;

	kept->hit = kept->next;
	kept->hit_room = kept->next_room;
	kept->hits = kept->nexts;
	kept->next = hit;
	kept->next_room = room;
}

bool kept_hits_step(struct view *view, size_t budget)
{
	struct kept *kept = &view->kept;
	size_t count = 0, end;
	const row_t *order =
		view_store(view) ? store_order(view_store(view), &count) : NULL;

	if (!vec_reserve(&kept->next, &kept->next_room, count,
			 sizeof(*kept->next)))
		die("no memory to order %zu events", count);
	end = count - kept->place > budget ? kept->place + budget : count;
	take_slice(kept, order, end);
	if (end < count)
		return true;
	swap_hits(kept);
	kept->ordered = count;
	kept->stage = STAGE_TOTALS;
	return false;
}

static bool some_absent(const struct view *view, enum column column)
{
	const sym_t *value = store_column(view_store(view), column);

	for (size_t i = 0; i < view->kept.hits; i++)
		if (value[view->kept.hit[i]] == SYM_NONE)
			return true;
	return false;
}

void facts_count(struct view *view)
{
	static const enum column columns[] = { COL_ADDRESS, COL_KEY, COL_TOOL,
					       COL_REGION, COL_ACCOUNT };
	struct facts *facts = &view->facts;

	memset(facts, 0, sizeof(*facts));
	for (size_t i = 0; view_store(view) && i < ARRAY_LEN(columns); i++) {
		enum column column = columns[i];

		facts->distinct[column] =
			tally_distinct(view_store(view), &view->kept.rows,
				       column, &facts->only[column]);
		facts->absent[column] = some_absent(view, column);
	}
}

void kept_release(struct kept *kept)
{
	rowset_release(&kept->rows);
	free(kept->hit);
	free(kept->next);
	memset(kept, 0, sizeof(*kept));
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
