/* SPDX-License-Identifier: MIT */
/* test_chips.c - the filter and the promise beside every value. */
#include "stage.h"

static void nothing_is_left_out_at_the_start(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	filter_says(&s, "30 of 30   3 denied  +1 failed");
	filter_says(&s, "filter none");
	stage_close(&s);
}

static void enter_on_a_user_keeps_as_many_as_it_said(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	shows(&s, "alice                    17     1!");
	play(&s, "1 Enter");
	filter_says(&s, " user=alice ");
	filter_says(&s, "17 of 30   1 denied");
	shows(&s, "1 of 17");
	stage_close(&s);
}

static void the_next_user_is_one_enter_away(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 Enter");
	shows(&s, "bob                       5     1!"); /* below a rule */
	play(&s, "1 j Enter");
	filter_says(&s, " user=bob ");
	filter_says(&s, "5 of 30");
	stage_close(&s);
}

static void enter_replaces_its_own_field_and_keeps_the_others(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "W 1 Enter");
	filter_says(&s, " write   user=role/Deploy ");
	filter_says(&s, "4 of 30");
	play(&s, "1 j");
	hint_says(&s, "= user in [role/Deploy, alice] (7)");
	play(&s, "Enter");
	filter_says(&s, " write   user=alice ");
	filter_says(&s, "3 of 30");
	stage_close(&s);
}

static void the_same_field_again_becomes_any_of(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 =");
	filter_says(&s, " user=alice ");
	play(&s, "j");
	hint_says(&s, "= user in [alice, bob] (22)");
	play(&s, "=");
	filter_says(&s, " user in [alice, bob] ");
	filter_says(&s, "22 of 30");
	stage_close(&s);
}

static void the_number_in_the_hint_is_what_the_key_leaves(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	hint_says(&s, "= event=ListBuckets (10)");
	play(&s, "=");
	filter_says(&s, "10 of 30");
	play(&s, "Esc !");
	filter_says(&s, " event!=ListBuckets ");
	filter_says(&s, "20 of 30");
	stage_close(&s);
}

static void people_and_writes_are_chips_that_go_as_they_came(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "P");
	filter_says(&s, " people ");
	filter_says(&s, "27 of 30");
	play(&s, "W");
	filter_says(&s, "9 of 30");
	play(&s, "P");
	filter_says(&s, " write ");
	filter_says(&s, "9 of 30");
	play(&s, "W");
	filter_says(&s, "30 of 30");
	stage_close(&s);
}

static void all_off_keeps_the_cursor_on_its_event(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"denied\" Enter j");
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text),
			       "DeleteSecurityGroup"));
	shows(&s, "2 of 3");
	play(&s, "F");
	filter_says(&s, "30 of 30");
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text),
			       "DeleteSecurityGroup"));
	shows(&s, "21 of 30");
	play(&s, "F");
	shows(&s, "2 of 3");
	stage_close(&s);
}

static void a_chip_added_while_all_are_off_works_alone(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"world\" Enter F l =");
	filter_says(&s, " resource=sg-0123456789abcdef0 ");
	filter_says(&s, "7 of 30");
	shows(&s, "  7     4w");
	stage_close(&s);
}

static void the_cursor_goes_to_the_nearest_in_time(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ". 1 j Enter");
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text), "09:00:50"));
	stage_close(&s);
}

static void an_alias_alone_and_a_word_are_told_apart(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"example-bucket\" Enter");
	filter_says(&s, "9 of 30");
	stage_close(&s);
}

static void the_list_of_chips_toggles_and_deletes(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "P W x");
	shows(&s, "Space off and on");
	play(&s, "Space");
	filter_says(&s, "9 of 30");
	play(&s, "j d");
	filter_says(&s, "30 of 30");
	play(&s, "Space");
	filter_says(&s, "27 of 30");
	play(&s, "q");
	hides(&s, "Space off and on");
	stage_close(&s);
}

static void a_chip_is_edited_in_its_place(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "P W x e ^U \"user=bob\" Enter");
	filter_says(&s, " user=bob   write ");
	filter_says(&s, "2 of 30");
	stage_close(&s);
}

static void nothing_left_says_which_chip_and_what_is_near(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=alise\" Enter");
	filter_says(&s, "0 of 30");
	shows(&s, "no event at all has user=alise");
	shows(&s, "alise: no; alice 17");
	play(&s, "Esc & \"user=bob\" Enter & \"world\" Enter");
	shows(&s, "world takes away the last 5");
	shows(&s, "the evidence covers 2024-02-29 09:00:00");
	stage_close(&s);
}

static void two_of_one_name_are_told_apart(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_fill(&s);
	stage_json(&s, "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":"
		       "\"IAMUser\",\"userName\":\"alice\",\"arn\":"
		       "\"arn:aws:iam::444455556666:user/alice\","
		       "\"accountId\":\"444455556666\"},\"eventTime\":"
		       "\"2024-02-29T10:00:00Z\",\"eventSource\":"
		       "\"s3.amazonaws.com\",\"eventName\":\"ListBuckets\","
		       "\"awsRegion\":\"us-east-1\",\"eventID\":"
		       "\"00000000-0000-4000-8000-999999999999\"}");
	stage_show(&s);
	play(&s, "1 Enter");
	filter_says(&s, " user=\"alice 111122223333\" ");
	filter_says(&s, "17 of 31");
	stage_close(&s);
}

/* The number beside the name under the cursor of a side pane; 0: none. */
static unsigned count_here(const struct stage *s)
{
	char line[40] = "";
	unsigned count = 0;

	for (int y = 0; y < s->grid.height; y++) {
		if (!(grid_at(&s->grid, 2, y)->style & STYLE_SELECTED))
			continue;
		for (int x = 20; x < 36; x++)
			line[x - 20] = (char)grid_at(&s->grid, x, y)->point[0];
	}
	sscanf(line, "%u", &count);
	return count;
}

static void downward(struct stage *s, int lines)
{
	play(s, "g");
	while (lines-- > 0)
		play(s, "j");
}

/* Every line of a list, each time under the filter that `before` makes. */
static void walk_list(struct stage *s, const char *pane, const char *before)
{
	unsigned walked = 0;

	for (int n = 0; n < 6; n++) {
		char want[64];
		unsigned count;

		play(s, before);
		play(s, pane);
		downward(s, n);
		count = count_here(s);
		walked += count > 0;
		play(s, "Enter");
		snprintf(want, sizeof(want), " %u of 30", count);
		if (count)
			filter_says(s, want);
		while (view_filter(s->view).len)
			play(s, "Esc");
	}
	assert_true(walked > 0);
}

static void every_number_keeps_its_promise(void **state)
{
	static const char *const before[] = {
		"", "W", "P", "& \"!denied\" Enter", "1 g Enter", "2 g j Enter"
	};
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	for (size_t i = 0; i < ARRAY_LEN(before); i++) {
		walk_list(&s, "1", before[i]);
		walk_list(&s, "2", before[i]);
	}
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_left_out_at_the_start),
		cmocka_unit_test(enter_on_a_user_keeps_as_many_as_it_said),
		cmocka_unit_test(the_next_user_is_one_enter_away),
		cmocka_unit_test(
			enter_replaces_its_own_field_and_keeps_the_others),
		cmocka_unit_test(the_same_field_again_becomes_any_of),
		cmocka_unit_test(the_number_in_the_hint_is_what_the_key_leaves),
		cmocka_unit_test(
			people_and_writes_are_chips_that_go_as_they_came),
		cmocka_unit_test(all_off_keeps_the_cursor_on_its_event),
		cmocka_unit_test(a_chip_added_while_all_are_off_works_alone),
		cmocka_unit_test(the_cursor_goes_to_the_nearest_in_time),
		cmocka_unit_test(an_alias_alone_and_a_word_are_told_apart),
		cmocka_unit_test(the_list_of_chips_toggles_and_deletes),
		cmocka_unit_test(a_chip_is_edited_in_its_place),
		cmocka_unit_test(nothing_left_says_which_chip_and_what_is_near),
		cmocka_unit_test(two_of_one_name_are_told_apart),
		cmocka_unit_test(every_number_keeps_its_promise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
