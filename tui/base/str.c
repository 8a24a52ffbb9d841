/* SPDX-License-Identifier: MIT */
/* str.c - borrowed texts: comparing, finding, cutting, globbing.
 *
 * Case is folded for ASCII letters only: names in AWS are ASCII, and a fold
 * that depends on the locale would make counts depend on it too. */
#include "base.h"

#include <assert.h>
#include <string.h>

/* Longer names are not worth a suggestion; bounds the table on the stack. */
#define DISTANCE_LEN 128

struct str str_of(const char *text)
{
	return text ? (struct str){ text, strlen(text) } : STR_NONE;
}

int str_cmp(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int sign;

	if (!a.at || !b.at)
		return (a.at != NULL) - (b.at != NULL);
	sign = memcmp(a.at, b.at, len);
	return sign ? sign : (a.len > b.len) - (a.len < b.len);
}

static unsigned char fold(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool same_nocase(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (fold(a[i]) != fold(b[i]))
			return false;
	return true;
}

bool str_eq_nocase(struct str a, struct str b)
{
	if (!a.at || !b.at)
		return !a.at && !b.at;
	return a.len == b.len && same_nocase(a.at, b.at, a.len);
}

bool str_starts_nocase(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	       str_eq_nocase(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

ptrdiff_t str_find(struct str s, char c)
{
	const char *at = s.len ? memchr(s.at, c, s.len) : NULL;

	return at ? at - s.at : -1;
}

ptrdiff_t str_find_last(struct str s, char c)
{
	const char *at = s.len ? memrchr(s.at, c, s.len) : NULL;

	return at ? at - s.at : -1;
}

ptrdiff_t str_search(struct str s, struct str part)
{
	const char *at;

	if (!s.at || !part.at)
		return -1;
	at = memmem(s.at, s.len, part.at, part.len);
	return at ? at - s.at : -1;
}

/* The place of the first byte of `s` from `from` on that is `low` or `up`. */
static size_t find_either(struct str s, size_t from, char low, char up)
{
	while (from < s.len && s.at[from] != low && s.at[from] != up)
		from++;
	return from;
}

ptrdiff_t str_search_nocase(struct str s, struct str part)
{
	char low, up;

	if (!s.at || !part.at || part.len > s.len)
		return -1;
	if (!part.len)
		return 0;
	low = (char)fold(part.at[0]);
	up = (char)(low >= 'a' && low <= 'z' ? low - ('a' - 'A') : low);
	s.len -= part.len - 1;
	for (size_t i = 0; (i = find_either(s, i, low, up)) < s.len; i++)
		if (same_nocase(s.at + i, part.at, part.len))
			return (ptrdiff_t)i;
	return -1;
}

struct str str_slice(struct str s, size_t from, size_t to)
{
	assert(s.at || !s.len);
	if (!s.at)
		return STR_NONE;
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (struct str){ s.at + from, to - from };
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.len && is_space(s.at[s.len - 1]))
		s.len--;
	while (s.len && is_space(s.at[0])) {
		s.at++;
		s.len--;
	}
	return s;
}

/* Only the last star is ever tried again: what an earlier star could take
 * more of, the last one can take as well. */
bool str_glob(struct str pattern, struct str s)
{
	size_t p = 0, i = 0, star = 0, retry = 0;
	bool starred = false;

	while (i < s.len) {
		if (p < pattern.len && pattern.at[p] == '*') {
			starred = true;
			star = ++p;
			retry = i;
		} else if (p < pattern.len &&
			   (pattern.at[p] == '?' || pattern.at[p] == s.at[i])) {
			p++;
			i++;
		} else if (starred) {
			p = star;
			i = ++retry;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.at[p] == '*')
		p++;
	return p == pattern.len;
}

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	unsigned ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* One row of the classic table at a time: row[j] is the distance between the
 * first i bytes of `a` and the first j of `b`. */
unsigned str_distance(struct str a, struct str b, unsigned most)
{
	unsigned row[DISTANCE_LEN + 1];

	if (a.len > DISTANCE_LEN || b.len > DISTANCE_LEN)
		return str_eq(a, b) ? 0 : most + 1;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = (unsigned)j;
	for (size_t i = 0; i < a.len; i++) {
		unsigned before = row[0];

		row[0] = (unsigned)i + 1;
		for (size_t j = 0; j < b.len; j++) {
			bool other = fold(a.at[i]) != fold(b.at[j]);
			unsigned swap = before + other;

			before = row[j + 1];
			row[j + 1] = least(swap, before + 1, row[j] + 1);
		}
	}
	return row[b.len] > most ? most + 1 : row[b.len];
}
