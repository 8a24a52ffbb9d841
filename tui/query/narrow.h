/* SPDX-License-Identifier: MIT */
/* narrow.h - what a pattern cannot do without, known before any text is
 * looked at. */
#ifndef NARROW_H
#define NARROW_H

#include "needle.h"

#define NEEDLES 6 /* alternatives; a pattern with more is not narrowed */

struct narrow {
	/* A hit holds one of these; 0: that is not known. */
	struct needle needle[NEEDLES];
	uint32_t in[NEEDLES]; /* packed kinds in which it may stand */
	size_t needles;
	uint32_t ids; /* packed kinds that may be hit: REACH_UUID ... */
};

/* Reads a literal or a pattern. `utf`: letters may fold beyond ASCII. */
struct narrow narrow_read(struct str pattern, bool literal, bool fold,
			  bool utf);
/* False when nothing can be hit in the text. */
static inline bool narrow_lets(const struct narrow *narrow, struct str text)
{
	for (size_t i = 0; i < narrow->needles; i++)
		if (needle_in(&narrow->needle[i], text))
			return true;
	return narrow->needles == 0;
}
/* The same for the text of a packed id of that kind. */
static inline bool narrow_lets_id(const struct narrow *narrow, uint32_t kind,
				  struct str text)
{
	for (size_t i = 0; i < narrow->needles; i++)
		if (narrow->in[i] & kind && needle_in(&narrow->needle[i], text))
			return true;
	return narrow->needles == 0;
}

#endif
