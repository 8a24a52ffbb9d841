/* SPDX-License-Identifier: MIT */
/* field_list.h - the columns of an answer by fields, as --fields and --columns
 * name them. */
#ifndef FIELD_LIST_H
#define FIELD_LIST_H

#include "query.h"
#include "table.h"

struct field_list {
	struct field **field; /* NULL for `what` */
	struct table_column *column;
	size_t count;
	char *names; /* owned; the columns' names stand in it */
};

/* Names between commas; `what` is what the Timeline says a call was about.
 * False after telling what is wrong. In both cases to be released. */
bool field_list_read(struct field_list *list, const char *names);
void field_list_release(struct field_list *list);

#endif
