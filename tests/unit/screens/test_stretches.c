/* SPDX-License-Identifier: MIT */
/* The Timeline by the stretch: runs of reads as one line, and bursts. The
 * stage's day begins with fourteen reads by alice, has three by bob at nine
 * minutes past, and ends with three by a service. */
#include "stage.h"

static void open_stage(struct stage *stage)
{
	stage_open(stage, 132, 40);
}

static void test_fold(void **state)
{
	struct stage stage;

	(void)state;
	open_stage(&stage);
	play(&stage, "R");
	shows(&stage, "14 reads in 23s, 2 kinds");
	shows(&stage, "3 reads in 2s, 1 kind");
	shows(&stage, "of 30 events, reads folded");
	shows(&stage, "3 Timeline");
	filter_says(&stage, "30 of 30");
	hides(&stage, "s3          ListBuckets");
	play(&stage, "R");
	hides(&stage, "14 reads");
	shows(&stage, "s3          ListBuckets");
	play(&stage, "u");
	shows(&stage, "14 reads");
	play(&stage, "u");
	hides(&stage, "14 reads");
	stage_close(&stage);
}

/* The cursor is an event's: fold and unfold leave it where it is. */
static void test_cursor(void **state)
{
	struct stage stage;

	(void)state;
	open_stage(&stage);
	play(&stage, "g j j j j j R");
	shows(&stage, "1 of 30 events");
	play(&stage, "Space");
	shows(&stage, "6 of 30 events");
	play(&stage, "R");
	shows(&stage, "6 of 30");
	play(&stage, "g R");
	play(&stage, "j j");
	shows(&stage, "16 of 30 events");
	stage_close(&stage);
}

/* What is copied folds as the screen does, and a view may begin so. */
static void test_fold_is_kept(void **state)
{
	const struct view_options folded = { .zone = ZONE_UTC, .fold = true };
	struct stage stage;
	struct effect effect;

	(void)state;
	open_stage(&stage);
	play(&stage, "R y c");
	effect = view_effect(stage.view);
	assert_non_null(strstr(effect.text.at, " --fold "));
	play(&stage, "R y c");
	effect = view_effect(stage.view);
	assert_null(strstr(effect.text.at, "--fold"));
	stage_close(&stage);
	stage_begin(&stage, 120, 40, &folded);
	stage_fill(&stage);
	stage_show(&stage);
	stage_settle(&stage);
	shows(&stage, "of 30 events, reads folded");
	stage_close(&stage);
}

static void test_unfold(void **state)
{
	struct stage stage;

	(void)state;
	open_stage(&stage);
	play(&stage, "g R Space");
	hides(&stage, "14 reads");
	shows(&stage, "s3          ListBuckets");
	play(&stage, "G");
	shows(&stage, "3 reads in 2s, 1 kind"); /* bob's stays */
	play(&stage, "Enter");
	shows(&stage, "ec2      DescribeInstances");
	play(&stage, "R R g");
	shows(&stage, "14 reads");
	stage_close(&stage);
}

/* Any row of what was unfolded folds it again; the cursor goes to it. */
static void test_refold(void **state)
{
	struct stage stage;

	(void)state;
	open_stage(&stage);
	play(&stage, "g R Space j j j");
	hides(&stage, "14 reads");
	shows(&stage, "4 of 30 events");
	play(&stage, "Space");
	shows(&stage, "14 reads in 23s");
	shows(&stage, "1 of 30 events");
	play(&stage, "j");
	shows(&stage, "15 of 30 events");
	play(&stage, "Space"); /* no read: a page down */
	hides(&stage, "15 of 30 events");
	play(&stage, "g");
	shows(&stage, "14 reads in 23s");
	stage_close(&stage);
}

/* Two reads stand on their own lines; one that failed is of its run, one that
 * was denied is not. */
static void test_what_folds(void **state)
{
	static const char *const error[] = { "", "NoSuchBucketPolicy",
					     "", "AccessDenied",
					     "", "" };
	struct stage stage;
	char more[80];

	(void)state;
	stage_bare(&stage, 120, 40);
	for (unsigned i = 0; i < ARRAY_LEN(error); i++) {
		snprintf(more, sizeof(more), ",\"errorCode\":\"%s\"", error[i]);
		stage_add(&stage, i * 10, ALICE, "s3", "GetBucketPolicy", true,
			  *error[i] ? more : "");
	}
	stage_show(&stage);
	stage_settle(&stage);
	play(&stage, "g R");
	shows(&stage, "3 reads in 20s, 1 kind, 1 failed");
	hides(&stage, "2 reads");
	play(&stage, "j j j");
	shows(&stage, "6 of 6 events");
	stage_close(&stage);
}

/* Jumps lead to events; a hit inside of a run unfolds it. */
static void test_jumps(void **state)
{
	struct stage stage;

	(void)state;
	open_stage(&stage);
	play(&stage, "g R e");
	shows(&stage, "15 of 30 events");
	play(&stage, "g .");
	shows(&stage, "17 of 30 events");
	play(&stage, "g / \"GetBucketAcl\" Enter");
	hides(&stage, "14 reads");
	shows(&stage, "11 of 30 events");
	hint_says(&stage, "1/4");
	stage_close(&stage);
}

/* The filter decides what stands next to what, and only time folds. */
static void test_filter_and_order(void **state)
{
	struct stage stage;

	(void)state;
	open_stage(&stage);
	play(&stage, "R & \"event=DescribeSecurityGroups\" Enter");
	shows(&stage, "3 reads in ");
	shows(&stage, "1 of 3 events, reads folded");
	play(&stage, "u l s");
	hides(&stage, "reads in");
	play(&stage, "R");
	hint_says(&stage, "in the order of time");
	play(&stage, "u");
	shows(&stage, "14 reads");
	stage_close(&stage);
}

/* What stands on a line of several events cannot be asked as one. */
static void test_aim(void **state)
{
	struct stage stage;

	(void)state;
	open_stage(&stage);
	play(&stage, "g R =");
	filter_says(&stage, "30 of 30");
	play(&stage, "h h =");
	filter_says(&stage, "user=alice");
	stage_close(&stage);
}

/* Whatever columns were chosen, the first that shows says what a run is. */
static void test_run_in_any_columns(void **state)
{
	struct stage stage;

	(void)state;
	open_stage(&stage);
	play(&stage, "R : \"columns address,tool\" Enter");
	shows(&stage, "alice: 14 reads in 23s, 2 kinds");
	play(&stage, ": \"columns event,user\" Enter");
	shows(&stage, "alice: 14 reads in 23s, 2 kinds");
	play(&stage, ": \"columns user\" Enter");
	shows(&stage, "alice: 14 reads in 23s, 2 kinds");
	play(&stage, ": \"columns user,event\" Enter");
	hides(&stage, "alice: ");
	shows(&stage, " 14 reads in 23s, 2 kinds");
	stage_close(&stage);
}

static void test_bursts(void **state)
{
	struct stage stage;

	(void)state;
	stage_bare(&stage, 120, 40);
	for (unsigned i = 0; i < 8; i++)
		stage_add(&stage, i * 400, ALICE, "s3", "ListBuckets", true,
			  "");
	for (unsigned i = 0; i < 6; i++)
		stage_add(&stage, 1000 + i * 2, BOB, "s3", "PutObject", false,
			  "");
	for (unsigned i = 0; i < 5; i++)
		stage_add(&stage, 2200 + i, BOB, "s3", "PutObject", false, "");
	stage_show(&stage);
	stage_settle(&stage);
	play(&stage, "g }");
	hint_says(&stage, "burst 1 of 2: 6 events in 10s");
	shows(&stage, "4 of 19");
	play(&stage, "}");
	hint_says(&stage, "burst 2 of 2: 5 events in 4s");
	play(&stage, "}");
	hint_says(&stage, "burst 1 of 2: 6 events in 10s  wrapped");
	play(&stage, "{");
	hint_says(&stage, "burst 2 of 2: 5 events in 4s  wrapped");
	play(&stage, "u u u u");
	shows(&stage, "1 of 19");
	play(&stage, "& \"user=alice\" Enter }");
	hint_says(&stage, "no bursts");
	stage_close(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_cursor),
		cmocka_unit_test(test_fold_is_kept),
		cmocka_unit_test(test_unfold),
		cmocka_unit_test(test_refold),
		cmocka_unit_test(test_what_folds),
		cmocka_unit_test(test_jumps),
		cmocka_unit_test(test_filter_and_order),
		cmocka_unit_test(test_aim),
		cmocka_unit_test(test_run_in_any_columns),
		cmocka_unit_test(test_bursts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
