/* SPDX-License-Identifier: MIT */
/* no_json.c - a few bytes are enough. */
#include "no_json.h"

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

bool is_export(const struct peek *peek)
{
	const struct str line = first_line(peek);
	const ptrdiff_t space = str_find(line, ' ');

	if (space < 12 || space > 32 || (size_t)space + 1 >= line.len ||
	    line.at[space + 1] != '{')
		return false;
	for (ptrdiff_t n = 0; n < space; n++)
		if (!memchr("0123456789-:.TZ", line.at[n], 15))
			return false;
	return true;
}

bool is_csv(const struct peek *peek)
{
	const struct str line = first_line(peek);
	const char *next = json_space(line.at + line.len, peek->end);

	if (!line.len || memchr("{[<}]:", *line.at, 6) ||
	    str_search(line, STR(", ")) >= 0)
		return false;
	if (str_find(line, ',') > 0)
		return true;
	return *line.at == '"' && line.len > 2 && next < peek->end &&
	       *next == '"';
}

bool is_event_csv(const struct peek *peek)
{
	static const struct str heads[] = {
		STR("eventname"),       STR("event name"), STR("event_name"),
		STR("eventsource"),     STR("eventjson"),  STR("@message"),
		STR("cloudtrailevent"),
	};
	const struct str line = first_line(peek);

	for (size_t n = 0; n < ARRAY_LEN(heads); n++)
		if (str_search_nocase(line, heads[n]) >= 0)
			return is_csv(peek);
	return false;
}

bool is_xml(const struct peek *peek)
{
	return *peek->at == '<';
}

bool is_table_file(const struct peek *peek)
{
	const struct str head = sample(peek, BINARY_SAMPLE);

	return str_starts(head, STR("PAR1")) || str_starts(head, STR("ORC")) ||
	       str_starts(head, STR("Obj\1"));
}

bool is_archive(const struct peek *peek)
{
	static const struct str magic[] = {
		STR("PK\3\4"),           STR("BZh"),        STR("\xfd\x37zXZ"),
		STR("\x28\xb5\x2f\xfd"), STR("7z\xbc\xaf"), STR("Rar!"),
		STR("\x04\x22\x4d\x18"),
	};
	const struct str head = sample(peek, BINARY_SAMPLE);

	for (size_t n = 0; n < ARRAY_LEN(magic); n++)
		if (str_starts(head, magic[n]))
			return true;
	return head.len > 262 && !memcmp(head.at + 257, "ustar", 5);
}

bool is_binary(const struct peek *peek)
{
	const struct str head = sample(peek, BINARY_SAMPLE);
	size_t odd = 0;

	for (size_t n = 0; n < head.len; n++) {
		const unsigned char c = (unsigned char)head.at[n];

		odd += (c < ' ' && !memchr("\t\n\v\f\r\x1b", c, 6)) ||
		       c == 0x7f;
	}
	return odd && odd > head.len / 16;
}
