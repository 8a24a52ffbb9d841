/* SPDX-License-Identifier: MIT */
/* clean.c - texts as bytes for an output that is a terminal, by the rules of
 * cells. What a cell shows in the warning style stands here bare. */

#include "sign.h"
#include "clean.h"

void points_put(struct buf *out, const uint32_t point[3])
{
	char bytes[4];

	for (int i = 0; i < 3 && point[i]; i++) {
		struct str s = { bytes, utf8_put(bytes, point[i]) };

		buf_add(out, s);
	}
}

void text_clean(struct buf *out, struct str s, bool ascii)
{
	const char *at = s.at, *end = s.at + s.len;

	while (at < end) {
		struct sign sign = sign_next(at, end, ascii);

		if (sign.spelled[0])
			buf_add(out, str_of(sign.spelled));
		else
			points_put(out, sign.point);
		at += sign.taken;
	}
}
