/* SPDX-License-Identifier: MIT */
/* spots.c - where the panes stand, for Esc and ^R.
 *
 * Things are remembered, not line numbers, so that a step stays good while
 * the store grows. Moves between panes alone do not pile up: Esc leads back
 * to where something was last done. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "view.h"

static struct spot table_spot(const struct table *table)
{
	struct spot spot = { .thing = table->here,
			     .at = table->at,
			     .moved = table->moved,
			     .sort = table->sort,
			     .reverse = table->reverse };

	if (table->left_known) {
		spot.at.cursor = table->left.cursor;
		spot.at.top = table->left.top;
	}
	return spot;
}

static struct spots *spots_take(const struct view *view, bool by_focus)
{
	const char *columns = view->columns->text;
	size_t len = columns ? strlen(columns) : 0;
	struct spots *spots = xcalloc(1, sizeof(*spots) + len + 1);

	for (int id = 0; id < PANE_EVENT; id++)
		spots->spot[id] = table_spot(&view->table[id]);
	spots->spot[PANE_EVENT].at = view->event.at;
	if (len)
		memcpy(spots->columns, columns, len);
	spots->focus = view->focus;
	spots->zoomed = view->zoomed;
	spots->histogram = view->histogram;
	spots->by_focus = by_focus;
	return spots;
}

/* The thing is looked up once the lines are known. */
static void table_give(struct table *table, const struct spot *spot)
{
	table->at = table->left = spot->at;
	table->left_known = table->given = true;
	table->here = spot->thing;
	table->moved = spot->moved;
	table->sort = spot->sort;
	table->reverse = spot->reverse;
	table_renew(table);
}

static void spots_give(struct view *view, const struct spots *spots)
{
	struct err err;

	assert(spots->focus < PANES);
	if (!str_eq(str_of(spots->columns),
		    view->columns->text ? str_of(view->columns->text)
					: STR("")))
		columns_choose(view, str_of(spots->columns), &err);
	for (int id = 0; id < PANE_EVENT; id++)
		table_give(&view->table[id], &spots->spot[id]);
	view->event.left_row = (row_t)spots->spot[PANE_TIMELINE].thing;
	view->event.left = spots->spot[PANE_EVENT].at;
	view->focus = spots->focus;
	view->zoomed = spots->zoomed;
	view->histogram = spots->histogram;
}

/* True when nothing but the focus changed between the two. */
static bool only_wandered(const struct spots *now, const struct spots *then)
{
	for (int i = 0; i < PANES; i++)
		if (now->spot[i].thing != then->spot[i].thing ||
		    now->spot[i].at.column != then->spot[i].at.column)
			return false;
	return now->spot[PANE_EVENT].at.cursor ==
	       then->spot[PANE_EVENT].at.cursor;
}

/* From the first step on the cursor belongs to its event. */
void *spots_of(void *who)
{
	struct view *view = who;

	view->table[PANE_TIMELINE].moved = true;
	return spots_take(view, false);
}

void spots_record(struct view *view, bool by_focus)
{
	const struct spots *last = selection_spots(view->selection, false);
	struct spots *now;

	view->table[PANE_TIMELINE].moved = true;
	now = spots_take(view, by_focus);
	if (by_focus && last && last->by_focus && only_wandered(now, last)) {
		selection_stay(view->selection);
		free(now);
		return;
	}
	selection_record(view->selection, now);
}

void spots_jump(struct view *view, const struct spot *was)
{
	struct spots *spots;

	view->jumped = was ? (row_t)was->thing : view_row(view);
	view->table[PANE_TIMELINE].moved = true;
	spots = spots_take(view, false);
	if (was)
		spots->spot[PANE_TIMELINE] = *was;
	selection_record(view->selection, spots);
}

bool spots_go(struct view *view, bool forward)
{
	const struct spots *next = selection_spots(view->selection, forward);
	struct spots *spots;

	if (!next)
		return false;
	spots = selection_go(view->selection, forward,
			     spots_take(view, next->by_focus));
	spots_give(view, spots);
	free(spots);
	view->stale = true;
	return true;
}
