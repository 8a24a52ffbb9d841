/* SPDX-License-Identifier: MIT */
/* The Difference: which two events, what is told of them, and where its keys
 * lead. */
#include "stage.h"

#define POLICY(action)                                                         \
	",\"requestParameters\":{\"userName\":\"bob\",\"policyName\":\"p\","   \
	"\"policyDocument\":\"{\\\"Statement\\\":[{\\\"Effect\\\":"            \
	"\\\"Allow\\\",\\\"Action\\\":\\\"" action                             \
	"\\\",\\\"Resource\\\":\\\"*\\\"}]}\"}"

static void open_at(struct stage *stage, int width, int height)
{
	stage_bare(stage, width, height);
	stage_add(stage, 1, ALICE, "iam", "PutUserPolicy", false,
		  POLICY("s3:Get*"));
	stage_add(stage, 3, ALICE, "iam", "ListUsers", true, "");
	stage_add(stage, 65, BOB, "iam", "PutUserPolicy", false,
		  POLICY("iam:*"));
	stage_add(stage, 130, ALICE, "iam", "PutUserPolicy", false,
		  POLICY("*"));
	stage_show(stage);
	stage_settle(stage);
}

static void test_previous(void **state)
{
	struct stage stage;

	(void)state;
	open_at(&stage, 120, 40);
	play(&stage, "G D");
	shows(&stage, "1 changed  0 only old  0 only new  2 ids and times");
	shows(&stage, "the previous of this user and call");
	shows(&stage, "under the cursor, 2m 9s later");
	shows(&stage, "- Allow s3:Get* on *");
	shows(&stage, "+ Allow * on *");
	shows(&stage, ".Action - s3:Get*");
	hides(&stage, "policyName");
	play(&stage, "G Enter");
	shows(&stage, "requestParameters.policyName");
	play(&stage, "D");
	hides(&stage, "Difference");
	stage_close(&stage);
}

static void test_other_partners(void **state)
{
	struct stage stage;

	(void)state;
	open_at(&stage, 120, 40);
	play(&stage, "G D [");
	hint_says(&stage, "no earlier one");
	shows(&stage, "2m 9s later");
	play(&stage, "r");
	shows(&stage, "the previous of user/bob");
	shows(&stage, "1m 5s later");
	play(&stage, "[");
	shows(&stage, "an earlier one of user/bob");
	play(&stage, "Esc g D");
	shows(&stage, "the first PutUserPolicy by alice in this evidence");
	play(&stage, "]");
	shows(&stage, "new  2m 9s later, the next of this user");
	play(&stage, "Esc j D r");
	shows(&stage, "this event names no resource");
	stage_close(&stage);
}

/* Where there is no earlier one, what there is is offered with its key, and
 * the event's own fields are seen. */
static void test_offers(void **state)
{
	static const struct {
		const char *keys, *leads;
	} ways[] = {
		{ "]", "the next of this user" },
		{ "a", "the previous of this call by anyone" },
		{ "r", "the previous of user/bob" },
		{ "j j Enter", "the previous of this call by anyone" },
	};
	struct stage stage;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		open_at(&stage, 120, 40);
		stage_add(&stage, 131, BOB, "iam", "PutUserPolicy", false,
			  POLICY("*"));
		stage_show(&stage);
		play(&stage, "g j j D");
		shows(&stage, "the first PutUserPolicy by bob in this");
		shows(&stage, "]  the next PutUserPolicy by bob   "
			      "2024-02-29 09:02:11, 1m 6s later");
		shows(&stage, "a  the last PutUserPolicy by anyone before   "
			      "2024-02-29 09:00:01, 1m 4s earlier   "
			      "alice");
		shows(&stage, "r  the last event on user/bob before   2024");
		shows(&stage, ".Action");
		shows(&stage, "203.0.113.20");
		play(&stage, ways[i].keys);
		shows(&stage, ways[i].leads);
		stage_close(&stage);
	}
}

static void test_first_and_only(void **state)
{
	struct stage stage;

	(void)state;
	open_at(&stage, 120, 40);
	play(&stage, "g j D");
	shows(&stage, "the first and only ListUsers by alice in this");
	shows(&stage, "nobody made that call before");
	hides(&stage, "r resource");
	hides(&stage, "[ ] other");
	play(&stage, "]");
	hint_says(&stage, "no later one");
	shows(&stage, "the first and only ListUsers");
	play(&stage, "a");
	shows(&stage, "the first and only ListUsers by anyone in this");
	stage_close(&stage);
}

/* Paths and values are found, also those that are folded away, and a value of
 * the old as well as of the new. */
static void test_search(void **state)
{
	char text[1024];
	struct stage stage;

	(void)state;
	open_at(&stage, 120, 40);
	play(&stage, "G D / \"s3:get\"");
	hint_says(&stage, "1/2");
	play(&stage, "Enter n");
	hint_says(&stage, "2/2");
	assert_string_equal(styled(&stage, STYLE_CELL, text), "s3:Get*");
	play(&stage, "n");
	hint_says(&stage, "1/2  wrapped");
	play(&stage, "N");
	hint_says(&stage, "2/2  wrapped");
	hides(&stage, "policyName");
	play(&stage, "/ \"policyName\" Enter");
	shows(&stage, "requestParameters.policyName");
	hint_says(&stage, "1/1");
	play(&stage, "/ \"requestParameters.policyDocument\" Enter");
	hint_says(&stage, "/3");
	play(&stage, "/ \"zebra\"");
	hint_says(&stage, "nothing in this difference has zebra");
	play(&stage, "Esc");
	shows(&stage, "/ find");
	shows(&stage, "n N next");
	play(&stage, "Tab / \"AKIAIOS\" Enter");
	hint_says(&stage, "1/2");
	stage_close(&stage);
}

/* What has no room in its column is seen from the hit on. */
static void test_search_long(void **state)
{
	struct stage stage;

	(void)state;
	stage_bare(&stage, 100, 30);
	for (unsigned i = 0; i < 2; i++)
		stage_add(&stage, 1 + i, ALICE, "lambda", "TagResource", false,
			  i ? ",\"requestParameters\":{\"tag\":"
			      "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaazebrabbbbbbbbbb"
			      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
			      "bbbbbbb\"}"
			    : ",\"requestParameters\":{\"tag\":\"x\"}");
	stage_show(&stage);
	stage_settle(&stage);
	play(&stage, "G D");
	hides(&stage, "zebra");
	play(&stage, "/ \"zebra\" Enter");
	shows(&stage, "zebrabbb");
	stage_close(&stage);
}

/* An event that is kept is compared with until it is let go. */
static void test_kept(void **state)
{
	struct stage stage;

	(void)state;
	open_at(&stage, 120, 40);
	play(&stage, "G D o Esc g j D");
	shows(&stage, "2m 7s later, the event you kept");
	shows(&stage, "ListUsers");
	play(&stage, "o Esc G D");
	shows(&stage, "the previous of this user and call");
	stage_close(&stage);
}

/* What `=` says it would leave is what it leaves; inside a string the part is
 * asked for. */
static void test_keep_value(void **state)
{
	struct stage stage;

	(void)state;
	open_at(&stage, 120, 40);
	play(&stage, "G D j j j j j j j j j");
	hint_says(&stage, "(3)"); /* `*` stands in every policy */
	play(&stage, "h");
	hint_says(&stage, "= requestParameters.policyDo");
	hint_says(&stage, "(1)");
	play(&stage, "=");
	filter_says(&stage, "policyDocument like \"s3:Get*\"");
	filter_says(&stage, "1 of 4");
	play(&stage, "Esc u & \"requestParameters.policyDocument~iam\" Enter");
	play(&stage, "D r");
	shows(&stage, "\n old: not in the filter ");
	shows(&stage, " old  the previous of user/bob ");
	stage_close(&stage);
}

static void test_enter_goes_there(void **state)
{
	struct stage stage;

	(void)state;
	open_at(&stage, 120, 40);
	play(&stage, "G D h Enter");
	hides(&stage, "Difference");
	shows(&stage, "1 of 4");
	play(&stage, "u");
	shows(&stage, "4 of 4");
	stage_close(&stage);
}

static void test_copied(void **state)
{
	struct stage stage;
	struct effect effect;

	(void)state;
	open_at(&stage, 60, 20);
	play(&stage, "G D y");
	effect = view_effect(stage.view);
	assert_int_equal(effect.kind, EFFECT_COPY);
	assert_non_null(strstr(effect.text.at, "1 changed"));
	assert_non_null(strstr(effect.text.at, "    - Allow s3:Get* on *\n"
					       "    + Allow * on *\n"));
	shows(&stage, "    + Allow * on *");
	stage_close(&stage);
}

/* No size breaks it. */
static void test_sizes(void **state)
{
	struct stage stage;

	(void)state;
	open_at(&stage, 120, 40);
	play(&stage, "G D");
	for (int width = 1; width < 170; width += 7)
		for (int height = 1; height < 50; height += 6) {
			grid_resize(&stage.grid, width, height);
			play(&stage, "j l");
		}
	stage_close(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_previous),
		cmocka_unit_test(test_other_partners),
		cmocka_unit_test(test_offers),
		cmocka_unit_test(test_first_and_only),
		cmocka_unit_test(test_search),
		cmocka_unit_test(test_search_long),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_keep_value),
		cmocka_unit_test(test_enter_goes_there),
		cmocka_unit_test(test_copied),
		cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
