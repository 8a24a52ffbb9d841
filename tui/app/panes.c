/* SPDX-License-Identifier: MIT */
/* panes.c - `users`, `resources`, `top` and `sources`: the panes and the
 * frequency table for pipes, with the same numbers as on the screen. */
#include "subcommands.h"
#include "headless.h"
#include "meaning.h"
#include "table.h"
#include "message.h"

/* The label; SYM_NONE is nobody, or nothing named. */
static void put_label(struct table *table, size_t n, const struct store *store,
		      sym_t identity)
{
	if (identity == SYM_NONE)
		table_absent(table, n, STR("(absent)"));
	else
		label_put(store, identity, table_cell(table, n));
}

static bool over_limit(const struct options *options, size_t row)
{
	return options->limit && row >= options->limit;
}

static int print_users(const struct headless *loaded,
		       const struct options *options)
{
	static const struct table_column column[] = {
		{ "name", false },  { "kind", false },     { "account", false },
		{ "events", true }, { "denied", true },    { "failed", true },
		{ "writes", true }, { "addresses", true }, { "first", false },
		{ "last", false },
	};
	struct tally tally = { 0 };
	struct table table;

	tally_column(&tally, loaded->store, &loaded->rows, COL_USER,
		     TALLY_ADDRESSES);
	tally_sort(&tally, loaded->store, TALLY_MOST, false);
	table_begin(&table, options, column, ARRAY_LEN(column));
	for (size_t i = 0; i < tally.count && !over_limit(options, i); i++) {
		const struct tally_row *row = &tally.row[i];
		struct str user = store_text(loaded->store, row->value);
		put_label(&table, 0, loaded->store, row->value);
		table_put(&table, 1, str_of(user_kind_name(user_kind(user))));
		table_put(&table, 2, identity_account(user));
		table_count(&table, 3, row->events);
		table_count(&table, 4, row->denied);
		table_count(&table, 5, row->failed);
		table_count(&table, 6, row->writes);
		table_count(&table, 7, row->addresses);
		table_time(&table, 8, row->first);
		table_time(&table, 9, row->last);
		table_row_end(&table);
	}
	table_end(&table);
	size_t count = tally.count;
	tally_release(&tally);
	return headless_status(loaded, options, count > 0);
}

static int print_resources(const struct headless *loaded,
			   const struct options *options)
{
	static const struct table_column column[] = {
		{ "name", false },  { "type", false },  { "account", false },
		{ "events", true }, { "writes", true }, { "denied", true },
		{ "users", true },  { "first", false }, { "last", false },
	};
	struct tally tally = { 0 };
	struct table table;

	tally_resources(&tally, loaded->store, &loaded->rows, TALLY_USERS);
	tally_sort(&tally, loaded->store, TALLY_MOST, false);
	table_begin(&table, options, column, ARRAY_LEN(column));
	for (size_t i = 0; i < tally.count && !over_limit(options, i); i++) {
		const struct tally_row *row = &tally.row[i];
		struct str name = store_text(loaded->store, row->value);
		put_label(&table, 0, loaded->store, row->value);
		table_put(&table, 1, str_of(resource_type(name)));
		table_put(&table, 2, identity_account(name));
		table_count(&table, 3, row->events);
		table_count(&table, 4, row->writes);
		table_count(&table, 5, row->denied);
		table_count(&table, 6, row->users);
		table_time(&table, 7, row->first);
		table_time(&table, 8, row->last);
		table_row_end(&table);
	}
	table_end(&table);
	size_t count = tally.count;
	tally_release(&tally);
	return headless_status(loaded, options, count > 0);
}

static bool is_identity(const struct field *field)
{
	enum column column = field_column(field);

	return column == COL_USER || column == COL_SESSION ||
	       field_is_resource(field);
}

static int print_top(const struct headless *loaded,
		     const struct options *options, const struct field *field)
{
	const struct table_column column[] = {
		{ "value", false }, { "events", true }, { "denied", true },
		{ "users", true },  { "first", false }, { "last", false },
	};
	struct tally tally = { 0 };
	struct table table;

	tally_field(&tally, loaded->store, &loaded->rows, field, TALLY_USERS);
	tally_sort(&tally, loaded->store, TALLY_MOST, false);
	table_begin(&table, options, column, ARRAY_LEN(column));
	for (size_t i = 0; i < tally.count && !over_limit(options, i); i++) {
		const struct tally_row *row = &tally.row[i];
		if (row->value == SYM_NONE || is_identity(field))
			put_label(&table, 0, loaded->store, row->value);
		else
			table_put(&table, 0,
				  tally_text(&tally, loaded->store, i));
		table_count(&table, 1, row->events);
		table_count(&table, 2, row->denied);
		table_count(&table, 3, row->users);
		table_time(&table, 4, row->first);
		table_time(&table, 5, row->last);
		table_row_end(&table);
	}
	table_end(&table);
	size_t count = tally.count;
	tally_release(&tally);
	return headless_status(loaded, options, count > 0);
}

static int top_loaded(const struct headless *loaded,
		      const struct options *options, const struct field *field)
{
	struct buf near = { 0 };
	int status = 2;

	if (store_rows(loaded->store) &&
	    !field_known(field, loaded->store, &near))
		message("no event has '%s'; nearest: %s", options->word,
			near.len ? near.at : "none");
	else
		status = print_top(loaded, options, field);
	buf_release(&near);
	return status;
}

static void put_notes(struct table *table, size_t n,
		      const struct source *source)
{
	struct buf *cell = table_cell(table, n);

	for (size_t i = 0; i < source->notes; i++) {
		const struct note *note = &source->note[i];
		buf_add(cell, i ? STR("; ") : STR_NONE);
		if (note->at && note->at != UINT64_MAX)
			buf_addf(cell, "at byte %llu: ",
				 (unsigned long long)note->at);
		buf_add(cell, str_of(note->text));
	}
	if (source->note_count > source->notes)
		buf_addf(cell, "; and %zu more",
			 source->note_count - source->notes);
}

static int print_sources(const struct headless *loaded,
			 const struct options *options)
{
	static const struct table_column column[] = {
		{ "file", false },    { "format", false },
		{ "events", true },   { "repeats", true },
		{ "bytes", true },    { "json_bytes", true },
		{ "trouble", false },
	};
	const struct evidence *evidence = &loaded->evidence;
	struct table table;

	table_begin(&table, options, column, ARRAY_LEN(column));
	for (size_t i = 0; i < evidence->sources && !over_limit(options, i);
	     i++) {
		const struct source *source = &evidence->source[i];
		uint32_t file = (uint32_t)i;
		table_put(&table, 0, str_of(source->path));
		table_put(&table, 1, str_of(source->format));
		table_count(&table, 2, store_file_events(loaded->store, file));
		table_count(&table, 3, store_file_repeats(loaded->store, file));
		table_count(&table, 4, source->size);
		table_count(&table, 5, source->inflated);
		put_notes(&table, 6, source);
		table_row_end(&table);
	}
	table_end(&table);
	return headless_status(loaded, options, evidence->sources > 0);
}

static int run_loaded(const struct options *options,
		      int (*print)(const struct headless *,
				   const struct options *))
{
	struct headless loaded;
	int status = 2;

	if (headless_open(&loaded, options) == 0)
		status = print(&loaded, options);
	headless_release(&loaded);
	return status;
}

int run_users(const struct options *options)
{
	return run_loaded(options, print_users);
}

int run_resources(const struct options *options)
{
	return run_loaded(options, print_resources);
}

int run_top(const struct options *options)
{
	struct headless loaded;
	struct err err;
	struct field *field = field_parse(str_of(options->word), &err);
	int status = 2;

	if (!field) {
		message("'%s': %s", options->word, err.text);
		return 2;
	}
	if (headless_open(&loaded, options) == 0)
		status = top_loaded(&loaded, options, field);
	headless_release(&loaded);
	field_free(field);
	return status;
}

int run_sources(const struct options *options)
{
	return run_loaded(options, print_sources);
}
