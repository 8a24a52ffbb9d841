/* SPDX-License-Identifier: MIT */
/* squeeze.h - a screen's bytes with no more of them than needed: over a slow
 * line half of what a row costs would be words about colour. */
#ifndef SQUEEZE_H
#define SQUEEZE_H

#include "base.h"

#define PEN_DEFAULT (-1)

struct pen {           /* how the terminal writes what comes next */
	unsigned bits; /* 1 << n for each SGR attribute n, 1..9 */
	int fg, bg;    /* 0..255; from 256 on an SGR code; PEN_DEFAULT */
};

struct squeeze {
	struct pen is, want;
	struct pen kept; /* with the cursor's place */
	bool lost;       /* what it is, is not known */
	char last;       /* the character before */
};

/* Nothing is known of the terminal yet. */
void squeeze_start(struct squeeze *squeeze);
/* Appends to `out` what has the effect of `in`: whole sequences, as curses
 * writes them. */
void squeeze_add(struct squeeze *squeeze, struct str in, struct buf *out);

#endif
