/* SPDX-License-Identifier: MIT */
/* test_prompt.c - editing a line, and what `&` says while one types. */
#include "stage.h"

static void keys_edit_as_readline_does(void **state)
{
	static const struct {
		const char *keys, *line;
	} cases[] = {
		{ "\"abc\" ^A \"x\"", "& xabc" },
		{ "\"abc\" Left Left \"x\"", "& axbc" },
		{ "\"abc\" Home Delete", "& bc" },
		{ "\"abc def\" ^W", "& abc" },
		{ "\"abc def\" ^U", "&" },
		{ "\"abc def\" ^A Right Right ^K", "& ab" },
		{ "\"abc\" ^A ^E \"x\"", "& abcx" },
		{ "\"abc\" Backspace Left Backspace", "& b" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct stage s;
		char line[2048], want[64];

		stage_open(&s, 120, 40);
		play(&s, "&");
		play(&s, cases[i].keys);
		line_of(&s, -1, line);
		strcat(line, " ");
		snprintf(want, sizeof(want), " %s ", cases[i].line);
		assert_int_equal(strncmp(line, want, strlen(want)), 0);
		stage_close(&s);
	}
}

static void it_counts_while_one_types(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=bob\"");
	hint_says(&s, "5 of 30");
	play(&s, "\" denied\"");
	hint_says(&s, "1 of 30");
	play(&s, "Esc");
	filter_says(&s, "30 of 30");
	filter_says(&s, "none");
	stage_close(&s);
}

static void what_does_not_parse_is_red_and_searched_as_it_stands(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"(alice\"");
	hint_says(&s, "Enter: as plain text");
	play(&s, "Enter");
	filter_says(&s, " \"(alice\" ");
	stage_close(&s);
}

static void an_unknown_field_is_an_error_with_its_neighbours(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"usr=bob\" Enter");
	hint_says(&s, "user");
	hint_says(&s, "& usr=bob");
	filter_says(&s, "30 of 30");
	stage_close(&s);
}

static void tab_completes_fields_values_and_commands(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"serv\" Tab");
	hint_says(&s, "& service");
	play(&s, "^U \"user=al\" Tab");
	hint_says(&s, "& user=alice ");
	hint_says(&s, "17 of 30");
	play(&s, "^U \"user in [bob, al\" Tab \"]\"");
	hint_says(&s, "& user in [bob, alice] ");
	hint_says(&s, "22 of 30");
	play(&s, "^U \"!(user = al\" Tab \")\"");
	hint_says(&s, "& !(user = alice) ");
	hint_says(&s, "13 of 30");
	play(&s, "^U \"denied us\" Tab");
	hint_says(&s, "& denied user ");
	play(&s, "Esc : \"got\" Tab");
	hint_says(&s, ":goto");
	play(&s, "Esc");
	stage_close(&s);
}

static void a_completed_value_is_quoted_where_it_must_be(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_fill(&s);
	stage_add(&s, 100, ALICE, "s3", "GetObject", true,
		  ",\"errorCode\":\"Odd, and (odd\"");
	stage_show(&s);
	play(&s, "& \"error=od\" Tab");
	hint_says(&s, "& error=\"Odd, and (odd\" ");
	hint_says(&s, "1 of 31");
	play(&s, "Tab");
	hint_says(&s, "& error=od ");
	stage_close(&s);
}

static void up_brings_the_last_line_back(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"people\" Enter & \"denied\" Enter & \"x\" Up");
	hint_says(&s, "& denied");
	play(&s, "Up Up");
	hint_says(&s, "& people");
	play(&s, "Down Down");
	hint_says(&s, "& x");
	stage_close(&s);
}

static void backspace_on_nothing_leaves(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& Backspace");
	hint_says(&s, "& filter");
	stage_close(&s);
}

static void a_long_line_scrolls_to_its_cursor(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 40, 10);
	play(&s, "&");
	for (int i = 0; i < 30; i++)
		play(&s, "\"0123456789\"");
	play(&s, "\"end\"");
	hint_says(&s, "789end");
	assert_in_range(s.grid.cursor_x, 5, 39);
	play(&s, "^A");
	assert_in_range(s.grid.cursor_x, 1, 4);
	stage_close(&s);
}

static void a_paste_opens_the_filter_as_one_literal(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	stage_press(&s, (struct key){ .code = PRESS_PASTE,
				      .text = STR("example-bucket\n") });
	hint_says(&s, "& \"example-bucket\"");
	hint_says(&s, "9 of 30");
	play(&s, "Esc");
	stage_press(&s, (struct key){ .code = PRESS_PASTE,
				      .text = STR("a\" or b\x1b[31m") });
	hint_says(&s, "0 of 30");
	play(&s, "Enter");
	filter_says(&s, "0 of 30");
	stage_close(&s);
}

static void several_pasted_lines_are_any_of_them(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	stage_press(&s, (struct key){ .code = PRESS_PASTE,
				      .text = STR("ListUsers\r\n\nCreateTags"
						  "\n") });
	hint_says(&s, "& \"ListUsers\" or \"CreateTags\"");
	hint_says(&s, "2 of 30");
	stage_close(&s);
}

static void a_paste_into_a_prompt_is_typed(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=\"");
	stage_press(&s,
		    (struct key){ .code = PRESS_PASTE, .text = STR("bob") });
	hint_says(&s, "& user=bob");
	hint_says(&s, "5 of 30");
	stage_close(&s);
}

/* A key may come before the first event does. */
static void tab_before_anything_is_there_completes_names_alone(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	play(&s, "& \"user=a\" Tab");
	hint_says(&s, "& user=a ");
	s.evidence.store = NULL;
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			tab_before_anything_is_there_completes_names_alone),
		cmocka_unit_test(keys_edit_as_readline_does),
		cmocka_unit_test(it_counts_while_one_types),
		cmocka_unit_test(
			what_does_not_parse_is_red_and_searched_as_it_stands),
		cmocka_unit_test(
			an_unknown_field_is_an_error_with_its_neighbours),
		cmocka_unit_test(tab_completes_fields_values_and_commands),
		cmocka_unit_test(a_completed_value_is_quoted_where_it_must_be),
		cmocka_unit_test(up_brings_the_last_line_back),
		cmocka_unit_test(backspace_on_nothing_leaves),
		cmocka_unit_test(a_long_line_scrolls_to_its_cursor),
		cmocka_unit_test(a_paste_opens_the_filter_as_one_literal),
		cmocka_unit_test(several_pasted_lines_are_any_of_them),
		cmocka_unit_test(a_paste_into_a_prompt_is_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
