/* SPDX-License-Identifier: MIT */
/* test_status.c - the title line: whole parts, true numbers. */
#include <stdlib.h>
#include <time.h>

#include "stage.h"

#include "../../../tui/screens/view.h"

static void two_files(struct stage *s)
{
	stage_file(s, "a.json", 30, NULL);
	stage_file(s, "a.json", 30, NULL);
	stage_show(s);
	stage_settle(s);
}

static const char *status(struct stage *s, int width)
{
	static char line[2048];

	grid_resize(&s->grid, width, s->grid.height);
	stage_settle(s);
	return line_of(s, 0, line);
}

static void it_tells_what_is_loaded_from_when_to_when(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	two_files(&s);
	assert_string_equal(
		status(&s, 120),
		" trailtui  example/  30 events  2 files  1 account  1 region"
		"        2024-02-29 09:00 … 09:01 UTC   mgmt only   ✓ loaded");
	stage_close(&s);
}

/* A number cut in half would be another number. */
static void parts_give_way_whole_and_the_least_first(void **state)
{
	struct stage s;
	char whole[2048];
	(void)state;

	stage_open(&s, 120, 40);
	two_files(&s);
	snprintf(whole, sizeof(whole), "%s 2024-02-29 09:00…09:01Z",
		 status(&s, 160));
	for (int width = 40; width < 160; width++) {
		char line[2048], *word;

		strcpy(line, status(&s, width));
		for (word = strtok(line, " "); word; word = strtok(NULL, " "))
			assert_non_null(strstr(whole, word));
	}
	assert_string_equal(status(&s, 80),
			    " trailtui  example/  30 events        "
			    "  2024-02-29 09:00 … 09:01 UTC   ✓ loaded");
	assert_non_null(strstr(status(&s, 44), " trailtui  30 events"));
	stage_close(&s);
}

static void while_loading_it_tells_how_far_how_fast_and_how_long(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	stage_file(&s, "a.json", 30, NULL);
	evidence_add(&s.evidence, "b.json", 2000);
	s.evidence.loading = true;
	s.evidence.bytes_done = 41000000;
	s.evidence.bytes_all = 100000000;
	s.evidence.inflated = 400000000;
	s.evidence.seconds = 2;
	stage_show(&s);
	assert_non_null(strstr(status(&s, 160), "1 of 2 files"));
	assert_non_null(
		strstr(status(&s, 120), "200 MB/s  3 s left   loading 41%"));
	assert_non_null(strstr(status(&s, 40), "loading 41%"));
	s.evidence.bytes_done = s.evidence.bytes_all;
	stage_show(&s);
	assert_non_null(strstr(status(&s, 120), "loading 99%"));
	stage_close(&s);
}

static void a_stopped_load_says_how_to_go_on(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	two_files(&s);
	s.evidence.stopped = true;
	stage_show(&s);
	assert_non_null(strstr(status(&s, 120), "stopped: :resume"));
	assert_non_null(strstr(status(&s, 60), "stopped: :resume"));
	assert_null(strstr(status(&s, 120), "✓"));
	stage_close(&s);
}

static void what_could_not_be_read_is_counted(void **state)
{
	const struct err bad = { .code = ERR_DATA, .text = "no event" };
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	two_files(&s);
	stage_file(&s, "b.json", 30, &bad);
	stage_file(&s, "c.json", 1, &bad);
	stage_file(&s, "d.json", 0, &bad);
	stage_show(&s);
	assert_non_null(strstr(status(&s, 120), "2 not whole, 1 set aside: i"));
	assert_non_null(strstr(status(&s, 70), "2 not whole"));
	stage_close(&s);
}

static void repeats_are_counted(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 160, 40);
	s.events = 0;
	stage_add(&s, 0, ALICE, "s3", "ListBuckets", true, "");
	stage_show(&s);
	assert_non_null(strstr(status(&s, 160), "1 repeat "));
	stage_close(&s);
}

static void times_carry_their_zone(void **state)
{
	struct stage s;
	(void)state;

	setenv("TZ", "XYZ-2", 1);
	tzset();
	stage_open(&s, 120, 40);
	two_files(&s);
	play(&s, "t");
	assert_non_null(
		strstr(status(&s, 120), "2024-02-29 11:00 … 11:01 XYZ"));
	stage_close(&s);
	unsetenv("TZ");
	tzset();
}

/* The standard name holds in January, as it did in 1970; the other in July. */
static void without_an_event_the_zone_is_that_of_now(void **state)
{
	static const struct {
		int64_t now;
		const char *name;
	} cases[] = {
		{ 1767225600, " STN" }, /* 2026-01-01 */
		{ 1782864000, " SMR" }, /* 2026-07-01 */
	};
	struct stage s;
	(void)state;

	setenv("TZ", "STN-1SMR,M3.5.0,M10.5.0/3", 1);
	tzset();
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct view_options options = { .zone = ZONE_LOCAL,
						      .now = cases[i].now };

		stage_begin(&s, 120, 40, &options);
		stage_show(&s);
		stage_settle(&s);
		shows(&s, cases[i].name);
		stage_close(&s);
	}
	unsetenv("TZ");
	tzset();
}

static void days_are_told_apart(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	stage_add(&s, 99, "{},\"eventTime\":\"2024-03-02T10:00:00Z\"", "s3",
		  "ListBuckets", true,
		  ",\"eventTime\":\"2024-03-02T10:00:00Z\"");
	stage_show(&s);
	assert_non_null(
		strstr(status(&s, 120), "2024-02-29 09:00 … 03-02 10:00 UTC"));
	stage_close(&s);
}

static void nothing_loaded_is_said_without_numbers_made_up(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	s.evidence.store = NULL;
	stage_show(&s);
	stage_settle(&s);
	assert_non_null(strstr(status(&s, 120), " trailtui  example/"));
	stage_close(&s);
}

/* A chip looks at rows for longer than a blink. */
static void begin_long_job(struct stage *s)
{
	struct selection *selection = s->view->selection;

	assert_true(
		change_chip(selection, SIZE_MAX, ask_new(STR("denied"), NULL)));
	selection_step(selection, 1000000);
	view_draw(s->view, &s->grid, true);
}

static void
what_runs_longer_than_a_blink_is_told_and_can_be_stopped(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	two_files(&s);
	begin_long_job(&s);
	line_says_(&s, 0, "filtering 0%", __FILE__, __LINE__);
	view_command(s.view, STR("stop"));
	assert_false(view_work(s.view, 1000));
	view_draw(s.view, &s.grid, true);
	line_says_(&s, 0, "filtering stopped", __FILE__, __LINE__);
	hint_says(&s, "filtering is stopped: what stands is from before");
	play(&s, "P");
	hides(&s, "stopped");
	line_says_(&s, 0, "loaded", __FILE__, __LINE__);
	stage_close(&s);
}

static void what_follows_a_growing_store_is_told_as_loading(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	two_files(&s);
	s.evidence.loading = true;
	view_show(s.view, &s.evidence);
	begin_long_job(&s);
	line_says_(&s, 0, "filtering", __FILE__, __LINE__);
	stage_settle(&s);
	stage_add(&s, 100, ALICE, "s3", "ListBuckets", true, "");
	stage_show(&s);
	line_says_(&s, 0, "loading", __FILE__, __LINE__);
	view_command(s.view, STR("stop"));
	assert_int_equal(view_effect(s.view).kind, EFFECT_STOP);
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_tells_what_is_loaded_from_when_to_when),
		cmocka_unit_test(parts_give_way_whole_and_the_least_first),
		cmocka_unit_test(
			while_loading_it_tells_how_far_how_fast_and_how_long),
		cmocka_unit_test(a_stopped_load_says_how_to_go_on),
		cmocka_unit_test(what_could_not_be_read_is_counted),
		cmocka_unit_test(repeats_are_counted),
		cmocka_unit_test(times_carry_their_zone),
		cmocka_unit_test(without_an_event_the_zone_is_that_of_now),
		cmocka_unit_test(days_are_told_apart),
		cmocka_unit_test(
			nothing_loaded_is_said_without_numbers_made_up),
		cmocka_unit_test(
			what_runs_longer_than_a_blink_is_told_and_can_be_stopped),
		cmocka_unit_test(
			what_follows_a_growing_store_is_told_as_loading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
