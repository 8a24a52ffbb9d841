/* SPDX-License-Identifier: MIT */
/* test_sources.c - the overlay of files. */
#include "stage.h"

#define FILES 60

static char paths[FILES][64];
static const struct err cut = {
	.code = ERR_CUT,
	.at = 4711,
	.text = "the gzip stream ends inside a record, so that the last of "
		"them is missing from what is loaded, and it says \x1b[2J",
};
static const struct err other = { .code = ERR_DATA, .text = "other JSON" };

static void open_files(struct stage *s, int width, int height, size_t count)
{
	stage_bare(s, width, height);
	for (size_t i = 0; i < count; i++) {
		snprintf(paths[i], sizeof(paths[i]), "lead/in/file-%02zu.json",
			 i);
		stage_file(s, paths[i], 1,
			   i == 7   ? &cut
			   : i == 9 ? &other
				    : NULL);
	}
	stage_fill(s);
	stage_show(s);
	view_draw(s->view, &s->grid, true);
	play(s, "i");
}

static void every_file_has_its_numbers(void **state)
{
	struct stage s;
	(void)state;

	open_files(&s, 120, 40, 5);
	shows(&s, "5 files");
	shows(&s, "file-00.json");
	shows(&s, "S3 delivery file");
	shows(&s, " 30 ");
	shows(&s, "12 kB");
	shows(&s, "read whole");
	stage_close(&s);
}

static void troubled_files_come_first_with_their_reasons(void **state)
{
	struct stage s;
	const char *text;
	(void)state;

	open_files(&s, 120, 40, FILES);
	shows(&s, "60 files, 2 not whole");
	text = screen(&s);
	assert_true(strstr(text, "file-07") < strstr(text, "file-09"));
	assert_true(strstr(text, "file-09") < strstr(text, "file-00"));
	shows(&s, "byte 4,711: the gzip stream ends inside a record");
	shows(&s, "is missing from what is loaded");
	play(&s, "j");
	shows(&s, "lead/in/file-09.json");
	hides(&s, "4,711");
	stage_close(&s);
}

static void what_all_paths_share_is_left_out_of_the_list(void **state)
{
	struct stage s;
	(void)state;

	open_files(&s, 120, 40, FILES);
	hides(&s, "lead/in/file-00");
	shows(&s, "lead/in/file-07");
	stage_close(&s);
}

static void all_of_a_long_list_can_be_reached(void **state)
{
	struct stage s;
	(void)state;

	open_files(&s, 80, 24, FILES);
	hides(&s, "file-59");
	play(&s, "G");
	shows(&s, "lead/in/file-59.json");
	stage_close(&s);
}

static void reasons_reach_the_screen_cleaned(void **state)
{
	struct stage s;
	(void)state;

	open_files(&s, 120, 40, FILES);
	for (const char *c = screen(&s); *c; c++)
		assert_true((unsigned char)*c >= ' ' || *c == '\n');
	shows(&s, "␛[2J");
	stage_close(&s);
}

static void no_file_at_all_is_survived(void **state)
{
	struct stage s;
	(void)state;

	open_files(&s, 120, 40, 0);
	shows(&s, "0 files");
	play(&s, "j G k");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_file_has_its_numbers),
		cmocka_unit_test(troubled_files_come_first_with_their_reasons),
		cmocka_unit_test(what_all_paths_share_is_left_out_of_the_list),
		cmocka_unit_test(all_of_a_long_list_can_be_reached),
		cmocka_unit_test(reasons_reach_the_screen_cleaned),
		cmocka_unit_test(no_file_at_all_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
