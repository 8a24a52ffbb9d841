/* SPDX-License-Identifier: MIT */
/* view.c - the door: from birth over keys to drawing, and the messages and
 * effects that keys leave behind. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "frequency.h"
#include "model.h"
#include "panes.h"
#include "pivot.h"

/* Before a key is obeyed, what it acts on is brought up to date: of few rows
 * everything, of many the hits alone. After it, what few rows can show at
 * once is made before it is drawn. Nobody waits for more. */
#define FEW_ROWS 300000

static void first_chip(struct view *view, struct str text)
{
	struct ask *ask = text.len ? ask_new(text, NULL) : NULL;

	if (ask)
		chips_put(&view->chips, SIZE_MAX, ask);
}

struct view *view_new(const struct view_options *options)
{
	struct view *view = xcalloc(1, sizeof(*view));

	view->zone = options->zone;
	view->ascii = options->ascii;
	view->now = options->now;
	view->focus = PANE_TIMELINE;
	view->stale = true;
	view->timeline.row = ROW_NONE;
	view->timeline.column = TIMELINE_EVENT;
	view->event.row = ROW_NONE;
	view->histogram.low = view->histogram.high = TIME_NONE;
	view->list[PANE_USERS].sort = LIST_EVENTS;
	view->list[PANE_RESOURCES].sort = LIST_EVENTS;
	first_chip(view, options->filter);
	return view;
}

void view_free(struct view *view)
{
	if (!view)
		return;
	probe_drop(&view->aimed);
	probe_drop(&view->candidate);
	finder_release(&view->finder);
	steps_release(&view->steps);
	chips_release(&view->chips);
	kept_release(&view->kept);
	for (int k = 0; k < KNOWN_KINDS; k++)
		known_release(&view->known[k]);
	list_release(&view->list[PANE_USERS]);
	list_release(&view->list[PANE_RESOURCES]);
	event_release(&view->event);
	histogram_release(&view->histogram);
	frequency_release(&view->frequency);
	pivot_release(&view->pivot);
	prompt_release(&view->prompt);
	effects_release(&view->effects);
	buf_release(&view->timeline.value);
	buf_release(&view->message.text);
	buf_release(&view->filter_text);
	free(view);
}

void view_show(struct view *view, const struct evidence *evidence)
{
	view->evidence = *evidence;
	view->rows = evidence->store ? store_rows(evidence->store) : 0;
	kept_grow(view);
}

const struct store *view_store(const struct view *view)
{
	return view->evidence.store;
}

row_t view_row(const struct view *view)
{
	return view->kept.hits ? view->timeline.row : ROW_NONE;
}

bool view_partial(const struct view *view)
{
	return view->evidence.loading || view->evidence.stopped ||
	       view->kept.stage != STAGE_DONE;
}

bool view_stale(const struct view *view)
{
	return view->stale;
}

/* ---- keys ---- */

static void begin_key(struct view *view, struct key key)
{
	view->stale = true;
	view->message.bad = false;
	buf_reset(&view->message.text);
	view->hunting = false;
	if (key.code != 'q')
		view->leaving = false;
	if (view->prompt.kind == PROMPT_NONE)
		view_catch_up(view, FEW_ROWS);
}

static void obey(struct view *view, struct key key)
{
	if (key.code == PRESS_HUNG_UP)
		effect_add(view, EFFECT_QUIT, STR_NONE);
	else if (key.code == PRESS_PASTE)
		ask_paste(view, key.text);
	else if (view->prompt.kind != PROMPT_NONE)
		ask_key(view, key);
	else if (view->copying)
		copy_key(view, key);
	else if (view->overlay.kind != OVERLAY_NONE)
		overlay_key(view, key);
	else
		command_run(view, command_of_key(key, 1u << view->focus),
			    STR_NONE);
}

void view_key(struct view *view, struct key key)
{
	if (key.code == PRESS_NONE)
		return;
	begin_key(view, key);
	obey(view, key);
	view_work(view, FEW_ROWS);
}

/* ---- messages, effects ---- */

void view_say(struct view *view, bool bad, const char *format, ...)
{
	char text[512];
	va_list args;

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

void effects_release(struct effects *effects)
{
	for (size_t i = 0; i < effects->count; i++)
		free(effects->at[i].text);
	free(effects->lent);
	memset(effects, 0, sizeof(*effects));
}

struct str view_filter(const struct view *view)
{
	/* The text is a cache of what the view says: no change to be seen. */
	struct buf *text = (struct buf *)&view->filter_text;

	buf_reset(text);
	chips_put_text(&view->chips, text);
	return text->len ? buf_str(text) : STR("");
}

struct scroll *scroll_of(struct view *view, enum pane_id id)
{
	if (id == PANE_TIMELINE)
		return &view->timeline.at;
	if (id == PANE_EVENT)
		return &view->event.at;
	return &view->list[id].at;
}

/* ---- drawing ---- */

static void draw_head(struct view *view, struct grid *grid,
		      const struct layout *layout)
{
	if (layout->status.height)
		status_draw(view, grid, layout->status);
	if (layout->filter.height)
		filter_draw(view, grid, layout->filter);
	if (layout->facts.height)
		facts_draw(view, grid, layout->facts);
	if (layout->histogram.height)
		histogram_draw(view, grid, layout->histogram);
}

static void draw_panes(struct view *view, struct grid *grid,
		       const struct layout *layout)
{
	for (int id = 0; id < PANES; id++)
		if (layout->pane[id].height > 0)
			pane_of((enum pane_id)id)
				->draw(view, grid, layout->pane[id],
				       (int)view->focus == id);
	if (layout->rule.height)
		grid_vline(grid, layout->rule.x, layout->rule.y,
			   layout->rule.height, STYLE_RULE);
}

void view_draw(struct view *view, struct grid *grid, bool calm)
{
	struct layout layout;

	grid_clear(grid);
	layout_make(&layout, view, grid->width, grid->height);
	view->medium = layout.medium;
	view->calm = calm;
	view->stale = false;
	if (layout.tiny) {
		grid_say(grid, 0, 0, grid->width, STYLE_LABEL, "too small");
		return;
	}
	if (calm)
		event_prepare(view, view_row(view));
	draw_head(view, grid, &layout);
	draw_panes(view, grid, &layout);
	overlay_draw(view, grid, &layout);
	hint_draw(view, grid, layout.hint);
}
