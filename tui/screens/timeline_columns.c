/* SPDX-License-Identifier: MIT */
/* timeline_columns.c - which columns the Timeline has: as many as there is
 * room for, or those that were chosen, of which any field can be one. A choice
 * is a text, as the command line takes it, so that it can be kept in a step
 * and copied. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "timeline.h"

/* ---- those there are ---- */

static const struct table_column columns[TIMELINE_COLUMNS] = {
	[TIMELINE_TIME] = { "time", .kind = CELL_TIME },
	[TIMELINE_MARK] = { "mark", "", .kind = CELL_MARK, .unprinted = true },
	[TIMELINE_USER] = { "user", .kind = CELL_TEXT, .rank = 1, .least = 12,
			    .most = 28, .grows = 40, .cut = 8 },
	[TIMELINE_SERVICE] = { "service", .kind = CELL_TEXT, .rank = 3,
			       .least = 10, .most = 16, .cut = 8 },
	[TIMELINE_EVENT] = { "event", .kind = CELL_TEXT, .least = 20,
			     .most = 36, .cut = 50, .spared = true },
	[TIMELINE_RESOURCE] = { "resource", .kind = CELL_TEXT, .unseen = true },
	[TIMELINE_ADDRESS] = { "address", .kind = CELL_TEXT, .rank = 4,
			       .least = 15, .most = 24, .cut = 12 },
	[TIMELINE_TOOL] = { "tool", .kind = CELL_TEXT, .rank = 5, .least = 12,
			    .most = 24, .cut = 12 },
	[TIMELINE_KEY] = { "key", .kind = CELL_TEXT, .rank = 7, .least = 20,
			   .most = 20, .cut = 12 },
	[TIMELINE_REGION] = { "region", .kind = CELL_TEXT, .rank = 8,
			      .least = 14, .most = 14, .cut = 12 },
	[TIMELINE_ACCOUNT] = { "account", .kind = CELL_TEXT, .rank = 9,
			       .least = 12, .most = 12, .cut = 12 },
	[TIMELINE_ERROR] = { "error", .kind = CELL_TEXT, .rank = 6, .least = 12,
			     .most = 28, .cut = 12 },
	[TIMELINE_SESSION] = { "session", .kind = CELL_TEXT, .rank = 10,
			       .least = 14, .most = 36, .cut = 12 },
	[TIMELINE_WHAT] = { "resource", "what", .kind = CELL_TEXT, .rank = 2,
			    .least = 14, .most = 60, .grows = 999, .cut = 8 },
};

const struct table_form timeline_form = { .column = columns,
					  .columns = TIMELINE_COLUMNS,
					  .together = 3,
					  .gives = true,
					  .firm = 2,
					  .sort = TIMELINE_TIME,
					  .heads_from = 9,
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
	[TIMELINE_SESSION] = COL_SESSION, [TIMELINE_WHAT] = COL_COUNT,
};

enum column timeline_source(enum timeline_column column)
{
	assert(column < TIMELINE_COLUMNS);
	return sources[column];
}

/* ---- the text of a choice ---- */

bool column_next(struct str *rest, struct str *name, int *width)
{
	ptrdiff_t comma = str_find(*rest, ','), colon;
	size_t end = comma < 0 ? rest->len : (size_t)comma;

	if (!rest->len)
		return false;
	*name = str_trim(str_slice(*rest, 0, end));
	*rest = comma < 0 ? STR_NONE : str_slice(*rest, end + 1, rest->len);
	*width = 0;
	colon = str_find_last(*name, ':');
	for (size_t i = (size_t)(colon + 1); i < name->len; i++)
		if (colon < 0 || name->at[i] < '0' || name->at[i] > '9' ||
		    name->len - (size_t)colon > 4)
			colon = -1;
	if (colon < 0 || (size_t)colon + 1 == name->len)
		return true;
	*width = atoi(name->at + colon + 1);
	*name = str_slice(*name, 0, (size_t)colon);
	return true;
}

/* A column of the Timeline's own; TIMELINE_FIELD: it is none. */
static enum timeline_column kind_of(struct str name)
{
	struct err err;
	struct field *field;
	enum column column;
	int kind = 0;

	if (str_eq(name, STR("what")))
		return TIMELINE_WHAT;
	for (; kind < TIMELINE_WHAT; kind++)
		if (kind != TIMELINE_MARK &&
		    str_eq(name, str_of(timeline_form.column[kind].name)))
			return (enum timeline_column)kind;
	field = field_parse(name, &err);
	column = field ? field_column(field) : COL_COUNT;
	field_free(field);
	for (kind = 0; column != COL_COUNT && kind < TIMELINE_COLUMNS; kind++)
		if (timeline_source((enum timeline_column)kind) == column)
			return (enum timeline_column)kind;
	return TIMELINE_FIELD;
}

/* What a filter calls the column; absent: the name itself. */
static const char *field_of(enum timeline_column kind)
{
	if (kind == TIMELINE_TIME)
		return "time";
	if (kind == TIMELINE_WHAT)
		return "what";
	if (kind == TIMELINE_RESOURCE)
		return "resource";
	return kind == TIMELINE_FIELD ? NULL
				      : column_alias(timeline_source(kind));
}

int columns_check(struct str text, struct err *err)
{
	struct str rest = text, name;
	size_t count = 0;
	int width;

	while (column_next(&rest, &name, &width)) {
		struct field *field = NULL;

		if (kind_of(name) == TIMELINE_FIELD) {
			field = field_parse(name, err);
			if (!field)
				return -1;
			field_free(field);
		}
		if (++count > CHOSEN_MOST)
			return err_set(err, ERR_QUERY, 0,
				       "more than %d columns", CHOSEN_MOST);
	}
	return 0;
}

static bool names(struct str text, struct str field)
{
	struct str name;
	int width;

	while (column_next(&text, &name, &width))
		if (str_eq(name, field))
			return true;
	return false;
}

void columns_put_fields(struct str text, struct buf *out)
{
	struct str rest = text, name;
	int width;

	buf_add(out, STR("time"));
	while (column_next(&rest, &name, &width)) {
		const char *field = field_of(kind_of(name));

		if (field)
			name = str_of(field);
		if (names(buf_str(out), name))
			continue;
		buf_addc(out, ',');
		buf_add(out, name);
	}
}

/* ---- the form of a choice ---- */

#define NARROW 13 /* cells that a chosen column may be narrowed to */

static void add_column(struct column_choice *choice, enum timeline_column kind,
		       const struct field *field, int width)
{
	size_t at = choice->form.columns++;
	struct table_column *to = &choice->column[at];

	choice->kind[at] = (uint8_t)kind;
	choice->field[at] = field;
	if (kind == TIMELINE_FIELD) {
		const char *name = field_name(field).at;
		const char *last = strrchr(name, '.');

		*to = (struct table_column){ .name = name,
					     .head = last ? last + 1 : name,
					     .kind = CELL_TEXT,
					     .rank = 1,
					     .least = NARROW,
					     .most = 40,
					     .cut = 8 };
	} else {
		*to = timeline_form.column[kind];
	}
	to->unseen = false;
	to->chosen = to->kind == CELL_TEXT;
	if (kind == TIMELINE_RESOURCE)
		to->rank = 2;
	if (to->chosen && (to->least > NARROW || !to->least))
		to->least = NARROW; /* so that more of them have a place */
	if (width && to->chosen) {
		to->least = to->most = width;
		to->grows = 0;
	}
}

static bool has(const struct column_choice *choice, enum timeline_column kind,
		const struct field *field)
{
	for (size_t i = 0; i < choice->form.columns; i++)
		if (choice->kind[i] == kind && choice->field[i] == field)
			return true;
	return false;
}

/* The time comes first, and what sort of event it is; the last column takes
 * what is left over. */
static int make_form(struct view *view, struct str text,
		     struct column_choice *choice, struct err *err)
{
	struct str rest = text, name;
	struct table_column *last;
	int width;

	choice->form = timeline_form;
	choice->form.column = choice->column;
	choice->form.columns = 0;
	choice->form.together = UINT8_MAX;
	choice->form.gives = false;
	add_column(choice, TIMELINE_TIME, NULL, 0);
	add_column(choice, TIMELINE_MARK, NULL, 0);
	while (column_next(&rest, &name, &width)) {
		enum timeline_column kind = kind_of(name);
		const struct field *field = NULL;

		if (kind == TIMELINE_FIELD) {
			field = selection_field(view->selection, name, err);
			if (!field)
				return -1;
		}
		if (!has(choice, kind, field))
			add_column(choice, kind, field, width);
	}
	last = &choice->column[choice->form.columns - 1];
	if (last->chosen && last->least != last->most)
		last->grows = 999;
	return 0;
}

/* ---- the choice ---- */

enum timeline_column timeline_kind(const struct view *view, size_t column)
{
	if (!view->columns->text)
		return (enum timeline_column)column;
	assert(column < view->columns->form.columns);
	return (enum timeline_column)view->columns->kind[column];
}

size_t timeline_place(const struct view *view, enum timeline_column kind)
{
	const struct column_choice *choice = view->columns;
	size_t at = 0;

	if (!choice->text)
		return (size_t)kind;
	while (at + 1 < choice->form.columns && choice->kind[at] != kind)
		at++;
	return at;
}

const struct field *timeline_field(const struct view *view, size_t column)
{
	return view->columns->text ? view->columns->field[column] : NULL;
}

/* The column of `to` that shows what `column` of `from` does; SIZE_MAX: none
 * does. */
static size_t column_again(const struct column_choice *from, size_t column,
			   const struct column_choice *to)
{
	uint8_t kind = from->text ? from->kind[column] : (uint8_t)column;
	const struct field *field = from->text ? from->field[column] : NULL;

	if (!to->text)
		return kind < TIMELINE_COLUMNS ? kind : SIZE_MAX;
	for (size_t i = 0; i < to->form.columns; i++)
		if (to->kind[i] == kind && to->field[i] == field)
			return i;
	return SIZE_MAX;
}

int columns_choose(struct view *view, struct str text, struct err *err)
{
	struct table *table = &view->table[PANE_TIMELINE];
	struct column_choice *now = view->columns, *next;
	size_t sort, here;

	if (columns_check(text, err) < 0)
		return -1;
	next = xcalloc(1, sizeof(*next));
	if (text.len && make_form(view, text, next, err) < 0) {
		free(next);
		return -1;
	}
	next->text = text.len ? xstrdup(text) : NULL;
	sort = column_again(now, table->sort, next);
	here = column_again(now, (size_t)table->at.column, next);
	view->columns = next;
	table->form = next->text ? &next->form : &timeline_form;
	table->at.column = here == SIZE_MAX ? TIMELINE_USER : (int)here;
	table->sort = sort == SIZE_MAX ? 0 : sort;
	if (sort == SIZE_MAX)
		selection_sort(view->selection,
			       (struct hit_order){
				       .fold = view->selection->order.fold });
	columns_free(now);
	table_renew(table);
	view->stale = true;
	return 0;
}

void columns_free(struct column_choice *choice)
{
	if (choice)
		free(choice->text);
	free(choice);
}

void columns_put_seen(const struct view *view, struct buf *out)
{
	const struct table *table = &view->table[PANE_TIMELINE];
	struct table_place place[TABLE_COLUMNS];
	size_t places;

	if (view->columns->text) {
		buf_add(out, str_of(view->columns->text));
		return;
	}
	places = table_fit(table, table->width ? table->width : 80, place);
	for (size_t i = 0; i < places; i++) {
		enum timeline_column kind =
			timeline_kind(view, place[i].column);

		if (kind == TIMELINE_MARK)
			continue;
		if (out->len)
			buf_addc(out, ',');
		buf_add(out, kind == TIMELINE_WHAT
				     ? STR("what")
				     : str_of(timeline_form.column[kind].name));
	}
}

/* True when one of the columns that `text` names shows the field. */
static bool shows(struct str text, struct str field)
{
	enum timeline_column kind = kind_of(field);
	struct str name;
	int width;

	while (column_next(&text, &name, &width))
		if (kind_of(name) == kind &&
		    (kind != TIMELINE_FIELD || str_eq(name, field)))
			return true;
	return false;
}

bool columns_put_more(const struct view *view, struct str field,
		      struct buf *out)
{
	struct buf seen = { 0 };
	struct str what = STR(",what"), text;
	bool new;

	columns_put_seen(view, &seen);
	text = buf_str(&seen);
	new = !shows(text, field);
	if (new) {
		bool last = str_ends(text, what);

		buf_add(out,
			str_slice(text, 0, text.len - (last ? what.len : 0)));
		buf_addc(out, ',');
		buf_add(out, field);
		buf_add(out, last ? what : STR(""));
	}
	buf_release(&seen);
	return new;
}
