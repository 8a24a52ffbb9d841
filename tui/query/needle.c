/* SPDX-License-Identifier: MIT */
/* needle.c - sixteen places at a time: where the first and the last byte of
 * the needle both fit, the bytes between are compared. Two bytes that far
 * apart rarely fit by chance. */
#include "needle.h"

#include <string.h>

#define LANES NEEDLE_LANES
typedef unsigned char lanes_t __attribute__((vector_size(LANES)));

static char fold(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

static char other_case(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c ^ 0x20 : c);
}

static void set_end(char end[2][LANES], char c, bool folds)
{
	memset(end[0], c, LANES);
	memset(end[1], folds ? other_case(c) : c, LANES);
}

struct needle needle_make(struct str text, bool folds)
{
	struct needle needle = { .len = text.len, .fold = folds };

	if (needle.len > NEEDLE_MOST)
		needle.len = NEEDLE_MOST;
	for (size_t i = 0; i < needle.len; i++)
		needle.low[i] = folds ? fold(text.at[i]) : text.at[i];
	if (needle.len) {
		set_end(needle.first, needle.low[0], folds);
		set_end(needle.last, needle.low[needle.len - 1], folds);
	}
	return needle;
}

static bool stands_at(const struct needle *needle, const char *at)
{
	if (!needle->fold)
		return !memcmp(at, needle->low, needle->len);
	for (size_t i = 0; i < needle->len; i++)
		if (fold(at[i]) != needle->low[i])
			return false;
	return true;
}

static inline lanes_t lanes_at(const char *at)
{
	lanes_t lanes;

	memcpy(&lanes, at, LANES);
	return lanes;
}

static inline lanes_t either(const char *at, const char byte[2][LANES])
{
	lanes_t lanes = lanes_at(at);

	return (lanes_t)(lanes == lanes_at(byte[0])) |
	       (lanes_t)(lanes == lanes_at(byte[1]));
}

/* `fits` has a byte for each of 8 places. */
static bool stands_among(const struct needle *needle, const char *at,
			 uint64_t fits)
{
	while (fits) {
		unsigned bit = (unsigned)__builtin_ctzll(fits) & ~7u;

		if (stands_at(needle, at + bit / 8))
			return true;
		fits &= ~((uint64_t)0xff << bit);
	}
	return false;
}

/* Looks at 16 places from `at` on, of which the first `places` count. */
static inline bool stands_near(const struct needle *needle, const char *at,
			       size_t places)
{
	lanes_t both = either(at, needle->first) &
		       either(at + needle->len - 1, needle->last);
	uint64_t half[2];

	memcpy(half, &both, sizeof(half));
	if (!(half[0] | half[1]))
		return false;
	if (places <= 8)
		half[1] = 0;
	if (places < 8)
		half[0] &= ~(UINT64_MAX << places * 8);
	else if (places > 8 && places < LANES)
		half[1] &= ~(UINT64_MAX << (places - 8) * 8);
	return stands_among(needle, at, half[0]) ||
	       stands_among(needle, at + 8, half[1]);
}

/* Fewer than 16 places: sixteen bytes from the last would lie outside. */
static bool stands_in_short(const struct needle *needle, struct str text)
{
	char copy[LANES + NEEDLE_MOST] = { 0 };

	memcpy(copy, text.at, text.len);
	return stands_near(needle, copy, text.len - needle->len + 1);
}

bool needle_in(const struct needle *needle, struct str text)
{
	size_t places, i;

	if (text.len < needle->len || !needle->len)
		return !needle->len;
	places = text.len - needle->len + 1;
	if (places < LANES)
		return stands_in_short(needle, text);
	for (i = 0; i + LANES <= places; i += LANES)
		if (stands_near(needle, text.at + i, LANES))
			return true;
	i = places - LANES;
	return stands_near(needle, text.at + i, LANES);
}
