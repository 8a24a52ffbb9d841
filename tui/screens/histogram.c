/* SPDX-License-Identifier: MIT */
/* histogram.c - the stretch of time that the histogram shows, and the range
 * marked in it: what `z` `Z` `[` `]` do. */
#include <assert.h>

#include "view.h"
#include "when.h"

/* What is marked stays marked. */
static void zoom(struct view *view, int64_t from, int64_t to)
{
	struct histogram_state *state = &view->histogram;
	int64_t first, last;
	bool whole = store_span(view_store(view), &first, &last) &&
		     from <= first && to >= last;

	to = to > from ? to : from + 1;
	if (state->from == state->to ? whole
				     : state->from == from && state->to == to) {
		view_say(view, false, "the histogram shows %s",
			 whole ? "the whole span" : "just that already");
		return;
	}
	spots_record(view, false);
	state->from = whole ? 0 : from;
	state->to = whole ? 0 : to;
	view->stale = true;
}

/* In to the marked range, else to what the filter keeps. */
void span_zoom(struct view *view, struct str rest, int how)
{
	struct histogram_state *state = &view->histogram;
	const struct totals *totals = &view->selection->result.totals;

	assert(how == 1 || how == -1);
	if (how > 0 && state->low != TIME_NONE && state->high != TIME_NONE) {
		zoom(view, state->low, state->high);
	} else if (how > 0 && totals->events && totals->first != TIME_NONE) {
		zoom(view, totals->first, totals->last);
	} else if (how > 0) {
		view_say(view, false, "nothing to zoom to");
	} else if (state->from == state->to) {
		view_say(view, false, "the histogram shows the whole span");
	} else {
		spots_record(view, false);
		state->from = state->to = 0;
		view->stale = true;
	}
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
void range_mark(struct view *view, struct str rest, int how)
{
	struct histogram_state *state = &view->histogram;
	int64_t *end = how < 0 ? &state->low : &state->high;
	int64_t *other = how < 0 ? &state->high : &state->low;
	row_t row = view_row(view);
	int64_t time =
		row == ROW_NONE ? TIME_NONE : store_time(view_store(view))[row];

	assert(how == 1 || how == -1);
	if (time == TIME_NONE) {
		view_say(view, false, "no event with a time is here");
		return;
	}
	*end = *end == time ? TIME_NONE : time;
	if (*end != TIME_NONE && *other != TIME_NONE &&
	    state->low > state->high)
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
