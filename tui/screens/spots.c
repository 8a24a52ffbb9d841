/* SPDX-License-Identifier: MIT */
/* spots.c - where the panes stand, for Esc and ^R.
 *
 * Things are remembered, not line numbers, so that a step stays good while
 * the store grows. Moves between panes alone do not pile up: Esc leads back
 * to where something was last done. */
#include <stdlib.h>
#include <string.h>

#include "view.h"

static struct spot spot_of(const struct scroll *at, uint64_t thing, bool moved)
{
	return (struct spot){ .thing = thing,
			      .above = at->cursor - at->top,
			      .column = at->column,
			      .left = at->left,
			      .moved = moved };
}

static struct spot table_spot(const struct table *table)
{
	struct spot spot = spot_of(&table->at, table->here, table->moved);

	if (table->left)
		spot.above = table->above;
	return spot;
}

static struct spots *spots_take(const struct view *view, bool by_focus)
{
	struct spots *spots = xcalloc(1, sizeof(*spots));
	struct spot *spot = spots->spot;

	for (int id = 0; id < PANE_EVENT; id++)
		spot[id] = table_spot(&view->table[id]);
	spot[PANE_EVENT] =
		spot_of(&view->event.at, view->event.at.cursor, true);
	spots->focus = view->focus;
	spots->zoomed = view->zoomed;
	spots->from = view->histogram.from;
	spots->to = view->histogram.to;
	spots->low = view->histogram.low;
	spots->high = view->histogram.high;
	spots->by_focus = by_focus;
	return spots;
}

/* The thing is looked up once the lines are known. */
static void table_give(struct table *table, const struct spot *spot)
{
	table->at.column = spot->column;
	table->at.left = spot->left;
	table->here = spot->thing;
	table->moved = spot->moved;
	table->above = spot->above;
	table->left = true;
	table_renew(table);
}

static void spots_give(struct view *view, const struct spots *spots)
{
	const struct spot *spot = spots->spot;

	for (int id = 0; id < PANE_EVENT; id++)
		table_give(&view->table[id], &spot[id]);
	view->event.at.cursor = spot[PANE_EVENT].thing;
	view->event.at.top = spot[PANE_EVENT].thing - spot[PANE_EVENT].above;
	view->event.at.column = spot[PANE_EVENT].column;
	view->event.at.left = spot[PANE_EVENT].left;
	view->event.stays = true;
	view->focus = spots->focus;
	view->zoomed = spots->zoomed;
	view->histogram.from = spots->from;
	view->histogram.to = spots->to;
	view->histogram.low = spots->low;
	view->histogram.high = spots->high;
}

/* True when nothing but the focus changed between the two. */
static bool only_wandered(const struct spots *now, const struct spots *then)
{
	for (int i = 0; i < PANES; i++)
		if (now->spot[i].thing != then->spot[i].thing ||
		    now->spot[i].column != then->spot[i].column)
			return false;
	return true;
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
