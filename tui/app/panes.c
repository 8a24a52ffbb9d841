/* SPDX-License-Identifier: MIT */
/* panes.c - `users`, `resources`, `top` and `sources`: the panes and the
 * frequency table for pipes, with the same numbers as on the screen. */
#include "headless.h"
#include "message.h"
#include "output.h"
#include "screens.h"
#include "subcommands.h"

static int print(const struct headless *loaded, const struct options *options,
		 enum screen_kind what, const struct field *field)
{
	struct screen_asked asked = { .store = loaded->store,
				      .rows = &loaded->rows,
				      .field = field,
				      .evidence = &loaded->evidence };
	struct print_options as = output_as(options);
	size_t defused, count = screen_print(what, &asked, &as, &defused);

	output_defused(defused);
	return headless_status(loaded, options, count > 0);
}

static int load_and_print(const struct options *options, enum screen_kind what)
{
	struct headless loaded;
	int status = 2;

	if (headless_open(&loaded, options) == 0)
		status = print(&loaded, options, what, NULL);
	headless_release(&loaded);
	return status;
}

int run_users(const struct options *options)
{
	return load_and_print(options, SCREEN_USERS);
}

int run_resources(const struct options *options)
{
	return load_and_print(options, SCREEN_RESOURCES);
}

int run_sources(const struct options *options)
{
	return load_and_print(options, SCREEN_FILES);
}

static int print_top(const struct headless *loaded,
		     const struct options *options, const struct field *field)
{
	struct buf near = { 0 };
	int status = 2;

	if (store_rows(loaded->store) &&
	    !field_known(field, loaded->store, &near))
		message("no event has '%s'; nearest: %s", options->word,
			near.len ? near.at : "none");
	else
		status = print(loaded, options, SCREEN_VALUES, field);
	buf_release(&near);
	return status;
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
		status = print_top(&loaded, options, field);
	headless_release(&loaded);
	field_free(field);
	return status;
}
