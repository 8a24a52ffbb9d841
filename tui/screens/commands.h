/* SPDX-License-Identifier: MIT */
/* commands.h - everything a person can ask for, once.
 *
 * A row of a module's commands[] is a command: its `:` name, its keys (as
 * key_read names them), where these keys mean it, its group, its words and the
 * function that does it. Keys, `:` names, the `?` overlay, the lines below
 * overlays and the man page all come from there; run.c lists the modules. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "keys.h"

/* Where a key means the command: a pane that is focused, or an overlay. */
#define IN_USERS 0x1u
#define IN_RESOURCES 0x2u
#define IN_TIMELINE 0x4u
#define IN_EVENT 0x8u
#define IN_CHIPS 0x10u
#define IN_FREQUENCY 0x20u
#define IN_PIVOT 0x40u
#define IN_SOURCES 0x80u
#define IN_HELP 0x100u
#define IN_COPY 0x200u
#define IN_SWEEP 0x400u
#define IN_DIFFERENCE 0x800u
#define IN_FACTS 0x1000u
#define IN_COLUMNS 0x2000u
#define IN_END 0x4000u /* the bit of the next one */
#define IN_LISTS (IN_USERS | IN_RESOURCES)
#define IN_PANES (IN_LISTS | IN_SWEEP | IN_TIMELINE | IN_EVENT)
#define IN_ALL (IN_END - 1)
#define IN_OVERLAYS (IN_ALL & ~IN_PANES)
/* Where there are rows to search in, and where there are cells to go to, sort
 * by and filter by. */
#define IN_SEARCHED                                                            \
	(IN_PANES | IN_FREQUENCY | IN_SOURCES | IN_HELP | IN_DIFFERENCE)
#define IN_CELLS IN_PANES
/* Where `b` is a movement and no letter of a menu. */
#define IN_PAGES (IN_ALL & ~(IN_PIVOT | IN_COPY))

struct view;

struct command {
	const char *name;  /* after `:` */
	const char *keys;  /* blanks between them; "": none */
	unsigned places;   /* IN_... */
	const char *group; /* a heading of `?` and of the man page */
	const char *brief; /* below an overlay; NULL: it goes without saying */
	const char *help;
	/* `rest` is what stood after the name; absent for a key. */
	void (*run)(struct view *view, struct str rest, int how);
	int how; /* which of those that one function does */
};

struct command_list {
	const struct command *row;
	size_t count;
};
#define COMMAND_LIST(rows)                                                     \
	{                                                                      \
		rows, ARRAY_LEN(rows)                                          \
	}
/* What all screens of rows do alike; those of one screen are its form's. */
extern const struct command_list pane_commands;
/* All of them, owned: free() its rows. */
struct command_list command_table(void);

/* What the key means in that place; NULL for nothing. */
const struct command *command_of_key(const struct command_list *list,
				     struct key key, unsigned place);
/* What the name of a pane's command, or a beginning that only one has, means;
 * NULL for nothing. */
const struct command *command_of_name(const struct command_list *list,
				      struct str name);
/* Appends the names, comma-separated, that `name` may have been meant for:
 * those it begins, else those that hold it, else those a slip away; nothing
 * where there is none. */
void commands_put_near(const struct command_list *list, struct str name,
		       struct buf *out);

#endif
