/* SPDX-License-Identifier: MIT */
/* print_screen.c - what the screens show, for pipes: the same forms over rows
 * that somebody else has chosen, whole and in one order. */
#include <assert.h>

#include "frequency_table.h"
#include "rosters.h"

static size_t print(const struct table_form *form,
		    const struct table_rows *rows, const void *of,
		    const struct print_options *options, size_t *defused)
{
	struct table table;
	size_t count;

	table_init(&table, form, rows, of);
	while (table_arrange(&table, 0))
		;
	count = table_print(&table, options, defused);
	table_release(&table);
	return count;
}

static size_t print_roster(enum roster_kind kind,
			   const struct screen_asked *asked,
			   const struct print_options *options, size_t *defused)
{
	struct roster roster = { .counted = true };
	struct roster_rows rows = { .store = asked->store,
				    .roster = &roster,
				    .kind = kind };
	size_t count;

	if (kind == ROSTER_USERS)
		tally_column(&roster.tally, asked->store, asked->rows, COL_USER,
			     TALLY_ADDRESSES);
	else
		tally_resources(&roster.tally, asked->store, asked->rows,
				TALLY_USERS);
	count = print(&roster_forms[kind], &roster_piped, &rows, options,
		      defused);
	tally_release(&roster.tally);
	return count;
}

static size_t print_values(const struct screen_asked *asked,
			   const struct print_options *options, size_t *defused)
{
	enum column column = field_column(asked->field);
	struct tally tally = { 0 };
	struct frequency_rows rows = {
		.store = asked->store,
		.tally = &tally,
		.piped = true,
		.identities = column == COL_USER || column == COL_SESSION ||
			      field_is_resource(asked->field),
	};
	size_t count;

	tally_field(&tally, asked->store, asked->rows, asked->field,
		    TALLY_USERS);
	count = print(&frequency_form, &frequency_source, &rows, options,
		      defused);
	tally_release(&tally);
	return count;
}

static size_t print_files(const struct screen_asked *asked,
			  const struct print_options *options, size_t *defused)
{
	struct file_rows rows = { .evidence = asked->evidence,
				  .store = asked->store,
				  .piped = true };

	return print(sources_overlay.form, sources_overlay.rows, &rows, options,
		     defused);
}

size_t screen_print(enum screen_kind what, const struct screen_asked *asked,
		    const struct print_options *options, size_t *defused)
{
	assert(asked->store);
	switch (what) {
	case SCREEN_USERS:
		return print_roster(ROSTER_USERS, asked, options, defused);
	case SCREEN_RESOURCES:
		return print_roster(ROSTER_RESOURCES, asked, options, defused);
	case SCREEN_VALUES:
		assert(asked->field);
		return print_values(asked, options, defused);
	default:
		assert(what == SCREEN_FILES && asked->evidence);
		return print_files(asked, options, defused);
	}
}
