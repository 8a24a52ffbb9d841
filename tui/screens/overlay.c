/* SPDX-License-Identifier: MIT */
/* overlay.c - lists over the panes: help, sources, chips, the frequency
 * table, pivots. Esc and q close them; the list of chips can be edited. */
#include "frame.h"
#include "frequency_table.h"
#include "panes.h"
#include "pivot_menu.h"

void overlay_open(struct view *view, enum overlay kind)
{
	overlay_close(view);
	if (kind == OVERLAY_CHIPS && !view->selection->chips.count)
		view_say(view, false, "no chips yet: & adds one");
	else
		view->overlay =
			(struct overlay_state){ .kind = kind, .page = 1 };
}

static void delete_chip(struct view *view, size_t at)
{
	change_delete(view->selection, at);
	if (!view->selection->chips.count)
		overlay_close(view);
}

static void edit_chip(struct view *view, size_t at)
{
	overlay_close(view);
	ask_edit(view, at);
}

/* False: it is no key of the list of chips. */
static bool chips_key(struct view *view, struct key key)
{
	size_t at = view->overlay.at.cursor;

	if (at >= view->selection->chips.count)
		return false;
	switch (key.code) {
	case ' ':
	case PRESS_ENTER:
		change_toggle(view->selection, at);
		return true;
	case 'e':
		edit_chip(view, at);
		return true;
	case 'd':
	case PRESS_DELETE:
		delete_chip(view, at);
		return true;
	case 'F':
		filter_all_off(view);
		return true;
	default:
		return false;
	}
}

static bool closes(enum overlay kind, struct key key)
{
	static const char same[] = { [OVERLAY_HELP] = '?',
				     [OVERLAY_SOURCES] = 'i',
				     [OVERLAY_CHIPS] = 'x',
				     [OVERLAY_FREQUENCY] = 'f',
				     [OVERLAY_PIVOT] = 'p' };

	return key.code == PRESS_ESC || key.code == 'q' ||
	       key.code == PRESS_CTRL('C') || key.code == same[kind];
}

/* False: it is no key that only this overlay knows. */
static bool own_key(struct view *view, struct key key)
{
	switch (view->overlay.kind) {
	case OVERLAY_CHIPS:
		return chips_key(view, key);
	case OVERLAY_FREQUENCY:
		return frequency_key(view, key);
	case OVERLAY_PIVOT:
		return pivot_key(view, key);
	default:
		return false;
	}
}

static bool searches(enum command command)
{
	return command == COMMAND_SEARCH || command == COMMAND_FIND_NEXT ||
	       command == COMMAND_FIND_BACK;
}

static bool passes(enum overlay kind, enum command command)
{
	return (kind == OVERLAY_FREQUENCY && searches(command)) ||
	       command == COMMAND_QUIT || command == COMMAND_LEAVE ||
	       command == COMMAND_SUSPEND || command == COMMAND_REDRAW;
}

enum command overlay_key(struct view *view, struct key key)
{
	struct overlay_state *over = &view->overlay;
	enum command command = command_of_key(key, IN_RESOURCES);

	if (closes(over->kind, key)) {
		overlay_close(view);
		return COMMAND_NONE;
	}
	if (own_key(view, key) ||
	    scroll_command(&over->at, command, over->lines, over->page))
		return COMMAND_NONE;
	return passes(over->kind, command) ? command : COMMAND_NONE;
}

static unsigned style_of(const struct chips *chips, size_t at)
{
	if (!chip_works(chips, at))
		return STYLE_CHIP_OFF;
	return expr_negated(chips->at[at].ask->expr) ? STYLE_CHIP_NOT
						     : STYLE_CHIP;
}

/* The events each chip keeps by itself. */
static void put_chip(struct view *view, struct grid *grid, struct area area,
		     int y, size_t at)
{
	const struct chips *chips = &view->selection->chips;
	const struct rowset *rows = filter_rows(chips->at[at].ask->filter);
	struct buf count = { 0 };
	int took;

	if (rows->rows >= view->selection->rows)
		buf_add_count(&count, rowset_count(rows));
	else
		buf_add(&count, STR("off"));
	took = grid_measure(grid, str_of(chips->at[at].ask->text),
			    area.width - 20);
	grid_fill(grid, (struct area){ area.x + 2, y, took + 2, 1 },
		  style_of(chips, at));
	grid_put_middle(grid, area.x + 3, y, took, style_of(chips, at),
			str_of(chips->at[at].ask->text));
	grid_put_right(grid, area.x, y, area.width - 3, STYLE_COUNT,
		       buf_str(&count));
	if (at == view->overlay.at.cursor) {
		grid_put(grid, area.x + 1, y, 1, STYLE_ACCENT,
			 grid_glyph(grid, GLYPH_CLOSED));
		grid->cursor_x = area.x + 1;
		grid->cursor_y = y;
	}
	buf_release(&count);
}

/* As large as the chips need, in the middle of what there is. */
static struct area chips_area(const struct view *view, const struct grid *grid,
			      struct area area)
{
	int width = 64, most = area.width;

	for (size_t i = 0; i < view->selection->chips.count; i++) {
		struct str text =
			str_of(view->selection->chips.at[i].ask->text);
		int need = grid_measure(grid, text, most) + 20;

		width = need > width ? need : width;
	}
	if (width < most) {
		area.x += (most - width) / 2;
		area.width = width;
	}
	if ((int)view->selection->chips.count < area.height - 4)
		area.height = (int)view->selection->chips.count + 4;
	return area;
}

static void chips_draw(struct view *view, struct grid *grid, struct area area)
{
	struct overlay_state *over = &view->overlay;

	area = chips_area(view, grid, area);
	over->lines = view->selection->chips.count;
	over->page = area.height > 4 ? (size_t)(area.height - 4) : 1;
	scroll_fit(&over->at, over->lines, over->page);
	grid_box(grid, area, STR("chips"));
	for (size_t i = 0; i < over->page; i++)
		if (over->at.top + i < over->lines)
			put_chip(view, grid, area, area.y + 1 + (int)i,
				 over->at.top + i);
	grid_say(grid, area.x + 2, area.y + area.height - 2, area.width - 4,
		 STYLE_LABEL, "Space off and on   e edit   d delete   F all");
}

void overlay_draw(struct view *view, struct grid *grid,
		  const struct layout *layout)
{
	switch (view->overlay.kind) {
	case OVERLAY_HELP:
		help_draw(view, grid, layout->over);
		break;
	case OVERLAY_SOURCES:
		sources_draw(view, grid, layout->over);
		break;
	case OVERLAY_CHIPS:
		chips_draw(view, grid, layout->over);
		break;
	case OVERLAY_FREQUENCY:
		frequency_draw(view, grid, layout);
		break;
	case OVERLAY_PIVOT:
		pivot_draw(view, grid, layout);
		break;
	default:
		break;
	}
}
