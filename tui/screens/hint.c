/* SPDX-License-Identifier: MIT */
/* hint.c - the bottom line: the prompt, a message, or what can be pressed
 * here and what it would do. What does not fit gives way, least first. */
#include <string.h>

#include "ask.h"
#include "pane.h"

/* Where a range is marked. */
static const struct hint range_hints[] = {
	{ "Enter", "only the range" },
	{ "z", "zoom to it" },
	{ "[", "begins here" },
	{ "]", "ends here" },
	{ "=", NULL },
	{ NULL, NULL },
};
/* Where the chips leave no event, and where there is none at all. */
static const struct hint empty_hints[] = {
	{ "Esc", "back" }, { "F", "all off" }, { "x", "chips" },
	{ "&", "filter" }, { NULL, NULL },
};
static const struct hint nothing_hints[] = {
	{ "i", "sources" },
	{ ":", "command" },
	{ "q", "quit" },
	{ NULL, NULL },
};
/* How to leave an overlay, and to move in it. */
static const struct hint overlay_hints[] = {
	{ "Esc", "back" },
	{ "j k", "move" },
	{ NULL, NULL },
};

static const struct hint *hints_of(const struct view *view)
{
	bool range = view->histogram.low != TIME_NONE &&
		     view->histogram.high != TIME_NONE;

	if (view->overlay)
		return view->overlay->hints ? view->overlay->hints
					    : overlay_hints;
	if (!view->selection->rows)
		return nothing_hints;
	if (!view->selection->result.hits &&
	    (view->focus >= PANE_TIMELINE ||
	     !table_lines(&view->table[view->focus])))
		return empty_hints;
	return view->focus == PANE_TIMELINE && range
		       ? range_hints
		       : pane_at(view->focus)->hints;
}

/* `event=PutUserPolicy (1)`: what the key would write, and its count. */
static void put_aim(struct view *view, struct buf *out)
{
	const struct trial *trial = &view->selection->aimed;

	buf_add(out, buf_str(&trial->text));
	if (!trial->filter || !trial->counted)
		return;
	buf_add(out, STR(" ("));
	buf_add_count(out, trial->count);
	buf_addc(out, ')');
}

static int put_key(struct grid *grid, int x, int y, int width, struct str key)
{
	if (str_eq(key, STR("Enter")))
		key = grid->ascii ? STR("RET") : grid_glyph(grid, GLYPH_ENTER);
	return grid_put(grid, x, y, width, STYLE_ACCENT, key);
}

/* What `=` would write has a place of fixed width: what follows stands still
 * while the cursor moves, and costs nothing on a slow line. */
#define AIM_WIDTH 42
#define GAP 2                 /* cells between hints */
#define LEAVE_WIDTH (8 + GAP) /* `Esc back` has its place before all others */

static int put_aim_hint(struct view *view, struct grid *grid, int x, int y,
			int width, const char *key)
{
	int place = width < AIM_WIDTH ? width : AIM_WIDTH;
	struct buf words = { 0 };

	put_aim(view, &words);
	if (words.len && place > 12)
		grid_put_middle(grid,
				x + put_key(grid, x, y, width, str_of(key)) + 1,
				y, place - 2, STYLE_LABEL, buf_str(&words));
	buf_release(&words);
	return place + 1;
}

/* The cells taken; 0 when it does not fit whole. */
static int put_hint(struct grid *grid, int x, int y, int width, struct str key,
		    const char *words)
{
	int cells = grid_measure(grid, key, width);
	int need = grid_measure(grid, str_of(words), width + 1);
	int took;

	if (str_eq(key, STR("Enter")))
		cells = grid->ascii ? 3 : 1;
	if (cells + 1 + need > width)
		return 0;
	took = put_key(grid, x, y, width, key) + 1;
	took += grid_put(grid, x + took, y, width - took, STYLE_LABEL,
			 str_of(words));
	return took + GAP;
}

/* The key that tells all others stands where nothing pushes it away. */
static int put_help(const struct view *view, struct grid *grid, int x, int y,
		    int width)
{
	int need = 6;

	if (view->overlay || width < need + 12)
		return 0;
	put_hint(grid, x + width - need, y, need, STR("?"), "help");
	return need + GAP;
}

/* What the key does in the overlay, in a word or two; NULL: it goes without
 * saying. */
static const char *brief_of(const struct view *view,
			    const struct command *command)
{
	const struct screen *overlay = view->overlay;
	const char *brief = NULL;

	if (!(command->places & overlay->place))
		return NULL;
	if (overlay->brief)
		brief = overlay->brief(view, command);
	return brief ? brief : command->brief;
}

/* Of an overlay: its own keys, or those it has in common with the panes. */
static int put_briefs(const struct view *view, struct grid *grid, int x, int y,
		      int end, bool common)
{
	for (size_t i = 0; i < view->commands.count; i++) {
		const struct command *command = &view->commands.row[i];
		const char *brief = brief_of(view, command);
		struct str key = { command->keys, strcspn(command->keys, " ") };

		if (brief && !(command->places & IN_PANES) == !common)
			x += put_hint(grid, x, y, end - x, key, brief);
	}
	return x;
}

/* NULL where the key does nothing. */
static const char *words_of(const struct view *view, const struct hint *hint)
{
	const struct screen *screen = screen_top(view);
	struct str key = str_of(hint->key);

	if (screen->hint && hint->words)
		return screen->hint(view, hint);
	if (screen->enter && hint->words && str_eq(key, STR("Enter")))
		return screen->enter(view);
	if (screen->space && str_eq(key, STR("Space")))
		return screen->space(view);
	return hint->words;
}

static void put_hints(struct view *view, struct grid *grid, int x, int y,
		      int width)
{
	const struct hint *hint = hints_of(view);
	int end = x + width;

	if (view->overlay && !view->overlay->hints)
		x = put_briefs(view, grid, x, y, end - LEAVE_WIDTH, false);
	for (; hint->key; hint++) {
		const char *words = words_of(view, hint);

		if (words)
			x += put_hint(grid, x, y, end - x, str_of(hint->key),
				      words);
		else if (!hint->words)
			x += put_aim_hint(view, grid, x, y, end - x, hint->key);
	}
	if (view->overlay && !view->overlay->hints)
		put_briefs(view, grid, x, y, end, true);
}

static int put_zone(struct view *view, struct grid *grid, struct area area)
{
	struct buf zone = { 0 };
	row_t row = view_row(view);
	int64_t time =
		row == ROW_NONE ? view->now : store_time(view_store(view))[row];
	int took;

	time_put_zone(&zone, time == TIME_NONE ? view->now : time, view->zone);
	took = grid_put_right(grid, area.x, area.y, area.width - 2, STYLE_LABEL,
			      buf_str(&zone));
	buf_release(&zone);
	return took + 3;
}

/* Where there is no title line, the line says where one is. */
static int put_place(const struct view *view, struct grid *grid, int x, int y,
		     int width)
{
	struct buf text = { 0 };
	int took;

	buf_addf(&text, "%s ", pane_at(view->focus)->name);
	if (view->focus == PANE_TIMELINE && view->selection->result.hits) {
		buf_add_count(&text,
			      result_hit(&view->selection->result,
					 view->table[PANE_TIMELINE].at.cursor) +
				      1);
		buf_addc(&text, '/');
		buf_add_count(&text, view->selection->result.hits);
	}
	took = grid_put(grid, x, y, width, STYLE_LABEL, buf_str(&text));
	buf_release(&text);
	return took + 2;
}

/* `23,981 → 2,433 → 26`, from the number `from` on. */
static void write_hunt(const struct grid *grid, const size_t *events,
		       size_t from, size_t count, struct buf *out)
{
	buf_reset(out);
	for (size_t i = from; i < count; i++) {
		if (i > from)
			buf_addf(out, " %.*s ",
				 STR_ARG(grid_glyph(grid, GLYPH_ARROW)));
		buf_add_count(out, events[i]);
	}
}

/* What the last filters left; where room is short, the latest of them. */
static int put_hunt(struct view *view, struct grid *grid, int x, int y,
		    int width)
{
	struct buf hunt = { 0 };
	size_t events[6], count = 0, from = 0;
	int took = 0;

	if (view->choices != view->selection->choices &&
	    selection_shows(view->selection))
		count = selection_hunt(view->selection, events,
				       ARRAY_LEN(events));
	do
		write_hunt(grid, events, from, count, &hunt);
	while (grid_measure(grid, buf_str(&hunt), width + 1) > width &&
	       ++from < count);
	if (hunt.len)
		took = grid_put(grid, x, y, width, STYLE_COUNT,
				buf_str(&hunt)) +
		       4;
	buf_release(&hunt);
	return took;
}

void hint_draw(struct view *view, struct grid *grid, struct area area)
{
	int x = area.x + 1, end, took;

	if (view->prompt.kind != PROMPT_NONE) {
		prompt_draw(view, grid, area);
		return;
	}
	end = area.x + area.width - 1;
	if (area.width >= 40)
		end -= put_zone(view, grid, area);
	if (view->message.text.len) {
		grid_put(grid, x, area.y, end - x,
			 view->message.bad ? STYLE_DENIED : STYLE_TEXT,
			 buf_str(&view->message.text));
		return;
	}
	if ((grid->width < 40 || grid->height < 8) && !view->overlay)
		x += put_place(view, grid, x, area.y, end - x);
	end -= put_help(view, grid, x, area.y, end - x);
	took = 0;
	if (!view->overlay)
		took = put_hunt(view, grid, x, area.y, end - x);
	put_hints(view, grid, x + took, area.y, end - x - took);
}
