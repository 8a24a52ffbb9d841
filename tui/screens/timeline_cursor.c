/* SPDX-License-Identifier: MIT */
/* timeline_cursor.c - where the Timeline's cursor stands among the hits.
 *
 * It belongs to an event, not to a line: whatever the filter does, it stays on
 * its event or goes to the nearest in time. */
#include "timeline.h"

#include <assert.h>

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

/* The first kept row at or after `place` in the store's order (direction 1),
 * or before it (-1); ROW_NONE: there is none. As a rule one of the next rows
 * is kept. */
static row_t kept_from(const struct view *view, size_t place, int direction)
{
	const struct rowset *kept = &view->selection->result.rows;
	size_t count, at = direction > 0 ? place : place - 1;
	const row_t *order = store_order(view_store(view), &count);

	for (; at < count; at += (size_t)direction)
		if (rowset_has(kept, order[at]))
			return order[at];
	return ROW_NONE;
}

static row_t nearest_kept(const struct view *view, row_t row)
{
	const struct store *store = view_store(view);
	const int64_t *time = store_time(store);
	size_t place = store_place(store, row);
	row_t after = kept_from(view, place, 1);
	row_t before = kept_from(view, place, -1);

	if (before == ROW_NONE || after == row)
		return after;
	return after == ROW_NONE || time_apart(time[before], time[row]) <
					    time_apart(time[after], time[row])
		       ? before
		       : after;
}

#define LOOK_MOST 20000 /* events of one second passed over for a twin */

/* True when both records have the field, and it says the same. */
static bool shares(const struct record *one, const struct record *other,
		   enum field_id field)
{
	char scratch[SCRATCH], others[SCRATCH];
	struct str text = record_field(one, field, scratch);

	return text.len && str_eq(text, record_field(other, field, others));
}

/* A call into another account is recorded in both: that of the caller tells
 * the key, the other the account alone. Both have one time, and one shared
 * event id or request id (CloudTrail record contents). */
row_t timeline_teller(const struct view *view, row_t row)
{
	const struct store *store = view_store(view);
	const sym_t *key = store_column(store, COL_KEY);
	const sym_t *name = store_column(store, COL_NAME);
	int64_t time = store_time(store)[row];
	struct record record, twin;
	size_t count, place, end;
	const row_t *order = store_order(store, &count);

	if (key[row] != SYM_NONE || time == TIME_NONE)
		return row;
	store_record(store, row, &record);
	place = store_at_time(store, time);
	end = count - place > LOOK_MOST ? place + LOOK_MOST : count;
	for (; place < end && store_time(store)[order[place]] == time;
	     place++) {
		row_t at = order[place];

		if (key[at] == SYM_NONE || name[at] != name[row])
			continue;
		store_record(store, at, &twin);
		if (shares(&record, &twin, FIELD_SHARED_ID) ||
		    shares(&record, &twin, FIELD_REQUEST_ID))
			return at;
	}
	return row;
}

/* Where the row stands among the hits; they may still be those of before, then
 * the cursor stays. */
static size_t hit_of(const struct view *view, row_t row)
{
	const struct result *result = &view->selection->result;
	size_t here = timeline_hit(view);

	for (size_t i = 0; i < result->hits; i++)
		if (result->hit[i] == row)
			return i;
	return here < result->hits ? here : result->hits - 1;
}

/* The hit that is that row, else the nearest to it in time. In another order
 * than time it is looked up row by row: 2 ms for three million. */
static size_t nearest(const struct view *view, row_t row)
{
	const struct store *store = view_store(view);
	const int64_t *time = store_time(store);
	const struct result *result = &view->selection->result;
	const row_t *hit = result->hit;
	size_t at;

	assert(result->hits);
	if (!by_time(view))
		return result->watched == row
			       ? result->watched_at
			       : hit_of(view, nearest_kept(view, row));
	at = first_from(view, store_place(store, row));
	if (at == result->hits)
		return at - 1;
	if (!at || hit[at] == row)
		return at;
	return time_apart(time[hit[at - 1]], time[row]) <
			       time_apart(time[hit[at]], time[row])
		       ? at - 1
		       : at;
}

/* The hit nearest to the row, where the cursor goes: of one request to who
 * tells of it, but it leaves no row for that. */
static size_t settled(const struct view *view, row_t row)
{
	const struct result *result = &view->selection->result;
	size_t hit = nearest(view, row);
	row_t at = result->hit[hit], teller;

	if (at == row)
		return hit;
	teller = timeline_teller(view, at);
	return teller != at && rowset_has(&result->rows, teller)
		       ? nearest(view, teller)
		       : hit;
}

void timeline_settle(struct view *view)
{
	struct table *table = &view->table[PANE_TIMELINE];
	const struct result *result = &view->selection->result;
	size_t hit = 0;

	if (!result->hits)
		return;
	if (!table->moved || table->here == ROW_NONE) {
		table->at.cursor = table->at.top = 0;
	} else {
		hit = settled(view, (row_t)table->here);
		table_settle(table, result_line(result, hit));
	}
	table->here = result->hit[hit]; /* also inside of a run */
}

/* To hit `at`, amid what is around it. A run is unfolded for it; but where one
 * begins, a copied command means the run by its first event. */
static void timeline_jump(struct view *view, size_t at)
{
	const struct result *result = &view->selection->result;
	size_t line = result_line(result, at);

	assert(at < result->hits);
	if (result->line && (!view->begin || result_hit(result, line) != at)) {
		selection_unfold(view->selection, line);
		table_renew(&view->table[PANE_TIMELINE]); /* other widths */
	}
	table_go(&view->table[PANE_TIMELINE], result_line(result, at));
	view->stale = true;
}

void timeline_leap(struct view *view, size_t at)
{
	spots_jump(view, NULL);
	timeline_jump(view, at);
}

void view_go(struct view *view, row_t row)
{
	if (view->selection->result.hits)
		timeline_jump(view, nearest(view, row));
}

/* Where `time` lies outside of what is loaded, or past what is kept. */
static void say_where(struct view *view, int64_t time)
{
	struct buf text = { 0 };
	int64_t first, last, here;

	here = store_time(view_store(view))[view_row(view)];
	if (!store_span(view_store(view), &first, &last))
		return;
	if (time < first)
		buf_add(&text, STR("the evidence begins "));
	else if (time > last)
		buf_add(&text, STR("the evidence ends "));
	else if (here < time)
		buf_add(&text, STR("nothing kept is later; the last is "));
	if (text.len) {
		table_put_time(&text,
			       time < first  ? first
			       : time > last ? last
					     : here,
			       view->zone, DATED_YEAR);
		view_say(view, false, "%s%s", text.at,
			 time < first  ? ": went to the first event"
			 : time > last ? ": went to the last event"
				       : "");
	}
	buf_release(&text);
}

/* To the first hit at or after `time`, else the last before it. */
static void go_time(struct view *view, int64_t time)
{
	const struct store *store = view_store(view);
	size_t place = store_at_time(store, time), hits, at;
	row_t row;

	hits = view->selection->result.hits;
	if (by_time(view)) {
		at = first_from(view, place);
		timeline_leap(view, at < hits ? at : hits - 1);
	} else {
		row = kept_from(view, place, 1);
		if (row == ROW_NONE)
			row = kept_from(view, place, -1);
		timeline_leap(view, hit_of(view, row));
	}
	say_where(view, time);
}

static void leap_to_row(struct view *view, row_t row)
{
	spots_jump(view, NULL);
	view_go(view, row);
	if (view_row(view) != row)
		view_say(view, false,
			 "the filter leaves that event out; the nearest");
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
	if (time_read(where, &time, &span) ||
	    (now != TIME_NONE && read_clock(where, now, &time))) {
		go_time(view, time);
		return true;
	}
	if (now != TIME_NONE && duration_read(where, &time)) {
		go_time(view, now + time);
		return true;
	}
	row = store_row_of_id(store, where);
	if (row == ROW_NONE)
		return false;
	leap_to_row(view, row);
	return true;
}

void timeline_unjump(struct view *view)
{
	row_t row = view->jumped;

	if (row == ROW_NONE || view_row(view) == ROW_NONE)
		view_say(view, false, "no jump yet");
	else
		leap_to_row(view, row);
}

/* ---- finding ---- */

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

/* Of what is cut it is not told which part is seen. */
static bool cell_hits(struct view *view)
{
	const struct grid plain = { .ascii = view->ascii };
	const struct table *table = &view->table[PANE_TIMELINE];
	struct table_place place[TABLE_COLUMNS];
	size_t places = table_fit(table, table->width, place), from, to;
	struct buf buf = { 0 };
	bool hit = false;

	for (size_t i = 0; i < places && !hit; i++) {
		buf_reset(&buf);
		table_put_cell(table, table_here(table), place[i].column,
			       view->zone, &buf);
		hit = buf.len &&
		      grid_measure(&plain, buf_str(&buf), place[i].width + 1) <=
			      place[i].width &&
		      search_text(view->selection->finder.search, buf_str(&buf),
				  &from, &to);
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

/* Moves for `/`, n and N when the finder has looked at all rows. */
void timeline_find(struct view *view, int direction)
{
	const struct finder *finder = &view->selection->finder;
	size_t here = timeline_hit(view), n;
	bool wrapped;

	assert(finder->search);
	if (!finder->exact) {
		view->seeking = true;
		view_say(view, false, "searching");
		return;
	}
	if (!finder->founds) {
		view_say(view, true, "no event here has %s", finder->pattern);
		return;
	}
	n = found_from(finder, direction > 0 ? here + 1 : here);
	wrapped = direction < 0 ? n == 0 : n == finder->founds;
	if (direction < 0)
		n = n ? n - 1 : finder->founds - 1;
	else if (wrapped)
		n = 0;
	if (direction && finder->found[n] != here)
		spots_jump(view, NULL);
	timeline_jump(view, finder->found[n]);
	say_found(view, n, wrapped);
}
