/* SPDX-License-Identifier: MIT */
/* difference_draw.c - the Difference on the screen: its lines in three columns,
 * or in one. Here nothing is looked up. */
#include "difference.h"

#include <assert.h>

#define STACKED_UNDER 96 /* cells: less is one column */

struct sheet {
	struct view *view;
	struct grid *grid;
	struct area area;
	int label, cell; /* widths of the columns */
	int old_x, new_x;
};

static void lay_out(struct sheet *sheet)
{
	sheet->label = difference_label(sheet->area.width);
	sheet->cell = difference_cell(sheet->area.width);
	sheet->old_x = sheet->area.x + 1 + sheet->label + 1;
	sheet->new_x = sheet->old_x + sheet->cell + 1;
}

static bool is_stacked(const struct difference_state *state)
{
	return state->stacked || state->narrow;
}

static void put_title(struct sheet *sheet)
{
	struct area *area = &sheet->area;
	struct buf counts = { 0 };
	int x, width;

	grid_hline(sheet->grid, area->x, area->y, area->width, STYLE_ACCENT);
	x = area->x + 1;
	x += grid_put(sheet->grid, x, area->y, area->width - 2, STYLE_TITLE_ON,
		      STR(" Difference "));
	buf_addc(&counts, ' ');
	difference_put_counts(sheet->view, &counts);
	buf_addc(&counts, ' ');
	width = grid_measure(sheet->grid, buf_str(&counts), area->width);
	if (counts.len > 2 && width + 1 < area->x + area->width - x)
		grid_put(sheet->grid, area->x + area->width - width, area->y,
			 width, STYLE_LABEL, buf_str(&counts));
	buf_release(&counts);
}

static void put_head(struct sheet *sheet, int x, int width, bool is_new)
{
	struct buf text = { 0 };

	if (is_stacked(&sheet->view->difference))
		buf_add(&text, is_new ? STR("+ ") : STR("- "));
	else
		buf_add(&text, is_new ? STR("new  ") : STR("old  "));
	difference_put_head(sheet->view, is_new, &text);
	if (is_stacked(&sheet->view->difference) &&
	    !difference_in_filter(sheet->view, is_new))
		buf_add(&text, STR(", " NOT_IN_FILTER));
	grid_put(sheet->grid, x, sheet->area.y + 1, width, STYLE_LABEL,
		 buf_str(&text));
	buf_release(&text);
}

/* Above the names of fields there is room to say which of the two the filter
 * leaves out. */
static const char *names_head(const struct view *view)
{
	return !difference_in_filter(view, false)  ? "old: " NOT_IN_FILTER
	       : !difference_in_filter(view, true) ? "new: " NOT_IN_FILTER
						   : "field";
}

static void put_heads(struct sheet *sheet)
{
	const struct difference_state *state = &sheet->view->difference;
	int x = sheet->area.x + 1, half = (sheet->area.width - 2) / 2;

	if (state->other == ROW_NONE)
		return;
	if (is_stacked(state)) {
		put_head(sheet, x, half - 1, false);
		put_head(sheet, x + half, half, true);
		return;
	}
	grid_put(sheet->grid, x, sheet->area.y + 1, sheet->label, STYLE_LABEL,
		 str_of(names_head(sheet->view)));
	put_head(sheet, sheet->old_x, sheet->cell, false);
	put_head(sheet, sheet->new_x, sheet->cell, true);
}

/* What is searched is marked; of a text that has no room from there on. */
static void put_text(struct sheet *sheet, struct area at, unsigned style,
		     struct str text)
{
	struct grid *grid = sheet->grid;
	struct table_pen pen = { .grid = grid,
				 .find = view_finder(sheet->view) };
	size_t from;

	if (pen.find.by && at.width > 1 &&
	    grid_measure(grid, text, at.width + 1) > at.width &&
	    view_hits(sheet->view, text, &from)) {
		if (from) {
			grid_put(grid, at.x++, at.y, 1, style,
				 grid_glyph(grid, GLYPH_ELLIPSIS));
			at.width--;
		}
		text = str_slice(text, from, text.len);
		text.len = grid_fit(grid, text, at.width);
	}
	table_put_found(&pen, at, style, text);
}

/* A text with its sign before it. */
static void put_cell(struct sheet *sheet, struct area at, bool is_new,
		     const struct difference_line *line)
{
	struct str text = is_new ? line->new_text : line->old_text;
	unsigned style = !line->differs ? STYLE_TEXT
			 : is_new       ? STYLE_STRING
					: STYLE_DENIED;

	if (!text.at)
		return;
	if (line->differs && (line->kind == LINE_PAIR || line->first))
		grid_put(sheet->grid, at.x, at.y, 1, style,
			 is_new ? STR("+") : STR("-"));
	at.x += 2;
	at.width -= 2;
	put_text(sheet, at, style, text);
}

static unsigned sign_style(char sign)
{
	return sign == '+'   ? STYLE_STRING
	       : sign == '-' ? STYLE_DENIED
			     : STYLE_COUNT;
}

/* The way to a value, cut so that its last key stays whole. AWS puts lists
 * into `items`, which tells nothing. */
static void put_path(struct sheet *sheet, int x, int y, int room,
		     struct str path)
{
	struct str items = STR(".items["), last, rest = path;
	struct buf text = { 0 };
	ptrdiff_t at;
	int tail;

	while ((at = str_search(rest, items)) >= 0) {
		buf_add(&text, str_slice(rest, 0, (size_t)at));
		rest = str_slice(rest, (size_t)at + items.len - 1, rest.len);
	}
	buf_add(&text, rest);
	path = buf_str(&text);
	at = str_find_last(path, '.');
	last = str_slice(path, at < 0 ? 0 : (size_t)at, path.len);
	tail = grid_measure(sheet->grid, last, room + 1);
	if (at < 0 || tail + 4 > room ||
	    grid_measure(sheet->grid, path, room + 1) <= room) {
		put_text(sheet, (struct area){ x, y, room, 1 }, STYLE_KEY,
			 path);
	} else {
		rest = str_slice(path, 0, (size_t)at);
		x += grid_put(sheet->grid, x, y, room - tail, STYLE_KEY, rest);
		grid_put(sheet->grid, x, y, tail, STYLE_KEY, last);
	}
	buf_release(&text);
}

static void put_label(struct sheet *sheet, int y,
		      const struct difference_line *line)
{
	int x = sheet->area.x + 1 + line->indent;
	int room = is_stacked(&sheet->view->difference) ? sheet->area.width - 2
							: sheet->label;

	if (line->sign)
		grid_put(sheet->grid, x, y, 1, sign_style(line->sign),
			 (struct str){ &line->sign, 1 });
	x += line->sign || line->row != SIZE_MAX ? 2 : 0;
	room -= x - sheet->area.x - 1;
	if (line->row == SIZE_MAX || is_stacked(&sheet->view->difference))
		put_text(sheet, (struct area){ x, y, room, 1 },
			 line->row == SIZE_MAX ? STYLE_LABEL : STYLE_KEY,
			 line->label);
	else
		put_path(sheet, x, y, room, line->label);
}

static void put_rule(struct sheet *sheet, int y,
		     const struct difference_line *line)
{
	struct area *area = &sheet->area;
	int x = area->x + 1, took;

	grid_hline(sheet->grid, area->x, y, area->width, STYLE_RULE);
	took = grid_say(sheet->grid, x, y, area->width - 2, STYLE_TITLE,
			" %.*s ", STR_ARG(line->label));
	if (!line->old_text.len ||
	    took + 8 > area->width - (int)line->old_text.len)
		return;
	x = area->x + area->width - 3 - (int)line->old_text.len;
	grid_say(sheet->grid, x, y, area->width - 2, STYLE_LABEL, " %.*s ",
		 STR_ARG(line->old_text));
}

static void put_fold(struct sheet *sheet, int y,
		     const struct difference_line *line)
{
	bool is_open = sheet->view->difference.open[line->fold];
	int x = sheet->area.x + 1, end = x + sheet->area.width - 2;

	x += grid_put(sheet->grid, x, y, 2, STYLE_TEXT,
		      grid_glyph(sheet->grid,
				 is_open ? GLYPH_OPEN : GLYPH_CLOSED)) +
	     1;
	x += grid_put(sheet->grid, x, y, end - x, STYLE_LABEL, line->label) + 2;
	if (x < sheet->old_x && !is_stacked(&sheet->view->difference))
		x = sheet->old_x;
	if (end - x > 12)
		grid_put(sheet->grid, x, y, end - x, STYLE_DIM, line->old_text);
}

static void put_offer(struct sheet *sheet, int y,
		      const struct difference_line *line)
{
	const struct difference_state *state = &sheet->view->difference;
	int x = sheet->area.x + 1, end = sheet->area.x + sheet->area.width - 1;

	grid_put(sheet->grid, x, y, 1, STYLE_ACCENT,
		 str_of(state->offer[line->fold].key));
	x += 3;
	x += grid_put_middle(sheet->grid, x, y, end - x, STYLE_TEXT,
			     line->label) +
	     3;
	if (end - x > 12)
		grid_put(sheet->grid, x, y, end - x, STYLE_LABEL,
			 line->new_text);
}

static void put_line(struct sheet *sheet, int y,
		     const struct difference_line *line)
{
	struct area old = { sheet->old_x, y, sheet->cell, 1 };
	struct area new = { sheet->new_x, y, sheet->cell, 1 };
	struct area below = { sheet->area.x + 5, y, sheet->area.width - 6, 1 };

	switch (line->kind) {
	case LINE_RULE:
		put_rule(sheet, y, line);
		break;
	case LINE_GROUP:
	case LINE_WORDS:
		grid_put(sheet->grid, sheet->area.x + 1, y,
			 sheet->area.width - 2,
			 line->kind == LINE_GROUP ? STYLE_TITLE : STYLE_LABEL,
			 line->label);
		break;
	case LINE_FOLD:
		put_fold(sheet, y, line);
		break;
	case LINE_OFFER:
		put_offer(sheet, y, line);
		break;
	case LINE_OWN:
		put_label(sheet, y, line);
		old.width = sheet->area.x + sheet->area.width - 1 - old.x;
		put_cell(sheet, old, true, line);
		break;
	case LINE_OLD:
	case LINE_NEW:
		put_cell(sheet, below, line->kind == LINE_NEW, line);
		break;
	default:
		put_label(sheet, y, line);
		put_cell(sheet, old, false, line);
		put_cell(sheet, new, true, line);
	}
}

static void mark_cursor(struct sheet *sheet, int y)
{
	const struct difference_state *state = &sheet->view->difference;
	const struct difference_line *line = difference_here(state);
	struct area area = sheet->area;

	grid_mark(sheet->grid,
		  (struct area){ area.x + 1, y, area.width - 2, 1 },
		  STYLE_SELECTED);
	sheet->grid->cursor_x = area.x + 1;
	sheet->grid->cursor_y = y;
	if (line->row == SIZE_MAX || is_stacked(state))
		return;
	area.x = difference_on_new(state, line) ? sheet->new_x : sheet->old_x;
	area.width =
		grid_measure(sheet->grid,
			     difference_on_new(state, line) ? line->new_text
							    : line->old_text,
			     sheet->cell - 2);
	grid_mark(sheet->grid, (struct area){ area.x + 2, y, area.width, 1 },
		  STYLE_CELL);
}

void difference_draw(struct view *view, struct grid *grid, struct area area,
		     bool focused)
{
	struct difference_state *state = &view->difference;
	struct sheet sheet = { .view = view, .grid = grid, .area = area };
	bool narrow = area.width < STACKED_UNDER;
	/* the title line, and what the columns are */
	int titles = state->other == ROW_NONE ? 1 : 2;

	assert(area.width > 0);
	grid_fill(grid, area, STYLE_TEXT);
	lay_out(&sheet);
	if (state->narrow != narrow || state->width != area.width) {
		state->narrow = narrow;
		difference_fill(view, area.width);
	}
	state->page = area.height > titles ? (size_t)(area.height - titles) : 0;
	scroll_fit(&state->at, state->lines, state->page);
	put_title(&sheet);
	put_heads(&sheet);
	for (size_t i = 0; i < state->page; i++) {
		size_t at = state->at.top + i;
		int y = area.y + titles + (int)i;

		if (at >= state->lines)
			break;
		put_line(&sheet, y, &state->line[at]);
		if (focused && at == state->at.cursor)
			mark_cursor(&sheet, y);
	}
}
