/* SPDX-License-Identifier: MIT */
/* test_histogram.c - lanes, axis, zoom and range. At 120x40 people stand on
 * lines 3 and 4, notable events on 5, services on 6, the axis on 7, and all
 * begin in cell 10; at 80x24 there are bars on line 2, dots on line 3. */
#include "stage.h"

#define BARS 3
#define FOOT 4
#define NOTABLE 5
#define SERVICES 6
#define AXIS 7
#define LEFT 10

static const char *axis(struct stage *s)
{
	static char line[2048];

	return line_of(s, AXIS, line);
}

static unsigned style_at(const struct stage *s, int x, int y)
{
	return STYLE_BASE(grid_at(&s->grid, x, y)->style);
}

static void buckets_are_of_round_length_and_named(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	assert_non_null(strstr(axis(&s), "bucket 1s"));
	assert_non_null(strstr(axis(&s), "09:00:30"));
	grid_resize(&s.grid, 124, 40);
	stage_settle(&s);
	stage_add(&s, 3599, ALICE, "s3", "ListBuckets", true, "");
	stage_show(&s);
	stage_settle(&s);
	assert_non_null(strstr(axis(&s), "bucket 35s"));
	assert_non_null(strstr(axis(&s), "09:30"));
	stage_close(&s);
}

static void a_day_and_a_year_have_dates_on_the_axis(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	stage_add(&s, 99, ALICE, "s3", "ListBuckets", true,
		  ",\"eventTime\":\"2024-03-01T21:00:00Z\"");
	stage_show(&s);
	stage_settle(&s);
	assert_non_null(strstr(axis(&s), "03-01 00:00"));
	stage_add(&s, 99, ALICE, "s3", "ListBuckets", true,
		  ",\"eventTime\":\"2025-03-01T21:00:00Z\"");
	stage_show(&s);
	stage_settle(&s);
	assert_non_null(strstr(axis(&s), "bucket 4d"));
	assert_non_null(strstr(axis(&s), "2024-0"));
	stage_close(&s);
}

/* Four events beside ten thousand are a bar of three eighths. */
static void a_few_events_are_seen_beside_a_burst(void **state)
{
	struct stage s;
	char line[2048];
	(void)state;

	stage_bare(&s, 120, 40);
	for (int i = 0; i < 4; i++)
		stage_add(&s, 0, ALICE, "s3", "ListBuckets", true, "");
	for (int i = 0; i < 10000; i++)
		stage_add(&s, 80, ALICE, "s3", "ListBuckets", true, "");
	stage_add(&s, 99, ALICE, "s3", "ListBuckets", true, "");
	stage_show(&s);
	stage_settle(&s);
	assert_true(!strncmp(line_of(&s, FOOT, line), " people   ▃ ", 13));
	assert_non_null(strstr(line_of(&s, BARS, line), "█"));
	stage_close(&s);
}

/* alice's denial in second 30 is the only event there; without colours what
 * is red is shaded. */
static void denied_differs_in_colour_and_glyph(void **state)
{
	struct stage s;
	char line[2048];
	(void)state;

	stage_open(&s, 120, 40);
	assert_int_equal(style_at(&s, LEFT + 30, FOOT), STYLE_BAR_BAD);
	assert_non_null(strstr(line_of(&s, FOOT, line), "▒"));
	assert_int_equal(style_at(&s, LEFT + 29, FOOT), STYLE_TEXT);
	assert_int_equal(style_at(&s, LEFT + 20, FOOT), STYLE_BAR);
	s.grid.ascii = true;
	stage_settle(&s);
	assert_int_equal(grid_at(&s.grid, LEFT + 30, FOOT)->point[0], 'X');
	stage_close(&s);
}

static void services_and_notable_events_have_lanes_of_their_own(void **state)
{
	struct stage s;
	char line[2048];
	(void)state;

	stage_open(&s, 120, 40);
	assert_int_equal(style_at(&s, LEFT + 41, NOTABLE), STYLE_NOTABLE);
	assert_int_equal(style_at(&s, LEFT + 40, NOTABLE), STYLE_TEXT);
	assert_int_equal(style_at(&s, LEFT + 91, SERVICES), STYLE_DIM);
	assert_int_equal(style_at(&s, LEFT + 91, FOOT), STYLE_TEXT);
	assert_int_equal(style_at(&s, LEFT + 41, SERVICES), STYLE_TEXT);
	play(&s, "P");
	assert_string_equal(line_of(&s, SERVICES, line), " services none");
	play(&s, "P & \"user=bob\" Enter");
	assert_string_equal(line_of(&s, NOTABLE, line), " notable  none");
	stage_close(&s);
}

/* Ten thousand denials of a service are grey; one of a person is red. */
static void denials_of_services_are_not_red(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	for (int i = 0; i < 100; i++)
		stage_add(&s, 0, SERVICE, "s3", "PutObject", false, DENIED);
	stage_add(&s, 99, BOB, "s3", "PutObject", false, DENIED);
	stage_show(&s);
	stage_settle(&s);
	assert_int_equal(style_at(&s, LEFT, SERVICES), STYLE_DIM);
	assert_int_equal(style_at(&s, LEFT, FOOT), STYLE_TEXT);
	assert_int_equal(style_at(&s, LEFT + 99, FOOT), STYLE_BAR_BAD);
	filter_says(&s, "101 denied, 1 by people");
	play(&s, "& \"!people\" Enter");
	filter_says(&s, "100 denied, none by people");
	stage_close(&s);
}

static void it_shows_what_the_filter_keeps(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	assert_int_equal(style_at(&s, LEFT, FOOT), STYLE_BAR);
	play(&s, "& \"user=bob\" Enter");
	assert_int_equal(style_at(&s, LEFT, FOOT), STYLE_TEXT);
	assert_int_equal(style_at(&s, LEFT + 50, FOOT), STYLE_BAR);
	stage_close(&s);
}

static void the_cursors_bucket_is_marked(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	assert_int_equal(style_at(&s, LEFT, AXIS), STYLE_ACCENT);
	play(&s, "G");
	assert_int_equal(style_at(&s, LEFT + 92, AXIS), STYLE_ACCENT);
	assert_int_equal(style_at(&s, LEFT, AXIS), STYLE_DIM);
	stage_close(&s);
}

static void a_range_is_marked_zoomed_to_and_left_by_Esc(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=bob\" Enter g [ G ]");
	assert_int_equal(grid_at(&s.grid, LEFT + 50, AXIS)->point[0], '[');
	assert_true(grid_at(&s.grid, LEFT + 55, BARS)->style & STYLE_SELECTED);
	assert_false(grid_at(&s.grid, LEFT + 62, BARS)->style & STYLE_SELECTED);
	play(&s, "z");
	assert_null(strstr(axis(&s), "09:00:30"));
	assert_non_null(strstr(axis(&s), "Z: zoom out"));
	assert_int_equal(grid_at(&s.grid, LEFT, AXIS)->point[0], '[');
	play(&s, "z");
	hint_says(&s, "shows just that already");
	play(&s, "Esc Esc");
	assert_non_null(strstr(axis(&s), "09:00:30"));
	stage_close(&s);
}

static void zoom_goes_to_what_matches_and_out_again(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"event=PutObject\" Enter z G");
	assert_non_null(strstr(axis(&s), "09:01:10"));
	assert_null(strstr(axis(&s), "09:00"));
	play(&s, "Z");
	assert_non_null(strstr(axis(&s), "09:00:30"));
	play(&s, "Z");
	hint_says(&s, "whole span");
	stage_close(&s);
}

static void enter_makes_the_range_a_chip(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=bob\" Enter g [ j ] Enter");
	filter_says(&s, "2 of 30");
	filter_says(&s, " 09:00:50 … 09:00:51 ");
	stage_close(&s);
}

static void the_same_key_at_the_same_event_takes_the_mark_away(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "[ [");
	hint_says(&s, "no range");
	play(&s, "G [ g ]");
	assert_null(strchr(axis(&s), '['));
	stage_close(&s);
}

/* Below the bars a dot is notable, `!` denied; above, a dot is a service. */
static void two_lines_are_enough_for_a_small_screen(void **state)
{
	struct stage s;
	char line[2048];
	(void)state;

	stage_open(&s, 80, 24);
	assert_non_null(strstr(line_of(&s, 2, line), "▅"));
	assert_non_null(strstr(line, "▒"));
	assert_non_null(strstr(line, "·"));
	assert_non_null(strstr(line_of(&s, 3, line), "●"));
	assert_non_null(strstr(line, "!"));
	hides(&s, "bucket");
	grid_resize(&s.grid, 80, 20);
	stage_settle(&s);
	assert_non_null(strstr(line_of(&s, 2, line), "▒"));
	assert_null(strstr(line_of(&s, 3, line), "●"));
	stage_close(&s);
}

/* Of seconds, minutes, days: at least 85 in a hundred cells. */
static void every_zoom_fills_the_line(void **state)
{
	static const unsigned spans[] = { 0, 1, 2, 7, 30, 60, 120, 500, 3000 };
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(spans); i++) {
		struct stage s;
		int last = 0;

		stage_bare(&s, 120, 40);
		stage_add(&s, 0, ALICE, "s3", "ListBuckets", true, "");
		stage_add(&s, spans[i], ALICE, "s3", "ListBuckets", true, "");
		stage_show(&s);
		stage_settle(&s);
		for (int x = LEFT; x < 119; x++)
			if (style_at(&s, x, FOOT) == STYLE_BAR)
				last = x - LEFT + 1;
		assert_true(last * 100 >= 109 * 85);
		stage_close(&s);
	}
}

static void without_unicode_it_is_drawn_in_ascii(void **state)
{
	struct stage s;
	char line[2048];
	(void)state;

	stage_open(&s, 120, 40);
	s.grid.ascii = true;
	stage_settle(&s);
	assert_non_null(strstr(line_of(&s, FOOT, line), "#"));
	for (int i = BARS; i <= AXIS; i++)
		for (const char *c = line_of(&s, i, line); *c; c++)
			assert_true((unsigned char)*c < 0x80);
	stage_close(&s);
}

static void extreme_times_are_survived(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	stage_add(&s, 99, ALICE, "s3", "ListBuckets", true,
		  ",\"eventTime\":\"0001-01-01T00:00:00Z\"");
	stage_add(&s, 99, ALICE, "s3", "ListBuckets", true,
		  ",\"eventTime\":\"9999-12-31T23:59:59Z\"");
	stage_add(&s, 99, ALICE, "s3", "ListBuckets", true,
		  ",\"eventTime\":\"yesterday\"");
	stage_show(&s);
	stage_settle(&s);
	assert_non_null(strstr(axis(&s), "bucket"));
	play(&s, "G [ ] z Z");
	stage_close(&s);
}

static void a_little_that_is_denied_is_the_foot_of_its_bar(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	for (int i = 0; i < 50; i++)
		stage_add(&s, 5, ALICE, "s3", "ListBuckets", true,
			  i ? "" : DENIED);
	stage_add(&s, 99, ALICE, "s3", "ListBuckets", true, "");
	stage_show(&s);
	stage_settle(&s);
	assert_int_equal(style_at(&s, LEFT, FOOT), STYLE_BAR_FOOT);
	assert_int_equal(grid_at(&s.grid, LEFT, FOOT)->point[0],
			 0x2583 /* three eighths */);
	assert_int_equal(style_at(&s, LEFT, BARS), STYLE_BAR);
	stage_close(&s);
}

static void a_day_fills_the_line(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_add(&s, 0, ALICE, "s3", "ListBuckets", true,
		  ",\"eventTime\":\"2024-03-01T00:00:00Z\"");
	stage_add(&s, 0, ALICE, "s3", "ListBuckets", true,
		  ",\"eventTime\":\"2024-03-01T23:59:59Z\"");
	stage_show(&s);
	stage_settle(&s);
	assert_non_null(strstr(axis(&s), "bucket 15m"));
	hides(&s, "03-01 12:00");
	assert_int_equal(style_at(&s, LEFT + 95, FOOT), STYLE_BAR);
	stage_close(&s);
}

static void of_everything_there_is_no_zoom(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "z");
	hint_says(&s, "the histogram shows the whole span");
	assert_null(strstr(axis(&s), "zoom out"));
	play(&s, "g j j [ z");
	hint_says(&s, "the histogram shows the whole span");
	play(&s, "G ]");
	hint_says(&s, "marked: Enter makes it a chip");
	stage_close(&s);
}

static void the_mark_never_hides_how_to_zoom_out(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "g j [ G ] z G");
	for (int i = 0; i < 29; i++) {
		assert_non_null(strstr(axis(&s), "  Z: zoom out"));
		assert_non_null(strstr(axis(&s), "▴"));
		play(&s, "k");
	}
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_little_that_is_denied_is_the_foot_of_its_bar),
		cmocka_unit_test(a_day_fills_the_line),
		cmocka_unit_test(of_everything_there_is_no_zoom),
		cmocka_unit_test(the_mark_never_hides_how_to_zoom_out),
		cmocka_unit_test(buckets_are_of_round_length_and_named),
		cmocka_unit_test(a_day_and_a_year_have_dates_on_the_axis),
		cmocka_unit_test(a_few_events_are_seen_beside_a_burst),
		cmocka_unit_test(denied_differs_in_colour_and_glyph),
		cmocka_unit_test(it_shows_what_the_filter_keeps),
		cmocka_unit_test(the_cursors_bucket_is_marked),
		cmocka_unit_test(a_range_is_marked_zoomed_to_and_left_by_Esc),
		cmocka_unit_test(zoom_goes_to_what_matches_and_out_again),
		cmocka_unit_test(enter_makes_the_range_a_chip),
		cmocka_unit_test(
			the_same_key_at_the_same_event_takes_the_mark_away),
		cmocka_unit_test(two_lines_are_enough_for_a_small_screen),
		cmocka_unit_test(every_zoom_fills_the_line),
		cmocka_unit_test(
			services_and_notable_events_have_lanes_of_their_own),
		cmocka_unit_test(denials_of_services_are_not_red),
		cmocka_unit_test(without_unicode_it_is_drawn_in_ascii),
		cmocka_unit_test(extreme_times_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
