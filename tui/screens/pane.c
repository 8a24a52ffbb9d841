/* SPDX-License-Identifier: MIT */
/* pane.c - what all screens of rows do alike: panes with their title line,
 * overlays in a box as their form wants it, their tables, moving, sorting and
 * finding in these. */
#include "pane.h"

#include <assert.h>
#include <string.h>

#include "sweep_pane.h"

static const struct screen *const panes[PANES] = {
	[PANE_USERS] = &users_pane, [PANE_RESOURCES] = &resources_pane,
	[PANE_SWEEP] = &sweep_pane, [PANE_TIMELINE] = &timeline_pane,
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

struct table *table_top(struct view *view)
{
	if (view->overlay)
		return view->overlay->form ? &view->over : NULL;
	return view->focus == PANE_EVENT ? NULL : &view->table[view->focus];
}

struct table *list_top(struct view *view)
{
	const struct screen *top = screen_top(view);

	return top->thing && top->form && !top->find ? table_top(view) : NULL;
}

struct scroll *scroll_top(struct view *view)
{
	struct table *table = table_top(view);

	if (table)
		return &table->at;
	return view->overlay ? &view->difference.at : &view->event.at;
}

/* ---- drawing panes ---- */

/* Side panes that are hidden are named, so that one knows their keys. */
static void put_hidden(const struct view *view, struct buf *out)
{
	for (int id = 0; id < PANE_EVENT; id++) {
		if (!(view->shown & 1u << id))
			buf_addf(out, "%s%d %s", out->len ? "  " : "",
				 panes[id]->digit, panes[id]->name);
	}
}

/* Parts have three blanks between them, what is missed most first: the last
 * give way. */
static void title_fit(const struct grid *grid, int width, struct buf *right)
{
	while (grid_measure(grid, buf_str(right), width + 1) > width) {
		size_t at = right->len;

		while (at &&
		       !str_starts(str_slice(buf_str(right), at, right->len),
				   STR("   ")))
			at--;
		if (!at)
			return;
		right->at[right->len = at] = '\0';
	}
}

static void title_draw(struct view *view, struct grid *grid, struct area area,
		       enum pane_id id)
{
	bool focused = view->focus == id;
	unsigned rule = focused ? STYLE_ACCENT : STYLE_RULE;
	struct buf right = { 0 }, hidden = { 0 };
	int width, x;

	if (id == PANE_EVENT || !narrow_put(view, &view->table[id], &right))
		panes[id]->put_right(view, &right);
	grid_hline(grid, area.x, area.y, area.width, rule);
	x = area.x + 1;
	x += grid_say(grid, x, area.y, area.width - 2,
		      focused ? STYLE_TITLE_ON : STYLE_TITLE, " %d %s ",
		      panes[id]->digit, panes[id]->name);
	if (view->medium && id != PANE_EVENT && area.width >= 70 &&
	    (id != PANE_SWEEP || !(view->shown & 1u << PANE_TIMELINE)))
		put_hidden(view, &hidden);
	title_fit(grid, area.x + area.width - x - 2, &right);
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

/* What a search goes by: the list's own, else that of the events. */
static struct table_find finder_of(const struct view *view,
				   const struct table *table)
{
	return table && table->narrowed.find.by ? table->narrowed.find
						: view_finder(view);
}

/* The table of any screen, into pen->area; the pen's other marks are the
 * view's. */
static void screen_draw_table(struct view *view, const struct screen *screen,
			      struct table *table, struct table_pen *pen)
{
	assert(screen->form);
	pen->zone = view->zone;
	pen->dated = table == &view->table[PANE_SWEEP] ? sweep_dated(view)
						       : view->dated;
	pen->by_day = view->by_day && table == &view->table[PANE_TIMELINE] &&
		      table->sort == table->form->sort;
	pen->cells = screen->cells;
	if (screen->thing || screen->find)
		pen->find = finder_of(view, table);
	pen->empty = pen->focused ? screen->empty : NULL;
	if (table->narrowed.find.by)
		pen->empty = "nothing here has that";
	if (!table_lines(table) && screen->put_empty &&
	    !table->narrowed.find.by)
		screen->put_empty(view, pen->grid, pen->area);
	else
		table_draw(table, pen);
}

static void pane_draw(struct view *view, struct grid *grid, struct area area,
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

/* ---- drawing overlays ---- */

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
	int heads, over, rows;
};

static struct stack divide(const struct view *view, struct area *area)
{
	const struct screen *overlay = view->overlay;
	const struct box *box = &overlay->box;
	int lines = table_lines(&view->over) < 500
			    ? (int)table_lines(&view->over)
			    : 500;
	int room = area->height - 2;
	struct stack stack = { 0 };

	stack.heads = overlay->form->heads_from && room >= 5;
	room -= stack.heads;
	lines = lines ? lines : 1;
	if (room >= lines + box->over + box->under) {
		stack.over = box->over;
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

/* The line of the screen on which the focused pane's cursor rests; -1: none
 * shows. */
static int cursor_line(const struct view *view, const struct layout *layout)
{
	const struct table *table;
	struct area rows = layout->pane[view->focus];

	if (view->focus == PANE_EVENT)
		return -1;
	table = &view->table[view->focus];
	rows = pane_rows(rows, view->focus);
	if (rows.height <= 0 || !table_lines(table) ||
	    table->at.cursor < table->at.top)
		return -1;
	return rows.y +
	       (table->form->heads_from &&
		rows.height >= table->form->heads_from) +
	       (int)(table->at.cursor - table->at.top);
}

void spare_line(const struct view *view, const struct layout *layout,
		struct area *area)
{
	const struct area *over = &layout->over;
	int line = cursor_line(view, layout);

	if (line < area->y || line >= area->y + area->height)
		return;
	if (over->y + over->height - (line + 1) >= area->height)
		area->y = line + 1;
	else if (line - over->y >= area->height)
		area->y = line - area->height;
}

/* The title, and at the right of it `100 values, 508 events`. */
static void put_box(struct view *view, struct grid *grid, struct area area)
{
	struct buf title = { 0 }, right = { 0 };
	int room = area.width - 8, width;

	view->overlay->put_title(view, &title);
	grid_box(grid, area, buf_str(&title));
	buf_addc(&right, ' ');
	if (!narrow_put(view, &view->over, &right) && view->overlay->put_right)
		view->overlay->put_right(view, &right);
	buf_addc(&right, ' ');
	room -= grid_measure(grid, buf_str(&title), area.width - 6);
	width = grid_measure(grid, buf_str(&right), room + 1);
	if (width <= room && right.len > 2)
		grid_put(grid, area.x + area.width - 3 - width, area.y, width,
			 STYLE_LABEL, buf_str(&right));
	buf_release(&title);
	buf_release(&right);
}

static void overlay_draw(struct view *view, struct grid *grid,
			 const struct layout *layout)
{
	const struct screen *overlay = view->overlay;
	struct table_pen pen = { .grid = grid, .focused = true };
	struct area area = area_of(view, grid, layout);
	struct stack stack;

	if (overlay->draw) {
		overlay->draw(view, grid, area, true);
		return;
	}
	stack = divide(view, &area);
	if (overlay->box.shrinks)
		spare_line(view, layout, &area);
	put_box(view, grid, area);
	pen.area = (struct area){ area.x + 1, area.y + 1 + stack.over,
				  area.width - 2, stack.heads + stack.rows };
	pen.headless = !stack.heads;
	if (overlay->put_more)
		pen.area.height -= overlay->put_more(view, grid, area);
	screen_draw_table(view, overlay, &view->over, &pen);
}

void panes_draw(struct view *view, struct grid *grid,
		const struct layout *layout)
{
	for (int id = 0; id < PANES; id++)
		if (layout->pane[id].height > 0)
			pane_draw(view, grid, layout->pane[id],
				  (enum pane_id)id);
	if (layout->rule.height)
		grid_vline(grid, layout->rule.x, layout->rule.y,
			   layout->rule.height, STYLE_RULE);
	if (view->overlay)
		overlay_draw(view, grid, layout);
}

/* ---- moving ---- */

static void screen_move(struct view *view, struct str rest, int how)
{
	const struct screen *screen = screen_top(view);
	struct table *table = table_top(view);

	view->stale = true;
	if (screen->move)
		screen->move(view, (enum table_move)how);
	else if (!table_lines(table) && view_job(view))
		view_say(view, false, "not counted yet");
	else
		table_move(table, (enum table_move)how);
}

/* To the first or last line. It is no step, but what it leaves can be had
 * back. */
static void screen_end(struct view *view, struct str rest, int how)
{
	const struct table *table = table_top(view);

	if (table == &view->table[PANE_TIMELINE] && table_lines(table) &&
	    table->at.cursor != (how == MOVE_TOP ? 0 : table_lines(table) - 1))
		view->jumped = view_row(view);
	screen_move(view, rest, how);
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
	if (!reverse && column == table->sort && !table->reverse)
		column = table->form->sort; /* again: the first order */
	reverse = reverse && !table->reverse;
	if (!view->overlay)
		spots_record(view, false);
	if (screen->sort)
		screen->sort(view, column, reverse);
	else
		table_sort(table, column, reverse);
	if (column == SIZE_MAX) /* no column's: the Sweep */
		view_say(view, false, "in the first order%s",
			 reverse ? ", reversed" : "");
	else
		view_say(view, false, "sorted by %s%s",
			 table->form->column[column].name,
			 reverse ? ", reversed" : "");
}

/* ---- finding ---- */

void screen_find(struct view *view, int direction)
{
	const struct screen *screen = screen_top(view);
	struct table *table = table_top(view);
	struct table_find find = finder_of(view, table);
	struct table_found found;

	assert(direction >= -1 && direction <= 1);
	if (!find.by)
		return;
	if (screen->find) {
		screen->find(view, direction);
		return;
	}
	found = table_find(table, &find, direction);
	if (!found.count) {
		view_say(view, true, "no %s here has %s", screen->thing,
			 view->selection->finder.pattern);
		return;
	}
	if (found.line != SIZE_MAX)
		table_stand(table, found.line);
	else
		table_reveal(table, &found);
	view_say(view, false, "%zu/%zu%s", found.nth, found.count,
		 found.wrapped ? "  wrapped" : "");
}

/* ---- commands ---- */

static const struct command commands[] = {
	{ "down", "j Down", IN_ALL & ~IN_COPY, "move", NULL, "down",
	  screen_move, MOVE_DOWN },
	{ "up", "k Up", IN_ALL & ~IN_COPY, "move", NULL, "up", screen_move,
	  MOVE_UP },
	{ "left", "h Left", IN_CELLS | IN_FACTS, "move", NULL,
	  "column to the left", screen_move, MOVE_LEFT },
	{ "right", "l Right", IN_CELLS | IN_FACTS, "move", NULL,
	  "column to the right", screen_move, MOVE_RIGHT },
	{ "page-down", "^F PgDn", IN_ALL & ~IN_COPY, "move", NULL,
	  "a page down", screen_move, MOVE_PAGE_DOWN },
	{ "next-page", "Space",
	  IN_SWEEP | IN_EVENT | IN_FREQUENCY | IN_PIVOT | IN_SOURCES | IN_HELP,
	  "move", NULL, "a page down (in lists: unfold)", screen_move,
	  MOVE_PAGE_DOWN },
	{ "page-up", "^B b PgUp", IN_PAGES, "move", NULL, "a page up",
	  screen_move, MOVE_PAGE_UP },
	{ "page-back", "^B PgUp", IN_PIVOT, "pivot", NULL, "a page up",
	  screen_move, MOVE_PAGE_UP },
	{ "half-down", "^D", IN_ALL & ~IN_COPY, "move", NULL,
	  "half a page down", screen_move, MOVE_HALF_DOWN },
	{ "half-up", "^U", IN_ALL & ~IN_COPY, "move", NULL, "half a page up",
	  screen_move, MOVE_HALF_UP },
	{ "top", "g Home", IN_ALL & ~IN_COPY, "move", NULL, "first line",
	  screen_end, MOVE_TOP },
	{ "bottom", "G End", IN_ALL & ~IN_COPY, "move", NULL, "last line",
	  screen_end, MOVE_BOTTOM },
	{ "sort", "s", IN_CELLS, "look", NULL,
	  "sort by the column; again: as at first", screen_sort, 0 },
	{ "reverse", "S", IN_CELLS, "look", NULL, "reverse the order",
	  screen_sort, 1 },
};

const struct command_list pane_commands = COMMAND_LIST(commands);
