/* SPDX-License-Identifier: MIT */
/* Colours: nothing may vanish, and nothing be told by colour alone. */

#include "screen.h"

static void no_style_is_drawn_on_its_own_colour(void **state)
{
	static const unsigned bits[] = { 0, STYLE_SELECTED, STYLE_CELL,
					 STYLE_SELECTED | STYLE_CELL };

	(void)state;
	for (unsigned style = 0; style < STYLES; style++) {
		for (size_t i = 0; i < ARRAY_LEN(bits); i++) {
			struct ink ink = grid_ink(style | bits[i]);

			assert_int_not_equal(ink.fg, ink.bg);
			assert_true(ink.fg16 != ink.bg16 || ink.fg16 == -1);
		}
	}
}

static void sixteen_colours_have_a_ground_also_on_eight(void **state)
{
	(void)state;
	for (unsigned style = 0; style < STYLES; style++) {
		struct ink ink = grid_ink(style | STYLE_SELECTED);

		assert_in_range(ink.bg16, 0, 7);
		assert_int_not_equal(ink.fg16, ink.bg16);
	}
}

static void the_selected_row_keeps_its_colour(void **state)
{
	(void)state;
	assert_int_equal(grid_ink(STYLE_DENIED | STYLE_SELECTED).fg, 210);
	assert_int_equal(grid_ink(STYLE_DENIED | STYLE_SELECTED).bg, 238);
	assert_int_equal(grid_ink(STYLE_HIT | STYLE_SELECTED).bg, 180);
	assert_int_equal(grid_ink(STYLE_WARN | STYLE_SELECTED).bg, 208);
}

static void the_cell_under_the_cursor_is_black_on_the_accent(void **state)
{
	struct ink ink = grid_ink(STYLE_READ | STYLE_SELECTED | STYLE_CELL);

	(void)state;
	assert_int_equal(ink.fg, 16);
	assert_int_equal(ink.bg, 117);
}

static void without_colour_the_selection_is_still_seen(void **state)
{
	(void)state;
	for (unsigned style = 0; style < STYLES; style++) {
		uint8_t plain = grid_ink(style).mono;
		uint8_t row = grid_ink(style | STYLE_SELECTED).mono;
		uint8_t cell = grid_ink(style | STYLE_CELL).mono;

		assert_true(row & INK_REVERSE);
		assert_int_not_equal(cell, plain);
		assert_int_not_equal(cell, row);
		if (style != STYLE_TITLE_ON && style != STYLE_CHIP_NOT)
			assert_int_not_equal(row, plain);
	}
}

static void underlining_works_in_every_alphabet(void **state)
{
	struct ink ink = grid_ink(STYLE_LABEL | STYLE_UNDER);

	(void)state;
	assert_true(ink.with & INK_UNDER);
	assert_true(ink.mono & INK_UNDER);
}

static void a_style_that_is_none_is_text(void **state)
{
	(void)state;
	assert_int_equal(grid_ink(0x3f).fg, grid_ink(STYLE_TEXT).fg);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_style_is_drawn_on_its_own_colour),
		cmocka_unit_test(sixteen_colours_have_a_ground_also_on_eight),
		cmocka_unit_test(the_selected_row_keeps_its_colour),
		cmocka_unit_test(
			the_cell_under_the_cursor_is_black_on_the_accent),
		cmocka_unit_test(without_colour_the_selection_is_still_seen),
		cmocka_unit_test(underlining_works_in_every_alphabet),
		cmocka_unit_test(a_style_that_is_none_is_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
