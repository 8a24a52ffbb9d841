/* SPDX-License-Identifier: MIT */
/* around.c - what everyone did around an event.
 *
 * How wide the window is stands in its chip and nowhere else: a chip that is
 * there for this event is widened, for another event a new one begins. */
#include "panes.h"
#include "pivot_menu.h"

static const int64_t reaches[] = { 60, 300, 900, 3600 }; /* seconds */

struct ask *around_ask(const struct view *view, row_t row, int64_t seconds)
{
	int64_t time = store_time(view_store(view))[row];

	if (time == TIME_NONE)
		return NULL;
	return ask_of(expr_span(time - seconds, time + seconds));
}

/* The first reach that is wider than the one at work. */
static size_t next_reach(const struct view *view, row_t row)
{
	size_t next = 0;

	for (size_t i = 0; i < ARRAY_LEN(reaches); i++) {
		struct ask *ask = around_ask(view, row, reaches[i]);
		size_t at = ask ? chips_find(&view->selection->chips,
					     str_of(ask->text))
				: SIZE_MAX;

		if (at != SIZE_MAX && chip_works(&view->selection->chips, at))
			next = i + 1;
		ask_drop(ask);
	}
	return next;
}

static void put_window(struct view *view, row_t row, size_t reach)
{
	struct ask *ask = around_ask(view, row, reaches[reach]);

	if (!ask)
		return;
	change_all(view->selection, ask, true);
	view->focus = PANE_TIMELINE;
	if (reach + 1 < ARRAY_LEN(reaches))
		view_say(view, false, "%d min before and after   w: %d min",
			 (int)(reaches[reach] / 60),
			 (int)(reaches[reach + 1] / 60));
	else
		view_say(view, false, "an hour before and after");
}

void around_widen(struct view *view)
{
	row_t row = view_row(view);
	size_t reach;

	if (row == ROW_NONE || store_time(view_store(view))[row] == TIME_NONE) {
		view_say(view, false, "no event with a time to look around");
		return;
	}
	reach = next_reach(view, row);
	if (reach < ARRAY_LEN(reaches))
		put_window(view, row, reach);
	else
		view_say(view, false, "an hour is the widest; Esc goes back");
}
