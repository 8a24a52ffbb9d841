/* SPDX-License-Identifier: MIT */
/* events.c - `events`, `timeline` and `count`: the matching events in time
 * order, whole or by fields, and how many they are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "subcommands.h"
#include "headless.h"
#include "output.h"
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
	list->column[list->count] = (struct table_column){
		.name = name.at,
		.kind = str_eq(field_name(field), STR("time")) ? CELL_TIME
							       : CELL_TEXT,
	};
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
	if (most > TABLE_COLUMNS) {
		message("--fields names %zu fields; at most %d can stand side "
			"by side",
			most, TABLE_COLUMNS);
		*list = (struct field_list){ 0 };
		return false;
	}
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
struct answer {
	const struct store *store;
	const struct field_list *list; /* NULL: whole events */
	row_t *row;                    /* owned */
	size_t rows;
};

static struct answer answer_of(const struct headless *loaded,
			       const struct options *options)
{
	struct answer answer = { .store = loaded->store };
	size_t count, kept = rowset_count(&loaded->rows);
	const row_t *order = store_order(loaded->store, &count);

	if (options->limit && kept > options->limit)
		kept = options->limit;
	answer.row = xcalloc(kept + 1, sizeof(*answer.row));
	for (size_t i = 0; i < count && answer.rows < kept; i++)
		if (rowset_has(&loaded->rows, order[i]))
			answer.row[answer.rows++] = order[i];
	return answer;
}

static void print_whole(const struct answer *answer, bool array)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < answer->rows && !output_failed(); i++) {
		struct record record;

		buf_reset(&out);
		if (array)
			buf_add(&out, i ? STR(",\n") : STR("[\n"));
		store_record(answer->store, answer->row[i], &record);
		record_put_json(&record, 0, &out);
		if (!array)
			buf_addc(&out, '\n');
		fwrite(out.at, 1, out.len, stdout);
	}
	if (array)
		fputs(answer->rows ? "\n]\n" : "[]\n", stdout);
	buf_release(&out);
}

/* ---- by fields ---- */

static size_t answer_count(const void *of)
{
	const struct answer *answer = of;

	return answer->rows;
}

static void answer_cell(const void *of, size_t at, size_t column,
			struct table_cell *cell)
{
	const struct answer *answer = of;
	row_t row = answer->row[at];

	if (answer->list->column[column].kind == CELL_TIME)
		cell->time = store_time(answer->store)[row];
	else if (field_put(answer->list->field[column], answer->store, row,
			   &cell->buf))
		cell->text = cell->buf.len ? buf_str(&cell->buf) : STR("");
}

static const struct table_rows answer_rows = { .count = answer_count,
					       .cell = answer_cell,
					       .flows = true };

static void print_table(const struct answer *answer,
			const struct options *options)
{
	struct table_form form = { .column = answer->list->column,
				   .columns = answer->list->count };
	struct print_options as = output_as(options);
	size_t defused;

	table_print(&form, &answer_rows, answer, &as, &defused);
	output_defused(defused);
}

static int print_answer(const struct headless *loaded,
			const struct options *options,
			const struct field_list *list)
{
	struct answer answer;
	int status;

	if (list && !field_list_known(list, loaded->store))
		return 2;
	answer = answer_of(loaded, options);
	answer.list = list;
	if (list)
		print_table(&answer, options);
	else
		print_whole(&answer, options->format == PRINT_JSON);
	status = headless_status(loaded, options, answer.rows > 0);
	free(answer.row);
	return status;
}

static int load_and_answer(const struct options *options,
			   const struct field_list *list)
{
	struct headless loaded;
	int status = 2;

	if (headless_open(&loaded, options) == 0)
		status = print_answer(&loaded, options, list);
	headless_release(&loaded);
	return status;
}

int run_timeline(const struct options *options)
{
	struct field_list list;
	int status = 2;

	if (field_list_read(&list, options->fields ? options->fields
						   : FIELDS_TIMELINE))
		status = load_and_answer(options, &list);
	field_list_release(&list);
	return status;
}

int run_events(const struct options *options)
{
	if (options->fields ||
	    (options->format != PRINT_JSON && options->format != PRINT_NDJSON))
		return run_timeline(options);
	return load_and_answer(options, NULL);
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
