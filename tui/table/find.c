/* SPDX-License-Identifier: MIT */
/* find.c - names looked for among the lines, and what is copied of a cell. */
#include "rows.h"

static bool is_name(const struct table_column *column)
{
	return column->kind == CELL_IDENTITY || column->kind == CELL_TREE;
}

struct table_found lines_find(size_t lines, size_t here, int direction,
			      bool (*hit)(const void *of, size_t line),
			      const void *of)
{
	struct table_found found = { .line = SIZE_MAX, .wrapped = true };

	for (size_t i = 0; i < lines; i++) {
		bool ahead =
			direction < 0 ? i < here : i >= here + (direction > 0);

		if (!hit(of, i))
			continue;
		found.count++;
		/* Back the last one, else the first; none is better than one
		 * that lies ahead. */
		if (direction < 0
			    ? ahead || found.wrapped
			    : found.wrapped && (ahead || found.count == 1)) {
			found.line = i;
			found.nth = found.count;
		}
		found.wrapped = found.wrapped && !ahead;
	}
	found.wrapped = found.wrapped && found.count;
	return found;
}

struct names { /* that are looked at */
	const struct table *table;
	const struct table_find *find;
	struct table_cell *cell;
};

static bool line_hits(const void *of, size_t line)
{
	const struct names *names = of;
	const struct table_form *form = names->table->form;
	size_t row = table_row(names->table, line), from, to;

	for (size_t c = 0; row != SIZE_MAX && c < form->columns; c++) {
		if (!is_name(&form->column[c]))
			continue;
		cell_fill(names->table, row, c, names->cell);
		if (names->cell->text.at &&
		    names->find->hit(names->find->by, names->cell->text, &from,
				     &to))
			return true;
	}
	return false;
}

struct table_found table_find(const struct table *table,
			      const struct table_find *find, int direction)
{
	struct table_cell cell = { 0 };
	const struct names names = { table, find, &cell };
	struct table_found found =
		lines_find(table_lines(table), table->at.cursor, direction,
			   line_hits, &names);

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
