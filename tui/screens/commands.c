/* SPDX-License-Identifier: MIT */
/* commands.c - what a key or a name means. */
#include <assert.h>
#include <string.h>

#include "commands.h"

static bool has_key(const char *keys, struct key key)
{
	struct key its;

	while (*keys) {
		size_t len = strcspn(keys, " ");

		if (key_read((struct str){ keys, len }, &its) &&
		    its.code == key.code)
			return true;
		keys += len + strspn(keys + len, " ");
	}
	return false;
}

const struct command *command_of_key(const struct command_list *list,
				     struct key key, unsigned place)
{
	assert(place && !(place & (place - 1)));
	for (size_t c = 0; c < list->count; c++)
		if (list->row[c].places & place &&
		    has_key(list->row[c].keys, key))
			return &list->row[c];
	return NULL;
}

const struct command *command_of_name(const struct command_list *list,
				      struct str name)
{
	const struct command *found = NULL;
	size_t begins = 0;

	/* The short names that other programs have taught. */
	if (str_eq(name, STR("q!")))
		name = STR("leave");
	else if (str_eq(name, STR("q")))
		name = STR("quit");
	for (size_t c = 0; name.len && c < list->count; c++) {
		struct str its = str_of(list->row[c].name);

		if (!(list->row[c].places & IN_PANES))
			continue;
		if (str_eq(its, name))
			return &list->row[c];
		if (!str_starts(its, name))
			continue;
		begins++;
		found = &list->row[c];
	}
	return begins == 1 ? found : NULL;
}

/* ---- what was meant ---- */

#define NEAR_MOST 5 /* names that are told */

static bool begins(struct str its, struct str name)
{
	return str_starts(its, name);
}

static bool holds(struct str its, struct str name)
{
	return str_search_nocase(its, name) >= 0;
}

static bool slipped(struct str its, struct str name)
{
	unsigned most = 1 + (unsigned)name.len / 4;

	return str_distance(its, name, most) <= most;
}

void commands_put_near(const struct command_list *list, struct str name,
		       struct buf *out)
{
	static bool (*const ways[])(struct str, struct str) = { begins, holds,
								slipped };
	size_t told = 0;

	for (size_t w = 0; name.len && !told && w < ARRAY_LEN(ways); w++)
		for (size_t c = 0; c < list->count && told < NEAR_MOST; c++) {
			struct str its = str_of(list->row[c].name);

			if (!(list->row[c].places & IN_PANES) ||
			    !ways[w](its, name))
				continue;
			buf_add(out, told++ ? STR(", ") : STR(""));
			buf_add(out, its);
		}
}
