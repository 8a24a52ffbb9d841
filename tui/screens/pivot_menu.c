/* SPDX-License-Identifier: MIT */
/* pivot_menu.c - the ways to go on from an event, what each leaves, and their
 * keys. A way that the event does not have is not offered. */
#include <assert.h>
#include <stdlib.h>

#include "view.h"
#include "timeline.h"

/* ---- the ways ---- */

static struct ask *around_ask(const struct view *view, row_t row,
			      int64_t seconds)
{
	int64_t time = store_time(view_store(view))[row];

	assert(seconds > 0);
	if (time == TIME_NONE)
		return NULL;
	return ask_of(expr_span(time - seconds, time + seconds));
}

/* `ask` is taken; NULL: there is no such way. */
static void add_way(struct view *view, char letter, const char *name,
		    struct str shown, struct ask *ask)
{
	struct pivot_menu *menu = &view->pivot;

	if (!ask)
		return;
	assert(menu->count < PIVOT_WAYS);
	pivot_put(view->selection, ask, letter == 'w');
	menu->at[menu->count++] = (struct menu_way){ .letter = letter,
						     .name = name,
						     .shown = xstrdup(shown),
						     .told = ROW_NONE };
}

static void add_aim(struct view *view, char letter, const char *name,
		    const struct aim *aim)
{
	if (aim->value.len)
		add_way(view, letter, name, aim->value, ask_of(aim_expr(aim)));
}

static void add_cell_of(struct view *view, char letter, const char *name,
			row_t row, enum timeline_column column)
{
	struct aim aim = { 0 };

	timeline_aim(view, row, column, &aim);
	add_aim(view, letter, name, &aim);
}

static void add_cell(struct view *view, char letter, const char *name,
		     enum timeline_column column)
{
	add_cell_of(view, letter, name, view->pivot.row, column);
}

static void add_field(struct view *view, char letter, const char *name,
		      const char *field, struct str value)
{
	struct aim aim = { .field = str_of(field), .value = value };

	add_aim(view, letter, name, &aim);
}

static void add_ways(struct view *view)
{
	const struct store *store = view_store(view);
	row_t row = view->pivot.row;
	row_t teller = timeline_teller(view, row);
	struct str key =
		store_text(store, store_column(store, COL_KEY)[teller]);
	struct record record;
	struct aim aim = { 0 };
	char scratch[SCRATCH];

	store_record(store, row, &record);
	add_cell(view, 'u', "user", TIMELINE_USER);
	/* Recorded in two accounts, the key stands in one. */
	add_cell_of(view, 'a', teller == row ? "access key" : "caller's key",
		    teller, TIMELINE_KEY);
	add_cell(view, 's', "session", TIMELINE_SESSION);
	add_cell(view, 'i', "address", TIMELINE_ADDRESS);
	add_cell(view, 't', "tool", TIMELINE_TOOL);
	/* The one under the cell cursor, else the first. */
	if (view->focus == PANE_EVENT && event_pane.aim(view, &aim) &&
	    str_eq(aim.field, STR("resource")))
		add_aim(view, 'r', "resource", &aim);
	else
		add_cell(view, 'r', "resource", TIMELINE_RESOURCE);
	add_cell(view, 'c', "same call", TIMELINE_EVENT);
	add_field(view, 'd', "request id", "requestID",
		  record_field(&record, FIELD_REQUEST_ID, scratch));
	add_way(view, 'w', "around",
		view->ascii ? STR("1 minute each way, everyone")
			    : STR("±1 minute, everyone"),
		around_ask(view, row, 60));
	/* Where the key came from: a long-term one from CreateAccessKey, a
	 * temporary one from STS (the prefixes: "IAM identifiers", IAM User
	 * Guide). */
	add_field(view, 'b', "issued by",
		  str_starts(key, STR("AKIA"))
			  ? "responseElements.accessKey.accessKeyId"
			  : "responseElements.credentials.accessKeyId",
		  key);
	add_field(view, 'n', "issued", "key",
		  record_issued_key(&record, scratch));
}

/* ---- what is counted ---- */

/* The event that issued the key says more than the key. */
static void tell_issuer(struct view *view, const struct rowset *rows,
			struct menu_way *way)
{
	const struct store *store = view_store(view);
	struct buf text = { 0 };
	size_t row = 0;

	while (row < rows->rows && !rowset_has(rows, row))
		row++;
	if (row < rows->rows) {
		sym_t name = store_column(store, COL_NAME)[row];
		sym_t user =
			row_actor(store, timeline_teller(view, (row_t)row));

		buf_add(&text, store_text(store, name));
		buf_add(&text, STR(" by "));
		label_put_brief(store, view->alikes, user, view->ascii, &text);
	} else {
		buf_add(&text, STR("no event loaded"));
	}
	free(way->shown);
	way->shown = xstrdup(buf_str(&text));
	buf_release(&text);
}

static void follow(struct view *view)
{
	const struct pivot *pivot = &view->selection->pivot;
	size_t ways = 0;

	for (size_t i = 0; i < pivot->count; i++)
		ways += pivot->at[i].counted;
	if (ways != view->pivot.counted)
		table_renew(&view->over); /* numbers are wider than dots */
	view->pivot.counted = ways;
	for (size_t i = 0; i < pivot->count; i++) {
		const struct pivot_way *counted = &pivot->at[i];
		struct menu_way *way = &view->pivot.at[i];

		if (way->letter != 'b' || !counted->counted ||
		    way->told == counted->rows)
			continue;
		tell_issuer(view, filter_rows(counted->ask->filter), way);
		way->told = counted->rows;
	}
}

/* ---- the overlay ---- */

enum { WAY_LETTER, WAY_NAME, WAY_VALUE, WAY_EVENTS, WAY_ADDED };

static const struct table_column columns[] = {
	[WAY_LETTER] = { "key", .kind = CELL_TEXT, .least = 1,
			 .style = STYLE_ACCENT },
	[WAY_NAME] = { "way", .kind = CELL_TEXT, .least = 10,
		       .style = STYLE_LABEL },
	[WAY_VALUE] = { "value", .kind = CELL_TEXT, .rank = 1, .least = 6,
			.grows = 999, .style = STYLE_TEXT },
	[WAY_EVENTS] = { "events", .kind = CELL_COUNT, .least = 6,
			 .style = STYLE_COUNT },
	[WAY_ADDED] = { "added", .kind = CELL_COUNT, .rank = 1, .least = 2,
			.style = STYLE_LABEL },
};

static const struct table_form form = { .column = columns,
					.columns = ARRAY_LEN(columns),
					.together = 1,
					.sort = SIZE_MAX,
					.left = 1,
					.right = 1 };

static size_t ways_count(const void *of)
{
	const struct view *view = of;

	return view->pivot.count;
}

/* Where no chip is at work, adding says what replacing does. */
static bool ways_hidden(const void *of, size_t column)
{
	const struct view *view = of;

	return column == WAY_ADDED &&
	       view->selection->result.hits == view->selection->rows;
}

/* What `+` would leave: `+24`. */
static void put_added(const struct view *view, const struct pivot_way *way,
		      struct table_cell *cell)
{
	cell->text = STR("");
	if (!way->counted)
		return;
	buf_addc(&cell->buf, '+');
	buf_add_count(&cell->buf, way->added);
	cell->text = buf_str(&cell->buf);
}

/* A way that leads to no event is dim; not counted yet, it has an ellipsis. */
static void ways_cell(const void *of, size_t at, size_t column,
		      struct table_cell *cell)
{
	const struct view *view = of;
	const struct grid plain = { .ascii = view->ascii };
	const struct menu_way *way = &view->pivot.at[at];
	const struct pivot_way *counted = &view->selection->pivot.at[at];

	assert(at < view->pivot.count);
	assert(view->pivot.count == view->selection->pivot.count);
	if (column == WAY_LETTER) {
		cell->text = (struct str){ &way->letter, 1 };
		return;
	}
	cell->styled = counted->counted && !counted->count;
	cell->style = STYLE_DIM;
	if (column == WAY_NAME)
		cell->text = str_of(way->name);
	else if (column == WAY_VALUE)
		cell->text = str_of(way->shown);
	else if (column == WAY_ADDED)
		put_added(view, counted, cell);
	else if (counted->counted)
		cell->count = counted->count;
	else
		cell->text = grid_glyph(&plain, GLYPH_ELLIPSIS);
}

static const struct table_rows rows = { .count = ways_count,
					.cell = ways_cell,
					.hidden = ways_hidden };

/* `pivot from 12:10:08 AuthorizeSecurityGroupIngress` */
static void put_title(const struct view *view, struct buf *out)
{
	const struct store *store = view_store(view);
	row_t row = view->pivot.row;

	buf_add(out, STR("pivot from "));
	table_put_time(out, store_time(store)[row], view->zone, view->dated);
	buf_addc(out, ' ');
	buf_add(out, store_text(store, store_column(store, COL_NAME)[row]));
}

static void end(struct view *view)
{
	pivot_clear(view->selection);
	for (size_t i = 0; i < view->pivot.count; i++)
		free(view->pivot.at[i].shown);
	view->pivot.count = view->pivot.counted = 0;
}

static void pivot_open(struct view *view, struct str rest, int how)
{
	if (view_row(view) == ROW_NONE) {
		view_say(view, false, "no event to go on from");
		return;
	}
	view->pivot.row = view_row(view);
	add_ways(view);
	overlay_open(view, &pivot_overlay, view);
}

/* ---- keys ---- */

static void replace(struct view *view, size_t at)
{
	const struct pivot_way *way = &view->selection->pivot.at[at];

	if (way->counted && !way->count) {
		view_say(view, false, "no event loaded has that: %s",
			 view->pivot.at[at].name);
		return;
	}
	change_all(view->selection, ask_hold(way->ask), way->stays);
	overlay_close(view);
	view->focus = PANE_TIMELINE;
}

static void pivot_replace(struct view *view, struct str rest, int how)
{
	if (table_here(&view->over) != SIZE_MAX)
		replace(view, table_here(&view->over));
}

static void pivot_add(struct view *view, struct str rest, int how)
{
	size_t at = table_here(&view->over);
	const struct pivot_way *way;

	if (at == SIZE_MAX)
		return;
	way = &view->selection->pivot.at[at];
	if (way->counted && !way->added) {
		view_say(view, false,
			 "beside the chips it would leave no "
			 "event; Enter replaces them");
		return;
	}
	view_chip(view, SIZE_MAX, ask_hold(way->ask));
	overlay_close(view);
	view->focus = PANE_TIMELINE;
}

static void pivot_letter(struct view *view, struct str rest, int how)
{
	for (size_t i = 0; i < view->pivot.count; i++)
		if (view->pivot.at[i].letter == how) {
			replace(view, i);
			return;
		}
	view_say(view, false, "this event has no such way");
}

/* ---- everyone around an event ---- */

/* How wide the window is stands in its chip and nowhere else: a chip that is
 * there for this event is widened, for another event a new one begins. */
static const int64_t reaches[] = { 60, 300, 900, 3600 }; /* seconds */

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

static void around_widen(struct view *view, struct str rest, int how)
{
	row_t row = view_row(view);
	struct ask *ask;
	size_t reach;

	if (row == ROW_NONE || store_time(view_store(view))[row] == TIME_NONE) {
		view_say(view, false, "no event with a time to look around");
		return;
	}
	reach = next_reach(view, row);
	if (reach == ARRAY_LEN(reaches)) {
		view_say(view, false, "an hour is the widest; Esc goes back");
		return;
	}
	ask = around_ask(view, row, reaches[reach]);
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

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "pivot", "p", IN_PANES | IN_PIVOT, "filter", NULL,
	  "from this event to its user, key, address..., each counted",
	  pivot_open },
	{ "pivot-replace", "Enter", IN_PIVOT, "pivot", "replace filter",
	  "the way under the cursor takes the place of all chips",
	  pivot_replace },
	{ "pivot-add", "+", IN_PIVOT, "pivot", "add to it",
	  "... stands beside them", pivot_add },
	{ "pivot-user", "u", IN_PIVOT, "pivot", NULL, "all of the event's user",
	  pivot_letter, 'u' },
	{ "pivot-key", "a", IN_PIVOT, "pivot", NULL, "... of its access key",
	  pivot_letter, 'a' },
	{ "pivot-session", "s", IN_PIVOT, "pivot", NULL, "... of its session",
	  pivot_letter, 's' },
	{ "pivot-address", "i", IN_PIVOT, "pivot", NULL, "... from its address",
	  pivot_letter, 'i' },
	{ "pivot-tool", "t", IN_PIVOT, "pivot", NULL, "... with its tool",
	  pivot_letter, 't' },
	{ "pivot-resource", "r", IN_PIVOT, "pivot", NULL, "... on its resource",
	  pivot_letter, 'r' },
	{ "pivot-call", "c", IN_PIVOT, "pivot", NULL, "... of the same call",
	  pivot_letter, 'c' },
	{ "pivot-request", "d", IN_PIVOT, "pivot", NULL,
	  "... of its request id", pivot_letter, 'd' },
	{ "pivot-around", "w", IN_PIVOT, "pivot", NULL,
	  "everyone a minute before and after", pivot_letter, 'w' },
	{ "pivot-issued-by", "b", IN_PIVOT, "pivot", NULL,
	  "the event that issued its key", pivot_letter, 'b' },
	{ "pivot-issued", "n", IN_PIVOT, "pivot", NULL,
	  "all of the key that it issued", pivot_letter, 'n' },
	{ "around", "w", IN_PANES, "filter", NULL,
	  "everyone around this event: 1 min, then 5, 15, 60", around_widen },
};

const struct screen pivot_overlay = {
	.name = "the pivot menu",
	.place = IN_PIVOT,
	.form = &form,
	.rows = &rows,
	.box = { .widest = 68,
		 .right = true,
		 .shrinks = true,
		 .over = 1,
		 .under = 1 },
	.put_title = put_title,
	.follow = follow,
	.end = end,
	.commands = COMMAND_LIST(commands),
};
