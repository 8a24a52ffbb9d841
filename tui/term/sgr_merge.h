/* SPDX-License-Identifier: MIT */
/* sgr_merge.h - a screen's bytes with no more of them than needed: over a slow
 * line half of what a row costs would be words about colour. */
#ifndef SGR_MERGE_H
#define SGR_MERGE_H

#include "base.h"

#define SGR_DEFAULT (-1)

struct sgr {           /* how the terminal writes what comes next */
	unsigned bits; /* 1 << n for each SGR attribute n, 1..9 */
	int fg, bg;    /* 0..255; from 256 on an SGR code; SGR_DEFAULT */
};

struct sgr_merge {
	struct sgr is, want;
	struct sgr kept; /* with the cursor's place */
	bool lost;       /* what it is, is not known */
	char last;       /* the character before */
};

/* Nothing is known of the terminal yet. */
void sgr_merge_start(struct sgr_merge *merge);
/* Appends to `out` what has the effect of `in`: whole sequences, as curses
 * writes them. */
void sgr_merge_add(struct sgr_merge *merge, struct str in, struct buf *out);

#endif
