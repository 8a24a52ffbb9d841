/* SPDX-License-Identifier: MIT */
/* cut_shape.h - one text as cells and words, and the ways to cut it. */
#ifndef CUT_SHAPE_H
#define CUT_SHAPE_H

#include "grid.h"

/* Bytes of a text that are looked at: an S3 key has 1,024 at most. */
#define SHAPE_LOOK 1100

struct shape {
	struct str text;
	size_t len; /* bytes looked at */
	bool ascii;
	uint16_t cell[SHAPE_LOOK + 1]; /* cells before a byte */
	uint8_t stop[SHAPE_LOOK + 1];  /* bits below */
};
#define STOP_LETTER 1 /* a letter begins: may be cut here */
#define STOP_WORD 2   /* a word begins */
#define STOP_END 4    /* a word ends, before the sign that parts it */

void shape_make(struct shape *shape, struct str text, bool ascii);
/* Appends a way to show it in `width` cells: what it says first, and of the
 * rest what comes after `shared` bytes, which others begin with, too. */
void shape_cut(const struct shape *shape, int width, size_t shared,
	       struct buf *out);
/* Appends its end, or where that does not tell it from others what comes after
 * `shared` bytes. */
void shape_cut_end(const struct shape *shape, int width, size_t shared,
		   struct buf *out);
/* Appends the n-th of other ways: those that show byte `high`, from which on
 * it differs from all that look the same, the first also what is before, from
 * `low`; then any. Nothing where that is no way; false: there are no more. */
bool shape_other(const struct shape *shape, int width, size_t low, size_t high,
		 size_t n, struct buf *out);

#endif
