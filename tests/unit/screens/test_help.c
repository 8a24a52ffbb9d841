/* SPDX-License-Identifier: MIT */
/* test_help.c - the overlay of keys. */
#include <stdlib.h>

#include "stage.h"

#include "../../../tui/screens/commands.h"

static void the_focused_panes_keys_come_first(void **state)
{
	struct stage s;
	char line[2048];
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, "?");
	assert_non_null(strstr(line_of(&s, 13, line), " Timeline"));
	assert_non_null(strstr(line_of(&s, 14, line), "go to the Event pane"));
	play(&s, "Esc 1 ?");
	assert_non_null(strstr(line_of(&s, 13, line), " Users"));
	assert_non_null(strstr(line_of(&s, 14, line), "only this value"));
	stage_close(&s);
}

static struct command_list all;

/* The words of each command, as far as any column is wide. */
static bool shown(const char *text, const struct command *command)
{
	char words[32];

	snprintf(words, sizeof(words), "%.10s", command->help);
	return strstr(text, words) != NULL;
}

static void every_command_can_be_seen_at_any_size(void **state)
{
	static const int sizes[][2] = {
		{ 200, 60 }, { 120, 40 }, { 80, 24 }, { 40, 10 }
	};
	struct stage s;
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		bool seen[200] = { false };

		stage_open(&s, sizes[i][0], sizes[i][1]);
		play(&s, "?");
		for (int step = 0; step < 120; step++) {
			const char *text = screen(&s);

			for (size_t c = 0; c < all.count; c++)
				seen[c] |= shown(text, &all.row[c]);
			play(&s, "^D");
		}
		for (size_t c = 0; c < all.count; c++)
			if (!seen[c])
				fail_msg("%s is not shown at %dx%d",
					 all.row[c].name, sizes[i][0],
					 sizes[i][1]);
		stage_close(&s);
	}
}

/* A page is read down its columns: nothing in it goes on a page further on, and
 * whoever begins at its top begins under a heading. */
static void each_page_is_read_by_itself(void **state)
{
	static const char *const later[] = { "marks", "fields of the filter",
					     "in the list of chips",
					     "in the difference" };
	struct stage s;
	char line[2048];
	size_t next = 0;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "?");
	assert_non_null(strstr(line_of(&s, 13, line), "the filter, continued"));
	for (int page = 0; page < 4; page++) {
		play(&s, "^F");
		line_of(&s, 3, line);
		/* No key stands in it: keys are in the colour of accents. */
		for (int x = 2; x < 70; x++)
			assert_int_not_equal(grid_at(&s.grid, x, 3)->style,
					     STYLE_ACCENT);
		while (next < ARRAY_LEN(later) &&
		       strstr(screen(&s), later[next]))
			next++;
	}
	assert_int_equal(next, ARRAY_LEN(later));
	stage_close(&s);
}

static void words_are_not_cut(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, "?");
	hides(&s, "…  ");
	shows(&s, "Esc back");
	play(&s, "Esc");
	hides(&s, "Esc back");
	stage_close(&s);
}

/* Enter on each of the examples leaves the events that stand beside it. */
static void what_one_has_is_counted_and_done(void **state)
{
	static const char *const has[] = { "& ip=203.0.113.10",
					   "& key=AKIAIOSFODNN7EXAMPLE",
					   "& user=alice",
					   "& resource=s3/example-bucket",
					   "& event=GetBucketAcl" };
	struct stage s;
	char want[32];
	(void)state;

	stage_open(&s, 120, 40);
	for (size_t i = 0; i < ARRAY_LEN(has); i++) {
		const char *line;

		play(&s, "3 g ^F"); /* events on the bucket are there */
		play(&s, "/ \"GetBucketAcl\" Enter ?");
		line = strstr(screen(&s), has[i]);
		if (!line)
			fail_msg("no %s in:\n%s", has[i], screen(&s));
		snprintf(want, sizeof(want), "%lu of 30",
			 strtoul(line + strlen(has[i]), NULL, 10));
		for (size_t n = 0; n < i; n++)
			play(&s, "j");
		play(&s, "Enter");
		filter_says(&s, want);
		filter_says(&s, has[i] + 2);
		play(&s, "u");
	}
	stage_close(&s);
}

static void what_is_no_chip_begins_a_prompt(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "3 g ? j j j j Enter");
	hint_says(&s, ":goto 2024-02-29T09:00:00Z");
	play(&s, "Esc ? j j j j j j j Enter");
	shows(&s, "─ overview ─");
	stage_close(&s);
	stage_open(&s, 40, 10); /* the line that Enter does shows */
	play(&s, "3 g ? j j j j j j j");
	shows(&s, "nothing");
	play(&s, "k k k k k k k");
	shows(&s, "an address");
	stage_close(&s);
}

static void what_the_event_has_not_is_no_example(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "3 g ?");
	shows(&s, "& key=AKIAIOSFODNN7EXAMPLE");
	hides(&s, "a resource");
	play(&s, "Esc G ?"); /* of a service: neither */
	hides(&s, "a key");
	hides(&s, "a resource");
	play(&s, "Esc e ?");
	shows(&s, "& resource=s3/example-bucket");
	play(&s, "j j j Enter");
	filter_says(&s, " resource=s3/example-bucket ");
	stage_close(&s);
}

static void words_of_it_are_found(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 80, 24);
	play(&s, "? / \"opens a port to\" Enter");
	shows(&s, "world");
	hint_says(&s, "1/1");
	play(&s, "/ \"no such thing\" Enter");
	hint_says(&s, "no word here has no such thing");
	stage_close(&s);
}

static void tab_shows_the_keys_of_the_next_screen(void **state)
{
	struct stage s;
	char line[2048];
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "? Tab");
	assert_non_null(strstr(line_of(&s, 3, line), " Event"));
	play(&s, "BackTab");
	assert_non_null(strstr(line_of(&s, 3, line), " Timeline"));
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_focused_panes_keys_come_first),
		cmocka_unit_test(every_command_can_be_seen_at_any_size),
		cmocka_unit_test(each_page_is_read_by_itself),
		cmocka_unit_test(words_are_not_cut),
		cmocka_unit_test(what_one_has_is_counted_and_done),
		cmocka_unit_test(what_is_no_chip_begins_a_prompt),
		cmocka_unit_test(what_the_event_has_not_is_no_example),
		cmocka_unit_test(words_of_it_are_found),
		cmocka_unit_test(tab_shows_the_keys_of_the_next_screen),
	};

	all = command_table();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
