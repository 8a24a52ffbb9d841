/* SPDX-License-Identifier: MIT */
/* The bytes of a screen, made fewer without another effect. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "../../../tui/term/sgr_merge.h"

/* What `in` becomes on a terminal that was told to be plain. */
static void assert_merged(const char *in, const char *want)
{
	struct sgr_merge merge;
	struct buf out = { 0 };

	sgr_merge_start(&merge);
	sgr_merge_add(&merge, STR("-"), &out);
	buf_reset(&out);
	buf_add(&out, STR(""));
	sgr_merge_add(&merge, str_of(in), &out);
	assert_string_equal(out.len ? out.at : "", want);
	buf_release(&out);
}

static void text_and_moves_stay(void **state)
{
	(void)state;
	assert_merged("\033[2;5Habc\r\n\033[Kx", "\033[2;5Habc\r\n\033[Kx");
}

static void nothing_is_told_before_all_is_known(void **state)
{
	struct sgr_merge merge;
	struct buf out = { 0 };

	(void)state;
	sgr_merge_start(&merge);
	sgr_merge_add(&merge, STR("\033[38;5;5ma"), &out);
	assert_string_equal(out.at, "\033[0;38;5;5ma");
	buf_release(&out);
}

static void attributes_are_told_in_one_word(void **state)
{
	(void)state;
	assert_merged("\033(B\033[0;1m\033[38;5;215m\033[48;5;238mA",
		      "\033[1;38;5;215;48;5;238mA");
	assert_merged("\033[31m\033[46mA\033[91;104mB",
		      "\033[31;46mA\033[91;104mB");
}

static void what_is_undone_at_once_is_not_told(void **state)
{
	(void)state;
	assert_merged("\033[1m\033[0ma\033[7m\033[27mb\033[4m", "ab\033[4m");
}

static void what_is_known_is_not_told_again(void **state)
{
	(void)state;
	assert_merged("\033[38;5;7ma\033[0m\033[3;1H\033[38;5;7mb",
		      "\033[38;5;7ma\033[3;1Hb");
}

static void putting_out_an_attribute_keeps_the_colours(void **state)
{
	(void)state;
	assert_merged("\033[1;38;5;9ma\033[22mb",
		      "\033[1;38;5;9ma\033[0;38;5;9mb");
	assert_merged("\033[4;48;5;9ma\033[24mb",
		      "\033[4;48;5;9ma\033[0;48;5;9mb");
}

static void one_colour_goes_back_alone(void **state)
{
	(void)state;
	assert_merged("\033[38;5;9;48;5;8ma\033[49mb",
		      "\033[38;5;9;48;5;8ma\033[49mb");
	assert_merged("\033[38;5;9;48;5;8ma\033[39;49mb",
		      "\033[38;5;9;48;5;8ma\033[0mb");
}

static void erasing_has_the_ground_it_needs(void **state)
{
	(void)state;
	assert_merged("\033[48;5;236m\033[K\033[0m",
		      "\033[48;5;236m\033[K\033[0m");
}

static void choosing_the_usual_characters_is_left_out(void **state)
{
	(void)state;
	assert_merged("\033[m\x0f-\033(B\033[m-", "--");
}

static void repeats_are_written_out(void **state)
{
	(void)state;
	assert_merged("a-\033[4bz", "a-----z");
	assert_merged("\033[7m \033[2b\033[0mz", "\033[7m   \033[0mz");
}

static void a_font_is_no_colour(void **state)
{
	(void)state;
	assert_merged("\033[31;46ma\033[0;10;1m\033[32mb\033[0;10m",
		      "\033[31;46ma\033[1;32;49mb\033[0m");
}

static void what_is_not_known_passes(void **state)
{
	(void)state;
	assert_merged("\033[?25l\033]0;x\a", "\033[?25l\033]0;x\a");
	assert_merged("\033[", "\033[");
	assert_merged("\033[>4;1ma", "\033[>4;1m\033[0ma");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_and_moves_stay),
		cmocka_unit_test(nothing_is_told_before_all_is_known),
		cmocka_unit_test(attributes_are_told_in_one_word),
		cmocka_unit_test(what_is_undone_at_once_is_not_told),
		cmocka_unit_test(what_is_known_is_not_told_again),
		cmocka_unit_test(putting_out_an_attribute_keeps_the_colours),
		cmocka_unit_test(one_colour_goes_back_alone),
		cmocka_unit_test(erasing_has_the_ground_it_needs),
		cmocka_unit_test(choosing_the_usual_characters_is_left_out),
		cmocka_unit_test(repeats_are_written_out),
		cmocka_unit_test(a_font_is_no_colour),
		cmocka_unit_test(what_is_not_known_passes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
