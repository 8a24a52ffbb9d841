/* SPDX-License-Identifier: MIT */
/* timeline.c - the Timeline: the kept events in the order chosen, what their
 * cells say, and where its cursor stands among them. One colour a row, and a
 * mark for who sees no colour. */
#include "timeline.h"

#include <assert.h>

#include "event_pane.h"

static const struct table_column columns[TIMELINE_COLUMNS] = {
	[TIMELINE_TIME] = { "time", .kind = CELL_TIME },
	[TIMELINE_MARK] = { "mark", "", .kind = CELL_MARK, .unprinted = true },
	[TIMELINE_USER] = { "user", .kind = CELL_TEXT, .rank = 1, .least = 12,
			    .most = 28, .grows = 40, .cut = 8 },
	[TIMELINE_SERVICE] = { "service", .kind = CELL_TEXT, .rank = 3,
			       .least = 8, .most = 16, .cut = 8 },
	[TIMELINE_EVENT] = { "event", .kind = CELL_TEXT, .least = 20,
			     .most = 36, .cut = 50, .spared = true },
	[TIMELINE_RESOURCE] = { "resource", .kind = CELL_TEXT, .rank = 2,
				.least = 14, .most = 32, .grows = 40,
				.cut = 8 },
	[TIMELINE_ADDRESS] = { "address", .kind = CELL_TEXT, .rank = 4,
			       .least = 15, .most = 24, .cut = 12 },
	[TIMELINE_TOOL] = { "tool", .kind = CELL_TEXT, .rank = 6, .least = 12,
			    .most = 24, .cut = 12 },
	[TIMELINE_KEY] = { "key", .kind = CELL_TEXT, .rank = 7, .least = 20,
			   .most = 20, .cut = 12 },
	[TIMELINE_REGION] = { "region", .kind = CELL_TEXT, .rank = 8,
			      .least = 14, .most = 14, .cut = 12 },
	[TIMELINE_ACCOUNT] = { "account", .kind = CELL_TEXT, .rank = 9,
			       .least = 12, .most = 12, .cut = 12 },
	[TIMELINE_ERROR] = { "error", .kind = CELL_TEXT, .rank = 5, .least = 12,
			     .most = 28, .cut = 12 },
	[TIMELINE_SESSION] = { "session", .kind = CELL_TEXT, .rank = 10,
			       .least = 14, .most = 36, .cut = 12 },
};

static const struct table_form form = { .column = columns,
					.columns = TIMELINE_COLUMNS,
					.together = 3,
					.sort = TIMELINE_TIME,
					.heads_from = 12,
					.left = 1,
					.right = 1 };

/* The column of the store that holds it; COL_COUNT for none. */
static const enum column sources[TIMELINE_COLUMNS] = {
	[TIMELINE_TIME] = COL_COUNT,      [TIMELINE_MARK] = COL_COUNT,
	[TIMELINE_USER] = COL_USER,       [TIMELINE_SERVICE] = COL_SERVICE,
	[TIMELINE_EVENT] = COL_NAME,      [TIMELINE_RESOURCE] = COL_COUNT,
	[TIMELINE_ADDRESS] = COL_ADDRESS, [TIMELINE_TOOL] = COL_TOOL,
	[TIMELINE_KEY] = COL_KEY,         [TIMELINE_REGION] = COL_REGION,
	[TIMELINE_ACCOUNT] = COL_ACCOUNT, [TIMELINE_ERROR] = COL_ERROR,
	[TIMELINE_SESSION] = COL_SESSION,
};

/* ---- what the cells say ---- */

void timeline_put(const struct view *view, row_t row,
		  enum timeline_column column, struct buf *out)
{
	const struct store *store = view_store(view);
	uint32_t count = 1;
	sym_t value;

	assert(column != TIMELINE_TIME && column != TIMELINE_MARK);
	if (column == TIMELINE_RESOURCE)
		value = row_resource(view->selection, row, &count);
	else if (column == TIMELINE_USER)
		value = row_actor(store, row);
	else
		value = store_column(store, sources[column])[row];
	if (value == SYM_NONE)
		return;
	if (column == TIMELINE_USER || column == TIMELINE_SESSION ||
	    column == TIMELINE_RESOURCE)
		label_put_short(store, value, out);
	else
		buf_add(out, store_text(store, value));
	if (count > 1)
		buf_addf(out, " +%u", (unsigned)(count - 1));
}

/* Where a human's role does not fit, who it is tells more. */
static struct str brief_actor(const struct view *view, row_t row,
			      struct str text)
{
	const struct store *store = view_store(view);
	struct str name;

	if (row_actor(store, row) == store_column(store, COL_USER)[row])
		return STR_NONE;
	name = str_slice(text, (size_t)(str_find_last(text, '/') + 1),
			 text.len);
	/* of an instance the role tells more */
	return str_starts(name, STR("i-")) ? STR_NONE : name;
}

static void put_marks(const struct view *view, uint32_t flags,
		      struct table_cell *cell)
{
	const struct grid plain = { .ascii = view->ascii };

	if (flags & FLAG_HIDDEN)
		cell->marks = grid_glyph(&plain, GLYPH_HIDDEN);
	if (flags & FLAG_FAILED)
		cell->text = grid_glyph(&plain, GLYPH_BANG);
	else if (flags & FLAG_NOTABLE)
		cell->text = grid_glyph(&plain, GLYPH_BULLET);
	else if (flags & FLAG_WRITE)
		cell->text = grid_glyph(&plain, GLYPH_DOT);
}

static void timeline_cell(const void *of, size_t at, size_t column,
			  struct table_cell *cell)
{
	const struct view *view = of;
	const struct store *store = view_store(view);
	row_t row = view->selection->result.hit[at];
	uint32_t flags = store_flags(store)[row];

	assert(at < view->selection->result.hits);
	cell->styled = true;
	cell->style = row_style(flags);
	if (column == TIMELINE_TIME) {
		cell->time = store_time(store)[row];
		cell->instead = STR("no time");
	} else if (column == TIMELINE_MARK) {
		put_marks(view, flags, cell);
	} else {
		timeline_put(view, row, (enum timeline_column)column,
			     &cell->buf);
		if (!cell->buf.len)
			return;
		cell->text = buf_str(&cell->buf);
		if (column == TIMELINE_USER)
			cell->brief = brief_actor(view, row, cell->text);
	}
}

/* ---- columns that say the same in every row ---- */

/* One role may be several humans. */
static bool timeline_same(const void *of, size_t column)
{
	const struct view *view = of;
	const struct facts *facts = &view->selection->facts;

	if (column == TIMELINE_TIME || column == TIMELINE_MARK)
		return false;
	if (column == TIMELINE_RESOURCE)
		return facts->same_resource;
	return facts->same[sources[column]] &&
	       (column != TIMELINE_USER || facts->same_actor);
}

static size_t timeline_count(const void *of)
{
	const struct view *view = of;

	return view->selection->result.hits;
}

static uint64_t timeline_id(const void *of, size_t at)
{
	const struct view *view = of;

	return view->selection->result.hit[at];
}

static const struct table_rows rows = { .count = timeline_count,
					.cell = timeline_cell,
					.id = timeline_id,
					.same = timeline_same,
					.flows = true };

/* ---- what a filter would ask of a cell ---- */

void timeline_aim(struct view *view, row_t row, enum timeline_column column,
		  struct aim *aim)
{
	const struct store *store = view_store(view);
	enum identity_kind kind = IDENTITY_KINDS;
	int64_t time = store_time(store)[row];
	uint32_t count;
	sym_t value;

	assert(row < store_rows(store));
	assert(column != TIMELINE_MARK);
	aim->value = STR_NONE;
	if (column == TIMELINE_TIME) {
		aim->field = STR("time");
		if (time == TIME_NONE)
			return;
		buf_reset(&view->aimed);
		time_put_iso(&view->aimed, time);
		aim->value = buf_str(&view->aimed);
		return;
	}
	if (column == TIMELINE_RESOURCE) {
		kind = IDENTITY_RESOURCES;
		aim->field = STR("resource");
		value = row_resource(view->selection, row, &count);
	} else {
		if (column == TIMELINE_USER)
			kind = IDENTITY_USERS;
		else if (column == TIMELINE_SESSION)
			kind = IDENTITY_SESSIONS;
		aim->field = str_of(column_alias(sources[column]));
		value = store_column(store, sources[column])[row];
	}
	if (value != SYM_NONE)
		aim->value = kind == IDENTITY_KINDS
				     ? store_text(store, value)
				     : identity_text(view->selection, kind,
						     value, &aim->plain);
}

static bool aim_here(struct view *view, struct aim *aim)
{
	row_t row = view_row(view);
	const struct table *table = &view->table[PANE_TIMELINE];

	if (row == ROW_NONE)
		return false;
	timeline_aim(view, row, (enum timeline_column)table_column_here(table),
		     aim);
	return true;
}

/* ---- order ---- */

static void timeline_sort(struct view *view, size_t column, bool reverse)
{
	struct table *table = &view->table[PANE_TIMELINE];
	struct hit_order order = { .by = ORDER_COLUMN,
				   .column = sources[column],
				   .reverse = reverse };

	if (column == TIMELINE_TIME)
		order.by = ORDER_TIME;
	else if (column == TIMELINE_RESOURCE)
		order.by = ORDER_RESOURCE;
	table->sort = column;
	table->reverse = reverse;
	/* Another order is asked for to see what comes first in it. */
	table->moved = column == TIMELINE_TIME;
	selection_sort(view->selection, order);
}

/* ---- the cursor ----
 *
 * It belongs to an event, not to a line: whatever the filter does, it stays on
 * its event or goes to the nearest in time. */

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

/* The hit that is that row, else the nearest to it in time. */
static size_t nearest(const struct view *view, row_t row)
{
	const struct store *store = view_store(view);
	const int64_t *time = store_time(store);
	const struct result *result = &view->selection->result;
	const row_t *hit = result->hit;
	size_t best = 0;

	assert(result->hits);
	if (by_time(view)) {
		size_t at = first_from(view, store_place(store, row));

		if (at == result->hits)
			return at - 1;
		if (!at || hit[at] == row)
			return at;
		return apart(time[hit[at - 1]], time[row]) <
				       apart(time[hit[at]], time[row])
			       ? at - 1
			       : at;
	}
	if (result->watched == row)
		return result->watched_at;
	for (size_t i = 0; i < result->hits; i++) {
		if (hit[i] == row)
			return i;
		if (apart(time[hit[i]], time[row]) <
		    apart(time[hit[best]], time[row]))
			best = i;
	}
	return best;
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

/* To the first hit at or after `time`; by time else the last, in another order
 * else it stays. */
static void go_time(struct view *view, int64_t time)
{
	const struct store *store = view_store(view);
	const struct result *result = &view->selection->result;
	const int64_t *all = store_time(store);

	if (by_time(view)) {
		size_t at = first_from(view, store_at_time(store, time));

		timeline_jump(view, at < result->hits ? at : result->hits - 1);
		return;
	}
	for (size_t i = 0; i < result->hits; i++)
		if (all[result->hit[i]] >= time) {
			timeline_jump(view, i);
			return;
		}
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
	view_go(view, row);
	if (view_row(view) != row)
		view_say(view, false,
			 "the filter leaves that event out; the nearest");
	return true;
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

/* Moves for `/`, n and N when the finder has looked at all rows. */
static void timeline_find(struct view *view, int direction)
{
	const struct finder *finder = &view->selection->finder;
	size_t here = view->table[PANE_TIMELINE].at.cursor, n;
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
	timeline_jump(view, finder->found[n]);
	say_found(view, n, wrapped);
}

/* ---- the pane ---- */

static void put_right(struct view *view, struct buf *out)
{
	const struct table *table = &view->table[PANE_TIMELINE];

	if (view->selection->result.hits) {
		buf_add_count(out, table->at.cursor + 1);
		buf_add(out, STR(" of "));
	}
	buf_add_count(out, view->selection->result.hits);
	order_put(table, out);
}

const struct screen timeline_pane = {
	.name = "Timeline",
	.place = IN_TIMELINE,
	.form = &form,
	.rows = &rows,
	.cells = true,
	.cursor = true,
	.put_right = put_right,
	.put_empty = empty_draw,
	.aim = aim_here,
	.find = timeline_find,
	.sort = timeline_sort,
};
