/* SPDX-License-Identifier: MIT */
/* frequency.c - what the frequency table counts, and what its keys do. */
#include "frequency.h"

#include <stdlib.h>
#include <string.h>

#include "model.h"

static const struct {
	enum tally_sort sort;
	const char *words;
} orders[] = {
	{ TALLY_MOST, "most first" },    { TALLY_RAREST, "rarest first" },
	{ TALLY_DENIED, "most denied" }, { TALLY_FIRST, "earliest first" },
	{ TALLY_LAST, "latest first" },
};

static size_t next_order(const struct frequency *frequency)
{
	for (size_t i = 0; i < ARRAY_LEN(orders); i++)
		if (orders[i].sort == frequency->sort)
			return (i + 1) % ARRAY_LEN(orders);
	return 0;
}

const char *frequency_next_order(const struct frequency *frequency)
{
	return orders[next_order(frequency)].words;
}

void frequency_release(struct frequency *frequency)
{
	free(frequency->name);
	field_free(frequency->field);
	tally_release(&frequency->tally);
	rowset_release(&frequency->base);
	buf_release(&frequency->without);
	memset(frequency, 0, sizeof(*frequency));
}

/* ---- counting ---- */

static bool is_own(const struct chip *chip, size_t at, const void *name)
{
	(void)at;
	return chip->ask->picks && !strcmp(chip->ask->field, name);
}

/* The chips that Enter would replace, as one text; "" for none. */
static void put_own(const struct view *view, const char *name, struct buf *out)
{
	const struct chips *chips = &view->chips;

	buf_reset(out);
	for (size_t i = 0; i < chips->count; i++) {
		if (!chip_works(chips, i) || !is_own(&chips->at[i], i, name))
			continue;
		buf_add(out, out->len ? STR(", ") : STR(""));
		buf_add(out, str_of(chips->at[i].ask->text));
	}
}

static const struct rowset *base_of(struct view *view)
{
	struct frequency *frequency = &view->frequency;

	put_own(view, frequency->name, &frequency->without);
	if (!frequency->without.len)
		return &view->kept.rows;
	chips_rows(&view->chips, view->kept.looked, is_own, frequency->name,
		   &frequency->base);
	return &frequency->base;
}

static void order(struct view *view)
{
	struct frequency *frequency = &view->frequency;
	struct tally *tally = &frequency->tally;

	tally_sort(tally, view_store(view), frequency->sort, false);
	frequency->most = frequency->values = 0;
	for (size_t i = 0; i < tally->count; i++) {
		const struct tally_row *row = &tally->row[i];

		if (row->value == SYM_NONE)
			continue;
		frequency->values++;
		if (row->events > frequency->most)
			frequency->most = row->events;
	}
	view->overlay.lines = tally->count;
}

/* The cursor goes to that value again, if it is still there. */
static void settle(struct view *view, struct str value)
{
	const struct tally *tally = &view->frequency.tally;

	for (size_t i = 0; i < tally->count; i++)
		if (str_eq(tally_text(tally, view_store(view), i), value))
			view->overlay.at.cursor = i;
}

static void count(struct view *view)
{
	struct frequency *frequency = &view->frequency;
	size_t at = view->overlay.at.cursor;
	struct buf here = { 0 };

	if (at && at < frequency->tally.count)
		buf_add(&here,
			tally_text(&frequency->tally, view_store(view), at));
	tally_field(&frequency->tally, view_store(view), base_of(view),
		    frequency->field, TALLY_USERS);
	order(view);
	if (here.len)
		settle(view, buf_str(&here));
	buf_release(&here);
}

bool frequency_work(struct view *view)
{
	struct frequency *frequency = &view->frequency;

	if (view->overlay.kind != OVERLAY_FREQUENCY || !view_store(view) ||
	    (frequency->counted && frequency->changes == view->changes))
		return false;
	count(view);
	frequency->counted = true;
	frequency->changes = view->changes;
	view->stale = true;
	return true;
}

/* ---- opening ---- */

static enum known_kind kind_of(const struct field *field)
{
	enum column column = field_column(field);

	if (field_is_resource(field))
		return KNOWN_RESOURCES;
	if (column == COL_USER)
		return KNOWN_USERS;
	return column == COL_SESSION ? KNOWN_SESSIONS : KNOWN_KINDS;
}

/* The field's name as chips know it. */
static char *canonical(struct str name)
{
	struct buf test = { 0 };
	struct expr *expr;
	struct str field = STR_NONE;
	char *copy;

	expr_put_test(&test, name, STR_NONE, true);
	expr = expr_parse(buf_str(&test), NULL);
	if (expr)
		field = expr_field(expr);
	copy = xstrdup(field.at && field.len ? field : name);
	expr_free(expr);
	buf_release(&test);
	return copy;
}

static void open_table(struct view *view, struct str name)
{
	struct frequency *frequency = &view->frequency;
	struct field *field;
	struct buf near = { 0 };
	struct err err;

	if (!(field = field_parse(name, &err))) {
		view_say(view, true, "%s", err.text);
		return;
	}
	if (!field_known(field, view_store(view), &near)) {
		view_say(view, true, "no event has %.*s%s%s", STR_ARG(name),
			 near.len ? "; near: " : "", near.len ? near.at : "");
		field_free(field);
		buf_release(&near);
		return;
	}
	frequency_release(frequency);
	frequency->field = field;
	frequency->name = canonical(name);
	frequency->kind = kind_of(field);
	frequency->sort = TALLY_MOST;
	view->overlay =
		(struct overlay_state){ .kind = OVERLAY_FREQUENCY, .page = 1 };
	buf_release(&near);
}

void frequency_open(struct view *view, struct str field)
{
	struct aim aim = { 0 };

	if (!view_store(view))
		return;
	if (field.at && field.len)
		open_table(view, field);
	else if (view->panes[view->focus]->aim(view, &aim) && aim.field.at)
		open_table(view, aim.field);
	else
		view_say(view, false, "no field under the cursor to count");
}

/* ---- keys ---- */

/* What a chip on the value under the cursor would ask; false: none. */
static bool aim_here(struct view *view, struct aim *aim)
{
	struct frequency *frequency = &view->frequency;
	struct tally *tally = &frequency->tally;
	size_t at = view->overlay.at.cursor;

	if (!frequency->counted || at >= tally->count)
		return false;
	aim->field = str_of(frequency->name);
	aim->value = STR_NONE;
	if (tally->row[at].value == SYM_NONE)
		return true;
	if (frequency->kind == KNOWN_KINDS) {
		aim->value = tally_text(tally, view_store(view), at);
		return true;
	}
	known_look(view, frequency->kind);
	aim->value = known_text(view, frequency->kind, tally->row[at].value,
				&aim->plain);
	return true;
}

static void add(struct view *view, struct str text)
{
	struct err err;

	if (!view_chip_add(view, text, &err))
		view_say(view, true, "%s", err.text);
}

/* The events of the value are what one wants to see next. */
static void only_here(struct view *view)
{
	struct aim aim = { 0 };
	struct buf text = { 0 };
	size_t steps = view->steps.backs;

	if (!aim_here(view, &aim))
		return;
	view->overlay.kind = OVERLAY_NONE;
	aim_put_test(&aim, false, &text);
	if (view->frequency.without.len)
		change_only(view, aim.field, NULL, buf_str(&text));
	else
		add(view, buf_str(&text));
	if (steps == view->steps.backs)
		steps_record(view, true);
	view->focus = PANE_TIMELINE;
	buf_release(&text);
}

/* The table stays: leaving out what is harmless takes several of these. */
static void without_here(struct view *view)
{
	struct aim aim = { 0 };
	struct buf text = { 0 };

	if (!aim_here(view, &aim))
		return;
	aim_put_test(&aim, true, &text);
	add(view, buf_str(&text));
	buf_release(&text);
}

bool frequency_key(struct view *view, struct key key)
{
	struct frequency *frequency = &view->frequency;

	switch (key.code) {
	case PRESS_ENTER:
		only_here(view);
		return true;
	case '!':
		without_here(view);
		return true;
	case 's':
		frequency->sort = orders[next_order(frequency)].sort;
		order(view);
		view->overlay.at = (struct scroll){ 0 };
		return true;
	default:
		return false;
	}
}

/* ---- search ---- */

struct str frequency_label(const struct view *view, size_t row, struct buf *buf)
{
	const struct frequency *frequency = &view->frequency;
	sym_t value = frequency->tally.row[row].value;
	struct str text;

	if (value == SYM_NONE)
		return STR("(absent)");
	if (frequency->kind != KNOWN_KINDS)
		return view_label(view, value, buf);
	text = tally_text(&frequency->tally, view_store(view), row);
	return text.len ? text : STR("\"\"");
}

static bool is_hit(const struct view *view, size_t row)
{
	struct buf label = { 0 };
	size_t from, to;
	bool hit = search_text(view->finder.search,
			       frequency_label(view, row, &label), &from, &to);

	buf_release(&label);
	return hit;
}

/* The hit that `direction` leads to from the cursor; SIZE_MAX for none. */
static size_t next_hit(const struct view *view, int direction)
{
	size_t rows = view->frequency.tally.count;
	size_t here = view->overlay.at.cursor;

	for (size_t k = direction ? 1 : 0; rows && k <= rows; k++) {
		size_t row = (here + (direction < 0 ? rows - k : k)) % rows;

		if (is_hit(view, row))
			return row;
	}
	return SIZE_MAX;
}

void frequency_find(struct view *view, int direction)
{
	size_t here = view->overlay.at.cursor, hits = 0, nth = 0, at;

	if (!view->finder.search)
		return;
	at = next_hit(view, direction);
	if (at == SIZE_MAX) {
		view_say(view, true, "no value here has %s",
			 view->finder.pattern);
		return;
	}
	for (size_t row = 0; row < view->frequency.tally.count; row++) {
		hits += is_hit(view, row);
		nth = row == at ? hits : nth;
	}
	view->overlay.at.cursor = at;
	view_say(view, false, "%zu/%zu%s", nth, hits,
		 (direction < 0 ? at >= here : at < here) ? "  wrapped" : "");
}
