/* SPDX-License-Identifier: MIT */
/* utf16.h - UTF-16 into UTF-8, in pieces of any size. */
#ifndef LOAD_UTF16_H
#define LOAD_UTF16_H

#include "base.h"

/* Bytes that one UTF-16 byte can become, rounded up: two make at most
 * three, and a lone high half found late makes three more. */
#define UTF16_GROWTH 2

struct utf16 {
	bool big;         /* big-endian */
	uint16_t pending; /* the first half of a pair, or 0 */
};

/* Turns whole units of in[0..len) into `out`, which has room for
 * UTF16_GROWTH * len + 4 bytes. *used is how many bytes of `in` were taken:
 * all, or all but an odd one. Returns the bytes written. Halves of pairs
 * that stand alone keep their three bytes (WTF-8), so that nothing an
 * attacker wrote is made to look like something else. */
size_t utf16_put(struct utf16 *utf16, const char *in, size_t len, size_t *used,
		 char *out);
/* Writes a half that was still waiting for its other when the text ended. */
size_t utf16_end(struct utf16 *utf16, char *out);

#endif
