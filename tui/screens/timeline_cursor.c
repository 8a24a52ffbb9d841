/* SPDX-License-Identifier: MIT */
/* timeline_cursor.c - where the Timeline's cursor stands among the hits.
 *
 * The cursor belongs to an event, not to a line: whatever the filter does,
 * it stays on its event or goes to the nearest in time. */
#include "timeline.h"

#include <assert.h>
#include <stdlib.h>

#include "event_pane.h"

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

	assert(by_time(view));
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
	struct table *table = &view->table[PANE_TIMELINE];
	struct scroll *at = &table->at;

	if (!view->selection->result.hits)
		return;
	if (!table->moved || table->here == ROW_NONE)
		at->cursor = at->top = 0;
	else
		table_settle(table, nearest(view, (row_t)table->here));
	table->here = view->selection->result.hit[at->cursor];
}

/* To hit `at`, amid what is around it. */
static void timeline_jump(struct view *view, size_t at)
{
	assert(at < view->selection->result.hits);
	table_go(&view->table[PANE_TIMELINE], at);
	view->stale = true;
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
	size_t at = view->table[PANE_TIMELINE].at.cursor;

	assert(direction == 1 || direction == -1);
	assert(flags);
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

/* ---- search ---- */

/* The first of `found` at or after `at`; founds when there is none. */
static size_t found_from(const struct finder *finder, size_t at)
{
	size_t low = 0, high = finder->founds;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (finder->found[mid] < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool cell_hits(struct view *view)
{
	const struct table *table = &view->table[PANE_TIMELINE];
	struct table_place place[TABLE_COLUMNS];
	size_t places = table_fit(table, table->width, place), from, to;
	struct buf buf = { 0 };
	bool hit = false;

	for (size_t i = 0; i < places && !hit; i++) {
		buf_reset(&buf);
		table_put_cell(table, table_here(table), place[i].column,
			       view->zone, &buf);
		hit = buf.len && search_text(view->selection->finder.search,
					     buf_str(&buf), &from, &to);
	}
	buf_release(&buf);
	return hit;
}

/* A hit that no column shows: the Event pane goes there. */
static void say_path(struct view *view, row_t row, const char *count)
{
	const struct store *store = view_store(view);
	uint32_t slot = search_row(view->selection->finder.search, store, row);
	struct record record;
	struct str path;

	if (slot == SLOT_NONE)
		return;
	store_record(store, row, &record);
	path = dict_text(&store_shapes(store)->paths,
			 record.skeleton->slot[slot].path);
	view_say(view, false, "%s  in %.*s", count, STR_ARG(path));
	event_prepare(view, row);
	event_show_slot(view, slot);
}

static void say_found(struct view *view, size_t nth, bool wrapped)
{
	row_t row = view_row(view);
	struct buf count = { 0 };

	buf_add_count(&count, nth + 1);
	buf_addc(&count, '/');
	buf_add_count(&count, view->selection->finder.founds);
	buf_add(&count, wrapped ? STR("  wrapped") : STR(""));
	view_say(view, false, "%s", count.at);
	if (!cell_hits(view))
		say_path(view, row, count.at);
	buf_release(&count);
}

/* The number of the hit that `direction` leads to. */
static size_t next_found(const struct view *view, int direction, bool *wrapped)
{
	const struct finder *finder = &view->selection->finder;
	size_t here = view->table[PANE_TIMELINE].at.cursor;
	size_t n = found_from(finder, direction > 0 ? here + 1 : here);

	assert(finder->founds);
	*wrapped = direction < 0 ? n == 0 : n == finder->founds;
	if (direction < 0)
		return n ? n - 1 : finder->founds - 1;
	return n < finder->founds ? n : 0;
}

void timeline_find(struct view *view, int direction)
{
	struct finder *finder = &view->selection->finder;
	bool wrapped;
	size_t n;

	if (!finder->search)
		return;
	if (!finder->exact) {
		view->seeking = true;
		view_say(view, false, "searching");
		return;
	}
	if (!finder->founds) {
		view_say(view, true, "no event here has %s", finder->pattern);
		return;
	}
	n = next_found(view, direction, &wrapped);
	timeline_jump(view, finder->found[n]);
	say_found(view, n, wrapped);
}
