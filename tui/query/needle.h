/* SPDX-License-Identifier: MIT */
/* needle.h - a short text looked for in many short texts, quickly: what a
 * pattern cannot do without is looked for before the pattern is tried. */
#ifndef NEEDLE_H
#define NEEDLE_H

#include "base.h"

#define NEEDLE_MOST 32 /* bytes; the rest of a longer one is not used */
#define NEEDLE_LANES 16

struct needle {
	char low[NEEDLE_MOST]; /* with letters small, when folding */
	size_t len;            /* 0: stands in every text */
	bool fold;             /* ASCII letters */
	/* Both cases of the bytes at its ends, as often as there are lanes. */
	char first[2][NEEDLE_LANES], last[2][NEEDLE_LANES];
};

struct needle needle_make(struct str text, bool fold);
bool needle_in(const struct needle *needle, struct str text);

#endif
