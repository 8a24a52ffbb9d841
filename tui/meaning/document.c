/* SPDX-License-Identifier: MIT */
/* document.c - JSON in a text, plain or encoded for a URL. */
#include "document.h"
#include "part.h"

static bool opens(struct str text)
{
	return str_starts(text, STR("{")) || str_starts(text, STR("["));
}

json_t *document_read(struct str text, size_t flags)
{
	struct buf plain = { 0 };
	json_t *root = NULL;

	text = str_trim(text);
	if (!text.len || text.len > DOCUMENT_MOST)
		return NULL;
	if (opens(text))
		return json_loadb(text.at, text.len, flags, NULL);
	if (text.at[0] != '%')
		return NULL;
	part_unescape(text, &plain);
	text = str_trim(buf_str(&plain));
	if (opens(text))
		root = json_loadb(text.at, text.len, flags, NULL);
	buf_release(&plain);
	return root;
}

const json_t *item_at(const json_t *list, size_t i)
{
	if (json_is_array(list))
		return json_array_get(list, i);
	return i ? NULL : list;
}

bool list_has(const json_t *list, const char *text)
{
	const json_t *item;

	for (size_t i = 0; (item = item_at(list, i)); i++)
		if (json_is_string(item) &&
		    !strcmp(json_string_value(item), text))
			return true;
	return false;
}
