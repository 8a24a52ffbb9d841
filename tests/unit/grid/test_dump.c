/* SPDX-License-Identifier: MIT */
/* Screens as text, and texts cleaned for a terminal. */

#include <string.h>

#include "screen.h"

static void assert_clean(struct str s, bool ascii, const char *want)
{
	struct buf out = { 0 };

	text_clean(&out, s, ascii);
	assert_string_equal(out.at, want);
	buf_release(&out);
}

static void trailing_blanks_are_cut_from_the_text(void **state)
{
	struct grid grid = screen(6, 3);

	(void)state;
	grid_put(&grid, 1, 1, 6, 0, STR("a b  "));
	assert_screen(&grid, "\n a b\n\n");
}

static void colours_keep_every_blank_and_end_each_row(void **state)
{
	struct grid grid = screen(3, 2);
	struct buf out = { 0 };

	(void)state;
	grid_put(&grid, 0, 0, 1, STYLE_NOTABLE, STR("a"));
	grid_mark(&grid, (struct area){ 0, 0, 2, 1 }, STYLE_SELECTED);
	grid_dump_ansi(&grid, &out);
	assert_string_equal(out.at, "\033[0;1;38;5;215;48;5;238ma"
				    "\033[0;38;5;251;48;5;238m "
				    "\033[0;38;5;251m \033[0m\n"
				    "\033[0;38;5;251m   \033[0m\n");
	buf_release(&out);
	grid_release(&grid);
}

static void a_grid_of_no_size_dumps_nothing(void **state)
{
	struct grid grid = screen(-4, 0);
	struct buf out = { 0 };

	(void)state;
	grid_dump(&grid, &out);
	grid_dump_ansi(&grid, &out);
	assert_int_equal(out.len, 0);
	assert_int_equal(grid_at(&grid, 0, 0)->point[0], ' ');
	grid_release(&grid);
}

static void a_grid_that_grows_and_shrinks_is_blank_each_time(void **state)
{
	struct grid grid = screen(2, 2);

	(void)state;
	grid_put(&grid, 0, 0, 2, STYLE_HIT, STR("xx"));
	grid.cursor_shown = true;
	grid_resize(&grid, 5, 1);
	assert_false(grid.cursor_shown);
	grid_put(&grid, 0, 0, 5, 0, STR("abcde"));
	grid_resize(&grid, 1, 1);
	assert_int_equal(style_at(&grid, 0, 0), STYLE_TEXT);
	assert_screen(&grid, "\n");
}

static void cleaned_text_holds_nothing_a_terminal_obeys(void **state)
{
	(void)state;
	assert_clean(STR("a\033]0;x\007b"), false, "a␛]0;x␇b");
	assert_clean(STR("a\r\nb\tc"), false, "a␍↵b⇥c");
	assert_clean(STR("a\xc2\x9b"
			 "b\x9b"),
		     false, "a<9B>b\\x9b");
	assert_clean(STR("\xe2\x80\xae"
			 "x"),
		     false, "<U+202E>x");
	assert_clean(STR("caf\xc3\xa9"), false, "caf\xc3\xa9");
}

static void cleaned_text_is_ascii_where_it_must_be(void **state)
{
	(void)state;
	assert_clean(STR("\033\n\x7f\xc3\xa9"), true, "^[^J^?<U+00E9>");
}

static void cleaning_puts_an_empty_text_as_nothing(void **state)
{
	struct buf out = { 0 };

	(void)state;
	text_clean(&out, STR_NONE, false);
	text_clean(&out, STR(""), true);
	assert_int_equal(out.len, 0);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trailing_blanks_are_cut_from_the_text),
		cmocka_unit_test(colours_keep_every_blank_and_end_each_row),
		cmocka_unit_test(a_grid_of_no_size_dumps_nothing),
		cmocka_unit_test(
			a_grid_that_grows_and_shrinks_is_blank_each_time),
		cmocka_unit_test(cleaned_text_holds_nothing_a_terminal_obeys),
		cmocka_unit_test(cleaned_text_is_ascii_where_it_must_be),
		cmocka_unit_test(cleaning_puts_an_empty_text_as_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
