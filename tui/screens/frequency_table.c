/* SPDX-License-Identifier: MIT */
/* frequency_table.c - what the frequency table's keys do. */
#include "frequency_table.h"

#include "frame.h"
#include "panes.h"

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

/* ---- what is counted anew ---- */

void frequency_remember(struct view *view)
{
	const struct frequency *frequency = &view->selection->frequency;
	size_t at = view->overlay.at.cursor;

	buf_reset(&view->frequency_here);
	if (frequency->counted && at && at < frequency->tally.count)
		buf_add(&view->frequency_here,
			tally_text(&frequency->tally, view_store(view), at));
}

void frequency_follow(struct view *view)
{
	const struct frequency *frequency = &view->selection->frequency;
	const struct tally *tally = &frequency->tally;
	struct str here = buf_str(&view->frequency_here);

	if (view->frequency_made == frequency->made)
		return;
	view->frequency_made = frequency->made;
	view->overlay.lines = tally->count;
	for (size_t i = 0; here.len && i < tally->count; i++)
		if (str_eq(tally_text(tally, view_store(view), i), here))
			view->overlay.at.cursor = i;
}

/* ---- opening ---- */

static void open_table(struct view *view, struct str name)
{
	struct err err;

	if (frequency_begin(view->selection, name, &err) < 0) {
		view_say(view, true, "%s", err.text);
		return;
	}
	pivot_clear(view->selection);
	view->overlay =
		(struct overlay_state){ .kind = OVERLAY_FREQUENCY, .page = 1 };
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
	return frequency_aim(view->selection, view->overlay.at.cursor, aim);
}

/* The events of the value are what one wants to see next. */
static void only_here(struct view *view)
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
		spots_record(view, true);
	view->focus = PANE_TIMELINE;
	overlay_close(view);
}

/* The table stays: leaving out what is harmless takes several of these. */
static void without_here(struct view *view)
{
	struct aim aim = { 0 };

	if (aim_here(view, &aim))
		filter_leave_out(view, &aim);
}

bool frequency_key(struct view *view, struct key key)
{
	const struct frequency *frequency = &view->selection->frequency;

	switch (key.code) {
	case PRESS_ENTER:
		only_here(view);
		return true;
	case '!':
		without_here(view);
		return true;
	case 's':
		frequency_sort(view->selection,
			       orders[next_order(frequency)].sort);
		view->overlay.at = (struct scroll){ 0 };
		return true;
	default:
		return false;
	}
}

/* ---- search ---- */

struct str frequency_label(const struct view *view, size_t row, struct buf *buf)
{
	const struct frequency *frequency = &view->selection->frequency;
	sym_t value = frequency->tally.row[row].value;
	struct str text;

	if (value == SYM_NONE)
		return STR("(absent)");
	if (frequency->kind != IDENTITY_KINDS)
		return view_label(view, value, buf);
	text = tally_text(&frequency->tally, view_store(view), row);
	return text.len ? text : STR("\"\"");
}

static bool is_hit(const struct view *view, size_t row)
{
	struct buf label = { 0 };
	size_t from, to;
	bool hit = search_text(view->selection->finder.search,
			       frequency_label(view, row, &label), &from, &to);

	buf_release(&label);
	return hit;
}

/* The hit that `direction` leads to from the cursor; SIZE_MAX for none. */
static size_t next_hit(const struct view *view, int direction)
{
	size_t rows = view->selection->frequency.tally.count;
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

	if (!view->selection->finder.search)
		return;
	at = next_hit(view, direction);
	if (at == SIZE_MAX) {
		view_say(view, true, "no value here has %s",
			 view->selection->finder.pattern);
		return;
	}
	for (size_t row = 0; row < view->selection->frequency.tally.count;
	     row++) {
		hits += is_hit(view, row);
		nth = row == at ? hits : nth;
	}
	view->overlay.at.cursor = at;
	view_say(view, false, "%zu/%zu%s", nth, hits,
		 (direction < 0 ? at >= here : at < here) ? "  wrapped" : "");
}
