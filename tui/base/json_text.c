/* SPDX-License-Identifier: MIT */
/* json_text.c - the texts in JSON: escapes undone and made, keys compared.
 *
 * A lone surrogate is no character, yet it must survive (evidence is given
 * back as it came): it is kept as the three bytes UTF-8 would have used. */
#include "json.h"

#include <string.h>

static uint32_t hex4(const char *at)
{
	uint32_t n = 0;

	for (int i = 0; i < 4; i++) {
		char c = at[i];

		n = n * 16 +
		    (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	return n;
}

/* `*at` is after "\u"; takes the digits and, of a pair, the second half. */
static uint32_t take_point(const char **at, const char *end)
{
	uint32_t point = hex4(*at), low;

	*at += 4;
	if (point >> 10 != 0xd800 >> 10 || end - *at < 6 || (*at)[0] != '\\' ||
	    (*at)[1] != 'u')
		return point;
	low = hex4(*at + 2);
	if (low >> 10 != 0xdc00 >> 10)
		return point;
	*at += 6;
	return 0x10000 + ((point & 0x3ff) << 10) + (low & 0x3ff);
}

/* Decodes the escape whose backslash is at *at; its length in `out`. */
static size_t take_escape(char out[4], const char **at, const char *end)
{
	static const char names[] = "bfnrt", bytes[] = "\b\f\n\r\t";
	char c = (*at)[1];
	const char *name = memchr(names, c, 5);

	*at += 2;
	if (c == 'u')
		return utf8_put(out, take_point(at, end));
	out[0] = name ? bytes[name - names] : c;
	return 1;
}

size_t json_decode(char *out, const char *at, size_t len)
{
	const char *end = at + len;
	char *to = out, unit[4];

	while (at < end) {
		const char *slash = memchr(at, '\\', (size_t)(end - at));
		size_t plain = (size_t)((slash ? slash : end) - at);

		memcpy(to, at, plain);
		to += plain;
		at += plain;
		if (at < end) {
			size_t taken = take_escape(unit, &at, end);

			memcpy(to, unit, taken);
			to += taken;
		}
	}
	return (size_t)(to - out);
}

static bool is_high(int32_t point)
{
	return point >= 0xd800 && point < 0xdc00;
}

static bool is_low(int32_t point)
{
	return point >= 0xdc00 && point < 0xe000;
}

static void put_escape(struct buf *out, uint32_t point)
{
	static const char bytes[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
	const char *byte = point < 128 ? memchr(bytes, (int)point, 7) : NULL;

	if (byte) {
		buf_addc(out, '\\');
		buf_addc(out, names[byte - bytes]);
	} else if (point < 0x10000) {
		buf_addf(out, "\\u%04x", (unsigned)point);
	} else {
		point -= 0x10000;
		buf_addf(out, "\\u%04x\\u%04x",
			 (unsigned)(0xd800 + (point >> 10)),
			 (unsigned)(0xdc00 + (point & 0x3ff)));
	}
}

/* A low half right after a high one, both as three bytes, stays as it is:
 * two escapes would be read back as the pair's one character. */
static bool needs_escape(int32_t point, int32_t before)
{
	if (point == '"' || point == '\\')
		return true;
	if (is_low(point) && is_high(before))
		return false;
	return point_class(point) == POINT_CONTROL ||
	       point_class(point) == POINT_HIDDEN;
}

void json_quote(struct buf *out, struct str text)
{
	const char *at = text.at ? text.at : "";
	const char *end = at + text.len, *kept = at;
	int32_t before = -1;

	buf_addc(out, '"');
	while (at < end) {
		const char *from = at;
		int32_t point;

		at += utf8_next(at, end, &point);
		if (needs_escape(point, before)) {
			buf_add(out,
				(struct str){ kept, (size_t)(from - kept) });
			put_escape(out, (uint32_t)point);
			kept = at;
		}
		before = point;
	}
	buf_add(out, (struct str){ kept, (size_t)(at - kept) });
	buf_addc(out, '"');
}

/* Whether the inside of a string, decoded, is `text`. */
static bool decodes_to(const char *at, const char *end, struct str text)
{
	char unit[4];

	while (at < end) {
		size_t len = 1;

		if (*at == '\\')
			len = take_escape(unit, &at, end);
		else
			unit[0] = *at++;
		if (text.len < len || memcmp(text.at, unit, len))
			return false;
		text = str_slice(text, len, text.len);
	}
	return !text.len;
}

/* After "," or "{": takes a key and its colon; the value's first byte. */
static const char *take_member(const char *at, const char *end, struct str key,
			       bool *found)
{
	const char *close;
	bool plain;

	at = json_space(at, end);
	if (at == end || *at != '"')
		return NULL;
	close = json_close(++at, end, &plain, NULL);
	if (!close)
		return NULL;
	*found = plain ? str_eq(key, (struct str){ at, (size_t)(close - at) })
		       : decodes_to(at, close, key);
	at = json_space(close + 1, end);
	if (at == end || *at != ':')
		return NULL;
	at = json_space(at + 1, end);
	return at == end ? NULL : at;
}

const char *json_member(const char *at, const char *end, struct str key)
{
	bool found;

	at = json_space(at, end);
	if (at == end || *at != '{')
		return NULL;
	do {
		at = take_member(at + 1, end, key, &found);
		if (!at || found)
			return at;
		at = json_skip(at, end, NULL);
		if (at)
			at = json_space(at, end);
	} while (at && at < end && *at == ',');
	return NULL;
}
