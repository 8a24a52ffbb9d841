/* SPDX-License-Identifier: MIT */
/* work.c - going on with what the screen still lacks, a slice at a time, in
 * the order in which it is missed: rows, their order, totals, tables, then
 * the counts beside `=` and in the prompt, and the search. */
#include <assert.h>
#include <stdlib.h>

#include "work.h"

#include "ask.h"
#include "pane.h"
#include "rosters.h"
#include "sweep_pane.h"
#include "timeline.h"

#define AT_ONCE 20000 /* rows of a table, arranged while one waits */

/* Goes on arranging what is on the screen. True while there is more to do. */
static bool arrange(struct view *view, size_t budget)
{
	bool more = false;

	for (int id = 0; id < PANE_EVENT; id++)
		more = table_arrange(&view->table[id], budget) || more;
	if (view->overlay && view->overlay->form)
		more = table_arrange(&view->over, budget) || more;
	return more;
}

void view_follow(struct view *view)
{
	const struct selection *selection = view->selection;

	if (view_store(view))
		alikes_look(view->alikes, view_store(view));
	if (view->ordered != selection->ordered)
		timeline_settle(view);
	if (view->totaled != selection->totaled)
		view_date(view);
	view->ordered = selection->ordered;
	view->totaled = selection->totaled;
	for (int id = 0; id < ROSTERS && view_store(view); id++)
		if (view->listed[id].made != selection->roster[id].made) {
			roster_follow(&view->listed[id]);
			table_renew(&view->table[id]);
		}
	if (view->overlay && view->overlay->follow)
		view->overlay->follow(view);
	sweep_follow(view);
	arrange(view, AT_ONCE);
	sweep_begin(view);
}

/* What `=` would leave, where a pane is focused that has a cell. */
static void aim_trial(struct view *view)
{
	struct aim aim = { 0 };
	const struct screen *screen = screen_top(view);
	struct expr *keep = NULL;
	size_t replaces = SIZE_MAX;

	if (!screen->aim)
		screen = pane_at(view->focus);
	if (view->prompt.kind == PROMPT_NONE && screen->aim(view, &aim))
		keep = chips_keep(&view->selection->chips, &aim, &replaces);
	trial_ask(view->selection, &view->selection->aimed, keep, replaces);
}

/* The first hit of `/` is known: the Timeline goes there, whatever lies over it
 * or has the focus by now. */
static bool seek(struct view *view)
{
	if (!view->seeking || !view->selection->finder.search)
		return false;
	view->seeking = false;
	timeline_find(view, 0);
	view->stale = true;
	return true;
}

/* All is loaded and counted: the Timeline goes where it was asked to begin,
 * unless the person has gone somewhere by then. */
static bool begin(struct view *view)
{
	char *where = view->begin;

	if (!where || (view->evidence.loading && !view->evidence.stopped))
		return false;
	if (!view->table[PANE_TIMELINE].moved &&
	    !timeline_goto(view, str_of(where)))
		view_say(view, true, "no time and no event id here: %s", where);
	view->begin = NULL;
	free(where);
	return true;
}

/* About how many rows it cost; 0: nothing is left to do. */
static size_t step(struct view *view, size_t budget)
{
	size_t spent;

	if (ask_settle(view))
		return 1;
	spent = timeline_steps_walk(view, budget);
	if (spent)
		return spent;
	selection_watch(view->selection,
			(row_t)view->table[PANE_TIMELINE].here);
	spent = selection_step(view->selection, budget);
	view_follow(view);
	if (spent)
		return spent;
	if (arrange(view, budget)) {
		view->stale = true;
		return budget;
	}
	if (seek(view) || begin(view) || timeline_burst(view))
		return 1;
	spent = empty_step(view, budget);
	if (spent)
		return spent;
	spent = help_step(view, budget);
	if (spent)
		return spent;
	aim_trial(view);
	return trial_step(view->selection, &view->selection->aimed, budget);
}

bool view_work(struct view *view, size_t budget)
{
	size_t slice = budget ? budget : (size_t)view->selection->rows + 1;
	size_t spent = 0, cost;

	assert(view->selection);
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
		view_follow(view);
	}
}
