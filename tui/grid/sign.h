/* SPDX-License-Identifier: MIT */
/* sign.h - what stands on the screen for one character of a text. Everything
 * that makes text into cells or into output goes through sign_next, so what
 * is done about hostile characters is decided there and nowhere else. */
#ifndef SIGN_H
#define SIGN_H

#include "base.h"

/* More bytes than sign_next ever looks at. */
#define SIGN_LOOK 32

/* Either one cell (`spelled` empty) or several that belong together, one
 * ASCII character each. A sign is shown whole or not at all. */
struct sign {
	uint32_t point[3]; /* base and at most two marks */
	char spelled[12];  /* `<U+202E>`, `\x9b`, `^[`, NUL-terminated */
	int width;         /* cells, at least 1 */
	bool warn;         /* not what the text seems to say */
	size_t taken;      /* bytes of the text, at least 1 */
};

/* The sign for the beginning of the text; at < end. */
struct sign sign_next(const char *at, const char *end, bool ascii);

#endif
