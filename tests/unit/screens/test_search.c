/* SPDX-License-Identifier: MIT */
/* test_search.c - `/` in the Timeline: any value of the event. */
#include "stage.h"

static void typing_moves_to_the_first_hit(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "/ \"delete\"");
	hint_says(&s, "1/3");
	assert_non_null(
		strstr(styled(&s, STYLE_SELECTED, text), "DeleteBucket"));
	play(&s, "\"sec\"");
	hint_says(&s, "1/2");
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text),
			       "DeleteSecurityGroup"));
	stage_close(&s);
}

static void esc_returns_to_where_it_began(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "j j / \"delete\" Esc");
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text), "09:00:02"));
	stage_close(&s);
}

static void n_goes_on_and_wraps_and_says_so(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "/ \"delete\" Enter");
	hint_says(&s, "1/3");
	play(&s, "n n");
	hint_says(&s, "3/3");
	play(&s, "n");
	hint_says(&s, "1/3  wrapped");
	play(&s, "N");
	hint_says(&s, "3/3  wrapped");
	play(&s, "N");
	hint_says(&s, "2/3");
	stage_close(&s);
}

static void a_hit_in_no_column_names_its_path(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "/ \"0\\.0\\.0\\.0\" Enter");
	hint_says(&s, "1/1  in requestParameters.cidrIp");
	stage_close(&s);
}

static void names_of_keys_are_not_searched(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "/ \"fromPort\" Enter");
	hint_says(&s, "no event here has fromPort");
	stage_close(&s);
}

static void a_capital_minds_its_case(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "/ \"listb\"");
	hint_says(&s, "1/10");
	play(&s, "^U \"ListB\"");
	hint_says(&s, "1/10");
	play(&s, "^U \"lISTB\"");
	hint_says(&s, "no event here has lISTB");
	stage_close(&s);
}

static void what_is_no_regex_is_searched_as_it_stands(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "/ \"0/0(\"");
	hint_says(&s, "Enter: as plain text");
	play(&s, "Enter");
	hint_says(&s, "no event here has 0/0(");
	stage_close(&s);
}

static void only_what_the_filter_keeps_is_searched(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "/ \"delete\" Enter");
	hint_says(&s, "1/3");
	play(&s, "1 g j Enter n");
	hint_says(&s, "/2");
	stage_close(&s);
}

/* What was found on the way is forgotten: the next change of the filter does
 * not lead there. */
static void a_search_that_is_left_leaves_the_cursor_where_it_was(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 / \"o\" Esc");
	hint_says(&s, "user=alice");
	play(&s, "P");
	hint_says(&s, "user=alice");
	play(&s, "/ \"bz\" Enter P");
	hint_says(&s, "user=alice");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_search_that_is_left_leaves_the_cursor_where_it_was),
		cmocka_unit_test(typing_moves_to_the_first_hit),
		cmocka_unit_test(esc_returns_to_where_it_began),
		cmocka_unit_test(n_goes_on_and_wraps_and_says_so),
		cmocka_unit_test(a_hit_in_no_column_names_its_path),
		cmocka_unit_test(names_of_keys_are_not_searched),
		cmocka_unit_test(a_capital_minds_its_case),
		cmocka_unit_test(what_is_no_regex_is_searched_as_it_stands),
		cmocka_unit_test(only_what_the_filter_keeps_is_searched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
