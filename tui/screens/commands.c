/* SPDX-License-Identifier: MIT */
/* commands.c - the table of commands, and what a key or a name means. */
#include <string.h>

#include "view.h"

#define COMMAND_INFO(id, name, keys, panes, group, help)                       \
	{ name, keys, help, group },
static const struct command_info infos[] = { COMMANDS(COMMAND_INFO) };

#define COMMAND_PANES(id, name, keys, panes, group, help) panes,
static const unsigned where[] = { COMMANDS(COMMAND_PANES) };

size_t command_count(void)
{
	return COMMAND_COUNT;
}

const struct command_info *command_at(size_t n)
{
	return n < COMMAND_COUNT ? &infos[n] : NULL;
}

unsigned command_panes(enum command command)
{
	return where[command];
}

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

static bool has_key(const char *keys, struct key key)
{
	struct str rest = str_of(keys), word;
	struct key its;

	while ((word = next_word(&rest)).at)
		if (key_read(word, &its) && its.code == key.code)
			return true;
	return false;
}

enum command command_of_key(struct key key, unsigned pane)
{
	for (int c = 0; c < COMMAND_COUNT; c++)
		if (where[c] & pane && has_key(infos[c].keys, key))
			return (enum command)c;
	return COMMAND_NONE;
}

enum command command_of_name(struct str name)
{
	enum command found = COMMAND_NONE;
	size_t begins = 0;

	if (str_eq(name, STR("q!")))
		return COMMAND_LEAVE;
	if (str_eq(name, STR("q")))
		return COMMAND_QUIT;
	for (int c = 0; name.len && c < COMMAND_COUNT; c++) {
		struct str its = str_of(infos[c].name);

		if (str_eq(its, name))
			return (enum command)c;
		if (!str_starts(its, name))
			continue;
		begins++;
		found = (enum command)c;
	}
	return begins == 1 ? found : COMMAND_NONE;
}
