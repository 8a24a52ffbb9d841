/* SPDX-License-Identifier: MIT */
/* texts.c - looks at the first bytes only: what these files hold is not read,
 * and the reason must come at once whatever their size. */
#include "texts.h"

#include <string.h>

#define BINARY_SAMPLE 512

static struct str sample(const struct peek *peek, size_t most)
{
	const size_t len = (size_t)(peek->end - peek->at);

	return (struct str){ peek->at, len < most ? len : most };
}

static struct str first_line(const struct peek *peek)
{
	const struct str all = sample(peek, SAMPLE_BYTES);
	const ptrdiff_t end = str_find(all, '\n');

	return end < 0 ? all : str_trim(str_slice(all, 0, (size_t)end));
}

/* `2024-05-06T10:01:12.123Z {...`; some exports have milliseconds since 1970
 * in place of the time (semantics of CloudWatch Logs export tasks). */
bool claims_export(const struct peek *peek)
{
	const struct str line = first_line(peek);
	const ptrdiff_t space = str_find(line, ' ');

	if (peek->stand != STAND_FIRST || space < 12 || space > 32 ||
	    (size_t)space + 1 >= line.len || line.at[space + 1] != '{')
		return false;
	for (ptrdiff_t n = 0; n < space; n++)
		if (!memchr("0123456789-:.TZ", line.at[n], 15))
			return false;
	return true;
}

/* A header: names parted by commas without a space, or one name in quotes
 * with a line in quotes after it. */
bool claims_csv(const struct peek *peek)
{
	const struct str line = first_line(peek);
	const char *next = line.at + line.len;

	if (peek->stand != STAND_FIRST || !line.len ||
	    memchr("{[<}]:", *line.at, 6) || str_search(line, STR(", ")) >= 0)
		return false;
	if (str_find(line, ',') > 0)
		return true;
	next = json_space(next, peek->end);
	return *line.at == '"' && line.len > 2 && next < peek->end &&
	       *next == '"';
}

bool claims_event_csv(const struct peek *peek)
{
	const struct str line = first_line(peek);

	return claims_csv(peek) &&
	       (str_search_nocase(line, STR("event")) >= 0 ||
		str_search(line, STR("@message")) >= 0);
}

bool claims_xml(const struct peek *peek)
{
	return peek->stand == STAND_FIRST && *peek->at == '<';
}

bool claims_archive(const struct peek *peek)
{
	static const struct str magic[] = {
		STR("PK\3\4"),      STR("BZh"),
		STR("\xfd\x37zXZ"), STR("\x28\xb5\x2f\xfd"),
		STR("7z\xbc\xaf"),  STR("PAR1"),
		STR("Rar!"),        STR("\x04\x22\x4d\x18"),
	};
	const struct str head = sample(peek, BINARY_SAMPLE);

	if (peek->stand != STAND_FIRST)
		return false;
	for (size_t n = 0; n < ARRAY_LEN(magic); n++)
		if (str_starts(head, magic[n]))
			return true;
	return head.len > 262 && !memcmp(head.at + 257, "ustar", 5);
}

/* One byte in 16 that no text has: a stray one may be damage, after which
 * events can follow; compressed data has one in nine. */
bool claims_binary(const struct peek *peek)
{
	const struct str head = sample(peek, BINARY_SAMPLE);
	size_t odd = 0;

	if (peek->stand != STAND_FIRST)
		return false;
	for (size_t n = 0; n < head.len; n++) {
		const unsigned char c = (unsigned char)head.at[n];

		odd += (c < ' ' && !memchr("\t\n\v\f\r\x1b", c, 6)) ||
		       c == 0x7f;
	}
	return odd && odd > head.len / 16;
}
