/* SPDX-License-Identifier: MIT */
/* events.c - `events`, `timeline` and `count`: the matching events in time
 * order, whole or by fields, and how many they are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "loaded.h"
#include "table.h"

/* What the Timeline shows at 120 columns. */
#define FIELDS_TIMELINE "time,user,service,event,resource"

struct field_list {
	struct field **field;
	struct table_column *column;
	size_t count;
	char *names; /* owned; the columns' names stand in it */
};

static void field_list_release(struct field_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		field_free(list->field[i]);
	free(list->field);
	free(list->column);
	free(list->names);
}

/* False after telling what is wrong. */
static bool field_add(struct field_list *list, const struct store *store,
		      char *name)
{
	struct buf near = { 0 };
	struct err err;
	struct field *field = field_parse(str_of(name), &err);
	bool known = field && field_known(field, store, &near);

	if (!field)
		fprintf(stderr, "trailtui: %s\n", err.text);
	else if (!known && store_rows(store))
		fprintf(stderr, "trailtui: no event has '%s'; nearest: %s\n",
			name, near.len ? near.at : "none");
	else
		known = true;
	buf_release(&near);
	if (!known) {
		field_free(field);
		return false;
	}
	list->column[list->count] = (struct table_column){ .name = name };
	list->field[list->count++] = field;
	return true;
}

static bool field_list_read(struct field_list *list,
			    const struct store *store, const char *names)
{
	size_t most = 1;
	char *rest;

	for (const char *c = names; *c; c++)
		most += *c == ',';
	list->names = xstrdup(str_of(names));
	list->field = xcalloc(most, sizeof(struct field *));
	list->column = xcalloc(most, sizeof(struct table_column));
	rest = list->names;
	for (char *name; (name = strsep(&rest, ",")) != NULL;)
		if (!field_add(list, store, name))
			return false;
	return true;
}

/* Rows of the answer in time order, at most --limit of them. */
struct cursor {
	const struct loaded *loaded;
	const row_t *order;
	size_t place, count, given, limit;
};

static struct cursor cursor_of(const struct loaded *loaded,
			       const struct options *options)
{
	struct cursor cursor = { .loaded = loaded, .limit = options->limit };

	cursor.order = store_order(loaded->store, &cursor.count);
	return cursor;
}

static bool cursor_next(struct cursor *cursor, row_t *row)
{
	if (cursor->limit && cursor->given == cursor->limit)
		return false;
	while (cursor->place < cursor->count) {
		*row = cursor->order[cursor->place++];
		if (rowset_has(&cursor->loaded->rows, *row)) {
			cursor->given++;
			return true;
		}
	}
	return false;
}

static int print_whole(const struct loaded *loaded,
		       const struct options *options)
{
	struct cursor cursor = cursor_of(loaded, options);
	bool array = options->format == FORMAT_JSON;
	struct buf out = { 0 };
	row_t row;

	while (cursor_next(&cursor, &row)) {
		struct record record;
		buf_reset(&out);
		if (array)
			buf_add(&out, cursor.given > 1 ? STR(",\n")
						       : STR("[\n"));
		store_record(loaded->store, row, &record);
		record_put_json(&record, 0, &out);
		if (!array)
			buf_addc(&out, '\n');
		if (fwrite(out.at, 1, out.len, stdout) != out.len)
			break;
	}
	if (array)
		fputs(cursor.given ? "\n]\n" : "[]\n", stdout);
	buf_release(&out);
	return loaded_status(loaded, options, cursor.given > 0);
}

static int print_fields(const struct loaded *loaded,
			const struct options *options, const char *names)
{
	struct cursor cursor = cursor_of(loaded, options);
	struct field_list list = { 0 };
	struct table table;
	row_t row;

	if (!field_list_read(&list, loaded->store, names)) {
		field_list_release(&list);
		return 2;
	}
	table_begin(&table, options, list.column, list.count);
	while (cursor_next(&cursor, &row) && !ferror(stdout)) {
		for (size_t n = 0; n < list.count; n++) {
			struct buf *cell = table_cell(&table, n);
			if (!field_put(list.field[n], loaded->store, row,
				       cell))
				table_absent(&table, n);
		}
		table_row(&table);
	}
	table_end(&table);
	field_list_release(&list);
	return loaded_status(loaded, options, cursor.given > 0);
}

int run_events(const struct options *options)
{
	struct loaded loaded;
	bool whole = !options->fields && (options->format == FORMAT_JSON ||
					  options->format == FORMAT_NDJSON);
	int status = 2;

	if (loaded_open(&loaded, options) == 0)
		status = whole ? print_whole(&loaded, options)
			       : print_fields(&loaded, options,
					      options->fields
						      ? options->fields
						      : FIELDS_TIMELINE);
	loaded_release(&loaded);
	return status;
}

int run_timeline(const struct options *options)
{
	struct loaded loaded;
	int status = 2;

	if (loaded_open(&loaded, options) == 0)
		status = print_fields(&loaded, options,
				      options->fields ? options->fields
						      : FIELDS_TIMELINE);
	loaded_release(&loaded);
	return status;
}

int run_count(const struct options *options)
{
	struct loaded loaded;
	int status = 2;

	if (loaded_open(&loaded, options) == 0) {
		size_t count = rowset_count(&loaded.rows);
		printf("%zu\n", count);
		status = loaded_status(&loaded, options, count > 0);
	}
	loaded_release(&loaded);
	return status;
}
