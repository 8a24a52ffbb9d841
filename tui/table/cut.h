/* SPDX-License-Identifier: MIT */
/* cut.h - words that are too long for their column, cut so that two which
 * differ look different.
 *
 * What a text shares with others of its column goes first, at its beginning:
 * `role/…get-usr-data`. Words stay whole as long as that leaves enough of
 * them: `Authorize…GroupIngress`. Where two cuts would still look alike, each
 * shows the place where it differs.
 *
 * The texts of a column are those *kept*, a sample of all its rows, and those
 * *met*, which are in sight. A cut depends on these alone, not on the way one
 * came there; one of a kept text on the kept alone. Two different texts of
 * them have different cuts, but where so few cells cannot tell them apart.
 *
 * Costs about a microsecond a text that is too long, for those kept once a
 * width. */
#ifndef CUT_H
#define CUT_H

#include "grid.h"

struct cut_word {
	struct str text;
	struct str brief; /* says it in fewer cells; or absent */
	int less;         /* cells of the column that it has not */
};

struct cuts;
void cuts_free(struct cuts *cuts); /* NULL is fine */
/* Forgets all texts, of *cuts, which is made where it is NULL. */
void cuts_begin(struct cuts **cuts);
/* Keeps a text, which is copied. */
void cuts_keep(struct cuts *cuts, struct cut_word word);
/* Cells of what always stands behind one of the names kept, at most. */
int cuts_behind(const struct cuts *cuts);
/* From now on cuts are for columns of `width` cells; forgets those met. */
void cuts_fit(struct cuts *cuts, bool ascii, int width);
/* Meets a text, which is copied; cuts_settle ends meeting. */
void cuts_meet(struct cuts *cuts, struct cut_word word);
void cuts_settle(struct cuts *cuts);
/* How a text that was kept or met is shown; absent: it was neither. Borrowed
 * until the next call on the cuts. */
struct str cuts_of(const struct cuts *cuts, struct str text);

/* Appends a sentence in `width` cells: whole, or one of the lines of `brief`
 * (absent: none). What has a fixed size, addresses, keys, ids, is never cut in
 * two: of the lines that which keeps most of it is taken, and of equal ones
 * that where least gives way: first long names, then what stands behind, then
 * what has a fixed size; what then has a place comes back. Else the beginning
 * of the last. Costs a few microseconds a line. */
void story_cut(const struct grid *grid, struct str text, struct str brief,
	       int width, struct buf *out);

#endif
