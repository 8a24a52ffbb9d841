/* SPDX-License-Identifier: MIT */
/* work.c - going on with what the screen still lacks, a slice at a time, in
 * the order in which it is missed: rows, their order, totals, tables, then
 * the counts beside `=` and in the prompt, and the search. */
#include "frequency.h"
#include "model.h"
#include "panes.h"
#include "pivot.h"

static void totals_step(struct view *view)
{
	if (view_store(view))
		totals_count(&view->kept.totals, view_store(view),
			     &view->kept.rows);
	timeline_measure(view);
	view->kept.stage = STAGE_FACTS;
}

static void hits_step(struct view *view, size_t budget)
{
	if (kept_hits_step(view, budget))
		return;
	timeline_sort(view);
	timeline_settle(view);
	view->finder.exact = false;
	view->stale = true;
}

static void stage_step(struct view *view, size_t budget)
{
	switch (view->kept.stage) {
	case STAGE_ROWS:
		kept_rows_step(view, budget);
		break;
	case STAGE_HITS:
		hits_step(view, budget);
		break;
	case STAGE_TOTALS:
		totals_step(view);
		break;
	case STAGE_FACTS:
		facts_count(view);
		view->kept.stage = STAGE_USERS;
		break;
	case STAGE_USERS:
		list_count(view, PANE_USERS);
		view->kept.stage = STAGE_RESOURCES;
		break;
	case STAGE_RESOURCES:
		list_count(view, PANE_RESOURCES);
		kept_finish(view);
		break;
	case STAGE_DONE:
		break;
	}
}

/* What `=` would leave, where a pane is focused that has a cell. */
static void aim_probe(struct view *view)
{
	struct aim aim = { 0 };
	struct buf text = { 0 };
	size_t replaces = SIZE_MAX;

	if (view->prompt.kind == PROMPT_NONE &&
	    view->panes[view->focus]->aim(view, &aim) && aim.field.at)
		keep_put_text(view, &aim, &text, &replaces);
	probe_ask(view, &view->aimed, buf_str(&text), replaces);
	buf_release(&text);
}

static bool after_step(struct view *view, size_t budget)
{
	struct finder *finder = &view->finder;

	if (frequency_work(view) || pivot_work(view, budget) ||
	    probe_work(view, &view->candidate, budget) ||
	    finder_work(view, budget))
		return true;
	if (finder->seek && finder->search) {
		finder->seek = false;
		find_move(view, 0);
		view->stale = true;
		return true;
	}
	aim_probe(view);
	return probe_work(view, &view->aimed, budget);
}

/* The rows one step may cost, roughly: a table is a walk over all of them. */
static size_t cost_of(const struct view *view, size_t budget)
{
	return view->kept.stage > STAGE_HITS && view->kept.stage < STAGE_DONE
		       ? view->rows
		       : budget;
}

bool view_work(struct view *view, size_t budget)
{
	size_t slice = budget ? budget : view->rows + 1, spent = 0;

	while (!budget || spent < budget) {
		if (view->kept.stage != STAGE_DONE) {
			spent += cost_of(view, slice);
			stage_step(view, slice);
		} else if (after_step(view, slice)) {
			spent += slice < view->rows ? slice : view->rows + 1;
		} else {
			return false;
		}
	}
	return true;
}

void view_catch_up(struct view *view, size_t few)
{
	size_t spent = 0;

	if (view->rows <= few) {
		view_work(view, 0);
		return;
	}
	while (view->kept.stage <= STAGE_HITS && spent < 4 * few) {
		stage_step(view, few);
		spent += few;
	}
}
