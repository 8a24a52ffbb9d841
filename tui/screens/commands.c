/* SPDX-License-Identifier: MIT */
/* commands.c - what a key or a name means. */
#include <assert.h>

#include "commands.h"

/* Takes the first word off `rest`; STR_NONE when there is none. */
static struct str next_word(struct str *rest)
{
	struct str word = str_trim(*rest);
	ptrdiff_t blank = str_find(word, ' ');

	if (!word.len)
		return STR_NONE;
	*rest = blank < 0 ? STR("") : str_slice(word, (size_t)blank, word.len);
	return blank < 0 ? word : str_slice(word, 0, (size_t)blank);
}

struct str command_key(const struct command *command)
{
	struct str rest = str_of(command->keys);

	assert(command->keys);
	return next_word(&rest);
}

static bool has_key(const char *keys, struct key key)
{
	struct str rest = str_of(keys), word;
	struct key its;

	while ((word = next_word(&rest)).at)
		if (key_read(word, &its) && its.code == key.code)
			return true;
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

/* The short names that other programs have taught. */
static struct str full_name(struct str name)
{
	if (str_eq(name, STR("q!")))
		return STR("leave");
	return str_eq(name, STR("q")) ? STR("quit") : name;
}

const struct command *command_of_name(const struct command_list *list,
				      struct str name)
{
	const struct command *found = NULL;
	size_t begins = 0;

	name = full_name(name);
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
