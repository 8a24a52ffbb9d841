/* SPDX-License-Identifier: MIT */
/* frequency_table.c - the frequency table of one field: what `f` opens, a
 * box under the histogram, so that the filter it speaks of stays in sight.
 *
 * It keeps the promise of Users and Resources: the number beside a value is
 * the number of events after Enter on it; what it leaves out when counting,
 * it says. */
#include <assert.h>

#include "view.h"

enum {
	VALUE_TEXT,
	VALUE_EVENTS,
	VALUE_BAR,
	VALUE_DENIED,
	VALUE_USERS,
	VALUE_FIRST,
	VALUE_LAST,
	VALUE_FILTER
};

static const struct table_column columns[] = {
	[VALUE_TEXT] = { "value", .kind = CELL_IDENTITY, .least = 13, .cut = 12,
			 .grows = 999, .style = STYLE_TEXT },
	[VALUE_EVENTS] = { "events", .kind = CELL_COUNT, .least = 7,
			   .style = STYLE_COUNT },
	[VALUE_BAR] = { "bar", "root scale", .kind = CELL_BAR, .rank = 4,
			.least = 10, .grows = 32, .style = STYLE_BAR,
			.unprinted = true },
	[VALUE_DENIED] = { "denied", .kind = CELL_COUNT, .rank = 1, .least = 7,
			   .style = STYLE_DENIED, .unit = "!" },
	[VALUE_USERS] = { "users", .kind = CELL_COUNT, .rank = 5, .least = 6,
			  .style = STYLE_TEXT },
	[VALUE_FIRST] = { "first", .kind = CELL_TIME, .rank = 2,
			  .style = STYLE_LABEL },
	[VALUE_LAST] = { "last", .kind = CELL_TIME, .rank = 3,
			 .style = STYLE_LABEL },
	[VALUE_FILTER] = { "filter", .unseen = true },
};

static const struct table_form form = { .column = columns,
					.columns = ARRAY_LEN(columns),
					.together = 5,
					.firm = 1,
					.sort = VALUE_EVENTS,
					.heads_from = 1,
					.left = 1,
					.right = 1 };

/* ---- rows ---- */

static size_t values_count(const void *of)
{
	const struct frequency_rows *rows = of;

	return rows->tally->count;
}

static uint64_t value_id(const void *of, size_t row)
{
	const struct frequency_rows *rows = of;
	struct str text = tally_text(rows->tally, rows->store, row);

	return hash_bytes(0, text.at, text.len);
}

static struct str value_tie(const void *of, size_t row)
{
	const struct frequency_rows *rows = of;

	return tally_text(rows->tally, rows->store, row);
}

/* Events without the field stand last, whatever the order. */
static uint8_t value_band(const void *of, size_t row)
{
	const struct frequency_rows *rows = of;

	return rows->tally->row[row].value == SYM_NONE;
}

/* Eyes would take it for a word of the program's own, for nothing, or for one
 * of these in quotes. */
static bool is_mistaken(struct str text)
{
	while (text.len > 1 && str_starts(text, STR("\"")) &&
	       str_ends(text, STR("\"")))
		text = str_slice(text, 1, text.len - 1);
	return !text.len ||
	       (str_starts(text, STR("(")) && str_ends(text, STR(")")));
}

static void put_text(const struct frequency_rows *rows, size_t row,
		     struct table_cell *cell)
{
	sym_t value = rows->tally->row[row].value;
	struct str text;

	cell->styled = value == SYM_NONE;
	cell->style = STYLE_LABEL;
	cell->instead = STR("(absent)");
	if (value == SYM_NONE)
		return;
	if (rows->identities && rows->piped)
		label_put_apart(rows->store, rows->alikes, value, STR("…"),
				&cell->buf);
	else if (rows->identities)
		label_put_brief(rows->store, rows->alikes, value, rows->ascii,
				&cell->buf);
	text = tally_text(rows->tally, rows->store, row);
	if (!rows->identities && !rows->exact && is_mistaken(text))
		buf_addf(&cell->buf, "\"%.*s\"", STR_ARG(text));
	cell->text = cell->buf.len ? buf_str(&cell->buf) : text;
}

/* What keeps the row's events and no others. */
static void put_filter(const struct frequency_rows *rows, size_t row,
		       struct table_cell *cell)
{
	struct str field = field_canonical(rows->piped);
	struct expr *expr =
		rows->identities
			? expr_identity(field, rows->store,
					rows->tally->row[row].value)
			: expr_equal(field,
				     tally_text(rows->tally, rows->store, row),
				     false, NULL);

	if (expr)
		expr_put(expr, &cell->buf);
	expr_free(expr);
	cell->text = buf_str(&cell->buf);
}

static void value_cell(const void *of, size_t at, size_t column,
		       struct table_cell *cell)
{
	const struct frequency_rows *rows = of;
	const struct tally_row *row = &rows->tally->row[at];

	assert(at < rows->tally->count);
	switch (column) {
	case VALUE_TEXT:
		put_text(rows, at, cell);
		break;
	case VALUE_FILTER:
		put_filter(rows, at, cell);
		break;
	case VALUE_BAR:
		cell->count = row->events;
		cell->whole = row->value == SYM_NONE ? 0 : rows->most;
		break;
	case VALUE_DENIED:
		cell->count = row->denied;
		break;
	case VALUE_USERS:
		cell->count = row->others[OTHER_USERS];
		break;
	case VALUE_FIRST:
	case VALUE_LAST:
		cell->time = column == VALUE_FIRST ? row->first : row->last;
		break;
	default:
		cell->count = row->events;
	}
}

static uint64_t number_of(const struct tally_row *row, size_t column)
{
	switch (column) {
	case VALUE_DENIED:
		return row->denied;
	case VALUE_USERS:
		return row->others[OTHER_USERS];
	case VALUE_FIRST:
		return (uint64_t)row->first;
	default:
		return (uint64_t)row->last;
	}
}

/* Users of users are themselves; and what is the same of all values tells
 * nothing. Nearly always the first two differ. */
static bool value_hidden(const void *of, size_t column)
{
	const struct frequency_rows *rows = of;
	const struct tally *tally = rows->tally;

	if (column == VALUE_USERS && rows->users)
		return true;
	if (column <= VALUE_BAR || tally->count < 2)
		return false;
	for (size_t i = 1; i < tally->count; i++)
		if (number_of(&tally->row[i], column) !=
		    number_of(&tally->row[0], column))
			return false;
	return true;
}

static uint64_t value_largest(const void *of, size_t column)
{
	const struct frequency_rows *rows = of;

	return rows->tally->events;
}

static const struct table_rows rows = { .count = values_count,
					.cell = value_cell,
					.id = value_id,
					.tie = value_tie,
					.band = value_band,
					.hidden = value_hidden,
					.largest = value_largest };

static struct frequency_rows *source_of(struct view *view)
{
	const struct frequency *frequency = &view->selection->frequency;

	assert(frequency->name);
	view->values = (struct frequency_rows){
		.store = view_store(view),
		.tally = &frequency->tally,
		.identities = frequency->kind != IDENTITY_KINDS,
		.users = frequency->kind == IDENTITY_USERS,
		.ascii = view->ascii,
		.alikes = view->alikes,
		.most = frequency->most,
	};
	return &view->values;
}

/* ---- orders ---- */

static const struct {
	size_t column;
	bool reverse;
	const char *words;
} orders[] = {
	{ VALUE_EVENTS, false, "most first" },
	{ VALUE_EVENTS, true, "rarest first" },
	{ VALUE_DENIED, false, "most denied" },
	{ VALUE_FIRST, false, "earliest first" },
	{ VALUE_LAST, true, "latest first" },
};

static size_t next_order(const struct view *view)
{
	for (size_t i = 0; i < ARRAY_LEN(orders); i++)
		if (orders[i].column == view->over.sort &&
		    orders[i].reverse == view->over.reverse)
			return (i + 1) % ARRAY_LEN(orders);
	return 0;
}

static void frequency_reorder(struct view *view, struct str rest, int how)
{
	size_t next = next_order(view);

	table_sort(&view->over, orders[next].column, orders[next].reverse);
}

static const char *brief(const struct view *view, const struct command *command)
{
	return command->run == frequency_reorder
		       ? orders[next_order(view)].words
		       : NULL;
}

/* ---- the overlay ---- */

static void put_title(const struct view *view, struct buf *out)
{
	buf_addf(out, "frequency of %s", view->selection->frequency.name);
}

static void put_right(struct view *view, struct buf *out)
{
	const struct frequency *frequency = &view->selection->frequency;

	if (!frequency->counted)
		return;
	buf_add_count(out, frequency->values);
	buf_addf(out, " value%s, ", frequency->values == 1 ? "" : "s");
	buf_add_count(out, frequency->tally.events);
	buf_addf(out, " event%s%s", frequency->tally.events == 1 ? "" : "s",
		 view->evidence.loading ? " so far" : "");
}

/* What is left out when counting stands in the rim below. */
static int put_more(struct view *view, struct grid *grid, struct area box)
{
	struct str without = buf_str(&view->selection->frequency.without);
	struct buf text = { 0 };

	if (!without.len)
		return 0;
	buf_addf(&text, " counted without %.*s ", STR_ARG(without));
	grid_put_middle(grid, box.x + 2, box.y + box.height - 1, box.width - 4,
			STYLE_TEXT, buf_str(&text));
	buf_release(&text);
	return 0;
}

static void put_empty(struct view *view, struct grid *grid, struct area area)
{
	grid_say(grid, area.x + 1, area.y, area.width - 2, STYLE_LABEL,
		 "counting");
}

static void follow(struct view *view)
{
	if (view->values_made == view->selection->frequency.made)
		return;
	view->values_made = view->selection->frequency.made;
	source_of(view);
	table_renew(&view->over);
}

static void end(struct view *view)
{
	frequency_end(view->selection);
}

static size_t print(const struct screen_asked *asked,
		    const struct print_options *options, size_t *defused)
{
	enum column column = field_column(asked->field);
	struct tally tally = { 0 };
	struct frequency_rows piped = {
		.store = asked->store,
		.tally = &tally,
		.piped = asked->field,
		.exact = options->form != PRINT_TABLE &&
			 options->form != PRINT_MD,
		.alikes = asked->alikes,
		.identities = column == COL_USER || column == COL_SESSION ||
			      field_is_resource(asked->field),
	};
	size_t count;

	assert(asked->field);
	tally_count(&tally, asked->store, asked->rows,
		    counting_new(COL_COUNT, asked->field, TALLY_USERS));
	count = table_print(&form, &rows, &piped, options, defused);
	tally_release(&tally);
	return count;
}

static void frequency_open(struct view *view, struct str rest, int how)
{
	struct aim aim = { 0 };
	struct err err;

	if (!view_store(view))
		return;
	if (rest.len)
		aim.field = rest;
	else if (!screen_top(view)->aim(view, &aim) || !aim.field.at) {
		view_say(view, false, "no field under the cursor to count");
		return;
	}
	if (frequency_begin(view->selection, aim.field, &err) < 0) {
		view_say(view, true, "%s", err.text);
		return;
	}
	overlay_open(view, &frequency_overlay, source_of(view));
}

/* ---- keys ---- */

/* What a chip on the value under the cursor would ask; false: none. */
static bool aim_here(struct view *view, struct aim *aim)
{
	size_t row = table_here(&view->over);

	return row != SIZE_MAX && frequency_aim(view->selection, row, aim);
}

/* The events of the value are what one wants to see next. */
static void frequency_only(struct view *view, struct str rest, int how)
{
	struct aim aim = { 0 };
	struct ask *ask;
	bool done;

	if (!aim_here(view, &aim))
		return;
	ask = ask_of(aim_expr(&aim));
	if (ask && view->selection->frequency.without.len)
		done = change_only(view->selection, aim.field, NULL, ask);
	else
		done = view_chip(view, SIZE_MAX, ask);
	if (!done)
		spots_record(view, false);
	view->focus = PANE_TIMELINE;
	overlay_close(view);
}

/* The table stays: leaving out what is harmless takes several of these. */
static void frequency_without(struct view *view, struct str rest, int how)
{
	struct aim aim = { 0 };

	if (aim_here(view, &aim))
		view_leave_out(view, &aim);
}

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "frequency", "f", IN_PANES | IN_FACTS | IN_FREQUENCY, "filter", NULL,
	  "values of the cell's field, each with its events", frequency_open },
	{ "fact-values", "Enter", IN_FACTS, "facts", NULL,
	  "values of the fact, each with its events", frequency_open },
	{ "value-only", "Enter", IN_FREQUENCY, "frequency", "only",
	  "only this value, and on to its events", frequency_only },
	{ "value-without", "!", IN_FREQUENCY, "frequency", "without",
	  "leave it out; the table stays", frequency_without },
	{ "value-order", "s", IN_FREQUENCY, "frequency", "order",
	  "most first, rarest, most denied, earliest, latest",
	  frequency_reorder },
};

const struct screen frequency_overlay = {
	.name = "the frequency table",
	.place = IN_FREQUENCY,
	.thing = "value",
	.form = &form,
	.rows = &rows,
	.box = { .below = true, .shrinks = true },
	.put_title = put_title,
	.put_right = put_right,
	.put_empty = put_empty,
	.put_more = put_more,
	.brief = brief,
	.follow = follow,
	.end = end,
	.print = print,
	.commands = COMMAND_LIST(commands),
};
