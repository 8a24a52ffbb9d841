/* SPDX-License-Identifier: MIT */
/* utf16.c - what PowerShell's `>` and Out-File write is UTF-16 with a byte
 * order mark; the rest of the program sees UTF-8 only. */
#include "utf16.h"

static bool is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

static size_t put_half(char *out, uint32_t unit)
{
	out[0] = (char)(0xe0 | unit >> 12);
	out[1] = (char)(0x80 | (unit >> 6 & 0x3f));
	out[2] = (char)(0x80 | (unit & 0x3f));
	return 3;
}

size_t utf16_end(struct utf16 *utf16, char *out)
{
	const uint16_t half = utf16->pending;

	utf16->pending = 0;
	return half ? put_half(out, half) : 0;
}

static size_t put_unit(struct utf16 *utf16, uint16_t unit, char *out)
{
	const uint32_t high = utf16->pending;
	size_t n = 0;

	if (high && is_low(unit)) {
		utf16->pending = 0;
		return utf8_put(out, 0x10000 + ((high & 0x3ff) << 10) +
					     (unit & 0x3ff));
	}
	n = utf16_end(utf16, out);
	if (is_high(unit))
		utf16->pending = unit;
	else if (is_low(unit))
		n += put_half(out + n, unit);
	else
		n += utf8_put(out + n, unit);
	return n;
}

size_t utf16_put(struct utf16 *utf16, const char *in, size_t len, size_t *used,
		 char *out)
{
	const unsigned char *at = (const unsigned char *)in;
	const size_t high = utf16->big ? 0 : 1;
	size_t n = 0;

	for (*used = 0; *used + 1 < len; *used += 2) {
		const unsigned unit =
			(unsigned)at[*used + high] << 8 | at[*used + 1 - high];

		n += put_unit(utf16, (uint16_t)unit, out + n);
	}
	return n;
}
