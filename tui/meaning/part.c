/* SPDX-License-Identifier: MIT */
/* part.c - parts of a text, as names and patterns are taken apart. */
#include "part.h"

struct str part_until(struct str s, char c)
{
	return part_take(&s, c);
}

struct str part_after(struct str s, char c)
{
	ptrdiff_t at = str_find(s, c);

	return at < 0 ? STR_NONE : str_slice(s, (size_t)at + 1, s.len);
}

struct str part_after_last(struct str s, char c)
{
	return str_slice(s, (size_t)(str_find_last(s, c) + 1), s.len);
}

struct str part_take(struct str *from, char c)
{
	ptrdiff_t at = str_find(*from, c);
	size_t end = at < 0 ? from->len : (size_t)at;
	struct str head = { from->at, end };

	*from = str_slice(*from, end + 1, from->len);
	return head;
}

bool part_globs(struct str globs, struct str text)
{
	while (globs.len) {
		struct str glob = part_take(&globs, '|');
		bool not = str_starts(glob, STR("!"));

		if (str_glob(str_slice(glob, not, glob.len), text))
			return !not ;
	}
	return false;
}

struct str part_service(struct str source)
{
	struct str domain = STR(".amazonaws.com");

	if (str_ends(source, domain))
		source.len -= domain.len;
	return source;
}

bool part_is_host(struct str text)
{
	return str_ends(text, STR(".amazonaws.com")) ||
	       str_ends(text, STR(".amazonaws.com.cn")) ||
	       str_starts(text, STR("AWS Internal"));
}

long part_number(struct str s)
{
	long number = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return -1;
		if (number < 1000000)
			number = number * 10 + (s.at[i] - '0');
	}
	return s.len ? number : -1;
}
