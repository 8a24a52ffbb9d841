/* SPDX-License-Identifier: MIT */
/* command_table.c - all commands in one table. Their rows stand beside the
 * functions that do them; `?` and the man page have them in this order. */
#include <string.h>

#include "view.h"

static const struct command_list *const lists[] = {
	&roster_commands,    &timeline_commands, &run_commands,  &chip_commands,
	&frequency_commands, &pivot_commands,    &pane_commands, &copy_commands,
	&sources_commands,   &help_commands,
};

struct command_list command_table(void)
{
	struct command *row = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		vec_grow(&row, &room, count + lists[i]->count, sizeof(*row));
		memcpy(row + count, lists[i]->row,
		       lists[i]->count * sizeof(*row));
		count += lists[i]->count;
	}
	return (struct command_list){ row, count };
}
