/* SPDX-License-Identifier: MIT */
/* view.c - the door: from birth over keys to drawing. */
#include <stdlib.h>

#include "frame.h"
#include "panes.h"
#include "pivot_menu.h"

/* Before a key is obeyed, what it acts on is brought up to date: of few rows
 * everything, of many the hits alone. After it, what few rows can show at
 * once is made before it is drawn. Nobody waits for more. */
#define FEW_ROWS 60000
#define ROWS_A_SLICE 20000 /* of many: at most 4 ms of a filter's work */

struct view *view_new(const struct view_options *options)
{
	struct view *view = xcalloc(1, sizeof(*view));

	view->zone = options->zone;
	view->ascii = options->ascii;
	view->now = options->now;
	view->panes[PANE_USERS] = &users_pane;
	view->panes[PANE_RESOURCES] = &resources_pane;
	view->panes[PANE_TIMELINE] = &timeline_pane;
	view->panes[PANE_EVENT] = &event_pane;
	view->focus = PANE_TIMELINE;
	view->stale = true;
	view->timeline.row = ROW_NONE;
	view->timeline.column = TIMELINE_EVENT;
	view->event.row = ROW_NONE;
	view->histogram.low = view->histogram.high = TIME_NONE;
	view->list[PANE_USERS].sort = LIST_EVENTS;
	view->list[PANE_RESOURCES].sort = LIST_EVENTS;
	view->selection = selection_new(options->filter, spots_of, view);
	return view;
}

void view_free(struct view *view)
{
	if (!view)
		return;
	selection_free(view->selection);
	list_release(&view->list[PANE_USERS]);
	list_release(&view->list[PANE_RESOURCES]);
	event_release(&view->event);
	empty_release(&view->empty);
	buf_release(&view->frequency_here);
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
	selection_show(view->selection, evidence->store);
}

/* ---- keys ---- */

static void begin_key(struct view *view, struct key key)
{
	view->stale = true;
	view->message.bad = false;
	buf_reset(&view->message.text);
	view->choices = view->selection->choices;
	if (key.code != 'q')
		view->leaving = false;
	if (view->prompt.kind == PROMPT_NONE)
		view_catch_up(view, FEW_ROWS, ROWS_A_SLICE);
}

static void ask(struct view *view, struct key key)
{
	if (ask_key(view, key))
		view_command(view, buf_str(&view->prompt.line));
}

static void obey(struct view *view, struct key key)
{
	if (key.code == PRESS_HUNG_UP)
		effect_add(view, EFFECT_QUIT, STR_NONE);
	else if (key.code == PRESS_PASTE)
		ask_paste(view, key.text);
	else if (view->prompt.kind != PROMPT_NONE)
		ask(view, key);
	else if (view->copying)
		copy_key(view, key);
	else if (view->overlay.kind != OVERLAY_NONE)
		command_run(view, overlay_key(view, key), STR_NONE);
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
	view_work(view,
		  view->selection->rows <= FEW_ROWS ? FEW_ROWS : ROWS_A_SLICE);
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
			view->panes[id]->draw(view, grid, layout->pane[id],
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
	view->stale = view->selection->stale = false;
	if (layout.tiny) {
		grid_say(grid, 0, 0, grid->width, STYLE_LABEL, "too small");
		return;
	}
	if (layout.histogram.height)
		histogram_ask(view, layout.histogram.width);
	if (calm)
		event_prepare(view, view_row(view));
	draw_head(view, grid, &layout);
	draw_panes(view, grid, &layout);
	overlay_draw(view, grid, &layout);
	hint_draw(view, grid, layout.hint);
}
