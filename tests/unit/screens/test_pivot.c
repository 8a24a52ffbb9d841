/* SPDX-License-Identifier: MIT */
/* test_pivot.c - the pivot menu: each count is what Enter leaves, of all
 * events, and Esc leads back. */
#include "stage.h"

#include <stdlib.h>

#define ISSUED(key)                                                            \
	",\"requestID\":\"00000000-0000-4000-8000-00000000abcd\","             \
	"\"responseElements\":{\"credentials\":{\"accessKeyId\":\"" key "\"}}"

/* The day of stage.h, and alice who became Deploy. */
static void open_day(struct stage *stage, int width, int height)
{
	stage_bare(stage, width, height);
	stage_fill(stage);
	stage_add(stage, 65, ALICE, "sts", "AssumeRole", false,
		  ISSUED("ASIAIOSFODNN7EXAMPLE"));
	stage_show(stage);
	view_draw(stage->view, &stage->grid, true);
}

/* The number that `line` ends with, cut off with the blanks around it. */
static int take_number(char *line)
{
	char *end = line + strlen(line);
	int number;

	while (end > line && end[-1] == ' ')
		*--end = '\0';
	while (end > line && end[-1] >= '0' && end[-1] <= '9')
		end--;
	number = atoi(end);
	*end = '\0';
	return number;
}

/* The counts in the menu's line of that letter, what it leaves and what it
 * leaves beside the chips; -1: it is not offered. */
static int count_of(struct stage *stage, char letter, int *added)
{
	char want[16];
	bool inside = false;
	int count;

	snprintf(want, sizeof(want), "│ %c  ", letter);
	for (int y = 0; y < stage->grid.height; y++) {
		char line[2048], *at, *end;

		line_of(stage, y, line);
		inside = inside || strstr(line, "─ pivot from ");
		at = inside ? strstr(line, want) : NULL;
		if (!at)
			continue;
		end = strstr(at + 3, "│");
		assert_non_null(end);
		*end = '\0';
		count = take_number(at);
		end = at + strlen(at);
		if (added)
			*added = count;
		if (end[-1] == '+') {
			end[-1] = '\0';
			count = take_number(at);
		}
		return count;
	}
	return -1;
}

static void says_kept(struct stage *stage, int events)
{
	char want[32];

	snprintf(want, sizeof(want), " %d of 31", events);
	filter_says(stage, want);
}

/* Presses the keys that lead to an event; then each letter, and Esc. */
static unsigned try_all(struct stage *stage, const char *keys)
{
	static const char letters[] = "uasitrcdwbn";
	unsigned offered = 0;
	struct buf before = { 0 };

	play(stage, keys);
	buf_add(&before, str_of(screen(stage)));
	for (const char *letter = letters; *letter; letter++) {
		char press[2] = { *letter, '\0' };
		int count;

		play(stage, "p");
		count = count_of(stage, *letter, NULL);
		if (count < 0) {
			play(stage, "Esc");
			continue;
		}
		offered++;
		play(stage, press);
		if (count)
			says_kept(stage, count);
		else
			hint_says(stage, "no event loaded");
		play(stage, "Esc");
		assert_string_equal(screen(stage), before.at);
	}
	buf_release(&before);
	return offered;
}

static void each_count_is_what_the_letter_leaves(void **state)
{
	static const struct {
		const char *keys;
		unsigned least; /* so many are offered */
	} events[] = {
		{ "k", 7 },     /* alice: no session, resource, request */
		{ "e j k", 8 }, /* a bucket */
		{ ": \"goto 09:01:05\" Enter", 9 }, /* issued, request id */
		{ ": \"goto 09:01:10\" Enter", 9 }, /* a session */
		{ "G", 4 },                         /* a service: no key */
	};
	struct stage s;
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(events); i++) {
		open_day(&s, 120, 40);
		assert_true(try_all(&s, events[i].keys) >= events[i].least);
		stage_close(&s);
	}
}

static void the_counts_are_of_all_events(void **state)
{
	struct stage s;
	(void)state;

	open_day(&s, 120, 40);
	play(&s, "& \"event=DeleteBucket\" Enter & \"denied\" Enter");
	filter_says(&s, "1 of 31");
	play(&s, "p");
	assert_int_equal(count_of(&s, 'u', NULL), 18);
	assert_int_equal(count_of(&s, 'i', NULL), 26);
	play(&s, "u");
	filter_says(&s, " user=alice ");
	filter_says(&s, "18 of 31");
	hides(&s, " denied \n");
	hint_says(&s, "1 → 18");
	stage_close(&s);
}

static void plus_adds_to_the_filter(void **state)
{
	struct stage s;
	(void)state;

	open_day(&s, 120, 40);
	play(&s, "& \"service=s3\" Enter p +");
	filter_says(&s, " service=s3 ");
	filter_says(&s, " user=alice ");
	filter_says(&s, "15 of 31");
	play(&s, "Esc");
	filter_says(&s, "19 of 31");
	stage_close(&s);
}

static void what_plus_would_leave_is_told(void **state)
{
	struct stage s;
	int added;
	(void)state;

	open_day(&s, 120, 40);
	play(&s, "p");
	hides(&s, " +18 ");
	play(&s, "Esc & \"service=s3\" Enter p");
	assert_int_equal(count_of(&s, 'u', &added), 18);
	assert_int_equal(added, 15);
	play(&s, "+");
	filter_says(&s, "15 of 31");
	stage_close(&s);
}

static void nothing_is_not_gone_to(void **state)
{
	struct stage s;
	(void)state;

	open_day(&s, 120, 40);
	play(&s, "p");
	assert_int_equal(count_of(&s, 'b', NULL), 0);
	play(&s, "b");
	hint_says(&s, "no event loaded has that: issued by");
	play(&s, "Esc");
	filter_says(&s, "31 of 31");
	stage_close(&s);
}

static void a_credential_is_followed_both_ways(void **state)
{
	struct stage s;
	(void)state;

	open_day(&s, 120, 40);
	play(&s, ": \"goto 09:01:10\" Enter p");
	shows(&s, "issued by   AssumeRole by alice");
	assert_int_equal(count_of(&s, 'b', NULL), 1);
	play(&s, "b");
	filter_says(&s, "1 of 31");
	shows(&s, " AssumeRole ");
	play(&s, "p");
	assert_int_equal(count_of(&s, 'n', NULL), 5);
	play(&s, "n");
	filter_says(&s, " key=ASIAIOSFODNN7EXAMPLE ");
	filter_says(&s, "5 of 31");
	play(&s, "Esc Esc");
	filter_says(&s, "31 of 31");
	stage_close(&s);
}

#define CALLER                                                                 \
	"{\"type\":\"AWSAccount\",\"principalId\":\"AROAEXAMPLE:ci-1\","       \
	"\"accountId\":\"111122223333\"}"
#define TWIN                                                                   \
	",\"sharedEventID\":\"00000000-0000-4000-8000-00000000cafe\","         \
	"\"requestParameters\":{\"roleArn\":"                                  \
	"\"arn:aws:iam::444455556666:role/Prod\"},"                            \
	"\"responseElements\":{\"credentials\":{\"accessKeyId\":"              \
	"\"ASIAI44QH8DHBEXAMPLE\"}}"

/* A role that alice made, which takes a role of another account: recorded in
 * both, in the order asked for. One more call with the key that it got. */
static void open_twins(struct stage *s, bool caller_first)
{
	static const char prod[] =
		"{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::"
		"444455556666:assumed-role/Prod/x\",\"accountId\":"
		"\"444455556666\",\"accessKeyId\":\"ASIAI44QH8DHBEXAMPLE\"}";

	stage_bare(s, 120, 40);
	stage_fill(s);
	stage_add(s, 65, ALICE, "sts", "AssumeRole", false,
		  ISSUED("ASIAIOSFODNN7EXAMPLE"));
	for (int i = 0; i < 2; i++)
		stage_add(s, 100,
			  caller_first == (i == 0) ? DEPLOY("ci-1") : CALLER,
			  "sts", "AssumeRole", false, TWIN);
	stage_add(s, 120, prod, "s3", "PutObject", false, BUCKET);
	stage_show(s);
	view_draw(s->view, &s->grid, true);
}

static void of_two_records_the_one_that_tells_who_is_led_to(void **state)
{
	struct stage s;
	(void)state;

	for (int first = 0; first < 2; first++) {
		open_twins(&s, first);
		play(&s, "G p");
		shows(&s, "issued by   AssumeRole by role/Deploy");
		play(&s, "b");
		filter_says(&s, "2 of 34");
		shows(&s, " with   ASIAIOSFODNN7EXAMPLE ");
		play(&s, "p b");
		filter_says(&s, "1 of 34");
		shows(&s, " who    alice ");
		stage_close(&s);
	}
}

static void the_other_record_leads_on_too(void **state)
{
	int added;
	struct stage s;
	(void)state;

	for (int first = 0; first < 2; first++) {
		open_twins(&s, first);
		play(&s, first ? "G k" : "G k k");
		shows(&s, " with   no key recorded");
		play(&s, "p");
		shows(&s, "a  caller's key  ASIAIOSFODNN7EXAMPLE");
		assert_int_equal(count_of(&s, 'a', &added), 6);
		assert_int_equal(count_of(&s, 'b', &added), 1);
		play(&s, "b");
		shows(&s, " who    alice ");
		stage_close(&s);
	}
}

static void lines_are_chosen_by_moving(void **state)
{
	struct stage s;
	(void)state;

	open_day(&s, 120, 40);
	play(&s, "p j j Enter");
	filter_says(&s, " ip=203.0.113.10 ");
	play(&s, "Esc p G k Enter");
	filter_says(&s, " around ");
	play(&s, "Esc p q");
	hides(&s, "pivot from");
	filter_says(&s, "31 of 31");
	stage_close(&s);
}

static void the_cursor_stays_on_the_event(void **state)
{
	char cell[1024];
	struct stage s;
	(void)state;

	open_day(&s, 120, 40);
	play(&s, "e e p c");
	filter_says(&s, " event=DeleteSecurityGroup ");
	hint_says(&s, "= event=DeleteSecurityGroup");
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, cell), "09:01:00"));
	stage_close(&s);
}

static void nothing_kept_is_no_event(void **state)
{
	struct stage s;
	(void)state;

	open_day(&s, 120, 40);
	play(&s, "& \"user=nobody\" Enter p");
	hides(&s, "pivot from");
	hint_says(&s, "no event");
	stage_close(&s);
}

static void every_size_is_survived(void **state)
{
	(void)state;

	for (int width = 20; width < 130; width += 7)
		for (int height = 3; height < 42; height += 3) {
			struct stage s;

			open_day(&s, width, height);
			play(&s, "p G k j");
			assert_true(s.grid.cursor_y < height);
			stage_close(&s);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_count_is_what_the_letter_leaves),
		cmocka_unit_test(the_counts_are_of_all_events),
		cmocka_unit_test(plus_adds_to_the_filter),
		cmocka_unit_test(what_plus_would_leave_is_told),
		cmocka_unit_test(nothing_is_not_gone_to),
		cmocka_unit_test(a_credential_is_followed_both_ways),
		cmocka_unit_test(
			of_two_records_the_one_that_tells_who_is_led_to),
		cmocka_unit_test(the_other_record_leads_on_too),
		cmocka_unit_test(lines_are_chosen_by_moving),
		cmocka_unit_test(the_cursor_stays_on_the_event),
		cmocka_unit_test(nothing_kept_is_no_event),
		cmocka_unit_test(every_size_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
