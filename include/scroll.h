/* SPDX-License-Identifier: MIT */
/* scroll.h - table's third door: a window over lines. It knows a count and a
 * page, and nothing of what the lines are. */
#ifndef SCROLL_H
#define SCROLL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scroll {             /* a window over lines */
	size_t cursor, top; /* lines */
	int column;         /* the cell cursor's column, of the form */
};

enum table_move {
	MOVE_DOWN,
	MOVE_UP,
	MOVE_PAGE_DOWN,
	MOVE_PAGE_UP,
	MOVE_HALF_DOWN,
	MOVE_HALF_UP,
	MOVE_TOP,
	MOVE_BOTTOM,
	MOVE_LEFT, /* columns that show */
	MOVE_RIGHT
};
/* Moves the window over `count` lines, `page` of them shown. */
void scroll_move(struct scroll *scroll, enum table_move move, size_t count,
		 size_t page);
/* Keeps the cursor inside `count` lines and on the page. */
void scroll_fit(struct scroll *scroll, size_t count, size_t page);

/* ---- finding ---- */

struct table_found {
	size_t line;       /* SIZE_MAX: nowhere, or folded away */
	size_t nth, count; /* from 1; a count of 0: nowhere */
	bool wrapped;
	uint64_t id, fold; /* of what folds: its id, and under which */
};
/* The line that `direction` leads to from line `here`, of those of which `hit`
 * says so: the next (+1), the previous (-1), or the first from there on (0);
 * past the end it goes on at the other. Asks every line. */
struct table_found lines_find(size_t lines, size_t here, int direction,
			      bool (*hit)(const void *of, size_t line),
			      const void *of);

#endif
