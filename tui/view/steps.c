/* SPDX-License-Identifier: MIT */
/* steps.c - back and forward: Esc and ^R.
 *
 * A step is everything a person set: chips, focus, zoom, the range, and the
 * thing under each cursor with its distance from the top of its pane. Things
 * are remembered, not line numbers, so that a step stays good while the
 * store grows. Moves between panes alone do not pile up: Esc leads back to
 * where something was last done. */
#include <stdlib.h>
#include <string.h>

#include "model.h"

#define STEPS_MOST 500

static struct spot spot_of(const struct scroll *at, uint32_t thing, bool moved)
{
	return (struct spot){ .thing = thing,
			      .above = at->cursor - at->top,
			      .column = at->column,
			      .left = at->left,
			      .moved = moved };
}

static void spots_take(const struct view *view, struct spot *spot)
{
	for (int i = 0; i < 2; i++)
		spot[i] = spot_of(&view->list[i].at, view->list[i].here,
				  view->list[i].moved);
	spot[PANE_TIMELINE] = spot_of(&view->timeline.at, view->timeline.row,
				      view->timeline.moved);
	spot[PANE_TIMELINE].column = view->timeline.column;
	spot[PANE_EVENT] =
		spot_of(&view->event.at, (uint32_t)view->event.at.cursor, true);
}

/* The panes look the thing up once their lines are known. */
static void scroll_set(struct scroll *at, const struct spot *spot)
{
	at->top = 0;
	at->cursor = spot->above;
	at->column = spot->column;
	at->left = spot->left;
}

static void spots_give(struct view *view, const struct spot *spot)
{
	for (int i = 0; i < 2; i++) {
		scroll_set(&view->list[i].at, &spot[i]);
		view->list[i].here = spot[i].thing;
		view->list[i].moved = spot[i].moved;
	}
	scroll_set(&view->timeline.at, &spot[PANE_TIMELINE]);
	view->timeline.row = spot[PANE_TIMELINE].thing;
	view->timeline.moved = spot[PANE_TIMELINE].moved;
	view->timeline.column =
		(enum timeline_column)spot[PANE_TIMELINE].column;
	view->event.at.cursor = spot[PANE_EVENT].thing;
	view->event.at.top = spot[PANE_EVENT].thing - spot[PANE_EVENT].above;
	view->event.at.column = spot[PANE_EVENT].column;
	view->event.at.left = spot[PANE_EVENT].left;
	view->event.stays = true;
}

static struct step step_take(const struct view *view, bool by_focus)
{
	struct step step = { .focus = view->focus,
			     .zoomed = view->zoomed,
			     .from = view->histogram.from,
			     .to = view->histogram.to,
			     .low = view->histogram.low,
			     .high = view->histogram.high,
			     .hits = view->kept.hits,
			     .counted = view->kept.stage > STAGE_HITS,
			     .by_focus = by_focus };

	chips_copy(&step.chips, &view->chips);
	spots_take(view, step.spot);
	return step;
}

static void step_give(struct view *view, struct step *step)
{
	bool same = chips_same(&view->chips, &step->chips);

	chips_release(&view->chips);
	view->chips = step->chips; /* taken */
	view->focus = step->focus;
	view->zoomed = step->zoomed;
	view->histogram.from = step->from;
	view->histogram.to = step->to;
	view->histogram.low = step->low;
	view->histogram.high = step->high;
	view->histogram.changes = 0;
	spots_give(view, step->spot);
	if (same && view->kept.stage > STAGE_HITS)
		kept_again(view);
	else
		kept_forget(view);
	view->stale = true;
}

static void push(struct step **at, size_t *count, size_t *room,
		 struct step step)
{
	if (*count == STEPS_MOST) {
		chips_release(&(*at)->chips);
		memmove(*at, *at + 1, --*count * sizeof(**at));
	}
	if (!vec_reserve(at, room, *count + 1, sizeof(**at)))
		die("no memory for a step");
	(*at)[(*count)++] = step;
}

static void clear(struct step *at, size_t *count)
{
	while (*count)
		chips_release(&at[--*count].chips);
}

/* True when nothing but the focus changed since that step. */
static bool only_wandered(const struct view *view, const struct step *step)
{
	struct spot spot[PANES] = { 0 };

	spots_take(view, spot);
	for (int i = 0; i < PANES; i++)
		if (spot[i].thing != step->spot[i].thing ||
		    spot[i].column != step->spot[i].column)
			return false;
	return true;
}

/* From the first step on the cursor belongs to its event. */
void steps_record(struct view *view, bool by_focus)
{
	struct steps *steps = &view->steps;

	clear(steps->forward, &steps->forwards);
	view->timeline.moved = true;
	if (by_focus && steps->backs &&
	    steps->back[steps->backs - 1].by_focus &&
	    only_wandered(view, &steps->back[steps->backs - 1]))
		return;
	push(&steps->back, &steps->backs, &steps->back_room,
	     step_take(view, by_focus));
}

bool steps_back(struct view *view)
{
	struct steps *steps = &view->steps;

	if (!steps->backs)
		return false;
	push(&steps->forward, &steps->forwards, &steps->forward_room,
	     step_take(view, steps->back[steps->backs - 1].by_focus));
	step_give(view, &steps->back[--steps->backs]);
	return true;
}

bool steps_forward(struct view *view)
{
	struct steps *steps = &view->steps;

	if (!steps->forwards)
		return false;
	push(&steps->back, &steps->backs, &steps->back_room,
	     step_take(view, steps->forward[steps->forwards - 1].by_focus));
	step_give(view, &steps->forward[--steps->forwards]);
	return true;
}

void steps_release(struct steps *steps)
{
	clear(steps->back, &steps->backs);
	clear(steps->forward, &steps->forwards);
	free(steps->back);
	free(steps->forward);
	memset(steps, 0, sizeof(*steps));
}

/* True when the filter was another one after this step. */
static bool leads_on(const struct view *view, size_t at)
{
	const struct steps *steps = &view->steps;
	const struct chips *next = at + 1 < steps->backs
					   ? &steps->back[at + 1].chips
					   : &view->chips;

	return steps->back[at].counted &&
	       !chips_same(&steps->back[at].chips, next);
}

void steps_put_hunt(const struct view *view, struct str arrow, struct buf *out)
{
	const struct steps *steps = &view->steps;
	size_t shown = 0, from = steps->backs;

	while (from && shown < 5)
		shown += leads_on(view, --from);
	if (!shown)
		return;
	for (size_t i = from; i < steps->backs; i++) {
		if (!leads_on(view, i))
			continue;
		buf_add_count(out, steps->back[i].hits);
		buf_addf(out, " %.*s ", STR_ARG(arrow));
	}
	buf_add_count(out, view->kept.hits);
}
