/* SPDX-License-Identifier: MIT */
/* find.h - table's fourth door: rows whose names hold what is looked for, gone
 * to one after the other, or shown alone. */
#ifndef FIND_H
#define FIND_H

#include "base.h"
#include "scroll.h"

struct table;
struct table_line;

/* True when `text` holds what is looked for: bytes [*from, *to). */
struct table_find {
	bool (*hit)(const void *by, struct str text, size_t *from, size_t *to);
	const void *by; /* NULL: nothing is looked for */
};

/* ---- going there ---- */

/* The line with a name that is hit, from the cursor on: the next (+1), the
 * previous (-1), or the first with the cursor's (0); past the end it goes on
 * at the other. Asks every line. */
struct table_found table_find(const struct table *table,
			      const struct table_find *find, int direction);
/* Goes there once arranged, unfolding what hides it; true when something did.
 */
bool table_reveal(struct table *table, const struct table_found *found);

/* ---- shown alone ---- */

/* What a narrowed table keeps of itself. */
struct table_narrowed {
	struct table_find find; /* by NULL: it is not narrowed */
	size_t kept, of;        /* rows at depth 0, when it was last arranged */
	/* what stood before; `line` NULL: the source has other rows by now */
	struct table_line *line;
	size_t lines, room;
	struct table_line *every; /* folded ones, too */
	size_t everies;
	struct scroll at;
	uint64_t here;
	bool moved;
};
/* From now on only rows of which a name is hit have a line, the cursor on the
 * first: also those that are folded, which then stand unfolded under theirs,
 * and what folds under a hit. Arranged in slices, like another order; what
 * `find` goes by is borrowed until it is another one. With `by` NULL all rows
 * are back, and lines, window and cursor are at once what they were before
 * the first of these calls. A source that flows is not narrowed. */
void table_narrow(struct table *table, const struct table_find *find);

#endif
