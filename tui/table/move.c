/* SPDX-License-Identifier: MIT */
/* move.c - a window over lines, and the cursor in it. The window knows a
 * count and a page, and nothing of what the lines are; the table's cursor
 * never rests on a rule. */
#include <assert.h>

#include "rows.h"

static size_t down(size_t from, size_t by, size_t count)
{
	return count && from + by >= count ? count - 1 : from + by;
}

static size_t up(size_t from, size_t by)
{
	return from > by ? from - by : 0;
}

void scroll_fit(struct scroll *scroll, size_t count, size_t page)
{
	if (scroll->cursor >= count)
		scroll->cursor = count ? count - 1 : 0;
	if (!page)
		page = 1;
	if (scroll->top > scroll->cursor)
		scroll->top = scroll->cursor;
	if (scroll->cursor - scroll->top >= page)
		scroll->top = scroll->cursor - page + 1;
	if (scroll->top + page > count)
		scroll->top = count > page ? count - page : 0;
}

/* The window moves with the cursor, which keeps its height in it. */
static void page_by(struct scroll *scroll, size_t by, bool forth, size_t count)
{
	scroll->cursor = forth ? down(scroll->cursor, by, count)
			       : up(scroll->cursor, by);
	scroll->top = forth ? scroll->top + by : up(scroll->top, by);
}

void scroll_move(struct scroll *scroll, enum table_move move, size_t count,
		 size_t page)
{
	size_t step = page > 1 ? page - 1 : 1;

	switch (move) {
	case MOVE_DOWN:
		scroll->cursor = down(scroll->cursor, 1, count);
		break;
	case MOVE_UP:
		scroll->cursor = up(scroll->cursor, 1);
		break;
	case MOVE_PAGE_DOWN:
	case MOVE_PAGE_UP:
		page_by(scroll, step, move == MOVE_PAGE_DOWN, count);
		break;
	case MOVE_HALF_DOWN:
	case MOVE_HALF_UP:
		page_by(scroll, step / 2 + 1, move == MOVE_HALF_DOWN, count);
		break;
	case MOVE_TOP:
		scroll->cursor = 0;
		break;
	case MOVE_BOTTOM:
		scroll->cursor = count ? count - 1 : 0;
		break;
	default:
		assert(move == MOVE_LEFT || move == MOVE_RIGHT);
		return;
	}
	scroll_fit(scroll, count, page);
}

/* ---- the table's ---- */

void table_stand(struct table *table, size_t line)
{
	size_t row = table_row(table, line);

	table->at.cursor = line;
	table->moved = true;
	table->left_known = table->lost = false;
	if (row != SIZE_MAX)
		table->here = row_id(table, row);
}

void table_settle(struct table *table, size_t line)
{
	size_t lines = table_lines(table), above;

	if (!table->left_known) {
		table->left = table->at;
		table->given = false;
	}
	table->left_known = true;
	above = table->left.cursor - table->left.top;
	if (line == SIZE_MAX) {
		line = table->lost || table->given ? table->left.cursor
						   : table->at.cursor;
		table->lost = true;
		if (line >= lines)
			line = lines ? lines - 1 : 0;
		if (lines && line_is_rule(table, line))
			line--;
	} else {
		table->lost = false;
	}
	table->at.cursor = line;
	table->at.top = line > above ? line - above : 0;
}

static size_t places(const struct table *table, struct table_place *place)
{
	return table_fit(table, table->width ? table->width : 80, place);
}

/* Of the columns that show, the number of the cell cursor's. */
static size_t place_here(const struct table *table,
			 const struct table_place *place, size_t count)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++)
		if ((int)place[i].column <= table->at.column &&
		    table->form->column[place[i].column].kind != CELL_MARK)
			at = i;
	return at;
}

size_t table_column_here(const struct table *table)
{
	struct table_place place[TABLE_COLUMNS];
	size_t count = places(table, place);

	return count ? place[place_here(table, place, count)].column : 0;
}

static bool rests_on(const struct table *table, size_t column)
{
	return table->form->column[column].kind != CELL_MARK &&
	       table->want[column] > 0;
}

/* Scrolled sideways, the next column of all; else of those that show. */
static void move_column(struct table *table, int by)
{
	struct table_place place[TABLE_COLUMNS];
	size_t count = places(table, place), at;
	int column;

	if (table->wide) {
		column = (int)table_column_here(table) + by;
		while (column >= 0 && column < (int)table->form->columns &&
		       !rests_on(table, (size_t)column))
			column += by;
		if (column >= 0 && column < (int)table->form->columns)
			table->at.column = column;
		return;
	}
	if (!count)
		return;
	at = place_here(table, place, count);
	do
		at += (size_t)by;
	while (at < count && !rests_on(table, place[at].column));
	if (at < count)
		table->at.column = (int)place[at].column;
}

void table_move(struct table *table, enum table_move move)
{
	size_t lines = table_lines(table), from = table->at.cursor;

	if (move == MOVE_LEFT || move == MOVE_RIGHT) {
		move_column(table, move == MOVE_LEFT ? -1 : 1);
		return;
	}
	scroll_move(&table->at, move, lines, table->page);
	if (!lines)
		return;
	if (line_is_rule(table, table->at.cursor)) {
		bool on =
			table->at.cursor > from && table->at.cursor + 1 < lines;

		table->at.cursor += on ? 1 : (size_t)-1;
	}
	table_stand(table, table->at.cursor);
}

void table_go(struct table *table, size_t line)
{
	struct scroll *at = &table->at;
	size_t half = table->page / 2;

	assert(line < table_lines(table));
	if (line < at->top || line >= at->top + table->page)
		at->top = line > half ? line - half : 0;
	table_stand(table, line);
}
