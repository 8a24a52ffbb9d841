/* SPDX-License-Identifier: MIT */
/* test_help.c - the overlay of keys. */
#include "stage.h"

#include "../../../tui/screens/commands.h"

static void the_focused_panes_keys_come_first(void **state)
{
	struct stage s;
	char line[2048];
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, "?");
	assert_non_null(strstr(line_of(&s, 3, line), " Timeline"));
	assert_non_null(strstr(line_of(&s, 4, line), "go to the Event pane"));
	play(&s, "Esc 1 ?");
	assert_non_null(strstr(line_of(&s, 3, line), " Users"));
	assert_non_null(strstr(line_of(&s, 4, line), "only this value"));
	stage_close(&s);
}

static struct command_list all;

/* The words of each command, as far as any column is wide. */
static bool shown(struct stage *s, const struct command *command)
{
	char words[32];

	snprintf(words, sizeof(words), "%.10s", command->help);
	return strstr(screen(s), words) != NULL;
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
		for (int step = 0; step < 250; step++) {
			for (size_t c = 0; c < all.count; c++)
				seen[c] |= shown(&s, &all.row[c]);
			play(&s, "j");
		}
		for (size_t c = 0; c < all.count; c++)
			if (!seen[c])
				fail_msg("%s is not shown at %dx%d",
					 all.row[c].name, sizes[i][0],
					 sizes[i][1]);
		stage_close(&s);
	}
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_focused_panes_keys_come_first),
		cmocka_unit_test(every_command_can_be_seen_at_any_size),
		cmocka_unit_test(words_are_not_cut),
	};

	all = command_table();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
