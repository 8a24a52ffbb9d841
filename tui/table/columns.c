/* SPDX-License-Identifier: MIT */
/* columns.c - what the cells of a column say, and which columns have a place
 * in so many cells. */
#include <assert.h>
#include <limits.h>

#include "rows.h"

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

bool column_has_words(const struct table_form *form, size_t column)
{
	enum cell_kind kind = form->column[column].kind;

	return kind == CELL_TEXT || kind == CELL_IDENTITY || kind == CELL_TREE;
}

int column_head_width(const struct table_column *column)
{
	static const struct grid plain = { .ascii = false };

	return grid_measure(&plain, str_of(table_head(column)), 64);
}

/* ---- places ---- */

struct fit { /* columns being chosen for a width */
	const struct table *table;
	const struct table_form *form;
	int width[TABLE_COLUMNS]; /* 0: not shown */
	int room;                 /* cells left */
	int ranks;                /* the highest that a column has */
	enum table_firm firm;     /* else more columns go */
	bool scrolled;            /* no column goes */
};

/* A number that is cut is a wrong one. */
static bool is_fixed(const struct table_column *form)
{
	return form->kind == CELL_COUNT || form->kind == CELL_TIME ||
	       form->kind == CELL_MARK;
}

/* True where a column needs more for what has a fixed size. */
static bool is_pressed(const struct fit *fit)
{
	for (size_t c = 0; c < fit->form->columns; c++)
		if (fit->table->want[c] && fit->firm != FIRM_NONE &&
		    fit->table->firm[fit->firm][c] > fit->form->column[c].least)
			return true;
	return false;
}

/* The fewest cells that a column may be narrowed to. Of a spark no name is
 * the shorter, but what has a fixed size may halve it. */
static int least_of(const struct fit *fit, size_t column)
{
	const struct table_column *form = &fit->form->column[column];
	int least = form->least, firm;

	if (form->kind == CELL_SPARK)
		return form->most && !is_pressed(fit) ? form->most : least;
	if (fit->firm == FIRM_NONE)
		return least;
	firm = fit->table->firm[fit->firm][column];
	if (fit->table->behind[column] > least)
		least = fit->table->behind[column];
	return firm > least ? firm : least;
}

/* ... and that it takes where all stand together. */
static int fewest_of(const struct fit *fit, size_t column)
{
	int want = fit->table->want[column], least = least_of(fit, column);

	return !is_fixed(&fit->form->column[column]) && least && least < want
		       ? least
		       : want;
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
	for (int rank = 0; rank <= fit->ranks; rank++)
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

/* A sentence that tells more than a further column would. */
static void make_told(struct fit *fit, size_t column)
{
	int deeds = fit->table->sighted ? fit->table->sight[column].deeds : 0;
	int most = fit->form->column[column].most;

	widen(fit, column, most && most < deeds ? most : deeds);
}

/* Cells that no row in sight needs. */
static int idle(const struct fit *fit, size_t column)
{
	const struct table_column *form = &fit->form->column[column];
	int needs = fit->table->sight[column].words;
	int head = column_head_width(form);

	if (!column_has_words(fit->form, column) ||
	    (form->chosen && form->least == form->most))
		return 0;
	needs = needs > head ? needs : head;
	return fit->width[column] > needs ? fit->width[column] - needs : 0;
}

/* Takes them from others, of those who have most of them, up to `width`. */
static void take_idle(struct fit *fit, size_t column, int width)
{
	while (fit->width[column] && fit->width[column] < width) {
		size_t from = SIZE_MAX;

		for (size_t c = 0; c < fit->form->columns; c++)
			if (c != column && idle(fit, c) > 0 &&
			    (from == SIZE_MAX ||
			     idle(fit, c) > idle(fit, from)))
				from = c;
		if (from == SIZE_MAX)
			return;
		fit->width[from]--;
		fit->width[column]++;
	}
}

/* For what is cut nevertheless: ids, then sentences. */
static void use_idle(struct fit *fit)
{
	const struct table_sight *sight = fit->table->sight;

	for (size_t c = 0; c < fit->form->columns; c++)
		take_idle(fit, c, sight[c].firm);
	for (size_t c = 0; c < fit->form->columns; c++)
		take_idle(fit, c,
			  fit->form->column[c].kind == CELL_STORY
				  ? sight[c].words
				  : sight[c].deeds);
}

/* What is left over goes where names are long. */
static void grow(struct fit *fit)
{
	for (int rank = fit->ranks; rank >= 0; rank--)
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
		int few = fewest_of(fit, c);

		if (!want || form->rank > together ||
		    (fit->table->same[c] && form->rank))
			continue;
		fit->width[c] = want;
		need += taken(fit->form, c, want) + gap(fit->form, c);
		least += taken(fit->form, c, few) + gap(fit->form, c);
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

/* Of a spark all cells are shown or each for two, as the parts of what it
 * counts are all alike; what that leaves is for names. */
static void even_sparks(struct fit *fit, size_t column)
{
	const struct table_column *form = &fit->form->column[column];
	int less = fit->width[column] - form->least;

	if (form->kind != CELL_SPARK || fit->width[column] == form->most ||
	    less <= 0)
		return;
	fit->width[column] -= less;
	fit->room += less;
}

/* True for one of those that stand together which tells nothing. */
static bool gives_place(const struct fit *fit, size_t column)
{
	const struct table_column *form = &fit->form->column[column];

	return form->rank && form->rank <= fit->form->together &&
	       (fit->table->same[column] || !fit->table->want[column]);
}

/* Columns down to rank `firm` go rather than that what has a fixed size is
 * cut; for the few that are longest no more than those of one rank. */
static void stand_firm(struct fit *fit)
{
	unsigned together = fit->form->together, most = together;
	unsigned fewest = fit->form->firm ? fit->form->firm : together;
	unsigned few = fewest < together ? together - 1 : together;

	for (size_t c = 0; fit->form->gives && c < fit->form->columns; c++)
		most += gives_place(fit, c);
	for (fit->firm = FIRM_ALL; fit->firm < FIRM_NONE; fit->firm++) {
		for (unsigned rank = most; rank >= few; rank--)
			if (stand_together(fit, rank))
				return;
		few = fewest;
	}
	while (!stand_together(fit, together))
		together--;
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

int table_needs(const struct table *table, unsigned rank)
{
	const struct fit fit = { .table = table,
				 .form = table->form,
				 .firm = FIRM_NEARLY };
	int cells = fit.form->left + fit.form->right;

	for (size_t c = 0; c < fit.form->columns; c++) {
		int few = fewest_of(&fit, c), owned = table->owned[c];

		if (table->want[c] && fit.form->column[c].rank <= rank)
			cells += taken(fit.form, c, few > owned ? few : owned) +
				 gap(fit.form, c);
	}
	return cells;
}

/* As many columns as there is room for. */
static struct fit fit_room(const struct table *table, int width)
{
	struct fit fit = { .table = table, .form = table->form };

	fit.room = width - fit.form->left - fit.form->right;
	for (size_t c = 0; c < fit.form->columns; c++)
		if (fit.form->column[c].rank > fit.ranks)
			fit.ranks = fit.form->column[c].rank;
	stand_firm(&fit);
	by_rank(&fit, even_sparks);
	by_rank(&fit, make_told);
	by_rank(&fit, choose_telling);
	by_rank(&fit, make_whole);
	by_rank(&fit, choose); /* those that are left */
	grow(&fit);
	if (table->sighted)
		use_idle(&fit);
	return fit;
}

/* Every column that says anything, to be scrolled sideways. */
static struct fit fit_all(const struct table *table)
{
	struct fit fit = { .table = table,
			   .form = table->form,
			   .scrolled = true };

	for (size_t c = 0; c < fit.form->columns; c++) {
		int want = table->want[c], full = table->full[c];

		if (want)
			fit.width[c] =
				full <= SHORT && full > want ? full : want;
	}
	return fit;
}

/* A wide table, too, begins with what there is room for, and scrolls when the
 * cell cursor goes to another column. */
static struct fit fit_make(const struct table *table, int width)
{
	struct fit fit = fit_room(table, width);

	return table->wide && !fit.width[(size_t)table->at.column]
		       ? fit_all(table)
		       : fit;
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
		if (c == stay && fit.scrolled) {
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
