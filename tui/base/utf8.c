/* SPDX-License-Identifier: MIT */
/* utf8.c - code points: read strictly, classed and measured.
 *
 * What a terminal does with a character is decided here from tables fixed at
 * build, never by the C library's locale: a count of hidden characters is
 * evidence and must be the same everywhere. */
#include "base.h"
#include "width_table.h"

#include <assert.h>
#include <string.h>

static bool is_tail(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Bytes that a lead byte calls for; 0 when it is none. c0, c1 and f5.. would
 * only begin overlong forms or points past the last one. */
static size_t length_of(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead < 0xc2)
		return 0;
	if (lead < 0xe0)
		return 2;
	if (lead < 0xf0)
		return 3;
	return lead < 0xf5 ? 4 : 0;
}

size_t utf8_next(const char *at, const char *end, int32_t *point)
{
	static const int32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char lead = (unsigned char)*at;
	size_t len = length_of(lead);
	int32_t sum = lead;

	*point = -1;
	if (!len || (size_t)(end - at) < len)
		return 1;
	if (len > 1)
		sum = lead & (0x7f >> len);
	for (size_t i = 1; i < len; i++) {
		if (!is_tail(at[i]))
			return 1;
		sum = sum << 6 | (at[i] & 0x3f);
	}
	if (sum < least[len] || sum > 0x10ffff)
		return 1;
	*point = sum;
	return len;
}

size_t utf8_put(char out[4], uint32_t point)
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	const size_t len = point < 0x80      ? 1
			   : point < 0x800   ? 2
			   : point < 0x10000 ? 3
					     : 4;

	assert(point <= 0x10ffff);
	for (size_t i = len - 1; i > 0; i--, point >>= 6)
		out[i] = (char)(0x80 | (point & 0x3f));
	out[0] = (char)(lead[len] | point);
	return len;
}

static bool in_table(const struct point_range *table, size_t len,
		     uint32_t point)
{
	size_t low = 0, high = len;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (point > table[mid].last)
			low = mid + 1;
		else if (point < table[mid].first)
			high = mid;
		else
			return true;
	}
	return false;
}

enum point_class point_class(int32_t point)
{
	uint32_t p = (uint32_t)point;

	if (p < 0x20 || (p >= 0x7f && p < 0xa0))
		return POINT_CONTROL;
	if (p < 0xad)
		return POINT_PLAIN;
	if (in_table(hidden_points, ARRAY_LEN(hidden_points), p))
		return POINT_HIDDEN;
	if (in_table(mark_points, ARRAY_LEN(mark_points), p))
		return POINT_MARK;
	return POINT_PLAIN;
}

int point_width(int32_t point)
{
	uint32_t p = (uint32_t)point;

	assert(point >= 0);
	if (p < wide_points[0].first)
		return 1;
	return in_table(wide_points, ARRAY_LEN(wide_points), p) ? 2 : 1;
}

#define EACH_BYTE (UINT64_MAX / 255)

/* Passes steps of 8 bytes that are all printable ASCII. The high bit of a
 * byte tells: as it is for what is above 7f, in the sum for 7f itself, in the
 * difference for what is below 20. */
static const char *pass_printable(const char *at, const char *end)
{
	uint64_t word;

	for (; end - at >= 8; at += 8) {
		memcpy(&word, at, sizeof(word));
		if ((word | (word + EACH_BYTE) | (word - EACH_BYTE * 0x20)) &
		    EACH_BYTE << 7)
			break;
	}
	return at;
}

bool text_hides(struct str s)
{
	const char *at = s.at, *end;

	if (!s.at)
		return false;
	end = at + s.len;
	while ((at = pass_printable(at, end)) < end) {
		int32_t point;
		enum point_class class;

		at += utf8_next(at, end, &point);
		if (point < 0 || point == '\t' || point == '\n' ||
		    point == '\r')
			continue;
		class = point_class(point);
		if (class == POINT_CONTROL || class == POINT_HIDDEN)
			return true;
	}
	return false;
}
