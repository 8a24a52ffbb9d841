/* SPDX-License-Identifier: MIT */
/* test_chips.c - the filter and the promise beside every value. */
#include "stage.h"

static void nothing_is_left_out_at_the_start(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	filter_says(&s, "30 of 30   3 denied   +1 failed");
	filter_says(&s, "filter none");
	stage_close(&s);
}

static void enter_on_a_user_keeps_as_many_as_it_said(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	shows(&s, "alice                 17   1!  1 ▆▄▂▃     │");
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
	shows(&s,
	      "bob                    5   1!        ▆▅   │"); /* below a rule */
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
	filter_says(&s, " write   user=alice ");
	filter_says(&s, "3 of 30");
	play(&s, "1 j");
	hint_says(&s, "= user in [alice, role/Deploy] (7)");
	play(&s, "Enter");
	filter_says(&s, " write   user=role/Deploy ");
	filter_says(&s, "4 of 30");
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
	shows(&s, "  7    4w  1 ");
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

/* An event of alice's with a value of that many kinds of danger. */
static void add_odd(struct stage *s, unsigned second, const char *value)
{
	struct buf more = { 0 };

	buf_addf(&more, ",\"errorCode\":\"%s\"", value);
	stage_add(s, 100 + second, ALICE, "s3", "GetObject", true, more.at);
	buf_release(&more);
}

static const struct {
	const char *json, *chip;
} odd[] = {
	{ "a!=b", "error=\"a!=b\"" },
	{ "a!~b", "error=\"a!~b\"" },
	{ "x not in [y]", "error=\"x not in [y]\"" },
	{ "not a", "error=\"not a\"" },
	{ "!a", "error=\"!a\"" },
	{ "a and b", "error=\"a and b\"" },
	{ "a or b", "error=\"a or b\"" },
	{ "in (a)", "error=\"in (a)\"" },
	{ "a=b", "error=\"a=b\"" },
	{ "~a", "error=\"~a\"" },
	{ "[a]", "error=\"[a]\"" },
	{ "a)", "error=\"a)\"" },
	{ "a, b", "error=\"a, b\"" },
	{ "a  ", "error=\"a  \"" },
	{ "/a!=b/", "error=\"/a!=b/\"" },
	{ "\\\"a\\\"", "error=\"\\\"a\\\"\"" },
	{ "it's", "error=\"it's\"" },
	{ "a*", "error=\"a*\"" },
};

static void stage_odd(struct stage *s)
{
	stage_bare(s, 120, 40);
	stage_fill(s);
	for (size_t i = 0; i < ARRAY_LEN(odd); i++)
		add_odd(s, (unsigned)i, odd[i].json);
	stage_show(s);
	view_draw(s->view, &s->grid, true);
}

/* True when the chip alone is drawn, in the style of what is left out or of
 * what is kept. */
static bool reads(struct stage *s, bool without, const char *chip)
{
	char text[1024], want[64];
	size_t len = 0;

	for (int x = 0; x < s->grid.width; x++) {
		const struct cell *cell = grid_at(&s->grid, x, 1);
		unsigned style = STYLE_BASE(cell->style);

		if (style == (without ? STYLE_CHIP_NOT : STYLE_CHIP) &&
		    cell->point[0])
			len += utf8_put(text + len, cell->point[0]);
	}
	text[len] = '\0';
	snprintf(want, sizeof(want), " %s ", chip);
	return strcmp(text, want) == 0;
}

static void a_chip_is_without_by_its_test_and_not_by_its_value(void **state)
{
	static const struct {
		const char *typed;
		bool without;
	} cases[] = {
		{ "error='a!=b'", false },
		{ "error='not a'", false },
		{ "error~/a!=b/", false },
		{ "error in ['a!~b', x]", false },
		{ "error='a!=b' or !denied", false },
		{ "error!='a=b'", true },
		{ "not error='a!=b'", true },
		{ "!error~/a!=b/", true },
		{ "error  not  in ['a!=b', x]", true },
		{ "!ispresent(error)", true },
		{ "!'a!=b'", true },
		{ "!(denied or write)", true },
	};
	struct stage s;
	(void)state;

	stage_odd(&s);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char keys[80];

		snprintf(keys, sizeof(keys), "& \"%s\" Enter", cases[i].typed);
		play(&s, keys);
		if (!reads(&s, cases[i].without, cases[i].typed))
			fail_msg("%s\n%s", cases[i].typed, screen(&s));
		play(&s, "Esc");
	}
	stage_close(&s);
}

/* What is typed into `&` keeps that many. */
static void assert_typed(struct stage *s, const char *text, size_t events)
{
	char want[32];

	play(s, "&");
	stage_press(s,
		    (struct key){ .code = PRESS_PASTE, .text = str_of(text) });
	play(s, "Enter");
	snprintf(want, sizeof(want), " %zu of 48 ", events);
	filter_says(s, want);
	play(s, "Esc");
}

/* Chooses the n-th error of the table by `key`; its chip. */
static const char *choose(struct stage *s, size_t n, const char *key)
{
	play(s, ": \"frequency error\" Enter");
	downward(s, (int)n);
	play(s, key);
	return view_filter(s->view).at;
}

/* From the cell to the chip, from the chip to its one event; and the same
 * when the chip is read back as text. */
static void a_chip_of_any_value_keeps_its_events(void **state)
{
	unsigned met = 0;
	struct stage s;
	(void)state;

	stage_odd(&s);
	for (size_t n = 0; n < ARRAY_LEN(odd) + 3; n++) {
		char chip[64];

		snprintf(chip, sizeof(chip), "%s", choose(&s, n, "Enter"));
		for (size_t i = 0; i < ARRAY_LEN(odd); i++) {
			if (strcmp(odd[i].chip, chip) != 0)
				continue;
			met++;
			filter_says(&s, " 1 of 48 ");
			assert_true(reads(&s, false, chip));
			play(&s, "Esc");
			assert_typed(&s, chip, 1);
			choose(&s, n, "!");
			play(&s, "q");
			filter_says(&s, " 47 of 48 ");
			snprintf(chip, sizeof(chip), "error!%s",
				 odd[i].chip + strlen("error"));
			assert_true(reads(&s, true, chip));
		}
		play(&s, "Esc");
	}
	assert_int_equal(met, ARRAY_LEN(odd));
	stage_close(&s);
}

/* Several at once: each chip is bracketed by what it means. */
static void chips_together_read_back_as_one_filter(void **state)
{
	struct stage s;
	char text[256];
	(void)state;

	stage_odd(&s);
	play(&s, "& \"filter user=alice\" Enter");
	play(&s, "& \"filter read or a(\" Enter");
	play(&s, "& \"error!='a and b'\" Enter");
	filter_says(&s, " filter user=alice   filter read or a(   "
			"error!='a and b' ");
	filter_says(&s, " 31 of 48 ");
	snprintf(text, sizeof(text), "%s", view_filter(s.view).at);
	assert_string_equal(text, "user=alice and (read or a( ) and "
				  "error!=\"a and b\"");
	play(&s, "Esc Esc Esc");
	assert_typed(&s, text, 31);
	stage_close(&s);
}

/* What a chip asks for is the one that is shown of several. */
static void the_resource_that_is_asked_for_is_shown(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_fill(&s);
	stage_add(&s, 200, BOB, "s3", "CopyObject", false,
		  ",\"requestParameters\":{\"bucketName\":\"first\","
		  "\"x-amz-copy-source\":\"other, bucket/key\"},"
		  "\"resources\":[{\"ARN\":\"arn:aws:s3:::first\"},"
		  "{\"ARN\":\"arn:aws:s3:::second\"}]");
	stage_show(&s);
	play(&s, "& \"resource='s3/second'\" Enter");
	filter_says(&s, " 1 of 31 ");
	shows(&s, "s3/second +2");
	play(&s, "Esc & \"resource in [x, s3/second]\" Enter");
	shows(&s, "s3/second +2");
	stage_close(&s);
}

/* Each call of a role hands one out. */
static void temporary_keys_are_listed_where_they_are_asked_for(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_fill(&s);
	stage_add(&s, 200, BOB, "sts", "AssumeRole", false,
		  ",\"requestParameters\":{\"roleArn\":"
		  "\"arn:aws:iam::111122223333:role/Deploy\"},"
		  "\"responseElements\":{\"credentials\":"
		  "{\"accessKeyId\":\"ASIAIOSFODNN7EXAMPLE\"}}");
	stage_show(&s);
	play(&s, "& \"event=AssumeRole\" Enter");
	shows(&s, "role/Deploy");
	hides(&s, "key/ASIA");
	shows(&s, " 1   and 1 temporary key ");
	play(&s, "& \"resource=key/ASIA*\" Enter");
	filter_says(&s, " 1 of 31 ");
	shows(&s, " ASIAIOSFODNN7EXAMPLE ");
	stage_close(&s);
}

static void what_is_near_to_a_value_is_told_whatever_it_holds(void **state)
{
	struct stage s;
	(void)state;

	stage_odd(&s);
	play(&s, "& \"error='a!=bb'\" Enter");
	shows(&s, "a!=bb: no; ");
	play(&s, "Esc & \"error in ['a!=bb', 'x=y']\" Enter");
	shows(&s, "no event at all has error in ['a!=bb', 'x=y']");
	hides(&s, ": no; ");
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
		cmocka_unit_test(
			a_chip_is_without_by_its_test_and_not_by_its_value),
		cmocka_unit_test(a_chip_of_any_value_keeps_its_events),
		cmocka_unit_test(chips_together_read_back_as_one_filter),
		cmocka_unit_test(the_resource_that_is_asked_for_is_shown),
		cmocka_unit_test(
			temporary_keys_are_listed_where_they_are_asked_for),
		cmocka_unit_test(
			what_is_near_to_a_value_is_told_whatever_it_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
