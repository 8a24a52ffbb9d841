/* SPDX-License-Identifier: MIT */
/* firm.c - words of a fixed size, which would be others if they were cut. */
#include <string.h>

#include "cut.h"
#include "table.h"

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"
#define HEX DIGITS "abcdef"

/* Bytes at its beginning that are in `set`. */
static size_t run_of(struct str text, const char *set)
{
	size_t at = 0;

	while (at < text.len && text.at[at] && strchr(set, text.at[at]))
		at++;
	return at;
}

static bool all_of(struct str text, const char *set)
{
	return run_of(text, set) == text.len;
}

#define PREFIX_MOST 16 /* bytes of what stands before an id's digits */

/* `sg-0123456789abcdef0`: 17 digits, of old ids 8. */
static bool is_id(struct str text)
{
	ptrdiff_t dash = str_find_last(text, '-');
	size_t digits = text.len - (size_t)(dash + 1);

	return dash > 0 && dash <= PREFIX_MOST &&
	       (digits == 8 || digits == 17) && text.at[0] != '-' &&
	       all_of(str_slice(text, 0, (size_t)dash), SMALL "-") &&
	       all_of(str_slice(text, (size_t)dash + 1, text.len), HEX);
}

static bool is_key(struct str text)
{
	return (str_starts(text, STR("AKIA")) ||
		str_starts(text, STR("ASIA"))) &&
	       text.len <= 24 && all_of(text, LETTERS DIGITS);
}

static bool is_address(struct str text)
{
	return text.len <= 39 &&
	       (str_find(text, '.') > 0 || str_find(text, ':') >= 0) &&
	       all_of(text, DIGITS "abcdefABCDEF.:");
}

bool words_are_firm(struct str text)
{
	text = words_without_type(str_slice(text, 0, cut_name(text)));
	return is_id(text) || is_key(text) || is_address(text) ||
	       (text.len == 12 && all_of(text, DIGITS));
}

struct str words_without_type(struct str text)
{
	size_t word = run_of(text, SMALL "-");

	if (!word || word == text.len ||
	    (text.at[word] != '/' && text.at[word] != ' '))
		return text;
	return str_slice(text, word + 1, text.len);
}
