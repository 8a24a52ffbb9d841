/* SPDX-License-Identifier: MIT */
/* buf.c - a text being built.
 *
 * Always NUL-terminated, so that it can be handed to the C library, and
 * always with a length, because values may hold NUL bytes. */
#include "base.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUF_FIRST 64 /* bytes: most texts that are built are one line */

/* Room for `more` bytes and the NUL after them. */
static void make_room(struct buf *buf, size_t more)
{
	size_t need = buf->len + more + 1;

	assert(buf->len <= buf->room);
	if (need <= more)
		die("a text outgrew the address space");
	if (need <= buf->room)
		return;
	if (need < BUF_FIRST)
		need = BUF_FIRST;
	if (!vec_reserve(&buf->at, &buf->room, need, 1))
		die("out of memory (%zu bytes asked for)", need);
}

void buf_add(struct buf *buf, struct str s)
{
	assert(s.at || !s.len);
	make_room(buf, s.len);
	if (s.len)
		memcpy(buf->at + buf->len, s.at, s.len);
	buf->len += s.len;
	buf->at[buf->len] = '\0';
}

void buf_addc(struct buf *buf, char c)
{
	make_room(buf, 1);
	buf->at[buf->len++] = c;
	buf->at[buf->len] = '\0';
}

void buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	make_room(buf, 0);
	len = vsnprintf(buf->at + buf->len, buf->room - buf->len, format, args);
	if (len > 0 && (size_t)len >= buf->room - buf->len) {
		make_room(buf, (size_t)len);
		vsnprintf(buf->at + buf->len, buf->room - buf->len, format,
			  again);
	}
	va_end(again);
	va_end(args);
	if (len > 0)
		buf->len += (size_t)len;
	buf->at[buf->len] = '\0';
}

void buf_add_count(struct buf *buf, uint64_t n)
{
	char text[27]; /* 20 digits, 6 commas */
	size_t at = sizeof(text);

	for (unsigned digits = 0; n || !digits; n /= 10) {
		if (digits && digits % 3 == 0)
			text[--at] = ',';
		text[--at] = (char)('0' + n % 10);
		digits++;
	}
	buf_add(buf, (struct str){ text + at, sizeof(text) - at });
}

void buf_reset(struct buf *buf)
{
	buf->len = 0;
	if (buf->at)
		buf->at[0] = '\0';
}

void buf_release(struct buf *buf)
{
	free(buf->at);
	*buf = (struct buf){ 0 };
}

struct str buf_str(const struct buf *buf)
{
	return (struct str){ buf->at ? buf->at : "", buf->len };
}
