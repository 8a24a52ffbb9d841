/* SPDX-License-Identifier: MIT */
/* rows.c - what the source is asked for: the row of a line, and its cells. */
#include <assert.h>

#include "rows.h"

size_t table_lines(const struct table *table)
{
	return table->rows->flows ? table->rows->count(table->of)
				  : table->lines;
}

uint64_t row_id(const struct table *table, size_t row)
{
	return table->rows->id ? table->rows->id(table->of, row) : row;
}

/* Until the lines are arranged anew the source may have other rows. */
static bool is_there(const struct table *table, const struct table_line *line)
{
	return line->row < table->rows->count(table->of) &&
	       row_id(table, line->row) == line->id;
}

size_t table_row(const struct table *table, size_t line)
{
	if (line >= table_lines(table))
		return SIZE_MAX;
	if (table->rows->flows)
		return line;
	if (line_is_rule(table, line) || !is_there(table, &table->line[line]))
		return SIZE_MAX;
	return table->line[line].row;
}

bool line_is_rule(const struct table *table, size_t line)
{
	return !table->rows->flows && table->line[line].row == UINT32_MAX;
}

size_t table_depth(const struct table *table, size_t line)
{
	assert(line < table_lines(table));
	return table->rows->flows ? 0 : table->line[line].depth;
}

size_t line_under(const struct table *table, size_t line)
{
	return table->rows->flows ? 0 : table->line[line].under;
}

size_t table_here(const struct table *table)
{
	return table_row(table, table->at.cursor);
}

void cell_fill(const struct table *table, size_t row, size_t column,
	       struct table_cell *cell)
{
	struct buf buf = cell->buf;

	assert(column < table->form->columns);
	buf_reset(&buf);
	*cell = (struct table_cell){ .time = TIME_NONE, .buf = buf };
	table->rows->cell(table->of, row, column, cell);
}

void cell_release(struct table_cell *cell)
{
	buf_release(&cell->buf);
}

struct str cell_words(const struct table_cell *cell)
{
	return cell->text.at ? cell->text : cell->instead;
}
