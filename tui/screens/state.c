/* SPDX-License-Identifier: MIT */
/* state.c - what any module of the room may ask of the view, and leave with
 * it: messages and effects. It calls nobody, so that all may call it. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view.h"

const struct store *view_store(const struct view *view)
{
	return view->evidence.store;
}

row_t view_row(const struct view *view)
{
	return view->selection->result.hits
		       ? (row_t)view->table[PANE_TIMELINE].here
		       : ROW_NONE;
}

const struct job *view_job(const struct view *view)
{
	const struct selection *selection = view->selection;

	if (view->evidence.loading && !selection_stopped(selection) &&
	    selection->answered == selection->choices)
		return NULL;
	return selection_running(selection);
}

bool view_stale(const struct view *view)
{
	return view->stale || view->selection->stale;
}

void view_say(struct view *view, bool bad, const char *format, ...)
{
	char text[512];
	va_list args;

	assert(format && *format);
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	buf_reset(&view->message.text);
	buf_add(&view->message.text, str_of(text));
	view->message.bad = bad;
	view->stale = true;
}

void effect_add(struct view *view, enum effect_kind kind, struct str text)
{
	struct effects *effects = &view->effects;

	assert(kind != EFFECT_NONE);
	if (effects->count == ARRAY_LEN(effects->at))
		return;
	effects->at[effects->count].kind = kind;
	effects->at[effects->count++].text = text.at ? xstrdup(text) : NULL;
}

struct effect view_effect(struct view *view)
{
	struct effects *effects = &view->effects;
	struct effect effect = { EFFECT_NONE, STR_NONE };

	free(effects->lent);
	effects->lent = NULL;
	if (!effects->count)
		return effect;
	effect.kind = effects->at[0].kind;
	effects->lent = effects->at[0].text;
	effect.text = str_of(effects->lent);
	effects->count--;
	memmove(effects->at, effects->at + 1,
		effects->count * sizeof(effects->at[0]));
	return effect;
}

bool view_chip(struct view *view, size_t at, struct ask *ask)
{
	bool done;

	if (!ask)
		return false;
	done = change_chip(view->selection, at, ask);
	if (!done)
		view_say(view, false, "this chip is there already");
	return done;
}

bool view_typed(struct view *view, size_t at, struct str text)
{
	struct err err;
	struct ask *ask = ask_new(text, &err);

	if (!ask)
		view_say(view, true, "%s", err.text);
	return view_chip(view, at, ask);
}

void view_leave_out(struct view *view, const struct aim *aim)
{
	struct expr *expr = aim_expr(aim);

	view_chip(view, SIZE_MAX, expr ? ask_of(expr_not(expr)) : NULL);
}

struct str view_filter(const struct view *view)
{
	/* The text is a cache of what the view says: no change to be seen. */
	struct buf *text = (struct buf *)&view->filter_text;

	buf_reset(text);
	chips_put_text(&view->selection->chips, text);
	return text->len ? buf_str(text) : STR("");
}

#define DAY 86400
#define LONG_DAY 6 /* events of a day that is worth a line of its own */

enum table_dated dated_of(int64_t first, int64_t last, enum zone zone)
{
	struct clock from = time_split(first, zone);
	struct clock to = time_split(last, zone);

	if (from.year != to.year)
		return DATED_YEAR;
	return from.month != to.month || from.day != to.day ? DATED_DAY
							    : DATED_NOT;
}

void view_date(struct view *view)
{
	const struct totals *totals = &view->selection->result.totals;

	view->dated = DATED_NOT;
	view->by_day = false;
	if (view->selection->result.hits && totals->first != TIME_NONE) {
		view->dated = dated_of(totals->first, totals->last, view->zone);
		view->by_day =
			time_apart(totals->first, totals->last) / DAY + 1 <=
			(int64_t)view->selection->result.hits / LONG_DAY;
	}
	table_renew(&view->table[PANE_TIMELINE]);
	view->stale = true;
}

void overlay_open(struct view *view, const struct screen *overlay,
		  const void *of)
{
	assert(overlay->place & IN_OVERLAYS);
	const struct screen *under =
		view->overlay && view->overlay->place == IN_FACTS
			? view->overlay
			: NULL;

	assert(overlay->draw || (overlay->form && overlay->rows));
	overlay_close(view);
	view->overlay = overlay;
	view->under = overlay == under ? NULL : under;
	if (overlay->form)
		table_init(&view->over, overlay->form, overlay->rows, of);
	view->stale = true;
}

void overlay_close(struct view *view)
{
	const struct screen *overlay = view->overlay;

	if (!overlay)
		return;
	view->overlay = view->under = NULL;
	narrow_drop(view, &view->over);
	table_release(&view->over);
	view->over = (struct table){ 0 };
	if (overlay->end)
		overlay->end(view);
	view->stale = true;
}

void overlay_leave(struct view *view)
{
	const struct screen *under = view->under;

	overlay_close(view);
	if (under && view->selection->result.hits)
		overlay_open(view, under, NULL);
}
