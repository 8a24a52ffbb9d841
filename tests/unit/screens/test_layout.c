/* SPDX-License-Identifier: MIT */
/* test_layout.c - what is shown at which size. */
#include "stage.h"

static void a_large_screen_shows_four_panes(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	shows(&s, "─ 1 Users ");
	shows(&s, "─ 2 Resources ");
	shows(&s, "│─ 3 Timeline ");
	shows(&s, "│─ 4 Event ");
	stage_close(&s);
}

static void on_a_medium_one_side_panes_take_turns(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 80, 24);
	shows(&s, "─ 3 Timeline ");
	shows(&s, "─ 4 Event ");
	shows(&s, "1 of 30   1 Users  2 Resources");
	hides(&s, "─ 1 Users ");
	play(&s, "1");
	shows(&s, "─ 1 Users ");
	hides(&s, "─ 3 Timeline ");
	shows(&s, "─ 4 Event ");
	play(&s, "4");
	shows(&s, "─ 3 Timeline ");
	stage_close(&s);
}

static void on_a_small_one_the_focused_pane_stands_alone(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 40, 10);
	shows(&s, "─ 3 Timeline ");
	hides(&s, "─ 4 Event ");
	play(&s, "1");
	shows(&s, "─ 1 Users ");
	filter_says(&s, "30/30");
	stage_close(&s);
}

static void on_a_tiny_one_a_list_and_a_line_are_left(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 20, 5);
	hides(&s, "Users");
	shows(&s, "09:00:00");
	hint_says(&s, "Timeline 1/30");
	stage_close(&s);
}

static void below_that_it_says_so_and_comes_back(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 19, 5);
	shows(&s, "too small");
	grid_resize(&s.grid, 120, 40);
	stage_press(&s, (struct key){ .code = PRESS_RESIZE });
	shows(&s, "─ 3 Timeline ");
	stage_close(&s);
}

static void zoom_gives_a_pane_the_screen(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "\\");
	shows(&s, "\n─ 3 Timeline ");
	hides(&s, "4 Event");
	play(&s, "4");
	shows(&s, "\n─ 4 Event ");
	play(&s, "\\");
	shows(&s, "─ 1 Users ");
	stage_close(&s);
}

static void long_chips_are_cut_in_the_middle_or_counted(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 80, 24);
	play(&s, "& \"user=alice or event=DescribeSecurityGroups\" Enter");
	play(&s, "& \"!event=ListBuckets or user=bob\" Enter P W");
	filter_says(&s, "…");
	play(&s, "& \"service=s3 or service=ec2\" Enter");
	filter_says(&s, " of 30");
	stage_close(&s);
}

static void in_ascii_nothing_else_is_put(void **state)
{
	struct view_options options = { .zone = ZONE_UTC, .ascii = true };
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	view_free(s.view);
	s.view = view_new(&options);
	s.grid.ascii = true;
	stage_fill(&s);
	stage_show(&s);
	play(&s, "P ? q 1 j j Space i q \\");
	for (const char *at = screen(&s); *at; at++)
		assert_true((unsigned char)*at < 0x7f);
	stage_close(&s);
}

static void help_is_hinted_at_every_size(void **state)
{
	static const int widths[] = { 40, 60, 80, 120, 200 };
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
		grid_resize(&s.grid, widths[i], 40);
		play(&s, "j");
		hint_says(&s, "= event=");
		hint_says(&s, "? help  UTC");
		if (widths[i] >= 80)
			hint_says(&s, ". notable");
	}
	grid_resize(&s.grid, 120, 40);
	play(&s, "k");
	hint_says(&s, "! not  / find  & filter  f count  p pivot  ? help");
	play(&s, "i");
	hint_says(&s, "Esc back  j k move");
	stage_close(&s);
}

static void small_overlays_keep_their_border(void **state)
{
	static const struct {
		int width, height;
	} sizes[] = { { 20, 5 }, { 28, 8 }, { 40, 10 } };
	static const char *const keys[] = { "?", "i", "f", "p" };
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	for (size_t i = 0; i < ARRAY_LEN(sizes) * ARRAY_LEN(keys); i++) {
		int width = sizes[i / ARRAY_LEN(keys)].width;
		int height = sizes[i / ARRAY_LEN(keys)].height;

		grid_resize(&s.grid, width, height);
		play(&s, keys[i % ARRAY_LEN(keys)]);
		for (int y = 1; y < height - 2; y++)
			assert_int_equal(
				grid_at(&s.grid, width - 1, y)->point[0],
				0x2502 /* a vertical line */);
		play(&s, "Esc");
	}
	grid_resize(&s.grid, 20, 5);
	play(&s, "p");
	shows(&s, " 17 ");
	stage_close(&s);
}

static void where_no_event_is_left_none_is_offered(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=nobody\" Enter");
	hint_says(&s, "Esc back  F all off  x chips");
	shows(&s, "no event to show");
	hides(&s, "! not");
	stage_close(&s);
}

static void the_count_of_a_prompt_is_never_pushed_out(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 40, 10);
	play(&s, "& \"denied\"");
	hint_says(&s, "3 of 30");
	grid_resize(&s.grid, 20, 5);
	play(&s, "Left");
	hint_says(&s, " 3");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_overlays_keep_their_border),
		cmocka_unit_test(where_no_event_is_left_none_is_offered),
		cmocka_unit_test(the_count_of_a_prompt_is_never_pushed_out),
		cmocka_unit_test(help_is_hinted_at_every_size),
		cmocka_unit_test(a_large_screen_shows_four_panes),
		cmocka_unit_test(on_a_medium_one_side_panes_take_turns),
		cmocka_unit_test(on_a_small_one_the_focused_pane_stands_alone),
		cmocka_unit_test(on_a_tiny_one_a_list_and_a_line_are_left),
		cmocka_unit_test(below_that_it_says_so_and_comes_back),
		cmocka_unit_test(zoom_gives_a_pane_the_screen),
		cmocka_unit_test(long_chips_are_cut_in_the_middle_or_counted),
		cmocka_unit_test(in_ascii_nothing_else_is_put),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
