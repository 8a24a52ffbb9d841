/* SPDX-License-Identifier: MIT */
/* clipboard.c - a text as the escape sequence that puts it on the clipboard of
 * the person's own machine, also through ssh. Base64, so no byte of it is one
 * that a terminal obeys. */

#include "clipboard.h"

#include <assert.h>

#define CLIPBOARD_MOST 74994 /* 100,000 bytes of base64, what xterm takes */

static void put_three(struct buf *out, const unsigned char *at, size_t len)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits = (uint32_t)at[0] << 16;

	assert(len > 0);
	bits |= len > 1 ? (uint32_t)at[1] << 8 : 0;
	bits |= len > 2 ? at[2] : 0;
	buf_addc(out, digit[bits >> 18]);
	buf_addc(out, digit[bits >> 12 & 63]);
	buf_addc(out, len > 1 ? digit[bits >> 6 & 63] : '=');
	buf_addc(out, len > 2 ? digit[bits & 63] : '=');
}

bool clipboard_put(struct buf *out, struct str text)
{
	const unsigned char *at = (const unsigned char *)text.at;

	if (text.len > CLIPBOARD_MOST)
		return false;
	buf_add(out, STR("\033]52;c;"));
	for (size_t i = 0; i < text.len; i += 3)
		put_three(out, at + i, text.len - i);
	buf_addc(out, '\a');
	return true;
}
