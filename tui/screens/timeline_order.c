/* SPDX-License-Identifier: MIT */
/* timeline_order.c - where the Timeline's cursor stands among the hits.
 *
 * The cursor belongs to an event, not to a line: whatever the filter does,
 * it stays on its event or goes to the nearest in time. */
#include <stdlib.h>

#include "panes.h"

struct hit_order timeline_order(enum timeline_column column, bool reverse)
{
	struct hit_order order = { .by = ORDER_COLUMN, .reverse = reverse };

	order.column = timeline_source(column);
	if (column == TIMELINE_TIME)
		order.by = ORDER_TIME;
	else if (column == TIMELINE_RESOURCE)
		order.by = ORDER_RESOURCE;
	return order;
}

static bool by_time(const struct view *view)
{
	const struct hit_order *order = &view->selection->order;

	return order->by == ORDER_TIME && !order->reverse;
}

/* The first hit that stands at or after `place` in the store's order. */
static size_t first_from(const struct view *view, size_t place)
{
	const struct store *store = view_store(view);
	size_t low = 0, high = view->selection->result.hits;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (store_place(store, view->selection->result.hit[mid]) <
		    place)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static int64_t apart(int64_t a, int64_t b)
{
	if (a == TIME_NONE || b == TIME_NONE)
		return a == b ? 0 : TIME_NONE;
	return a > b ? a - b : b - a;
}

/* Of a hit and the one before it, the nearer to `row` in time. */
static size_t nearer(const struct view *view, size_t at, row_t row)
{
	const int64_t *time = store_time(view_store(view));
	const struct result *result = &view->selection->result;

	if (at == result->hits)
		return at ? at - 1 : 0;
	if (!at || result->hit[at] == row)
		return at;
	return apart(time[result->hit[at - 1]], time[row]) <
			       apart(time[result->hit[at]], time[row])
		       ? at - 1
		       : at;
}

static size_t nearest_scan(const struct view *view, row_t row)
{
	const int64_t *time = store_time(view_store(view));
	const struct result *result = &view->selection->result;
	size_t best = 0;

	for (size_t i = 0; i < result->hits; i++) {
		if (result->hit[i] == row)
			return i;
		if (apart(time[result->hit[i]], time[row]) <
		    apart(time[result->hit[best]], time[row]))
			best = i;
	}
	return best;
}

static size_t nearest(const struct view *view, row_t row)
{
	if (!by_time(view))
		return view->selection->result.watched == row
			       ? view->selection->result.watched_at
			       : nearest_scan(view, row);
	return nearer(view,
		      first_from(view, store_place(view_store(view), row)),
		      row);
}

void timeline_settle(struct view *view)
{
	struct timeline *timeline = &view->timeline;
	size_t above = timeline->at.cursor - timeline->at.top;

	if (!view->selection->result.hits)
		return;
	if (!timeline->moved || timeline->row == ROW_NONE) {
		timeline->at.cursor = timeline->at.top = 0;
		timeline->row = view->selection->result.hit[0];
		return;
	}
	timeline->at.cursor = nearest(view, timeline->row);
	timeline->at.top =
		timeline->at.cursor > above ? timeline->at.cursor - above : 0;
	timeline->row = view->selection->result.hit[timeline->at.cursor];
}

void timeline_move(struct view *view, size_t at)
{
	struct timeline *timeline = &view->timeline;

	if (at >= view->selection->result.hits)
		return;
	timeline->at.cursor = at;
	timeline->row = view->selection->result.hit[at];
	timeline->moved = true;
	view->stale = true;
}

/* What comes from afar stands amid what is around it. */
void timeline_jump(struct view *view, size_t at)
{
	struct scroll *scroll = &view->timeline.at;
	size_t half = view->timeline.page / 2;

	if (at < scroll->top || at >= scroll->top + view->timeline.page)
		scroll->top = at > half ? at - half : 0;
	timeline_move(view, at);
}

void view_go(struct view *view, row_t row)
{
	if (view->selection->result.hits)
		timeline_jump(view, nearest(view, row));
}

void timeline_seek(struct view *view, uint32_t flags, int direction,
		   const char *what)
{
	const struct result *result = &view->selection->result;
	const uint32_t *all;
	size_t at = view->timeline.at.cursor;

	if (!result->hits)
		return;
	all = store_flags(view_store(view));
	for (;;) {
		if (direction > 0 ? ++at >= result->hits : at-- == 0)
			break;
		if (all[result->hit[at]] & flags) {
			timeline_jump(view, at);
			return;
		}
	}
	view_say(view, false, "no %s %s event among these",
		 direction > 0 ? "later" : "earlier", what);
}

/* The first hit at or after `time`, else the last. */
static bool go_time(struct view *view, int64_t time)
{
	const struct result *result = &view->selection->result;
	const int64_t *all;

	if (!result->hits)
		return false;
	all = store_time(view_store(view));
	if (by_time(view)) {
		size_t place = store_at_time(view_store(view), time);
		size_t at = first_from(view, place);

		timeline_jump(view, at < result->hits ? at : result->hits - 1);
		return true;
	}
	for (size_t i = 0; i < result->hits; i++)
		if (all[result->hit[i]] >= time) {
			timeline_jump(view, i);
			break;
		}
	return true;
}

/* `14:05`, `14:05:10`: on the day of the event under the cursor. */
static bool read_clock(struct str where, int64_t today, int64_t *time)
{
	struct buf text = { 0 };
	int64_t span;
	bool good;

	if (str_find(where, ':') < 0 || where.len > 8)
		return false;
	time_put_date(&text, today, ZONE_UTC);
	buf_addf(&text, "T%s%.*s", str_find(where, ':') == 1 ? "0" : "",
		 STR_ARG(where));
	good = time_read(buf_str(&text), time, &span);
	buf_release(&text);
	return good;
}

bool timeline_goto(struct view *view, struct str where)
{
	const struct store *store = view_store(view);
	row_t here = view_row(view), row;
	int64_t now, time, span;

	if (!store || here == ROW_NONE)
		return false;
	now = store_time(store)[here];
	if (time_read(where, &time, &span))
		return go_time(view, time);
	if (now != TIME_NONE && read_clock(where, now, &time))
		return go_time(view, time);
	if (now != TIME_NONE && duration_read(where, &time))
		return go_time(view, now + time);
	row = store_row_of_id(store, where);
	if (row == ROW_NONE)
		return false;
	view_go(view, row);
	if (view_row(view) != row)
		view_say(view, false,
			 "the filter leaves that event out; the nearest");
	return true;
}
