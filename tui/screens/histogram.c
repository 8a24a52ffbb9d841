/* SPDX-License-Identifier: MIT */
/* histogram.c - the stretch of time that the histogram shows, and the range
 * marked in it: what `z` `Z` `[` `]` do. */
#include <assert.h>

#include "view.h"
#include "when.h"

static void zoom(struct view *view, int64_t from, int64_t to)
{
	struct histogram_state *state = &view->histogram;

	spots_record(view, false);
	state->from = from;
	state->to = to > from ? to : from + 1;
	state->low = state->high = TIME_NONE;
	view->stale = true;
}

/* To the marked range, else to what the filter keeps. */
static void zoom_in(struct view *view)
{
	const struct histogram_state *state = &view->histogram;
	const struct totals *totals = &view->selection->result.totals;

	if (state->low != TIME_NONE && state->high != TIME_NONE)
		zoom(view, state->low, state->high);
	else if (totals->events && totals->first != TIME_NONE)
		zoom(view, totals->first, totals->last);
	else
		view_say(view, false, "nothing to zoom to");
}

static void zoom_out(struct view *view)
{
	struct histogram_state *state = &view->histogram;

	if (state->from == state->to) {
		view_say(view, false, "the histogram shows the whole span");
		return;
	}
	spots_record(view, false);
	state->from = state->to = 0;
	view->stale = true;
}

static void say_range(struct view *view)
{
	static const struct grid plain = { .ascii = true };
	const struct histogram_state *state = &view->histogram;
	struct buf text = { 0 };
	int64_t one = state->low != TIME_NONE ? state->low : state->high;

	if (state->low != TIME_NONE && state->high != TIME_NONE) {
		time_put_clock(&text, state->low, view->zone);
		buf_add(&text, STR(" to "));
		time_put_clock(&text, state->high, view->zone);
		buf_add(&text, STR(" marked: Enter makes it a chip, z zooms"));
	} else if (one == TIME_NONE) {
		buf_add(&text, STR("no range"));
	} else {
		when_put_span(&text, &plain, one, one, view->zone, WHEN_CLOCK);
		buf_addf(&text, " marked: %c sets the other end",
			 state->low != TIME_NONE ? ']' : '[');
	}
	view_say(view, false, "%s", text.at);
	buf_release(&text);
}

/* Marks an end at the event under the cursor; again there: no end. Ends in
 * the wrong order mean that a new range is begun. */
static void mark(struct view *view, int64_t *end, int64_t *other, bool low)
{
	row_t row = view_row(view);
	int64_t time =
		row == ROW_NONE ? TIME_NONE : store_time(view_store(view))[row];

	if (time == TIME_NONE) {
		view_say(view, false, "no event with a time is here");
		return;
	}
	*end = *end == time ? TIME_NONE : time;
	if (*end != TIME_NONE && *other != TIME_NONE &&
	    (low ? time > *other : time < *other))
		*other = TIME_NONE;
	view->stale = true;
	say_range(view);
}

/* The marked range as an expression; an end that is not marked is open. */
void range_to_chip(struct view *view)
{
	struct histogram_state *state = &view->histogram;

	if (state->low == TIME_NONE && state->high == TIME_NONE)
		view_say(view, false, "[ and ] mark a range");
	else if (view_chip(view, SIZE_MAX,
			   ask_of(expr_span(state->low, state->high))))
		state->low = state->high = TIME_NONE;
}

void range_mark(struct view *view, struct str rest, int how)
{
	struct histogram_state *state = &view->histogram;

	assert(how == 1 || how == -1);
	if (how < 0)
		mark(view, &state->low, &state->high, true);
	else
		mark(view, &state->high, &state->low, false);
}

void span_zoom(struct view *view, struct str rest, int how)
{
	assert(how == 1 || how == -1);
	if (how > 0)
		zoom_in(view);
	else
		zoom_out(view);
}
