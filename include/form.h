/* SPDX-License-Identifier: MIT */
/* form.h - what a table is made of: the columns that are declared, and the
 * rows that a source answers for. See table.h. */
#ifndef FORM_H
#define FORM_H

#include "base.h"

/* ---- the form ---- */

enum cell_kind {
	CELL_TEXT,     /* words, from the left; cut, they still differ */
	CELL_IDENTITY, /* a name: as words; what the search looks at */
	CELL_STORY,    /* a sentence, which is searched; see story_cut */
	CELL_TREE,     /* a name, indented by its depth, marks behind it */
	CELL_COUNT,    /* a number, at the right */
	CELL_TIME,     /* at the right; the first column from the left */
	CELL_BAR,      /* a part of a whole, by its root */
	CELL_SPARK,    /* numbers side by side, as bars of a cell each */
	CELL_MARK      /* two glyphs and a blank; joins on the next column */
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
	bool chosen;      /* has its place whatever its rows say */
	bool unprinted;   /* on the screen only */
	bool unseen;      /* for pipes only */
	int least, most;  /* cells; most 0: no bound; of a spark `most` or
			     `least`, a cell then for several of its parts */
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
	bool gives;       /* one of them that tells nothing gives its place to
			     the next rank */
	uint8_t firm;     /* of them those above this rank go rather than that
			     what has a fixed size is cut; 0: none does */
	size_t sort;      /* the column of the first order; SIZE_MAX: as the
			     source gives them */
	size_t then;      /* of equal rows those with more of this column's
			     counts stand first; 0: as `sort` */
	int heads_from;   /* heads where the area is so high; 0: none */
	int left, right;  /* blank cells inside the area */
	bool unmarked;    /* the cursor's line looks as the others do */
};

/* ---- rows ---- */

struct table_cell {
	struct str text;      /* words; absent: there is no value */
	struct str instead;   /* what eyes read where there is none */
	struct str brief;     /* ... and where the words do not fit; of a story
				 lines, of which the first that does */
	uint64_t count;       /* a number; of a bar, its part */
	uint64_t whole;       /* of a bar; 0: no bar */
	int64_t time;         /* TIME_NONE: none; a spark is sorted by it */
	struct str marks;     /* behind the words of a tree; of a mark, a
				 warning in its second cell */
	const uint32_t *part; /* of a spark: `count` numbers */
	bool styled;          /* `style` is the cell's own */
	unsigned style;
	bool deed;      /* a sentence that is rather whole than that a column of
			   a higher rank than those together stands */
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
	/* Appends the n-th of the names that those of the column are told
	 * apart from, though no row may have it; false: there are no more.
	 * NULL: those of the rows. */
	bool (*other)(const void *of, size_t column, size_t n, struct buf *out);
	bool flows; /* rows come in the order that is shown */
};

#endif
