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

#include "base.h"
#include "grid.h"
#include "scroll.h"

/* ---- the form ---- */

enum cell_kind {
	CELL_TEXT,     /* words, from the left; cut, they still differ */
	CELL_IDENTITY, /* a name: as words; what the search looks at */
	CELL_TREE,     /* a name, indented by its depth, marks behind it */
	CELL_COUNT,    /* a number, at the right */
	CELL_TIME,     /* at the right; the first column from the left */
	CELL_BAR,      /* a part of a whole, in eighths of a cell */
	CELL_SPARK,    /* heights side by side, a cell each */
	CELL_MARK      /* two cells of glyphs; joins on the next column */
};

struct table_column {
	const char *name; /* when printed, sorted by and spoken of */
	const char *head; /* on the screen; NULL: the name */
	enum cell_kind kind;
	/* What goes first when room is short: 0 always has its place, the
	 * highest goes first. What says the same in every row gives way
	 * before all of them. */
	uint8_t rank;
	bool spared;      /* gives way half as much as others of its rank */
	bool unprinted;   /* on the screen only */
	bool unseen;      /* for pipes only */
	int least, most;  /* cells; most 0: no bound */
	int grows;        /* takes what is left over up to so many cells */
	size_t cut;       /* one row in so many may be cut; 0: none */
	unsigned style;   /* where the cell has none of its own */
	const char *unit; /* behind a count; a count of 0 is then blank */
};

struct table_form {
	const struct table_column *column; /* borrowed */
	size_t columns;
	uint8_t together; /* up to this rank columns are narrowed, as far as
			     their `least`, to stand side by side */
	size_t sort;      /* the column of the first order; SIZE_MAX: as the
			     source gives them */
	int heads_from;   /* heads where the area is so high; 0: none */
	int left, right;  /* blank cells inside the area */
	bool unmarked;    /* the cursor's line looks as the others do */
};

/* ---- rows ---- */

struct table_cell {
	struct str text;     /* words; absent: there is no value */
	struct str instead;  /* what eyes read where there is none */
	struct str brief;    /* ... and where the words do not fit */
	uint64_t count;      /* a number; of a bar, its part */
	uint64_t whole;      /* of a bar; 0: no bar */
	int64_t time;        /* TIME_NONE: none */
	struct str marks;    /* behind the words of a tree; of a mark, its
				second cell, a warning */
	const uint8_t *high; /* of a spark: eighths, `count` of them */
	bool styled;         /* `style` is the cell's own */
	unsigned style;
	bool unknown;   /* not counted yet: blank */
	bool spans;     /* the words go on over the columns to the right */
	struct buf buf; /* for words that the source composes */
};

/* A source. `of` is what table_init was given. Each answers at once. */
struct table_rows {
	size_t (*count)(const void *of);
	/* Fills the cell, which is empty but for the memory of `buf`. Texts
	 * are borrowed until the next call, or stand in cell->buf. */
	void (*cell)(const void *of, size_t row, size_t column,
		     struct table_cell *cell);
	/* What stays the same when rows are counted anew; NULL: their
	 * number. */
	uint64_t (*id)(const void *of, size_t row);
	/* Of rows that are equal the lesser text stands first; borrowed until
	 * the rows change. NULL: as the source gives them. */
	struct str (*tie)(const void *of, size_t row);
	/* Rows stand by band first; a rule parts each four bands from the next.
	 * NULL: one band. */
	uint8_t (*band)(const void *of, size_t row);
	/* The row it folds under; SIZE_MAX: none. NULL: nothing folds. */
	size_t (*parent)(const void *of, size_t row);
	/* True where all rows say the same in that column; NULL: none. */
	bool (*same)(const void *of, size_t column);
	/* True for a column that tells nothing of these rows; NULL: none. */
	bool (*hidden)(const void *of, size_t column);
	/* The largest count of that column, or more; NULL: it is looked for
	 * in all rows. */
	uint64_t (*largest)(const void *of, size_t column);
	bool flows; /* rows come in the order that is shown */
};

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
	bool cut;      /* some values are longer */
};
#define TABLE_COLUMNS 64 /* at most, of a form */

/* How much of a date stands before a time. */
enum table_dated { DATED_NOT, DATED_DAY, DATED_YEAR };

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
	size_t sort;        /* as in the form */
	bool reverse;
	struct table_line *line; /* where the source does not flow */
	size_t lines, room;
	struct table_line *every; /* where rows fold: the folded ones, too */
	size_t everies;
	uint64_t *open; /* ids of what is unfolded */
	size_t opens, open_room;
	struct table_arranging *arranging; /* NULL: arranged */
	bool wide;     /* every column whole, scrolled sideways */
	bool measured; /* and of the last draw: */
	enum table_dated dated;
	int want[TABLE_COLUMNS], full[TABLE_COLUMNS];
	int firm[TABLE_COLUMNS]; /* of what has a fixed size: never cut */
	bool same[TABLE_COLUMNS];
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

/* ---- finding and copying ---- */

/* True when `text` holds what is looked for: bytes [*from, *to). */
struct table_find {
	bool (*hit)(const void *by, struct str text, size_t *from, size_t *to);
	const void *by; /* NULL: nothing is looked for */
};
/* The line with a name that is hit, from the cursor on: the next (+1), the
 * previous (-1), or the first with the cursor's (0); past the end it goes on
 * at the other. Asks every line. */
struct table_found table_find(const struct table *table,
			      const struct table_find *find, int direction);
/* Goes there once arranged, unfolding what hides it; true when something did.
 */
bool table_reveal(struct table *table, const struct table_found *found);
/* Appends what the cell says, whole, times with their date. */
void table_put_cell(const struct table *table, size_t row, size_t column,
		    enum zone zone, struct buf *out);
/* Appends the time as a cell says it, if any. */
void table_put_time(struct buf *out, int64_t time, enum zone zone,
		    enum table_dated dated);

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
	struct table_find find;
	const char *empty; /* said where there is no line */
};
void table_draw(struct table *table, const struct table_pen *pen);
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
