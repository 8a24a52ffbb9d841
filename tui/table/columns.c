/* SPDX-License-Identifier: MIT */
/* columns.c - what the cells of a column say, how wide they want to be, and
 * which columns have a place in so many cells.
 *
 * Widths follow what the rows hold, so that they stay while one scrolls; of
 * many rows some are asked. A column that says the same in every row tells
 * nothing: it is shown only when every other has its place. */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cut.h"
#include "rows.h"

#define SAMPLE 500 /* rows measured for the widths of words */

/* ---- cells ---- */

bool column_is_right(const struct table_form *form, size_t column)
{
	enum cell_kind kind = form->column[column].kind;

	return kind == CELL_COUNT || (kind == CELL_TIME && column);
}

void table_put_time(struct buf *out, int64_t time, enum zone zone,
		    enum table_dated dated)
{
	struct buf date = { 0 };

	if (time == TIME_NONE)
		return;
	time_put_date(&date, time, zone);
	if (dated == DATED_YEAR)
		buf_add(out, buf_str(&date));
	else if (dated == DATED_DAY)
		buf_add(out, str_slice(buf_str(&date), 5, 10));
	if (dated != DATED_NOT)
		buf_addc(out, ' ');
	time_put_clock(out, time, zone);
	buf_release(&date);
}

void cell_put_text(const struct table_column *column,
		   const struct table_cell *cell, enum zone zone,
		   enum table_dated dated, struct buf *out)
{
	if (cell->unknown)
		return;
	if (column->kind == CELL_COUNT && !cell->text.at) {
		if (!cell->count && column->unit)
			return;
		buf_add_count(out, cell->count);
		buf_add(out, str_of(column->unit));
	} else if (column->kind == CELL_TIME && cell->time != TIME_NONE) {
		table_put_time(out, cell->time, zone, dated);
	} else {
		buf_add(out, cell_words(cell));
	}
}

void table_put_cell(const struct table *table, size_t row, size_t column,
		    enum zone zone, struct buf *out)
{
	struct table_cell cell = { 0 };

	cell_fill(table, row, column, &cell);
	cell_put_text(&table->form->column[column], &cell, zone, DATED_YEAR,
		      out);
	buf_release(&cell.buf);
}

/* ---- widths wanted ---- */

static int head_width(const struct table_column *column)
{
	static const struct grid plain = { .ascii = false };

	return grid_measure(&plain, str_of(table_head(column)), 64);
}

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

bool column_has_words(const struct table_form *form, size_t column)
{
	enum cell_kind kind = form->column[column].kind;

	return kind == CELL_TEXT || kind == CELL_IDENTITY || kind == CELL_TREE;
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

/* Bytes at its beginning that are in `set`. */
static size_t run_of(struct str text, const char *set)
{
	size_t at = 0;

	while (at < text.len && text.at[at] && strchr(set, text.at[at]))
		at++;
	return at;
}

/* True for words of a fixed size, which would be others if they were cut: an
 * address, an access key, the id of an instance or an account, each perhaps
 * with ` +2` behind it. */
static bool words_are_firm(struct str text)
{
	ptrdiff_t more = str_search(text, STR(" +"));
	bool key =
		str_starts(text, STR("AKIA")) || str_starts(text, STR("ASIA"));
	size_t hex;

	if (more > 0)
		text.len = (size_t)more;
	if (str_starts(text, STR("i-"))) {
		hex = run_of(str_slice(text, 2, text.len), "0123456789abcdef");
		return hex + 2 == text.len && (hex == 8 || hex == 17);
	}
	if (key)
		return text.len <= 24 &&
		       run_of(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789") == text.len;
	if (run_of(text, "0123456789") == text.len)
		return text.len == 12;
	return text.len <= 39 &&
	       (str_find(text, '.') > 0 || str_find(text, ':') >= 0) &&
	       run_of(text, "0123456789abcdefABCDEF.:") == text.len;
}

/* So wide that nearly all cells are whole; *widest: that all are. The words
 * are those that others are told apart from. */
static int words_wanted(struct table *table, size_t column, int *widest)
{
	const struct table_column *form = &table->form->column[column];
	size_t lines = table_lines(table), step = lines / SAMPLE + 1, n = 0;
	struct table_cell cell = { 0 };
	int width[SAMPLE + 1], most = form->most ? form->most : INT_MAX;
	struct cut_word word;
	int behind, firm = 0;

	cuts_begin(&table->cuts[column]);
	for (size_t line = 0; line < lines; line += step) {
		size_t row = table_row(table, line);

		if (row == SIZE_MAX)
			continue;
		cell_fill(table, row, column, &cell);
		word = cell_word(table, column, &cell, line);
		width[n] = words_width(form, &word);
		if (words_are_firm(word.text)) {
			width[n] = (int)word.text.len + word.less;
			firm = width[n] > firm ? width[n] : firm;
		}
		n += width[n] > 0;
		cuts_keep(table->cuts[column], word);
	}
	buf_release(&cell.buf);
	table->firm[column] = firm;
	most = firm > most ? firm : most;
	behind = cuts_behind(table->cuts[column]);
	if (behind && form->least + behind > table->firm[column])
		table->firm[column] = form->least + behind;
	*widest = 0;
	if (!n)
		return 0;
	qsort(width, n, sizeof(*width), by_number);
	*widest = width[n - 1] < most ? width[n - 1] : most;
	n -= form->cut ? n / (form->cut + 1) : 0;
	width[n - 1] = width[n - 1] < most ? width[n - 1] : most;
	return width[n - 1] > firm ? width[n - 1] : firm;
}

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
	case CELL_BAR:
	case CELL_SPARK:
		want = form->least;
		break;
	default:
		return words_wanted(table, column, widest);
	}
	want = want < head_width(form) ? head_width(form) : want;
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
		int least = head_width(form);

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
}

/* ---- places ---- */

struct fit { /* columns being chosen for a width */
	const struct table *table;
	const struct table_form *form;
	int width[TABLE_COLUMNS]; /* 0: not shown */
	int room;                 /* cells left */
	bool loose; /* what has a fixed size may be cut, too: else more goes */
};

/* The fewest cells that a column of words may be narrowed to. */
static int least_of(const struct fit *fit, size_t column)
{
	int least = fit->form->column[column].least;
	int firm = fit->loose ? 0 : fit->table->firm[column];

	return firm > least ? firm : least;
}

/* Blank cells before a column: numbers and sparks stand one apart from what is
 * before them, words two; a mark stands in the two before what follows it. */
static int gap(const struct table_form *form, size_t column)
{
	if (!column)
		return 0;
	switch (form->column[column].kind) {
	case CELL_COUNT:
	case CELL_SPARK:
	case CELL_MARK:
		return 1;
	default:
		return 2;
	}
}

/* Cells that it takes from others: of a mark two stand in the gap behind. */
static int taken(const struct table_form *form, size_t column, int width)
{
	return form->column[column].kind == CELL_MARK ? width - 2 : width;
}

/* A number that is cut is a wrong one. */
static bool is_fixed(const struct table_column *form)
{
	return form->kind == CELL_COUNT || form->kind == CELL_TIME ||
	       form->kind == CELL_MARK;
}

static void choose(struct fit *fit, size_t column)
{
	const struct table_column *form = &fit->form->column[column];
	int want = fit->table->want[column];
	int least = least_of(fit, column);
	int room = fit->room - gap(fit->form, column);

	if (fit->width[column] || !want)
		return;
	if (is_fixed(form))
		least = want;
	else if (!form->rank)
		least = 1;
	least = want < least ? want : least;
	want = want < room ? want : room;
	if (want < least)
		return;
	fit->width[column] = want;
	fit->room = room - taken(fit->form, column, want);
}

/* Calls `act` for each column, of the lowest rank first. */
static void by_rank(struct fit *fit, void (*act)(struct fit *, size_t))
{
	for (int rank = 0; rank <= UINT8_MAX; rank++)
		for (size_t c = 0; c < fit->form->columns; c++)
			if (fit->form->column[c].rank == rank)
				act(fit, c);
}

static void choose_telling(struct fit *fit, size_t column)
{
	if (!fit->table->same[column] || !fit->form->column[column].rank)
		choose(fit, column);
}

/* As far as there is room; only a column that is shown. */
static void widen(struct fit *fit, size_t column, int width)
{
	int more = width - fit->width[column];

	if (!fit->width[column] || fit->room <= 0 || more <= 0)
		return;
	more = more < fit->room ? more : fit->room;
	fit->width[column] += more;
	fit->room -= more;
}

/* Names that few rows have are cut, as long as others want the room. */
static void make_whole(struct fit *fit, size_t column)
{
	widen(fit, column, fit->table->full[column]);
}

/* What is left over goes where names are long. */
static void grow(struct fit *fit)
{
	for (int rank = UINT8_MAX; rank >= 0; rank--)
		for (size_t c = 0; c < fit->form->columns; c++)
			if (fit->form->column[c].rank == rank)
				widen(fit, c, fit->form->column[c].grows);
}

/* The column with the most cells to spare; of equal ones that which always
 * has its place, else the first. */
static size_t widest(const struct fit *fit)
{
	size_t found = SIZE_MAX;
	int most = INT_MIN;

	for (size_t c = 0; c < fit->form->columns; c++) {
		const struct table_column *form = &fit->form->column[c];
		int spare = fit->width[c] - least_of(fit, c);

		if (is_fixed(form) || fit->width[c] <= 1)
			continue;
		if (form->spared)
			spare /= 2;
		if (spare > most || (spare == most && !form->rank)) {
			most = spare;
			found = c;
		}
	}
	return found;
}

/* All columns up to that rank side by side, squeezed evenly. False, and
 * nothing changed, where they cannot stand together; those of rank 0 are cut
 * by the area's end. */
static bool stand_together(struct fit *fit, unsigned together)
{
	struct fit old = *fit;
	int need = 0, least = 0;

	for (size_t c = 0; c < fit->form->columns; c++) {
		const struct table_column *form = &fit->form->column[c];
		int want = fit->table->want[c];
		int few = least_of(fit, c);

		if (!want || form->rank > together ||
		    (fit->table->same[c] && form->rank))
			continue;
		fit->width[c] = want;
		need += taken(fit->form, c, want) + gap(fit->form, c);
		if (few && few < want)
			want = few;
		least += taken(fit->form, c, want) + gap(fit->form, c);
	}
	if (together && least > fit->room) {
		*fit = old;
		return false;
	}
	for (; need > fit->room; need--) {
		size_t column = widest(fit);

		if (column == SIZE_MAX)
			break;
		fit->width[column]--;
	}
	fit->room -= need;
	return true;
}

#define SHORT 16 /* cells of a column that is not worth a cut */

int table_wants(const struct table *table, unsigned rank)
{
	const struct table_form *form = table->form;
	int cells = form->left + form->right;

	for (size_t c = 0; c < form->columns; c++)
		if (table->want[c] && form->column[c].rank <= rank)
			cells += taken(form, c, table->want[c]) + gap(form, c);
	return cells;
}

static struct fit fit_make(const struct table *table, int width)
{
	struct fit fit = { .table = table, .form = table->form };
	unsigned together = fit.form->together;

	fit.room = width - fit.form->left - fit.form->right;
	for (size_t c = 0; c < fit.form->columns && table->wide; c++) {
		int want = table->want[c], full = table->full[c];

		if (!want)
			continue;
		fit.width[c] = full <= SHORT && full > want ? full : want;
		fit.room -= taken(fit.form, c, fit.width[c]) + gap(fit.form, c);
	}
	if (!table->wide) {
		/* One rank goes before what has a fixed size is cut. */
		if (!stand_together(&fit, together) &&
		    (!fit.form->firm || together < 2 ||
		     !stand_together(&fit, together - 1))) {
			fit.loose = true;
			while (!stand_together(&fit, together))
				together--;
		}
		by_rank(&fit, choose_telling);
		by_rank(&fit, make_whole);
		by_rank(&fit, choose); /* those that are left */
	}
	grow(&fit);
	return fit;
}

/* The first column that may stand beside those that stay, so that the cell
 * cursor's is seen whole. */
static size_t first_shown(const struct fit *fit, size_t first, int room)
{
	size_t last = (size_t)fit->table->at.column;
	int need = 0;

	for (size_t c = first; c <= last && c < fit->form->columns; c++)
		need += fit->width[c] ? fit->width[c] + 2 : 0;
	for (; need - 2 > room && first < last; first++)
		need -= fit->width[first] ? fit->width[first] + 2 : 0;
	return first;
}

static bool put_place(const struct fit *fit, size_t column, int width,
		      struct table_place place[TABLE_COLUMNS], size_t *n)
{
	const struct table_place *last = *n ? &place[*n - 1] : NULL;
	int x = last ? last->x + taken(fit->form, last->column, last->width) +
				gap(fit->form, column)
		     : fit->form->left;
	int room = width - fit->form->right - x;

	if (room < 1)
		return false;
	/* A column of which too little would be seen at the edge is left out,
	 * but not the cell cursor's, and not the only one. */
	if (*n > 2 && (int)column != fit->table->at.column &&
	    room < fit->form->column[column].least && room < fit->width[column])
		return false;
	place[*n] = (struct table_place){
		.column = column,
		.x = x,
		.width = fit->width[column] < room ? fit->width[column] : room,
	};
	++*n;
	return true;
}

size_t table_fit(const struct table *table, int width,
		 struct table_place place[TABLE_COLUMNS])
{
	const struct table_form *form = table->form;
	struct fit fit = fit_make(table, width);
	size_t stay = 0, from, n = 0;

	/* Columns that stay at the left when the others scroll: all before
	 * the first that is neither a time nor a mark. */
	while (stay < form->columns && (form->column[stay].kind == CELL_TIME ||
					form->column[stay].kind == CELL_MARK))
		stay++;
	from = stay;
	for (size_t c = 0; c < form->columns; c++) {
		if (c == stay && table->wide) {
			int x = n ? place[n - 1].x + place[n - 1].width : 0;

			from = first_shown(&fit, stay, width - form->right - x);
		}
		if (c >= stay && c < from)
			continue;
		if (fit.width[c] && !put_place(&fit, c, width, place, &n))
			break;
	}
	return n;
}

const char *table_head(const struct table_column *column)
{
	return column->head ? column->head : column->name;
}
