/* SPDX-License-Identifier: MIT */
/* column_list.c - `C`: the Timeline's columns in their order, those that are
 * not shown below them; each change is seen at once. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "timeline.h"

static void add(struct column_list *list, struct str name, int width, bool on)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(str_of(list->at[i].name), name))
			return;
	if (list->count == TABLE_COLUMNS)
		return;
	list->at[list->count++] =
		(struct listed_column){ xstrdup(name), width, on };
}

/* The columns that show, then the others there are of themselves. */
static void list_fill(struct view *view)
{
	static const char *const others[] = {
		"user",    "service",  "event",  "what",    "address",
		"tool",    "key",      "region", "account", "error",
		"session", "resource", "human",
	};
	struct column_list *list = &view->column_list;
	struct buf seen = { 0 };
	struct str rest, name;
	int width;

	columns_put_seen(view, &seen);
	rest = buf_str(&seen);
	while (column_next(&rest, &name, &width))
		if (!str_eq(name, STR("time")))
			add(list, name, width, true);
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		add(list, str_of(others[i]), 0, false);
	buf_release(&seen);
}

/* Shows what the list says; the first change is a step. */
static void list_apply(struct view *view)
{
	struct column_list *list = &view->column_list;
	struct buf text = { 0 };
	struct err err;

	buf_add(&text, STR("time"));
	for (size_t i = 0; i < list->count; i++) {
		if (!list->at[i].on)
			continue;
		buf_addc(&text, ',');
		buf_add(&text, str_of(list->at[i].name));
		if (list->at[i].width)
			buf_addf(&text, ":%d", list->at[i].width);
	}
	if (!list->changed)
		spots_record(view, false);
	list->changed = true;
	if (columns_choose(view, buf_str(&text), &err) < 0)
		view_say(view, true, "%s", err.text);
	buf_release(&text);
	table_renew(&view->over);
}

/* ---- rows ---- */

enum { LIST_STATE, LIST_NAME, LIST_WIDTH };

static const struct table_column columns[] = {
	[LIST_STATE] = { "state", "", .kind = CELL_TEXT, .least = 4,
			 .style = STYLE_LABEL },
	[LIST_NAME] = { "column", .kind = CELL_IDENTITY, .least = 12,
			.grows = 999 },
	[LIST_WIDTH] = { "cells", .kind = CELL_TEXT, .least = 12,
			 .style = STYLE_LABEL },
};

static const struct table_form form = { .column = columns,
					.columns = ARRAY_LEN(columns),
					.together = 1,
					.sort = SIZE_MAX,
					.heads_from = 1,
					.left = 1,
					.right = 1 };

static size_t list_count(const void *of)
{
	const struct view *view = of;

	return view->column_list.count;
}

/* True when what is on has no place at this width. Columns stand in the order
 * of the list, after the time and its mark. */
static bool has_no_room(const struct view *view, size_t at)
{
	const struct table *table = &view->table[PANE_TIMELINE];
	struct table_place place[TABLE_COLUMNS];
	size_t places, column = 2;

	if (!view->columns->text || !view->column_list.at[at].on)
		return false;
	for (size_t i = 0; i < at; i++)
		column += view->column_list.at[i].on;
	places = table_fit(table, table->width, place);
	for (size_t i = 0; i < places; i++)
		if (place[i].column == column)
			return false;
	return table->width > 0;
}

static void list_cell(const void *of, size_t at, size_t column,
		      struct table_cell *cell)
{
	const struct view *view = of;
	const struct listed_column *row = &view->column_list.at[at];

	assert(at < view->column_list.count);
	cell->styled = true;
	cell->style = row->on ? STYLE_TEXT : STYLE_DIM;
	if (column == LIST_STATE) {
		cell->text = row->on ? STR("on") : STR("off");
	} else if (column == LIST_NAME) {
		cell->text = str_of(row->name);
	} else if (has_no_room(view, at)) {
		cell->text = STR("no room here");
	} else if (row->width) {
		buf_addf(&cell->buf, "%d", row->width);
		cell->text = buf_str(&cell->buf);
	} else {
		cell->text = STR("as needed");
	}
}

static const struct table_rows rows = { .count = list_count,
					.cell = list_cell };

static void put_title(const struct view *view, struct buf *out)
{
	buf_add(out, STR("columns of the Timeline"));
}

static void end(struct view *view)
{
	struct column_list *list = &view->column_list;

	for (size_t i = 0; i < list->count; i++)
		free(list->at[i].name);
	*list = (struct column_list){ 0 };
}

/* ---- keys ---- */

/* NULL: all are removed. */
static struct listed_column *row_here(struct view *view)
{
	struct column_list *list = &view->column_list;
	size_t at = view->over.at.cursor;

	return at < list->count ? &list->at[at] : NULL;
}

/* False after telling that no event has one of the fields. */
static bool all_known(struct view *view, struct str text)
{
	struct buf near = { 0 }, fields = { 0 };
	struct str name, rest;
	struct err err;
	bool known = true;
	int width;

	columns_put_fields(text, &fields);
	rest = buf_str(&fields);
	while (known && column_next(&rest, &name, &width)) {
		struct field *field = str_eq(name, STR("what"))
					      ? NULL
					      : field_parse(name, &err);

		known = !field || !view_store(view) ||
			field_known(field, view_store(view), &near);
		field_free(field);
	}
	if (!known)
		view_say(view, true, "no event has %.*s; nearest: %s",
			 STR_ARG(name), near.len ? near.at : "none");
	buf_release(&near);
	buf_release(&fields);
	return known;
}

/* With words behind it: these columns; `auto`: as there is room for. */
static void list_open(struct view *view, struct str rest, int how)
{
	struct err err;

	if (!rest.len) {
		overlay_open(view, &columns_overlay, view);
		list_fill(view);
		table_renew(&view->over);
		return;
	}
	if (str_eq(rest, STR("auto")))
		rest = STR("");
	if (columns_check(rest, &err) < 0) {
		view_say(view, true, "%s", err.text);
		return;
	}
	if (!all_known(view, rest))
		return;
	spots_record(view, false);
	columns_choose(view, rest, &err);
}

static void list_toggle(struct view *view, struct str rest, int how)
{
	struct listed_column *row = row_here(view);

	if (!row)
		return;
	row->on ^= true;
	list_apply(view);
}

static void list_move(struct view *view, struct str rest, int how)
{
	struct column_list *list = &view->column_list;
	size_t at = view->over.at.cursor, to = at + (size_t)how;
	struct listed_column moved;

	if (to >= list->count)
		return;
	moved = list->at[at];
	list->at[at] = list->at[to];
	list->at[to] = moved;
	table_go(&view->over, to);
	list_apply(view);
}

#define WIDTH_MOST 200
#define WIDTH_FIRST 20

static void list_width(struct view *view, struct str rest, int how)
{
	struct listed_column *row = &view->column_list.at[view->over.at.cursor];
	int width = row->width ? row->width + how : WIDTH_FIRST;

	row->width = width > WIDTH_MOST ? WIDTH_MOST : width < 0 ? 0 : width;
	list_apply(view);
}

static void list_remove(struct view *view, struct str rest, int how)
{
	struct column_list *list = &view->column_list;
	size_t at = view->over.at.cursor;

	if (!row_here(view))
		return;
	free(list->at[at].name);
	memmove(&list->at[at], &list->at[at + 1],
		(--list->count - at) * sizeof(*list->at));
	list_apply(view);
}

/* As many as there is room for, as at first. */
static void list_forget(struct view *view, struct str rest, int how)
{
	struct err err;

	spots_record(view, false);
	overlay_close(view);
	columns_choose(view, STR(""), &err);
	view_say(view, false, "as many columns as there is room for");
}

/* A node of an event becomes a column. */
static void column_add(struct view *view, struct str rest, int how)
{
	struct aim aim = { 0 };
	struct buf text = { 0 };
	struct err err;

	if (!event_pane.aim(view, &aim) || !aim.field.at ||
	    str_find(aim.field, ',') >= 0) {
		view_say(view, false, "nothing here can be a column");
		return;
	}
	if (!columns_put_more(view, aim.field, &text)) {
		view_say(view, false, "%.*s is a column already",
			 STR_ARG(aim.field));
		return;
	}
	spots_record(view, false);
	if (columns_choose(view, buf_str(&text), &err) < 0)
		view_say(view, true, "%s", err.text);
	else
		view_say(view, false,
			 "%.*s is a column of the Timeline now; C changes "
			 "them, u takes it back",
			 STR_ARG(aim.field));
	buf_release(&text);
}

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "columns", "C", IN_PANES | IN_COLUMNS, "look", NULL,
	  "columns of the Timeline: choose, order, width", list_open },
	{ "column-add", "+", IN_EVENT, "look", NULL,
	  "what is under the cursor as a column of the Timeline", column_add },
	{ "column-toggle", "Space Enter", IN_COLUMNS, "columns", "on and off",
	  "the column on, and off again", list_toggle },
	{ "column-down", "J", IN_COLUMNS, "columns", "down",
	  "further to the right", list_move, 1 },
	{ "column-up", "K", IN_COLUMNS, "columns", "up", "further to the left",
	  list_move, -1 },
	{ "column-wider", "+", IN_COLUMNS, "columns", "wider", "a cell wider",
	  list_width, 1 },
	{ "column-narrower", "-", IN_COLUMNS, "columns", "narrower",
	  "a cell narrower; at nothing as wide as needed", list_width, -1 },
	{ "column-delete", "d Del", IN_COLUMNS, "columns", "remove",
	  "away with it", list_remove },
	{ "columns-auto", "a", IN_COLUMNS, "columns", "automatic",
	  "as many as there is room for", list_forget },
};

const struct screen columns_overlay = {
	.name = "the list of columns",
	.place = IN_COLUMNS,
	.form = &form,
	.rows = &rows,
	.box = { .widest = 56, .right = true, .shrinks = true },
	.put_title = put_title,
	.end = end,
	.commands = COMMAND_LIST(commands),
};
