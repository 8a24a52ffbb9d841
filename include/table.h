/* SPDX-License-Identifier: MIT */
/* table.h - rows of anything in columns: arranged, fitted, drawn, moved in,
 * found in, copied from and printed.
 *
 * Three things make a table. A *form* declares its columns, once, for the
 * screen and for pipes. *Rows* are asked of a source that owns them: how many,
 * and what a cell holds. The *table* itself is what a person sees of them:
 * the order, what is unfolded, the cursor, the widths.
 *
 * A line is a place on the screen, a row a number of the source. Lines are
 * made of rows by table_arrange, in slices; what stood before stays until
 * the new order is whole. A source whose rows come in order says that it
 * `flows`: line and row are then the same number, nothing is arranged.
 *
 * Drawing costs the cells that show; measuring a table costs up to 500 of its
 * rows, once after table_renew. Memory: 16 bytes a line, and while arranging
 * 40 bytes a row. What does not fit into memory dies. */
#ifndef TABLE_H
#define TABLE_H

#include "form.h"
#include "grid.h"
#include "scroll.h"
#include "find.h"

/* ---- the table ---- */

struct table_line {
	uint32_t row;          /* UINT32_MAX: a rule */
	uint32_t depth, under; /* rows that fold under it */
	uint64_t id;
};

/* A column's place on the screen. */
struct table_place {
	size_t column; /* of the form */
	int x, width;  /* cells; x from the area's left */
};
#define TABLE_COLUMNS 64 /* at most, of a form */

/* How much of a date stands before a time, or is said once for a day. */
enum table_dated { DATED_NOT, DATED_DAY, DATED_YEAR };

/* How much of what has a fixed size, as an id, is whole: all in sight (of a
 * source that flows, all measured, so that columns stay while one scrolls),
 * nearly all, half of it. */
enum table_firm { FIRM_ALL, FIRM_NEARLY, FIRM_HALF, FIRM_NONE };

/* Cells that the rows in sight need of a column. */
struct table_sight {
	int words; /* so that nothing is cut */
	int firm;  /* nor anything of a fixed size */
	int deeds; /* nor a deed */
};

struct table_arranging;
struct cuts; /* tui/table/cut.h */
struct table {
	const struct table_form *form; /* borrowed, as all three */
	const struct table_rows *rows;
	const void *of;
	struct scroll at;
	uint64_t here;      /* the id under the cursor */
	bool moved, lost;   /* off the first line; `here` is not there */
	struct scroll left; /* the window, as the person left it */
	bool left_known;    /* else the next draw finds it out */
	bool given;         /* `left` is where a step back leads */
	size_t sort;        /* as in the form */
	bool reverse;
	struct table_line *line; /* where the source does not flow */
	size_t lines, room;
	struct table_line *every; /* where rows fold: the folded ones, too */
	size_t everies;
	uint64_t *open; /* ids of what is unfolded */
	size_t opens, open_room;
	struct table_arranging *arranging; /* NULL: arranged */
	struct table_narrowed narrowed;    /* find.h */
	bool wide;     /* scrolled sideways to columns without room */
	bool measured; /* and of the last draw: */
	enum table_dated dated;
	int want[TABLE_COLUMNS], full[TABLE_COLUMNS];
	int firm[FIRM_NONE][TABLE_COLUMNS];
	int owned[TABLE_COLUMNS];  /* as FIRM_NEARLY, and their accounts */
	int behind[TABLE_COLUMNS]; /* what stands behind names, with `least` */
	bool same[TABLE_COLUMNS];
	struct table_sight sight[TABLE_COLUMNS];
	bool sighted;                     /* `sight` is that of the last draw */
	struct cuts *cuts[TABLE_COLUMNS]; /* of words; NULL: none yet */
	size_t page;
	int width;
};

void table_init(struct table *table, const struct table_form *form,
		const struct table_rows *rows, const void *of);
void table_release(struct table *table); /* an empty one is fine */

/* The source has other rows, or they say other things: the table is arranged
 * and measured anew. */
void table_renew(struct table *table);
/* Goes on arranging, about `budget` rows of it. True while there is more to
 * do; false at once where there is nothing to do. The cursor then stands on
 * the id it stood on, else on the line it stood on. */
bool table_arrange(struct table *table, size_t budget);

size_t table_lines(const struct table *table);
/* The row on that line; SIZE_MAX for a rule, none, and one that is no more. */
size_t table_row(const struct table *table, size_t line);
size_t table_here(const struct table *table); /* the same of the cursor */
/* How many rows fold under the cursor's line. */
size_t table_under(const struct table *table);
/* How far the line is indented; 0 for a rule. */
size_t table_depth(const struct table *table, size_t line);

/* ---- moving ---- */

void table_move(struct table *table, enum table_move move);
/* Puts the cursor on the line; table_go: and what is around it into sight. */
void table_stand(struct table *table, size_t line);
void table_go(struct table *table, size_t line);
/* Puts it there as far below the top as it was left; SIZE_MAX: where it was
 * left. */
void table_settle(struct table *table, size_t line);
/* Another order, arranged anew; the cursor goes to the first line. */
void table_sort(struct table *table, size_t column, bool reverse);
/* Folds what is unfolded, or the other way round. */
void table_fold(struct table *table, uint64_t id);

/* ---- copying ---- */

/* Appends what the cell says, whole, times with their date. */
void table_put_cell(const struct table *table, size_t row, size_t column,
		    enum zone zone, struct buf *out);
/* Appends the time as a cell says it, if any. */
void table_put_time(struct buf *out, int64_t time, enum zone zone,
		    enum table_dated dated);

/* ---- words of a fixed size ---- */

/* True for an address, an access key, the id of an instance or an account,
 * each perhaps with its type before it, `key/` or `account `, or with ` +2`
 * behind it: cut, they would be others. */
bool words_are_firm(struct str text);
/* Without the type before it, and what stands behind; a part of `text`. */
struct str words_alone(struct str text);

/* ---- on the screen ---- */

struct table_pen {
	struct grid *grid;
	struct area area;
	enum zone zone;
	enum table_dated dated;
	bool focused; /* the cursor rests in it */
	bool cursor;  /* ... or its line shows nevertheless */
	bool cells;   /* it has a cell cursor; else heads tell the order */
	bool headless;
	/* Of dates the first column says none: its head does, and a rule
	 * where another day begins. For rows in the order of that time. */
	bool by_day;
	struct table_find find;
	const char *empty; /* said where there is no line */
};
void table_draw(struct table *table, const struct table_pen *pen);
/* Cells that its columns up to that rank want; and the fewest that they stand
 * in, what has a fixed size whole, with its account. */
int table_wants(const struct table *table, unsigned rank);
int table_needs(const struct table *table, unsigned rank);
/* The columns that an area of `width` cells shows, from the left; returns how
 * many. The widths are those of the last draw's zone and dates. */
size_t table_fit(const struct table *table, int width,
		 struct table_place place[TABLE_COLUMNS]);
/* The column under the cell cursor, of those that show. */
size_t table_column_here(const struct table *table);
const char *table_head(const struct table_column *column);
/* Puts `text`, and over it what is looked for. Returns the cells taken. */
int table_put_found(const struct table_pen *pen, struct area at, unsigned style,
		    struct str text);

#endif
