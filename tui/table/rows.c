/* SPDX-License-Identifier: MIT */
/* rows.c - what the source is asked for: the row of a line, its cells, and
 * which lines hold a name that is looked for. */
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
static size_t row_of(const struct table *table, const struct table_line *line)
{
	return line->row < table->rows->count(table->of) &&
			       row_id(table, line->row) == line->id
		       ? line->row
		       : SIZE_MAX;
}

size_t table_row(const struct table *table, size_t line)
{
	if (line >= table_lines(table))
		return SIZE_MAX;
	if (table->rows->flows)
		return line;
	return line_is_rule(table, line) ? SIZE_MAX
					 : row_of(table, &table->line[line]);
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

size_t table_under(const struct table *table)
{
	return table->at.cursor < table_lines(table)
		       ? line_under(table, table->at.cursor)
		       : 0;
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

struct str cell_words(const struct table_cell *cell)
{
	return cell->text.at ? cell->text : cell->instead;
}

/* ---- finding ---- */

struct table_found lines_find(size_t lines, size_t here, int direction,
			      bool (*hit)(const void *of, size_t line),
			      const void *of)
{
	struct table_found found = { .line = SIZE_MAX };
	bool back = direction < 0;

	for (size_t i = 0; i < lines; i++) {
		bool ahead = back ? i < here : i >= here + (size_t)direction;

		if (!hit(of, i))
			continue;
		/* Back to the last that is ahead, forth to the first; where
		 * none is, to the last and the first of all. */
		if (!found.count++ ||
		    (back ? ahead || found.wrapped : ahead && found.wrapped)) {
			found.line = i;
			found.nth = found.count;
			found.wrapped = !ahead;
		}
	}
	return found;
}

bool row_hits(const struct table *table, const struct table_find *find,
	      size_t row, struct table_cell *cell)
{
	const struct table_form *form = table->form;
	size_t from, to;

	for (size_t c = 0; row != SIZE_MAX && c < form->columns; c++) {
		enum cell_kind kind = form->column[c].kind;

		if (kind != CELL_IDENTITY && kind != CELL_TREE &&
		    kind != CELL_STORY)
			continue;
		cell_fill(table, row, c, cell);
		if (cell->text.at &&
		    find->hit(find->by, cell->text, &from, &to))
			return true;
	}
	return false;
}

struct names { /* that are looked at */
	const struct table *table;
	const struct table_find *find;
	struct table_cell *cell;
};

static bool name_hits(const struct names *names, size_t row)
{
	return row_hits(names->table, names->find, row, names->cell);
}

static bool line_hits(const void *of, size_t line)
{
	const struct names *names = of;

	return name_hits(names, table_row(names->table, line));
}

/* Of all there is, folded or not. */
static bool every_hits(const void *of, size_t at)
{
	const struct names *names = of;

	return name_hits(names, row_of(names->table, &names->table->every[at]));
}

/* Where the line under the cursor stands among all. */
static size_t every_here(const struct table *table)
{
	size_t at = 0, cursor = table->at.cursor;

	while (at < table->everies &&
	       (cursor >= table->lines ||
		table->every[at].id != table->line[cursor].id))
		at++;
	return at < table->everies ? at : 0;
}

/* Says where it is shown, or what must be unfolded for it. */
static void place_found(const struct table *table, struct table_found *found)
{
	size_t at = found->line, top = at;

	if (at == SIZE_MAX)
		return;
	found->id = table->every[at].id;
	while (top && table->every[top].depth)
		top--;
	found->fold = table->every[top].id;
	for (found->line = 0; found->line < table->lines; found->line++)
		if (!line_is_rule(table, found->line) &&
		    table->line[found->line].id == found->id)
			return;
	found->line = SIZE_MAX;
}

struct table_found table_find(const struct table *table,
			      const struct table_find *find, int direction)
{
	struct table_cell cell = { 0 };
	const struct names names = { table, find, &cell };
	struct table_found found;

	if (table->everies) {
		found = lines_find(table->everies, every_here(table), direction,
				   every_hits, &names);
		place_found(table, &found);
	} else {
		found = lines_find(table_lines(table), table->at.cursor,
				   direction, line_hits, &names);
	}
	buf_release(&cell.buf);
	return found;
}
