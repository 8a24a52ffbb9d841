/* SPDX-License-Identifier: MIT */
/* Texts into cells: what is cut, and what a hostile text becomes. */

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "screen.h"

static void a_text_that_fits_stands_as_it_is(void **state)
{
	struct grid grid = screen(8, 1);

	(void)state;
	assert_int_equal(grid_put(&grid, 1, 0, 7, STYLE_READ, STR("bob")), 3);
	assert_int_equal(style_at(&grid, 1, 0), STYLE_READ);
	assert_int_equal(style_at(&grid, 4, 0), STYLE_TEXT);
	assert_screen(&grid, " bob\n");
}

static void a_long_text_is_cut_at_its_end(void **state)
{
	struct grid grid = screen(8, 1);

	(void)state;
	assert_int_equal(grid_put(&grid, 0, 0, 5, 0, STR("benjamin")), 5);
	assert_screen(&grid, "benj…\n");
}

static void the_grid_s_edge_cuts_too(void **state)
{
	struct grid grid = screen(4, 1);

	(void)state;
	assert_int_equal(grid_put(&grid, 1, 0, 50, 0, STR("benjamin")), 3);
	assert_screen(&grid, " be…\n");
}

static void a_middle_cut_keeps_head_and_tail(void **state)
{
	struct grid grid = screen(17, 1);

	(void)state;
	grid_put_middle(&grid, 0, 0, 17, 0, STR("sg-04cfb7a4712d75b00"));
	assert_screen(&grid, "sg-04cfb7a…d75b00\n");
}

static void a_middle_cut_of_two_cells_keeps_the_end(void **state)
{
	struct grid grid = screen(6, 3);

	(void)state;
	grid_put_middle(&grid, 0, 0, 1, 0, STR("abcdef"));
	grid_put_middle(&grid, 0, 1, 2, 0, STR("abcdef"));
	grid_put_middle(&grid, 0, 2, 5, 0, STR("abcdef"));
	assert_screen(&grid, "…\n…f\nab…ef\n");
}

static void a_right_put_is_cut_at_its_start(void **state)
{
	struct grid grid = screen(9, 2);

	(void)state;
	assert_int_equal(grid_put_right(&grid, 1, 0, 7, 0, STR("42")), 2);
	assert_int_equal(grid_put_right(&grid, 1, 1, 4, 0, STR("123,456")), 4);
	assert_screen(&grid, "      42\n …456\n");
}

static void an_absent_text_and_no_width_put_nothing(void **state)
{
	struct grid grid = screen(3, 1);

	(void)state;
	assert_int_equal(grid_put(&grid, 0, 0, 3, 0, STR_NONE), 0);
	assert_int_equal(grid_put(&grid, 0, 0, 0, 0, STR("a")), 0);
	assert_int_equal(grid_put(&grid, 0, 0, -5, 0, STR("a")), 0);
	assert_int_equal(grid_put_middle(&grid, 0, 0, 0, 0, STR("a")), 0);
	assert_int_equal(grid_put_right(&grid, 0, 0, 0, 0, STR("a")), 0);
	assert_screen(&grid, "\n");
}

static void putting_outside_draws_nothing(void **state)
{
	static const int far[] = { INT32_MIN, -5000, -9, 3, 9, INT32_MAX };
	struct grid grid = screen(3, 1);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(far); i++) {
		grid_put(&grid, far[i], 0, INT32_MAX, 0, STR("abc"));
		grid_put(&grid, 0, far[i], INT32_MAX, 0, STR("abc"));
		grid_put_right(&grid, far[i], 0, 3, 0, STR("abc"));
		grid_put_middle(&grid, 0, far[i], 2, 0, STR("abc"));
	}
	assert_screen(&grid, "\n");
}

static void what_hangs_over_the_left_edge_is_left_out(void **state)
{
	struct grid grid = screen(4, 1);

	(void)state;
	grid_put(&grid, -2, 0, 6, 0, STR("abcd"));
	assert_screen(&grid, "cd\n");
}

static void controls_become_pictures(void **state)
{
	struct grid grid = screen(20, 1);

	(void)state;
	grid_put(&grid, 0, 0, 20, 0, STR("\033[2Ja\r\nb\tc\bd\x7f"));
	assert_int_equal(style_at(&grid, 0, 0), STYLE_WARN);
	assert_int_equal(style_at(&grid, 1, 0), STYLE_TEXT);
	assert_int_equal(style_at(&grid, 6, 0), STYLE_TEXT);
	assert_screen(&grid, "␛[2Ja␍↵b⇥c␈d␡\n");
}

static void c1_controls_and_bad_bytes_are_spelled(void **state)
{
	struct grid grid = screen(20, 1);

	(void)state;
	grid_put(&grid, 0, 0, 20, 0, STR("a\xc2\x9bz\x9b\xffq"));
	assert_int_equal(style_at(&grid, 1, 0), STYLE_WARN);
	assert_int_equal(style_at(&grid, 6, 0), STYLE_WARN);
	assert_int_equal(style_at(&grid, 14, 0), STYLE_TEXT);
	assert_screen(&grid, "a<9B>z\\x9b\\xffq\n");
}

static void hidden_characters_are_named_in_the_warning_style(void **state)
{
	struct grid grid = screen(40, 1);

	(void)state;
	grid_put(&grid, 0, 0, 40, STYLE_WRITE | STYLE_SELECTED,
		 STR("a\xe2\x80\xae"
		     "b\xe2\x80\x8b\xf3\xa0\x81\x81"));
	assert_int_equal(style_at(&grid, 1, 0), STYLE_WARN | STYLE_SELECTED);
	assert_int_equal(style_at(&grid, 9, 0), STYLE_WRITE | STYLE_SELECTED);
	assert_screen(&grid, "a<U+202E>b<U+200B><U+E0041>\n");
}

static void a_name_is_never_cut_in_half(void **state)
{
	struct grid grid = screen(8, 1);

	(void)state;
	grid_put(&grid, 0, 0, 8, 0,
		 STR("a\xe2\x80\xae"
		     "b"));
	assert_screen(&grid, "a…\n");
}

static void a_lone_surrogate_is_named(void **state)
{
	struct grid grid = screen(20, 1);

	(void)state;
	grid_put(&grid, 0, 0, 20, 0, STR("\xed\xa0\x80"));
	assert_screen(&grid, "<U+D800>\n");
}

static void two_marks_stay_and_the_rest_is_one_replacement(void **state)
{
	struct grid grid = screen(9, 1);

	(void)state;
	grid_put(&grid, 0, 0, 9, 0,
		 STR("e\xcc\x81\xcc\x82\xcc\x83\xcc\x84x\xcc\x81"));
	assert_int_equal(grid_at(&grid, 0, 0)->point[2], 0x302);
	assert_int_equal(style_at(&grid, 1, 0), STYLE_WARN);
	assert_screen(&grid, "e\xcc\x81\xcc\x82\xef\xbf\xbdx\xcc\x81\n");
}

static void a_mark_joins_nothing_that_was_there_before(void **state)
{
	struct grid grid = screen(4, 1);

	(void)state;
	grid_put(&grid, 0, 0, 1, 0, STR("a"));
	grid_put(&grid, 1, 0, 3, 0,
		 STR("\xcc\x81"
		     "b"));
	assert_int_equal(grid_at(&grid, 0, 0)->point[1], 0);
	assert_screen(&grid, "a\xef\xbf\xbd"
			     "b\n");
}

static void wide_characters_take_two_cells(void **state)
{
	struct grid grid = screen(6, 1);

	(void)state;
	assert_int_equal(grid_put(&grid, 0, 0, 6, 0, STR("日本x")), 5);
	assert_int_equal(grid_at(&grid, 0, 0)->width, 2);
	assert_int_equal(grid_at(&grid, 1, 0)->width, 0);
	assert_screen(&grid, "日本x\n");
}

static void a_wide_character_is_never_halved(void **state)
{
	struct grid grid = screen(6, 3);

	(void)state;
	assert_int_equal(grid_put(&grid, 0, 0, 4, 0, STR("日本語")), 3);
	grid_put(&grid, 5, 1, 1, 0, STR("日"));
	grid_put(&grid, -1, 2, 6, 0, STR("日x"));
	assert_screen(&grid, "日…\n     …\n x\n");
}

static void covering_half_of_a_wide_character_blanks_the_other(void **state)
{
	struct grid grid = screen(6, 3);

	(void)state;
	grid_put(&grid, 0, 2, 6, 0, STR("日本語"));
	grid_put(&grid, 0, 2, 6, 0, STR("水木"));
	grid_put(&grid, 0, 0, 6, 0, STR("日本語"));
	grid_put(&grid, 1, 0, 2, 0, STR("ab"));
	grid_put(&grid, 0, 1, 6, 0, STR("日本語"));
	grid_put(&grid, 1, 1, 2, 0, STR("火"));
	assert_screen(&grid, " ab 語\n 火 語\n水木語\n");
}

static void an_ascii_grid_holds_only_ascii(void **state)
{
	struct grid grid = ascii_screen(40, 2);

	(void)state;
	grid_put(&grid, 0, 0, 40, 0, STR("h\xc3\xa9\033日\ne\xcc\x81"));
	grid_put(&grid, 0, 1, 4, 0, STR("benjamin"));
	assert_screen(&grid, "h<U+00E9>^[<U+65E5>^Je<U+0301>\nben~\n");
}

static void sayings_turn_their_glyphs_to_ascii(void **state)
{
	struct grid grid = ascii_screen(30, 1);

	(void)state;
	grid_say(&grid, 0, 0, 30, 0, "⏎ drill → %d × … ·", 26);
	assert_screen(&grid, "RET drill > 26 x ~ .\n");
}

static void what_fits_is_at_least_one_character(void **state)
{
	struct grid grid = screen(4, 1);

	(void)state;
	assert_int_equal(grid_fit(&grid, STR("日本"), 1), 3);
	assert_int_equal(grid_fit(&grid, STR("\xe2\x80\xae"), 2), 3);
	assert_int_equal(grid_fit(&grid, STR("abcdef"), 4), 4);
	assert_int_equal(grid_fit(&grid,
				  STR("e\xcc\x81"
				      "bcd"),
				  2),
			 4);
	assert_int_equal(grid_fit(&grid, STR_NONE, 4), 0);
	grid_release(&grid);
}

static void measuring_stops_at_most(void **state)
{
	struct grid grid = screen(4, 1);

	(void)state;
	assert_int_equal(grid_measure(&grid, STR("日b"), 9), 3);
	assert_int_equal(grid_measure(&grid, STR("abcdef"), 4), 4);
	assert_int_equal(grid_measure(&grid, STR("\033"), 4), 1);
	assert_int_equal(grid_measure(&grid, STR_NONE, 4), 0);
	grid_release(&grid);
}

/* A text whose middle must not be touched: pages without access lie between
 * what may be looked at of its head and of its tail. */
struct guarded {
	char *pages;
	size_t page;
	struct str text;
};

static struct guarded guarded(size_t look, const char *pattern)
{
	struct guarded g = { .page = (size_t)sysconf(_SC_PAGESIZE) };
	size_t len = strlen(pattern);

	g.pages = mmap(NULL, g.page * 3, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	assert_true(g.pages != MAP_FAILED);
	for (size_t i = 0; i < g.page * 3; i++)
		g.pages[i] = pattern[i % len];
	assert_int_equal(mprotect(g.pages + g.page, g.page, PROT_NONE), 0);
	g.text = (struct str){ g.pages + g.page - look, g.page + 2 * look };
	return g;
}

static void no_more_is_looked_at_than_the_door_says(void **state)
{
	static const char *const patterns[] = {
		"a",    "\xcc\x81",     "e\xcc\x81\xcc\x82", "\xf0\x9f\x99\x82",
		"\x80", "\xe2\x80\xae", "\xf0\x9f\x99",      "\033",
	};
	struct grid grid = screen(200, 1);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(patterns); i++) {
		for (int width = 1; width < 200; width++) {
			struct guarded g =
				guarded((size_t)width * 4 + 64, patterns[i]);

			grid_put(&grid, 0, 0, width, 0, g.text);
			grid_put_right(&grid, 0, 0, width, 0, g.text);
			grid_put_middle(&grid, 0, 0, width, 0, g.text);
			grid_measure(&grid, g.text, width);
			grid_fit(&grid, g.text, width);
			munmap(g.pages, g.page * 3);
		}
	}
	grid_release(&grid);
}

static void a_box_clears_what_was_there(void **state)
{
	struct grid grid = screen(10, 3);

	(void)state;
	grid_put(&grid, 0, 1, 10, 0, STR("xxxxxxxxxx"));
	grid_box(&grid, (struct area){ 0, 0, 10, 3 }, STR("pivot"));
	assert_screen(&grid, "╭─ piv… ─╮\n│        │\n╰────────╯\n");
}

static void lines_and_fills_are_clipped(void **state)
{
	struct grid grid = ascii_screen(4, 3);

	(void)state;
	grid_hline(&grid, -3, 1, INT32_MAX, STYLE_RULE);
	grid_vline(&grid, 1, -9, INT32_MAX, STYLE_RULE);
	grid_fill(&grid, (struct area){ 3, 2, INT32_MAX, INT32_MAX }, 0);
	grid_fill(&grid, (struct area){ INT32_MIN, 0, 5, 5 }, 0);
	grid_box(&grid, (struct area){ 2, 2, 1, 1 }, STR("no room"));
	grid_mark(&grid, (struct area){ 3, 1, 9, 9 }, STYLE_SELECTED);
	assert_int_equal(style_at(&grid, 3, 1), STYLE_RULE | STYLE_SELECTED);
	assert_screen(&grid, " |\n-|--\n |\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_that_fits_stands_as_it_is),
		cmocka_unit_test(a_long_text_is_cut_at_its_end),
		cmocka_unit_test(the_grid_s_edge_cuts_too),
		cmocka_unit_test(a_middle_cut_keeps_head_and_tail),
		cmocka_unit_test(a_middle_cut_of_two_cells_keeps_the_end),
		cmocka_unit_test(a_right_put_is_cut_at_its_start),
		cmocka_unit_test(an_absent_text_and_no_width_put_nothing),
		cmocka_unit_test(putting_outside_draws_nothing),
		cmocka_unit_test(what_hangs_over_the_left_edge_is_left_out),
		cmocka_unit_test(controls_become_pictures),
		cmocka_unit_test(c1_controls_and_bad_bytes_are_spelled),
		cmocka_unit_test(
			hidden_characters_are_named_in_the_warning_style),
		cmocka_unit_test(a_name_is_never_cut_in_half),
		cmocka_unit_test(a_lone_surrogate_is_named),
		cmocka_unit_test(
			two_marks_stay_and_the_rest_is_one_replacement),
		cmocka_unit_test(a_mark_joins_nothing_that_was_there_before),
		cmocka_unit_test(wide_characters_take_two_cells),
		cmocka_unit_test(a_wide_character_is_never_halved),
		cmocka_unit_test(
			covering_half_of_a_wide_character_blanks_the_other),
		cmocka_unit_test(an_ascii_grid_holds_only_ascii),
		cmocka_unit_test(sayings_turn_their_glyphs_to_ascii),
		cmocka_unit_test(what_fits_is_at_least_one_character),
		cmocka_unit_test(measuring_stops_at_most),
		cmocka_unit_test(no_more_is_looked_at_than_the_door_says),
		cmocka_unit_test(a_box_clears_what_was_there),
		cmocka_unit_test(lines_and_fills_are_clipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
