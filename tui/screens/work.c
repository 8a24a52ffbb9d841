/* SPDX-License-Identifier: MIT */
/* work.c - going on with what the screen still lacks, a slice at a time, in
 * the order in which it is missed: rows, their order, totals, tables, then
 * the counts beside `=` and in the prompt, and the search. */
#include "frequency_table.h"
#include "panes.h"
#include "pivot_menu.h"

/* Panes find their places again in what the selection has made anew. */
static void follow(struct view *view)
{
	const struct selection *selection = view->selection;

	if (view->ordered != selection->ordered)
		timeline_settle(view);
	if (view->totaled != selection->totaled)
		timeline_measure(view);
	view->ordered = selection->ordered;
	view->totaled = selection->totaled;
	for (int id = PANE_USERS; id <= PANE_RESOURCES; id++)
		if (view->list[id].made != selection->roster[id].made)
			list_order(view, (enum pane_id)id);
	frequency_follow(view);
	pivot_follow(view);
}

/* What `=` would leave, where a pane is focused that has a cell. */
static void aim_trial(struct view *view)
{
	struct aim aim = { 0 };
	struct buf text = { 0 };
	size_t replaces = SIZE_MAX;

	if (view->prompt.kind == PROMPT_NONE &&
	    view->panes[view->focus]->aim(view, &aim) && aim.field.at)
		chips_put_keep(&view->selection->chips, &aim, &text, &replaces);
	trial_ask(view->selection, &view->selection->aimed, buf_str(&text),
		  replaces);
	buf_release(&text);
}

/* The first hit of `/` is known. */
static bool seek(struct view *view)
{
	if (!view->seeking || !view->selection->finder.search)
		return false;
	view->seeking = false;
	find_move(view, 0);
	view->stale = true;
	return true;
}

/* About how many rows it cost; 0: nothing is left to do. */
static size_t step(struct view *view, size_t budget)
{
	size_t spent;

	frequency_remember(view);
	selection_watch(view->selection, view->timeline.row);
	spent = selection_step(view->selection, budget);
	follow(view);
	if (spent)
		return spent;
	if (seek(view))
		return 1;
	spent = empty_step(view, budget);
	if (spent)
		return spent;
	aim_trial(view);
	return trial_step(view->selection, &view->selection->aimed, budget);
}

bool view_work(struct view *view, size_t budget)
{
	size_t slice = budget ? budget : (size_t)view->selection->rows + 1;
	size_t spent = 0, cost;

	while (!budget || spent < budget) {
		cost = step(view, slice);
		if (!cost)
			return false;
		spent += cost;
	}
	return true;
}

void view_catch_up(struct view *view, size_t few, size_t slice)
{
	size_t spent = 0;

	if (view->selection->rows <= few) {
		view_work(view, 0);
		return;
	}
	while (view->selection->stage <= STAGE_HITS && spent < 4 * slice) {
		size_t cost = selection_step(view->selection, slice);

		if (!cost)
			break;
		spent += cost;
		follow(view);
	}
}
