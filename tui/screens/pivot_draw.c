/* SPDX-License-Identifier: MIT */
/* pivot_draw.c - the pivot menu on the screen: a small box to the right, so
 * that the event it speaks of stays in sight. */
#include "panes.h"
#include "pivot_menu.h"

#define WIDEST 68 /* cells of the box */
#define NAME_WIDTH 12
#define COUNT_WIDTH 10

struct menu {
	struct view *view;
	struct grid *grid;
	struct area area;
	bool hints, airy; /* blank lines above and below the ways */
};

static void menu_make(struct menu *menu, const struct layout *layout)
{
	struct overlay_state *over = &menu->view->overlay;
	struct area area = layout->over;
	int lines = (int)over->lines, rows;

	if (area.width >= WIDEST + 8) {
		area.x += area.width - WIDEST - 6;
		area.width = WIDEST;
	}
	menu->hints = area.height >= 6;
	menu->airy = area.height >= lines + 5;
	rows = area.height - 2 - menu->hints - 2 * menu->airy;
	if (rows > lines) {
		area.y += (rows - lines) / 2;
		area.height -= rows - lines;
		rows = lines;
	}
	menu->area = area;
	over->page = rows > 0 ? (size_t)rows : 1;
	scroll_fit(&over->at, over->lines, over->page);
}

/* The cells it took. */
static int put_count(const struct menu *menu, const struct pivot_way *way,
		     int x, int y)
{
	struct buf text = { 0 };
	int took;

	if (way->counted)
		buf_add_count(&text, way->count);
	else
		buf_add(&text, grid_glyph(menu->grid, GLYPH_ELLIPSIS));
	grid_put_right(menu->grid, x, y, COUNT_WIDTH,
		       way->count ? STYLE_COUNT : STYLE_DIM, buf_str(&text));
	took = grid_measure(menu->grid, buf_str(&text), COUNT_WIDTH);
	buf_release(&text);
	return took;
}

static void put_way(const struct menu *menu, int y, size_t at)
{
	const struct menu_way *way = &menu->view->pivot.at[at];
	const struct pivot_way *counted = &menu->view->selection->pivot.at[at];
	unsigned style =
		counted->counted && !counted->count ? STYLE_DIM : STYLE_TEXT;
	int x = menu->area.x + 2, width = menu->area.width - 4;
	int value = width - 3 - NAME_WIDTH - COUNT_WIDTH, name;

	grid_say(menu->grid, x, y, 1, STYLE_ACCENT, "%c", way->letter);
	name = width - 4 - put_count(menu, counted, x + width - COUNT_WIDTH, y);
	grid_say(menu->grid, x + 3, y,
		 name < NAME_WIDTH ? name : NAME_WIDTH - 1,
		 style == STYLE_DIM ? STYLE_DIM : STYLE_LABEL, "%s", way->name);
	if (value >= 6)
		grid_put_middle(menu->grid, x + 3 + NAME_WIDTH, y, value, style,
				str_of(way->shown));
	if (at != menu->view->overlay.at.cursor)
		return;
	grid_mark(menu->grid,
		  (struct area){ menu->area.x + 1, y, menu->area.width - 2, 1 },
		  STYLE_SELECTED);
	menu->grid->cursor_x = x;
	menu->grid->cursor_y = y;
}

/* `pivot from 12:10:08 AuthorizeSecurityGroupIngress` */
static void put_box(const struct menu *menu)
{
	const struct view *view = menu->view;
	const struct store *store = view_store(view);
	row_t row = view->pivot.row;
	int64_t time = store_time(store)[row];
	struct buf title = { 0 };

	buf_add(&title, STR("pivot from "));
	if (time != TIME_NONE)
		timeline_put_time(view, time, &title);
	buf_addc(&title, ' ');
	buf_add(&title, store_text(store, store_column(store, COL_NAME)[row]));
	grid_box(menu->grid, menu->area, buf_str(&title));
	buf_release(&title);
}

void pivot_draw(struct view *view, struct grid *grid,
		const struct layout *layout)
{
	struct menu menu = { .view = view, .grid = grid };
	const struct overlay_state *over = &view->overlay;
	int y;

	menu_make(&menu, layout);
	put_box(&menu);
	y = menu.area.y + 1 + menu.airy;
	for (size_t i = 0; i < over->page; i++)
		if (over->at.top + i < over->lines)
			put_way(&menu, y + (int)i, over->at.top + i);
	if (menu.hints)
		grid_say(
			grid, menu.area.x + 2,
			menu.area.y + menu.area.height - 2, menu.area.width - 4,
			STYLE_LABEL, "%s replace filter   + add to it",
			grid->ascii ? "RET" : grid_glyph(grid, GLYPH_ENTER).at);
}
