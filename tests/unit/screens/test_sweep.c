/* SPDX-License-Identifier: MIT */
/* test_sweep.c - the Sweep's pane, on the made-up day: alice opened a group to
 * the world; one refusal each of alice, bob and Deploy, none of them notable.
 */
#include "sweep.h"
#include "stage.h"

/* The day as it looks to somebody who has not touched a key. */
static void open_untouched(struct stage *s, int width, int height)
{
	const struct view_options options = { .zone = ZONE_UTC };

	stage_begin(s, width, height, &options);
	stage_fill(s);
	/* a second finding, worse than the first */
	stage_add(s, 95, BOB, "cloudtrail", "StopLogging", false,
		  ",\"requestParameters\":{\"name\":\"example-trail\"}");
	stage_show(s);
	view_draw(s->view, &s->grid, true);
}

static void the_worst_is_under_the_cursor_at_the_start(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	open_untouched(&s, 120, 40);
	shows(&s, "5 Sweep");
	shows(&s, "2 findings   2 users");
	shows(&s, "did    stopped trail example-trail");
	styled(&s, STYLE_CELL, text);
	assert_string_equal(text, "StopLogging");
	stage_close(&s);
}

static void whoever_pressed_a_key_is_not_moved(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	shows(&s, "opened tcp/22");
	shows(&s, "1 of 30");
	stage_close(&s);
}

static void moving_moves_the_timeline(void **state)
{
	struct stage s;
	(void)state;

	open_untouched(&s, 120, 40);
	play(&s, "5 k");
	shows(&s, "1 of 2 findings");
	shows(&s, "did    opened tcp/22 to 0.0.0.0/0 on sg-0123456789abcdef0");
	play(&s, "j");
	shows(&s, "did    stopped trail example-trail");
	stage_close(&s);
}

static void enter_keeps_its_events_and_the_next_is_a_key_away(void **state)
{
	struct stage s;
	(void)state;

	open_untouched(&s, 120, 40);
	play(&s, "5 Enter");
	filter_says(&s, "event=StopLogging");
	filter_says(&s, "1 of 31");
	shows(&s, "2 findings   2 users");
	play(&s, "5 k Enter");
	filter_says(&s, "event=AuthorizeSecurityGroupIngress");
	filter_says(&s, "1 of 31");
	play(&s, "Esc Esc Esc Esc");
	filter_says(&s, "31 of 31");
	stage_close(&s);
}

static void other_chips_restrict_it_and_it_says_so(void **state)
{
	struct stage s;
	(void)state;

	open_untouched(&s, 120, 40);
	play(&s, "& \"user=alice\" Enter");
	shows(&s, "1 finding   1 user   in the filter");
	play(&s, "F");
	shows(&s, "2 findings   2 users");
	stage_close(&s);
}

#define DRIFTER(session, key)                                                  \
	"{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:" session     \
	"\",\"arn\":\"arn:aws:sts::111122223333:assumed-role/Web/" session     \
	"\",\"accountId\":\"111122223333\",\"accessKeyId\":\"" key "\"}"

static void call_by(struct stage *s, unsigned second, const char *who,
		    const char *name, const char *address, const char *tool,
		    const char *more)
{
	struct buf json = { 0 };

	buf_addf(&json,
		 "{\"eventVersion\":\"1.08\",\"userIdentity\":%s,"
		 "\"eventTime\":\"2024-02-29T10:%02u:%02uZ\",\"eventSource\":"
		 "\"ec2.amazonaws.com\",\"eventName\":\"%s\",\"awsRegion\":"
		 "\"us-east-1\",\"sourceIPAddress\":\"%s\",\"userAgent\":"
		 "\"%s\",%s\"readOnly\":true,\"eventType\":"
		 "\"AwsApiCall\",\"recipientAccountId\":\"111122223333\"}",
		 who, second / 60, second % 60, name, address, tool, more);
	stage_json(s, json.at);
	buf_release(&json);
}

static void call_from(struct stage *s, unsigned second, const char *who,
		      const char *name, const char *address)
{
	call_by(s, second, who, name, address, "Boto3/1.34", "");
}

/* Bob's key at work in one place and then in another, and an instance's
 * credentials away from it. */
static void open_places(struct stage *s, int width, int height)
{
	static const char instance[] =
		DRIFTER("i-0123456789abcdef0", "ASIAEXAMPLEWEB000000");

	stage_bare(s, width, height);
	for (unsigned i = 0; i < 25; i++)
		call_from(s, i, BOB, "DescribeInstances", "192.0.2.7");
	for (unsigned i = 0; i < 3; i++)
		call_from(s, 30 + i, BOB, "DescribeVpcs", "198.51.100.9");
	for (unsigned i = 0; i < 5; i++)
		call_from(s, 40 + i, instance, "DescribeTags", "192.0.2.30");
	for (unsigned i = 0; i < 2; i++)
		call_from(s, 50 + i, instance, "DescribeKeyPairs",
			  "203.0.113.99");
	stage_show(s);
}

/* A program's key is typed with elsewhere; worse where a refusal follows. */
static void a_key_typed_with_elsewhere_is_worse_when_used_so(void **state)
{
	for (int refused = 0; refused < 2; refused++) {
		struct stage s;
		(void)state;

		stage_bare(&s, 160, 40);
		for (unsigned i = 0; i < 25; i++)
			call_by(&s, i, BOB, "DescribeVpcs", "192.0.2.7",
				"Boto3/1.34", "");
		call_by(&s, 40, BOB, "DescribeVpcs", "203.0.113.7",
			"aws-cli/2.15", "");
		call_by(&s, 41, BOB, "DescribeVpcs", "203.0.113.7",
			"aws-cli/2.15",
			refused ? "\"errorCode\":\"AccessDenied\"," : "");
		stage_show(&s);
		play(&s, "5 \\");
		shows(&s, "key in a second place: 203.0.113.7");
		shows(&s, refused ? "critical" : "high");
		stage_close(&s);
	}
}

static void a_filter_does_not_hide_the_first_place(void **state)
{
	struct stage s;
	(void)state;

	open_places(&s, 160, 40);
	play(&s, "3 g");
	shows(&s, "2 findings   2 users");
	play(&s, "& \"ip=198.51.100.9\" Enter");
	shows(&s, "1 finding   1 user   in the filter");
	shows(&s, "key in a second place: 198.51.100.9 with Boto3");
	play(&s, "5 Enter");
	filter_says(&s, "3 of 35");
	play(&s, "F & \"event=DescribeKeyPairs\" Enter");
	shows(&s, "1 finding   1 user   in the filter");
	shows(&s, "credentials of instance i-0123456789abcdef0 used from");
	play(&s, "5 Enter");
	filter_says(&s, "2 of 35");
	play(&s, "F & \"ip=192.0.2.7\" Enter");
	shows(&s, "no finding in 25 events that the filter keeps");
	stage_close(&s);
}

static void a_filter_that_keeps_a_part_counts_the_part(void **state)
{
	struct stage s;
	struct sweep sweep = { 0 };
	struct rowset rows = { 0 };
	(void)state;

	open_places(&s, 160, 40);
	rowset_grow(&rows, 35);
	rowset_put(&rows, 26); /* of bob's three in the second place */
	rowset_put(&rows, 34);
	sweep_all(&sweep, s.store, &rows);
	assert_int_equal(sweep.count, 2);
	for (size_t i = 0; i < sweep.count; i++) {
		assert_int_equal(sweep.at[i].events, 1);
		assert_int_equal(sweep.at[i].first, i ? 34 : 26);
		assert_int_equal(sweep.at[i].last, sweep.at[i].first);
	}
	sweep_release(&sweep);
	rowset_release(&rows);
	stage_close(&s);
}

static void the_event_names_what_it_belongs_to(void **state)
{
	struct stage s;
	(void)state;

	open_places(&s, 160, 40);
	play(&s, "3 G");
	shows(&s,
	      "found  2 events: credentials of instance i-0123456789abcdef0");
	play(&s, "v v");
	shows(&s, "Part of what looks wrong, 2 events: credentials of");
	hides(&s, "Nothing marks this call");
	play(&s, "3 g");
	shows(&s, "Nothing marks this call as notable");
	hides(&s, "Part of what looks wrong");
	stage_close(&s);
}

static void a_finding_has_as_many_events_as_it_says(void **state)
{
	struct stage s;
	struct rowset all = { 0 };
	(void)state;

	for (int places = 0; places < 2; places++) {
		struct sweep made = { 0 };

		if (places)
			open_places(&s, 160, 40);
		else
			stage_open(&s, 160, 40);
		rowset_fill(&all, store_rows(s.store));
		sweep_all(&made, s.store, &all);
		assert_true(made.count);
		for (size_t i = 0; i < made.count; i++) {
			uint32_t has = 0;

			for (row_t row = 0; row < store_rows(s.store); row++)
				has += finding_has(&made.at[i], s.store, row);
			assert_int_equal(has, made.at[i].events);
		}
		sweep_release(&made);
		rowset_release(&all);
		stage_close(&s);
	}
}

static void read_from(struct stage *s, unsigned second, const char *account,
		      const char *error)
{
	struct buf json = { 0 };

	buf_addf(&json,
		 "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":"
		 "\"AWSAccount\",\"principalId\":\"AROAEXAMPLE:out\","
		 "\"accountId\":\"%s\"},\"eventTime\":"
		 "\"2024-02-29T10:%02u:%02uZ\",\"eventSource\":"
		 "\"s3.amazonaws.com\",\"eventName\":\"GetObject\","
		 "\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":"
		 "\"203.0.113.9\",\"userAgent\":\"aws-cli/2.15\","
		 "\"requestParameters\":{\"bucketName\":\"example-data\","
		 "\"key\":\"a\"},%s\"readOnly\":true,\"eventType\":"
		 "\"AwsApiCall\",\"recipientAccountId\":\"111122223333\"}",
		 account, second / 60, second % 60, error);
	stage_json(s, json.at);
	buf_release(&json);
}

/* Of the other account events are recorded, so that it is of the house. */
static void an_account_without_a_trail_that_reads_is_told(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 160, 40);
	stage_add(&s, 0, BOB, "s3", "ListBuckets", true, "");
	for (unsigned i = 0; i < 25; i++)
		read_from(&s, 600 + i, "444455556666", "");
	read_from(&s, 640, "444455556666", "\"errorCode\":\"NoSuchKey\",");
	for (unsigned i = 0; i < 25; i++)
		read_from(&s, 700 + i, "111122223333", "");
	stage_show(&s);
	play(&s, "5 \\");
	shows(&s, "1 of 1 finding   1 user");
	shows(&s, "high");
	shows(&s, "read objects of s3/example-data; no trail of account "
		  "444455556666 is loaded");
	play(&s, "Enter");
	filter_says(&s, "25 of 52");
	stage_close(&s);
}

static void nothing_is_said_in_words(void **state)
{
	struct stage s;
	(void)state;

	open_untouched(&s, 120, 40);
	play(&s, "& \"event=ListBuckets\" Enter");
	shows(&s, "no finding in 10 events that the filter keeps");
	shows(&s, "sought: notable calls, bursts of refusals, keys in other "
		  "hands");
	stage_close(&s);
}

static void alone_it_has_more_columns(void **state)
{
	struct stage s;
	(void)state;

	open_untouched(&s, 160, 40);
	hides(&s, "critical");
	play(&s, "5 \\");
	shows(&s, "critical");
	shows(&s, "Defense evasion");
	hides(&s, "3 Timeline");
	play(&s, "\\");
	shows(&s, "3 Timeline");
	stage_close(&s);
}

static void where_one_pane_has_room_it_is_the_first(void **state)
{
	struct stage s;
	(void)state;

	open_untouched(&s, 40, 10);
	shows(&s, "5 Sweep");
	shows(&s, "stopped trail");
	play(&s, "3");
	shows(&s, "3 Timeline");
	stage_close(&s);
}

static void a_key_walks_what_looks_wrong(void **state)
{
	struct stage s;
	(void)state;

	open_untouched(&s, 120, 40);
	play(&s, "g .");
	hint_says(&s, "step 1 of 2");
	play(&s, ".");
	hint_says(&s, "step 2 of 2");
	play(&s, ".");
	hint_says(&s, "1 of 2  wrapped");
	play(&s, ",");
	hint_says(&s, "2 of 2  wrapped");
	play(&s, "& \"event=ListBuckets\" Enter .");
	hint_says(&s, "none: nothing notable and no finding");
	stage_close(&s);
}

static void a_run_of_one_call_is_one_step(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	for (unsigned i = 0; i < 6; i++) {
		stage_add(&s, 2 * i, ALICE, "iam", "CreateUser", false, "");
		stage_add(&s, 2 * i + 1, BOB, "s3", "ListBuckets", true, "");
	}
	stage_add(&s, 20, BOB, "iam", "CreateUser", false, "");
	stage_show(&s);
	play(&s, "G ,");
	hint_says(&s, "1 of 2");
	play(&s, ".");
	hint_says(&s, "2 of 2");
	view_command(s.view, STR("timeline"));
	play(&s, "s g j j j j .");
	hint_says(&s, " of 2");
	stage_close(&s);
}

/* One call three times: it went through, and then was tried without success,
 * which is another finding. */
static void where_a_finding_begins_it_stops_in_a_run(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_add(&s, 0, BOB, "s3", "ListBuckets", true, "");
	stage_add(&s, 1, ALICE, "cloudtrail", "StopLogging", false,
		  ",\"requestParameters\":{\"name\":\"example-trail\"}");
	stage_add(&s, 2, ALICE, "cloudtrail", "StopLogging", false,
		  ",\"requestParameters\":{\"name\":\"example-trail\"},"
		  "\"errorCode\":\"TrailNotFoundException\"");
	stage_add(&s, 3, ALICE, "cloudtrail", "StopLogging", false,
		  ",\"requestParameters\":{\"name\":\"example-trail\"},"
		  "\"errorCode\":\"TrailNotFoundException\"");
	stage_show(&s);
	play(&s, "3 g .");
	hint_says(&s, "step 1 of 2");
	shows(&s, "2 findings   1 user");
	play(&s, ".");
	hint_says(&s, "step 2 of 2");
	shows(&s, "tried StopLogging");
	play(&s, ".");
	hint_says(&s, "step 1 of 2  wrapped");
	stage_close(&s);
}

static void people_are_denied_before_services(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	for (unsigned i = 0; i < 3; i++) {
		stage_add(&s, 3 * i, BOB, "s3", "ListBuckets", true, "");
		stage_add(&s, 3 * i + 1, SERVICE, "s3", "PutObject", false,
			  DENIED);
	}
	stage_add(&s, 20, BOB, "s3", "GetBucketAcl", true, DENIED);
	stage_add(&s, 21, BOB, "s3", "GetBucketAcl", true, DENIED);
	stage_show(&s);
	play(&s, "3 g e");
	hint_says(&s, "denied 1 of 2 by people");
	shows(&s, "7 of 8");
	play(&s, "e e");
	hint_says(&s, "denied 1 of 2 by people  wrapped");
	play(&s, "E");
	hint_says(&s, "denied 2 of 2 by people  wrapped");
	play(&s, "& \"event=PutObject\" Enter g e");
	hint_says(&s, "denied 2 of 3, all by AWS services");
	play(&s, "F & \"user=bob\" Enter g e");
	hint_says(&s, "denied 1 of 2");
	play(&s, "F & \"event=ListBuckets\" Enter e");
	hint_says(&s, "none: no denied event among these");
	stage_close(&s);
}

/* Nine users who each did something else, the worst of it in the middle, on
 * two days. */
static void open_many(struct stage *s, int width, int height)
{
	static const char *const calls[] = { "CreateUser",  "CreateUser",
					     "StopLogging", "StopLogging",
					     "CreateUser",  "StopLogging",
					     "StopLogging", "CreateUser",
					     "StopLogging" };
	struct buf json = { 0 };

	stage_bare(s, width, height);
	for (unsigned i = 0; i < ARRAY_LEN(calls); i++) {
		buf_addf(&json,
			 "{\"eventVersion\":\"1.08\",\"userIdentity\":{"
			 "\"type\":\"IAMUser\",\"userName\":\"user-%u\","
			 "\"accountId\":\"111122223333\"},\"eventTime\":"
			 "\"2024-02-%02uT09:00:%02uZ\",\"eventSource\":"
			 "\"%s.amazonaws.com\",\"eventName\":\"%s\","
			 "\"awsRegion\":\"us-east-1\",\"readOnly\":false,"
			 "\"eventType\":\"AwsApiCall\",\"recipientAccountId\":"
			 "\"111122223333\"}",
			 i, i < 4 ? 28u : 29u, i,
			 calls[i][0] == 'C' ? "iam" : "cloudtrail", calls[i]);
		stage_json(s, json.at);
		buf_reset(&json);
	}
	buf_release(&json);
	stage_show(s);
}

static void the_strip_has_the_worst_and_the_others_follow(void **state)
{
	struct stage s;
	(void)state;

	open_many(&s, 120, 40);
	play(&s, "3 g");
	shows(&s, "the worst 5 of 9 findings, in time order   9 users");
	play(&s, "5 g");
	shows(&s, "1 of 9 findings   9 users   the worst 5 shown");
	shows(&s, "02-28 09:00:02");
	hides(&s, "02-28 09:00:00 ●  user-0    c");
	play(&s, "j j j j j");
	shows(&s, "6 of 9 findings   9 users   the worst 5 first");
	shows(&s, "02-28 09:00:00 ●  user-0    c");
	play(&s, "3");
	shows(&s, "─ 9 findings   9 users   the worst 5 first");
	play(&s, "5 G");
	shows(&s, "9 of 9 findings");
	play(&s, "g \\");
	shows(&s, "3 of 9 findings   9 users   by time");
	stage_close(&s);
}

static void walking_meets_each_finding_once(void **state)
{
	struct stage s;
	unsigned met = 0;
	char line[2048];
	(void)state;

	open_many(&s, 120, 40);
	play(&s, "5 g");
	for (size_t i = 0; i < 9; i++) {
		const char *user;

		play(&s, "Enter");
		user = strstr(line_of(&s, 1, line), "user=user-");
		assert_non_null(user);
		met |= 1u << (user[strlen("user=user-")] - '0');
		play(&s, "u j");
	}
	shows(&s, "9 of 9 findings");
	assert_int_equal(met, 0x1ff);
	stage_close(&s);
}

/* Rows, title and cursor, wherever the window stood. */
static void a_step_back_brings_back_what_was_shown(void **state)
{
	static const char *const there[] = { "5 g j", "5 g j j j j j j",
					     "5 G k k" };
	static const char *const away[] = { "\\ j u", "s j u", "S u",
					    "Enter u" };
	struct stage s;
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(there); i++)
		for (size_t k = 0; k < ARRAY_LEN(away); k++) {
			char before[20][2048], line[2048];

			open_many(&s, 120, 40);
			play(&s, there[i]);
			for (int y = 0; y < 20; y++)
				line_of(&s, y, before[y]);
			play(&s, away[k]);
			for (int y = 0; y < 20; y++)
				assert_string_equal(line_of(&s, y, line),
						    before[y]);
			stage_close(&s);
		}
}

static void what_is_looked_for_is_looked_for_in_all(void **state)
{
	struct stage s;
	(void)state;

	open_many(&s, 120, 40);
	play(&s, "5 g / \"user-1\" Enter");
	filter_says(&s, "user=user-1 and event=CreateUser");
	stage_close(&s);
}

static void the_strip_grows_with_the_screen_and_has_no_empty_lines(void **state)
{
	struct stage s;
	(void)state;

	open_many(&s, 165, 60);
	play(&s, "3 g");
	shows(&s, "─ 9 findings   9 users   by time");
	stage_close(&s);
	open_untouched(&s, 120, 40);
	shows(&s, "2 findings   2 users   by time");
	stage_close(&s);
}

static void its_times_keep_their_dates_under_a_filter(void **state)
{
	struct stage s;
	(void)state;

	open_many(&s, 120, 40);
	play(&s, "5 g Enter");
	filter_says(&s, "1 of 9");
	shows(&s, "02-28 09:00:02");
	shows(&s, "02-29 09:00:08");
	stage_close(&s);
}

/* Its first order is no column's, and can be turned round all the same. */
static void its_first_order_is_reversed_and_back(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "5 S");
	hint_says(&s, "in the first order, reversed");
	shows(&s, ", reversed");
	play(&s, "S");
	hint_says(&s, "in the first order");
	play(&s, "s s");
	hint_says(&s, "in the first order");
	hides(&s, ", reversed");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worst_is_under_the_cursor_at_the_start),
		cmocka_unit_test(whoever_pressed_a_key_is_not_moved),
		cmocka_unit_test(moving_moves_the_timeline),
		cmocka_unit_test(
			enter_keeps_its_events_and_the_next_is_a_key_away),
		cmocka_unit_test(other_chips_restrict_it_and_it_says_so),
		cmocka_unit_test(
			a_key_typed_with_elsewhere_is_worse_when_used_so),
		cmocka_unit_test(a_filter_does_not_hide_the_first_place),
		cmocka_unit_test(a_filter_that_keeps_a_part_counts_the_part),
		cmocka_unit_test(the_event_names_what_it_belongs_to),
		cmocka_unit_test(a_finding_has_as_many_events_as_it_says),
		cmocka_unit_test(an_account_without_a_trail_that_reads_is_told),
		cmocka_unit_test(nothing_is_said_in_words),
		cmocka_unit_test(alone_it_has_more_columns),
		cmocka_unit_test(where_one_pane_has_room_it_is_the_first),
		cmocka_unit_test(a_key_walks_what_looks_wrong),
		cmocka_unit_test(a_run_of_one_call_is_one_step),
		cmocka_unit_test(where_a_finding_begins_it_stops_in_a_run),
		cmocka_unit_test(people_are_denied_before_services),
		cmocka_unit_test(the_strip_has_the_worst_and_the_others_follow),
		cmocka_unit_test(walking_meets_each_finding_once),
		cmocka_unit_test(a_step_back_brings_back_what_was_shown),
		cmocka_unit_test(what_is_looked_for_is_looked_for_in_all),
		cmocka_unit_test(
			the_strip_grows_with_the_screen_and_has_no_empty_lines),
		cmocka_unit_test(its_times_keep_their_dates_under_a_filter),
		cmocka_unit_test(its_first_order_is_reversed_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
