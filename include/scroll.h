/* SPDX-License-Identifier: MIT */
/* scroll.h - table's third door: a window over lines. It knows a count and a
 * page, and nothing of what the lines are. */
#ifndef SCROLL_H
#define SCROLL_H

#include <stddef.h>

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

#endif
