/* SPDX-License-Identifier: MIT */
/* field_list.c - see field_list.h. */
#include "field_list.h"

#include <stdlib.h>
#include <string.h>

#include "output.h"

void field_list_release(struct field_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		field_free(list->field[i]);
	free(list->field);
	free(list->column);
	free(list->names);
}

/* False after telling what is wrong. A name that comes twice would give JSON
 * objects of which readers take one member or the other. */
static bool field_add(struct field_list *list, struct str name)
{
	bool what = str_eq(name, STR("what"));
	struct err err;
	struct field *field = what ? NULL : field_parse(name, &err);

	if (!field && !what) {
		message("--fields, '%.*s': %s", STR_ARG(name), err.text);
		return false;
	}
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(str_of(list->column[i].name), name)) {
			message("--fields names '%.*s' twice", STR_ARG(name));
			field_free(field);
			return false;
		}
	list->column[list->count] = (struct table_column){
		.name = name.at,
		.kind = field && str_eq(field_name(field), STR("time"))
				? CELL_TIME
				: CELL_TEXT,
	};
	list->field[list->count++] = field;
	return true;
}

bool field_list_read(struct field_list *list, const char *names)
{
	size_t most = 1;
	char *rest;

	for (const char *c = names; *c; c++)
		most += *c == ',';
	if (most >= TABLE_COLUMNS) {
		message("--fields names %zu fields; at most %d can stand side "
			"by side",
			most, TABLE_COLUMNS - 1);
		*list = (struct field_list){ 0 };
		return false;
	}
	*list = (struct field_list){
		.names = xstrdup(str_of(names)),
		.field = xcalloc(most, sizeof(struct field *)),
		.column = xcalloc(most + 1, sizeof(struct table_column)),
	};
	rest = list->names;
	for (char *at; (at = strsep(&rest, ",")) != NULL;) {
		struct str name = str_trim(str_of(at));
		at[name.at - at + (ptrdiff_t)name.len] = '\0';
		if (!field_add(list, name))
			return false;
	}
	/* Behind them, where runs are folded. */
	list->column[list->count] =
		(struct table_column){ .name = "events", .kind = CELL_COUNT };
	return true;
}
