/* SPDX-License-Identifier: MIT */
/* pane.c - what all screens of rows do alike, panes and overlays: their
 * title line, their table, moving, sorting and finding in it. */
#include "pane.h"

#include <assert.h>

static const struct screen *const panes[PANES] = {
	[PANE_USERS] = &users_pane,
	[PANE_RESOURCES] = &resources_pane,
	[PANE_TIMELINE] = &timeline_pane,
	[PANE_EVENT] = &event_pane,
};

const struct screen *pane_at(enum pane_id id)
{
	assert(id < PANES);
	return panes[id];
}

const struct screen *screen_top(const struct view *view)
{
	return view->overlay ? view->overlay : panes[view->focus];
}

/* The table on top; NULL for the Event pane. */
static struct table *table_top(struct view *view)
{
	if (view->overlay)
		return &view->over;
	return view->focus == PANE_EVENT ? NULL : &view->table[view->focus];
}

struct scroll *scroll_top(struct view *view)
{
	struct table *table = table_top(view);

	return table ? &table->at : &view->event.at;
}

/* ---- drawing ---- */

/* Side panes that are hidden are named, so that one knows their keys. */
static void put_hidden(const struct view *view, struct buf *out)
{
	for (int id = 0; id < PANE_EVENT; id++) {
		bool shown = (int)view->focus == id ||
			     (view->focus == PANE_EVENT && id == PANE_TIMELINE);

		if (!shown)
			buf_addf(out, "%s%d %s", out->len ? "  " : "", id + 1,
				 panes[id]->name);
	}
}

static void title_draw(struct view *view, struct grid *grid, struct area area,
		       enum pane_id id)
{
	bool focused = view->focus == id;
	unsigned rule = focused ? STYLE_ACCENT : STYLE_RULE;
	struct buf right = { 0 }, hidden = { 0 };
	int width, x;

	panes[id]->put_right(view, &right);
	grid_hline(grid, area.x, area.y, area.width, rule);
	x = area.x + 1;
	x += grid_say(grid, x, area.y, area.width - 2,
		      focused ? STYLE_TITLE_ON : STYLE_TITLE, " %d %s ",
		      (int)id + 1, panes[id]->name);
	if (view->medium && id != PANE_EVENT && area.width >= 70)
		put_hidden(view, &hidden);
	width = grid_measure(grid, buf_str(&right), area.width) +
		(hidden.len ? (int)hidden.len + 3 : 0) + 2;
	if (width <= area.x + area.width - x) {
		x = area.x + area.width - width;
		grid_fill(grid, (struct area){ x, area.y, width, 1 },
			  STYLE_LABEL);
		x += 1 + grid_put(grid, x + 1, area.y, width - 2, STYLE_LABEL,
				  buf_str(&right));
		grid_put(grid, x + 3, area.y, width - 2, STYLE_LABEL,
			 buf_str(&hidden));
	}
	buf_release(&right);
	buf_release(&hidden);
}

void screen_draw_table(struct view *view, const struct screen *screen,
		       struct table *table, struct table_pen *pen)
{
	assert(screen->form && table->form == screen->form);
	pen->zone = view->zone;
	pen->dated = view->dated;
	pen->cells = screen->cells;
	pen->find = view_finder(view);
	pen->empty = pen->focused ? screen->empty : NULL;
	if (!table_lines(table) && screen->put_empty)
		screen->put_empty(view, pen->grid, pen->area);
	else
		table_draw(table, pen);
}

void pane_draw(struct view *view, struct grid *grid, struct area area,
	       enum pane_id id)
{
	const struct screen *screen = panes[id];
	bool focused = view->focus == id;
	struct table_pen pen = { .grid = grid,
				 .focused = focused,
				 .cursor = screen->cursor };

	assert(id < PANES);
	assert(area.width >= 0);
	if (screen->draw) {
		screen->draw(view, grid, area, focused);
		title_draw(view, grid, area, id);
		return;
	}
	title_draw(view, grid, area, id);
	pen.area = pane_rows(area, id);
	view->table[id].wide = id == PANE_TIMELINE && view->zoomed && focused;
	screen_draw_table(view, screen, &view->table[id], &pen);
}

struct area pane_rows(struct area area, enum pane_id id)
{
	area.y++;
	area.height--;
	if (id <= PANE_RESOURCES)
		area.width--; /* the rule beside them */
	return area;
}

/* ---- moving ---- */

static void screen_move(struct view *view, struct str rest, int how)
{
	const struct screen *screen = screen_top(view);
	struct table *table = table_top(view);

	view->stale = true;
	if (screen->move)
		screen->move(view, (enum table_move)how);
	else
		table_move(table, (enum table_move)how);
}

/* ---- sorting ---- */

static void screen_sort(struct view *view, struct str rest, int how)
{
	const struct screen *screen = screen_top(view);
	struct table *table = table_top(view);
	bool reverse = how != 0;
	size_t column;

	if (!table) {
		view_say(view, false, "an event has no order to sort by");
		return;
	}
	column = reverse ? table->sort : table_column_here(table);
	reverse = reverse && !table->reverse;
	if (screen->sort)
		screen->sort(view, column, reverse);
	else
		table_sort(table, column, reverse);
	view_say(view, false, "sorted by %s%s",
		 table_head(&table->form->column[column]),
		 reverse ? ", reversed" : "");
}

/* ---- finding ---- */

void screen_find(struct view *view, int direction)
{
	const struct screen *screen = screen_top(view);
	struct table *table = table_top(view);
	struct table_find find = view_finder(view);
	struct table_found found;

	assert(direction >= -1 && direction <= 1);
	if (!find.by)
		return;
	if (screen->find) {
		screen->find(view, direction);
		return;
	}
	found = table_find(table, &find, direction);
	if (found.line == SIZE_MAX) {
		view_say(view, true, "no %s here has %s", screen->thing,
			 view->selection->finder.pattern);
		return;
	}
	table_stand(table, found.line);
	view_say(view, false, "%zu/%zu%s", found.nth, found.count,
		 found.wrapped ? "  wrapped" : "");
}

/* ---- commands ---- */

static const struct command commands[] = {
	{ "down", "j Down", IN_ALL & ~IN_COPY, "move", NULL, "down",
	  screen_move, MOVE_DOWN },
	{ "up", "k Up", IN_ALL & ~IN_COPY, "move", NULL, "up", screen_move,
	  MOVE_UP },
	{ "left", "h Left", IN_PANES, "move", NULL, "column to the left",
	  screen_move, MOVE_LEFT },
	{ "right", "l Right", IN_PANES, "move", NULL, "column to the right",
	  screen_move, MOVE_RIGHT },
	{ "page-down", "^F PgDn", IN_PAGES, "move", NULL, "a page down",
	  screen_move, MOVE_PAGE_DOWN },
	{ "next-page", "Space",
	  IN_RESOURCES | IN_TIMELINE | IN_EVENT | IN_FREQUENCY | IN_SOURCES |
		  IN_HELP,
	  "move", NULL, "a page down (in Users: unfold)", screen_move,
	  MOVE_PAGE_DOWN },
	{ "page-up", "^B b PgUp", IN_PAGES, "move", NULL, "a page up",
	  screen_move, MOVE_PAGE_UP },
	{ "half-down", "^D", IN_PAGES, "move", NULL, "half a page down",
	  screen_move, MOVE_HALF_DOWN },
	{ "half-up", "^U", IN_PAGES, "move", NULL, "half a page up",
	  screen_move, MOVE_HALF_UP },
	{ "top", "g Home", IN_ALL & ~IN_COPY, "move", NULL, "first line",
	  screen_move, MOVE_TOP },
	{ "bottom", "G End", IN_ALL & ~IN_COPY, "move", NULL, "last line",
	  screen_move, MOVE_BOTTOM },
	{ "sort", "s", IN_PANES, "look", NULL, "sort by the column",
	  screen_sort, 0 },
	{ "reverse", "S", IN_PANES, "look", NULL, "reverse the order",
	  screen_sort, 1 },
};

const struct command_list pane_commands = COMMAND_LIST(commands);
