/* SPDX-License-Identifier: MIT */
/* overlay.c - lists over the panes: a box as its form wants it, the rows, and
 * below them what its keys do. */
#include <assert.h>

#include "overlay.h"

#include "pane.h"

#define MARGIN 2 /* cells between the box and what its keys do */

/* ---- where ---- */

static struct area area_of(const struct view *view, const struct grid *grid,
			   const struct layout *layout)
{
	const struct box *box = &view->overlay->box;
	const struct area *above = &layout->histogram;
	struct area area = layout->over;
	int bottom = area.y + area.height;
	int widest = box->width ? box->width(view, grid) : box->widest;

	assert(view->overlay && layout->over.height > 0);
	if (box->below && above->height) {
		area.y = above->y + above->height + (above->height > 1);
		area.height = bottom - area.y;
	}
	if (!widest || area.width <= widest)
		return area;
	if (!box->right)
		area.x += (area.width - widest) / 2;
	else if (area.width >= widest + 8)
		area.x += area.width - widest - 6;
	else
		return area;
	area.width = widest;
	return area;
}

/* How the height of a box is divided. */
struct stack {
	int heads, over, rows, under, hints;
};

/* What the key does here, in a word or two; NULL: it goes without saying. */
static const char *brief_of(const struct view *view,
			    const struct command *command)
{
	const struct screen *overlay = view->overlay;

	if (!(command->places & overlay->place) || !command->brief)
		return NULL;
	return overlay->brief && overlay->brief(view, command)
		       ? overlay->brief(view, command)
		       : command->brief;
}

static bool has_hints(const struct view *view)
{
	for (size_t i = 0; i < view->commands.count; i++)
		if (brief_of(view, &view->commands.row[i]))
			return true;
	return false;
}

static struct stack divide(const struct view *view, struct area *area)
{
	const struct screen *overlay = view->overlay;
	const struct box *box = &overlay->box;
	int lines = table_lines(&view->over) < 500
			    ? (int)table_lines(&view->over)
			    : 500;
	int room = area->height - 2;
	struct stack stack = { 0 };

	stack.hints = room >= 4 && has_hints(view);
	stack.heads = overlay->form->heads_from && room >= 5;
	room -= stack.hints + stack.heads;
	lines = lines ? lines : 1;
	if (room >= lines + box->over + box->under) {
		stack.over = box->over;
		stack.under = box->under;
		room -= box->over + box->under;
	}
	stack.rows = room;
	if (!box->shrinks || room <= lines)
		return stack;
	stack.rows = lines;
	area->height -= room - lines;
	if (box->right)
		area->y += (room - lines) / 2;
	return stack;
}

/* ---- what it says ---- */

/* `100 values, 508 events`, at the right of the title. */
static void put_right(struct view *view, struct grid *grid, struct area area,
		      int taken)
{
	int room = area.width - taken - 4, width;
	struct buf text = { 0 };

	buf_addc(&text, ' ');
	view->overlay->put_right(view, &text);
	buf_addc(&text, ' ');
	width = grid_measure(grid, buf_str(&text), room + 1);
	if (width <= room && text.len > 2)
		grid_put(grid, area.x + area.width - 3 - width, area.y, width,
			 STYLE_LABEL, buf_str(&text));
	buf_release(&text);
}

static void put_box(struct view *view, struct grid *grid, struct area area)
{
	struct buf title = { 0 };

	view->overlay->put_title(view, &title);
	grid_box(grid, area, buf_str(&title));
	if (view->overlay->put_right)
		put_right(view, grid, area,
			  4 + grid_measure(grid, buf_str(&title),
					   area.width - 6));
	buf_release(&title);
}

static void put_hint(const struct view *view, bool ascii,
		     const struct command *command, struct buf *out)
{
	const struct grid plain = { .ascii = ascii };
	struct str key = command_key(command);

	assert(brief_of(view, command));
	if (str_eq(key, STR("Enter")))
		key = ascii ? STR("RET") : grid_glyph(&plain, GLYPH_ENTER);
	buf_addf(out, "%s%.*s %s", out->len ? "   " : "", STR_ARG(key),
		 brief_of(view, command));
}

/* `Space off and on   e edit`: its own keys, then those it has in common with
 * the panes. */
static void put_hints(const struct view *view, struct grid *grid,
		      struct area area)
{
	struct buf text = { 0 };

	for (int common = 0; common < 2; common++)
		for (size_t i = 0; i < view->commands.count; i++) {
			const struct command *command = &view->commands.row[i];

			if (brief_of(view, command) &&
			    !(command->places & IN_PANES) == !common)
				put_hint(view, grid->ascii, command, &text);
		}
	grid_put(grid, area.x + MARGIN, area.y + area.height - 2,
		 area.width - 2 * MARGIN, STYLE_LABEL, buf_str(&text));
	buf_release(&text);
}

void overlay_draw(struct view *view, struct grid *grid,
		  const struct layout *layout)
{
	const struct screen *overlay = view->overlay;
	struct table_pen pen = { .grid = grid, .focused = true };
	struct stack stack;
	struct area area;

	if (!overlay)
		return;
	area = area_of(view, grid, layout);
	if (overlay->draw) {
		overlay->draw(view, grid, area, true);
		return;
	}
	stack = divide(view, &area);
	put_box(view, grid, area);
	pen.area = (struct area){ area.x + 1, area.y + 1 + stack.over,
				  area.width - 2, stack.heads + stack.rows };
	pen.headless = !stack.heads;
	if (overlay->put_more)
		pen.area.height -= overlay->put_more(view, grid, area);
	screen_draw_table(view, overlay, &view->over, &pen);
	if (stack.hints)
		put_hints(view, grid, area);
}
