/* SPDX-License-Identifier: MIT */
/* find.c - names looked for among the lines, and what is copied of a cell. */
#include "rows.h"

static bool names(const struct table_column *column)
{
	return column->kind == CELL_IDENTITY || column->kind == CELL_TREE;
}

static bool line_hits(const struct table *table, size_t line,
		      const struct table_find *find, struct table_cell *cell)
{
	size_t row = table_row(table, line), from, to;

	for (size_t c = 0; row != SIZE_MAX && c < table->form->columns; c++) {
		if (!names(&table->form->column[c]))
			continue;
		cell_fill(table, row, c, cell);
		if (cell->text.at &&
		    find->hit(find->by, cell->text, &from, &to))
			return true;
	}
	return false;
}

struct table_found table_find(const struct table *table,
			      const struct table_find *find, int direction)
{
	struct table_found found = { .line = SIZE_MAX };
	struct table_cell cell = { 0 };
	size_t here = table->at.cursor, lines = table_lines(table);
	size_t first = SIZE_MAX, first_nth = 0;

	for (size_t i = 0; i < lines; i++) {
		bool fits = direction > 0 ? i > here : i >= here;

		if (!line_hits(table, i, find, &cell))
			continue;
		found.count++;
		if (direction < 0 ? i < here : fits && first == SIZE_MAX) {
			first = i;
			first_nth = found.count;
		}
		if (direction < 0 || found.count == 1) {
			found.line = i;
			found.nth = found.count;
		}
	}
	found.wrapped = found.count && first == SIZE_MAX;
	if (first != SIZE_MAX) {
		found.line = first;
		found.nth = first_nth;
	}
	cell_release(&cell);
	return found;
}

void table_put_cell(const struct table *table, size_t row, size_t column,
		    enum zone zone, struct buf *out)
{
	struct table_cell cell = { 0 };
	enum table_dated dated = DATED_YEAR;

	cell_fill(table, row, column, &cell);
	cell_put_text(&table->form->column[column], &cell, zone, dated, out);
	cell_release(&cell);
}
