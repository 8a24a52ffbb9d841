/* SPDX-License-Identifier: MIT */
/* measure.c - how wide the columns of a table want to be.
 *
 * Widths follow what the rows hold, so that they stay while one scrolls; of
 * many rows some are asked. A column that says the same in every row tells
 * nothing: it is shown only when every other has its place. */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>

#include "cut.h"
#include "rows.h"

#define SAMPLE 200 /* rows measured for the widths of words */
#define FIRST 100  /* ... and the first ones beside them */

/* ---- one cell ---- */

static uint64_t largest(const struct table *table, size_t column)
{
	struct table_cell cell = { 0 };
	uint64_t most = 0;
	size_t rows;

	if (table->rows->largest)
		return table->rows->largest(table->of, column);
	rows = table->rows->count(table->of);
	for (size_t row = 0; row < rows; row++) {
		cell_fill(table, row, column, &cell);
		most = cell.count > most ? cell.count : most;
	}
	buf_release(&cell.buf);
	return most;
}

/* Cells of `,`-parted digits, and the sign before them. */
static int count_cells(uint64_t count)
{
	struct buf text = { 0 };
	int cells;

	buf_add_count(&text, count);
	cells = (int)text.len;
	buf_release(&text);
	return cells;
}

static int count_width(const struct table *table, size_t column)
{
	const struct table_column *form = &table->form->column[column];
	struct buf text = { 0 };
	int width;

	buf_add_count(&text, largest(table, column));
	buf_add(&text, str_of(form->unit));
	width = (int)text.len;
	buf_release(&text);
	return width < form->least ? form->least : width;
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

struct cut_word cell_word(const struct table *table, size_t column,
			  const struct table_cell *cell, size_t line)
{
	static const struct grid plain = { .ascii = false };
	struct cut_word word = { .text = cell_words(cell),
				 .brief = cell->brief };

	if (table->form->column[column].kind != CELL_TREE)
		return word;
	word.less = 2 * (int)table_depth(table, line);
	if (cell->marks.len)
		word.less += 1 + grid_measure(&plain, cell->marks, 64);
	if (line_under(table, line) > 1)
		word.less += 2 + count_cells(line_under(table, line));
	return word;
}

static int words_width(const struct table_column *form,
		       const struct cut_word *word)
{
	static const struct grid plain = { .ascii = false };
	int most = form->most ? form->most + 1 : 512;
	int width = grid_measure(&plain, word->text, most);

	return width ? width + word->less : 0;
}

/* Words of a fixed size are whole without what says their type, too. */
static int firm_cells(const struct cut_word *word)
{
	static const struct grid plain = { .ascii = false };
	struct str text = word->brief.len ? word->brief : word->text;

	return grid_measure(&plain, text, 64) + word->less;
}

/* ... and what stands behind them, as their account. */
static int owned_cells(const struct cut_word *word)
{
	static const struct grid plain = { .ascii = false };
	size_t type = (size_t)(words_alone(word->text).at - word->text.at);
	struct str text = str_slice(word->text, type, word->text.len);

	return grid_measure(&plain, text, 64) + word->less;
}

/* Those that are seen first are all measured, of the others some. */
static size_t step_from(size_t line, size_t lines)
{
	return line < FIRST ? 1 : lines / SAMPLE + 1;
}

/* ---- a column of words ---- */

/* How wide the rows measured want to be, and what of that is firm. */
struct widths {
	int any[SAMPLE + FIRST + 1], firm[SAMPLE + FIRST + 1];
	int owned[SAMPLE + FIRST + 1]; /* as firm, with what stands behind */
	size_t anys, firms;
};

/* The width that all but one in so many of them are content with. */
static int most_of(int *width, size_t count, size_t cut)
{
	if (!count)
		return 0;
	qsort(width, count, sizeof(*width), by_number);
	return width[count - 1 - (cut ? count / (cut + 1) : 0)];
}

static void keep_others(struct table *table, size_t column)
{
	const struct table_rows *rows = table->rows;
	struct buf name = { 0 };

	for (size_t n = 0; rows->other && n < SAMPLE; n++) {
		buf_reset(&name);
		if (!rows->other(table->of, column, n, &name))
			break;
		cuts_keep(table->cuts[column],
			  (struct cut_word){ .text = buf_str(&name) });
	}
	buf_release(&name);
}

static void measure_words(struct table *table, size_t column,
			  struct widths *widths)
{
	const struct table_column *form = &table->form->column[column];
	size_t lines = table_lines(table);
	struct table_cell cell = { 0 };

	cuts_begin(&table->cuts[column]);
	for (size_t line = 0; line < lines; line += step_from(line, lines)) {
		size_t row = table_row(table, line);
		struct cut_word word;
		int width;

		if (row == SIZE_MAX)
			continue;
		cell_fill(table, row, column, &cell);
		if (cell.spans)
			continue;
		word = cell_word(table, column, &cell, line);
		width = words_width(form, &word);
		if (width)
			widths->any[widths->anys++] = width;
		if (words_are_firm(word.text)) {
			widths->owned[widths->firms] = owned_cells(&word);
			widths->firm[widths->firms++] = firm_cells(&word);
		}
		cuts_keep(table->cuts[column], word);
	}
	keep_others(table, column);
	buf_release(&cell.buf);
}

/* So wide that nearly all cells are whole; *widest: that all are. The words
 * are those that others are told apart from. */
static int words_wanted(struct table *table, size_t column, int *widest)
{
	const struct table_column *form = &table->form->column[column];
	static const size_t cut[] = { [FIRM_NEARLY] = 8, [FIRM_HALF] = 1 };
	struct widths widths = { .anys = 0 };
	int most = form->most ? form->most : INT_MAX;
	int want, behind, firm;

	measure_words(table, column, &widths);
	firm = most_of(widths.firm, widths.firms, 0);
	most = firm > most ? firm : most;
	behind = cuts_behind(table->cuts[column]);
	behind += behind ? form->least : 0;
	table->behind[column] = behind;
	for (int by = 0; by < FIRM_NONE; by++)
		table->firm[by][column] =
			most_of(widths.firm, widths.firms, cut[by]);
	table->owned[column] =
		most_of(widths.owned, widths.firms, cut[FIRM_NEARLY]);
	*widest = most_of(widths.any, widths.anys, 0);
	*widest = *widest < most ? *widest : most;
	want = most_of(widths.any, widths.anys, form->cut);
	want = want < most ? want : most;
	return want > firm ? want : firm;
}

/* ---- all columns ---- */

/* A column that is not shown, whatever its rank. */
static bool tells_nothing(const struct table *table, size_t column)
{
	const struct table_rows *rows = table->rows;

	return table->form->column[column].unseen ||
	       (rows->hidden && rows->hidden(table->of, column));
}

static int wanted(struct table *table, size_t column, int *widest)
{
	static const int time_width[] = { 8, 14, 19 };
	const struct table_column *form = &table->form->column[column];
	int want;

	*widest = 0;
	if (tells_nothing(table, column))
		return 0;
	switch (form->kind) {
	case CELL_COUNT:
		want = count_width(table, column);
		break;
	case CELL_TIME:
		want = time_width[table->dated];
		break;
	case CELL_MARK:
		want = 3;
		break;
	case CELL_SPARK:
		want = form->most ? form->most : form->least;
		break;
	case CELL_BAR:
		want = form->least;
		break;
	default:
		return words_wanted(table, column, widest);
	}
	want = want < column_head_width(form) ? column_head_width(form) : want;
	*widest = want;
	return want;
}

void columns_measure(struct table *table)
{
	const struct table_rows *rows = table->rows;
	size_t count = rows->count(table->of);

	assert(table->form->columns <= TABLE_COLUMNS);
	for (size_t c = 0; c < table->form->columns; c++) {
		const struct table_column *form = &table->form->column[c];
		int want = wanted(table, c, &table->full[c]);
		int least = column_head_width(form);

		table->same[c] = count > 1 && !form->chosen && rows->same &&
				 rows->same(table->of, c);
		/* What stands in nearly every row has a place that stays the
		 * same while the rows change. */
		if (!table->same[c] && form->rank <= table->form->together)
			least = form->least;
		table->want[c] = want < least ? least : want;
		/* Other columns go where no row says anything in them. */
		if (!want &&
		    ((form->rank && !form->chosen) || tells_nothing(table, c)))
			table->want[c] = 0;
	}
	table->measured = true;
	table->sighted = false;
}

static void sight_cell(const struct table *table, size_t column,
		       const struct table_cell *cell, size_t line,
		       struct table_sight *sight)
{
	static const struct grid plain = { .ascii = false };
	struct cut_word word = cell_word(table, column, cell, line);
	int cells = grid_measure(&plain, word.text, 512) + word.less;

	if (cells > sight->words)
		sight->words = cells;
	if (cell->deed && cells > sight->deeds)
		sight->deeds = cells;
	if (words_are_firm(word.text) && firm_cells(&word) > sight->firm)
		sight->firm = firm_cells(&word);
}

void columns_sight(struct table *table)
{
	size_t top = table->at.top, lines = table_lines(table);
	size_t end = lines - top < table->page ? lines : top + table->page;
	struct table_cell cell = { 0 };

	for (size_t c = 0; c < table->form->columns; c++) {
		struct table_sight *sight = &table->sight[c];

		*sight = (struct table_sight){ .words = 0 };
		if (!table->want[c] ||
		    (!column_has_words(table->form, c) &&
		     table->form->column[c].kind != CELL_STORY))
			continue;
		for (size_t line = top; line < end; line++) {
			size_t row = table_row(table, line);

			if (row == SIZE_MAX)
				continue;
			cell_fill(table, row, c, &cell);
			if (!cell.spans)
				sight_cell(table, c, &cell, line, sight);
		}
		if (!table->rows->flows)
			table->firm[FIRM_ALL][c] = sight->firm;
	}
	table->sighted = true;
	buf_release(&cell.buf);
}
