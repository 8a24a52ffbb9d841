/* SPDX-License-Identifier: MIT */
/* column_choice.h - the columns of the Timeline as they were chosen, and the
 * list that chooses them: timeline_columns.c, column_list.c. */
#ifndef COLUMN_CHOICE_H
#define COLUMN_CHOICE_H

#include "query.h"
#include "table.h"

struct view;

/* The Timeline's columns: timeline_columns.c. */
#define CHOSEN_MOST 30
struct column_choice {
	char *text; /* as --columns takes it; NULL: as there is room for */
	struct table_form form;
	struct table_column column[TABLE_COLUMNS];
	const struct field *field[TABLE_COLUMNS]; /* of the selection */
	uint8_t kind[TABLE_COLUMNS];              /* enum timeline_column */
};
/* Shows the columns that `text` names, between commas, each with a width
 * behind `:` or without; absent, "": as there is room for. -1 and *err, and
 * nothing changed: it names what is no field. */
int columns_choose(struct view *view, struct str text, struct err *err);
/* Appends the names of those that show, as such a text. */
void columns_put_seen(const struct view *view, struct buf *out);
/* Appends them with one more, before what was done; false: it is there. */
bool columns_put_more(const struct view *view, struct str field,
		      struct buf *out);
void columns_free(struct column_choice *choice); /* NULL is fine */

/* Takes the next name off such a text, and its width, 0 for none. */
bool column_next(struct str *rest, struct str *name, int *width);

/* The rows of `C`: column_list.c. */
struct column_list {
	struct listed_column {
		char *name; /* owned */
		int width;  /* 0: as wide as its words need */
		bool on;
	} at[TABLE_COLUMNS];
	size_t count;
	bool changed; /* a step was recorded */
};

#endif
