/* SPDX-License-Identifier: MIT */
/* events.c - `events`, `timeline` and `count`: the matching events in time
 * order, whole or by fields, and how many they are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "subcommands.h"
#include "headless.h"
#include "table.h"
#include "message.h"

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

/* False after telling what is wrong. A name that comes twice would give JSON
 * objects of which readers take one member or the other. */
static bool field_add(struct field_list *list, struct str name)
{
	struct err err;
	struct field *field = field_parse(name, &err);

	if (!field) {
		message("--fields, '%.*s': %s", STR_ARG(name), err.text);
		return false;
	}
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(str_of(list->column[i].name), name)) {
			message("--fields names '%.*s' twice", STR_ARG(name));
			field_free(field);
			return false;
		}
	list->column[list->count] = (struct table_column){ .name = name.at };
	list->field[list->count++] = field;
	return true;
}

/* Names between commas. In both cases to be released. */
static bool field_list_read(struct field_list *list, const char *names)
{
	size_t most = 1;
	char *rest;

	for (const char *c = names; *c; c++)
		most += *c == ',';
	*list = (struct field_list){
		.names = xstrdup(str_of(names)),
		.field = xcalloc(most, sizeof(struct field *)),
		.column = xcalloc(most, sizeof(struct table_column)),
	};
	rest = list->names;
	for (char *at; (at = strsep(&rest, ",")) != NULL;) {
		struct str name = str_trim(str_of(at));
		at[name.at - at + (ptrdiff_t)name.len] = '\0';
		if (!field_add(list, name))
			return false;
	}
	return true;
}

/* False after telling which no event has. */
static bool field_list_known(const struct field_list *list,
			     const struct store *store)
{
	struct buf near = { 0 };
	size_t i = 0;

	while (i < list->count && (!store_rows(store) ||
				   field_known(list->field[i], store, &near)))
		i++;
	if (i < list->count)
		message("no event has '%s'; nearest: %s", list->column[i].name,
			near.len ? near.at : "none");
	buf_release(&near);
	return i == list->count;
}

/* Rows of the answer in time order, at most --limit of them. */
struct cursor {
	const struct headless *loaded;
	const row_t *order;
	size_t place, count, given, limit;
};

static struct cursor cursor_of(const struct headless *loaded,
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

static int print_whole(const struct headless *loaded,
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
			buf_add(&out,
				cursor.given > 1 ? STR(",\n") : STR("[\n"));
		store_record(loaded->store, row, &record);
		record_put_json(&record, 0, &out);
		if (!array)
			buf_addc(&out, '\n');
		fwrite(out.at, 1, out.len, stdout);
		if (output_failed())
			break;
	}
	if (array)
		fputs(cursor.given ? "\n]\n" : "[]\n", stdout);
	buf_release(&out);
	return headless_status(loaded, options, cursor.given > 0);
}

static void put_field(struct table *table, size_t n, const struct field *field,
		      const struct store *store, row_t row)
{
	if (str_eq(field_name(field), STR("time")))
		table_time(table, n, store_time(store)[row]);
	else if (!field_put(field, store, row, table_cell(table, n)))
		table_absent(table, n, STR_NONE);
}

static int print_fields(const struct headless *loaded,
			const struct options *options,
			const struct field_list *list)
{
	struct cursor cursor = cursor_of(loaded, options);
	struct table table;
	row_t row;

	if (!field_list_known(list, loaded->store))
		return 2;
	table_begin(&table, options, list->column, list->count);
	while (cursor_next(&cursor, &row) && !output_failed()) {
		for (size_t n = 0; n < list->count; n++)
			put_field(&table, n, list->field[n], loaded->store,
				  row);
		table_row_end(&table);
	}
	table_end(&table);
	return headless_status(loaded, options, cursor.given > 0);
}

static int run_fields(const struct options *options, const char *names)
{
	struct field_list list;
	struct headless loaded;
	int status = 2;

	if (field_list_read(&list, names)) {
		if (headless_open(&loaded, options) == 0)
			status = print_fields(&loaded, options, &list);
		headless_release(&loaded);
	}
	field_list_release(&list);
	return status;
}

int run_timeline(const struct options *options)
{
	return run_fields(options,
			  options->fields ? options->fields : FIELDS_TIMELINE);
}

int run_events(const struct options *options)
{
	struct headless loaded;
	int status = 2;

	if (options->fields || (options->format != FORMAT_JSON &&
				options->format != FORMAT_NDJSON))
		return run_timeline(options);
	if (headless_open(&loaded, options) == 0)
		status = print_whole(&loaded, options);
	headless_release(&loaded);
	return status;
}

int run_count(const struct options *options)
{
	struct headless loaded;
	int status = 2;

	if (headless_open(&loaded, options) == 0) {
		size_t count = rowset_count(&loaded.rows);
		printf("%zu\n", count);
		status = headless_status(&loaded, options, count > 0);
	}
	headless_release(&loaded);
	return status;
}
