/* SPDX-License-Identifier: MIT */
/* prefilter.h - what a pattern cannot do without, known before any text is
 * looked at, and looked for before the pattern is tried. */
#ifndef PREFILTER_H
#define PREFILTER_H

#include "base.h"

/* A short text looked for in many short texts, quickly. */
#define NEEDLE_MOST 32 /* bytes; the rest of a longer one is not used */
#define NEEDLE_LANES 16

struct needle {
	char low[NEEDLE_MOST]; /* with letters small, when folding */
	size_t len;            /* 0: stands in every text */
	bool fold;             /* ASCII letters */
	/* Both cases of the bytes at its ends, as often as there are lanes. */
	char first[2][NEEDLE_LANES], last[2][NEEDLE_LANES];
};

#define NEEDLES 6 /* alternatives; a pattern with more lets all pass */

struct prefilter {
	/* A hit holds one of these; 0: that is not known. */
	struct needle needle[NEEDLES];
	uint32_t in[NEEDLES]; /* kinds of text in which it may stand */
	size_t needles;
	uint32_t ids; /* packed kinds that may be hit: PACKED_UUID ... */
};

/* Reads a literal or a pattern. `utf`: letters may fold beyond ASCII. */
struct prefilter prefilter_of(struct str pattern, bool literal, bool fold,
			      bool utf);
/* False when nothing can be hit in the text, which is kept so: TEXT_PLAIN ...
 */
bool prefilter_lets(const struct prefilter *prefilter, uint32_t kind,
		    struct str text);

#endif
