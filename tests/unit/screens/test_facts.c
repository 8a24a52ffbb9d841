/* SPDX-License-Identifier: MIT */
/* test_facts.c - what is constant or few in the selection. */
#include "stage.h"

static const char *facts(struct stage *s)
{
	static char line[2048];

	return line_of(s, 2, line);
}

static void a_count_of_one_shows_the_value(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	assert_non_null(strstr(facts(&s), "2 addresses · 3 keys"));
	play(&s, "& \"user=bob\" Enter");
	assert_string_equal(facts(&s),
			    " address 203.0.113.20 · key AKIAI44QH8DHBEXAMPLE"
			    " · tool aws-cli/2.1 · region us-east-1"
			    " · 09:00:50 … 09:01:01 UTC");
	stage_close(&s);
}

/* An event from an address with a tool. */
static void call_from(struct stage *s, const char *address, const char *tool)
{
	struct buf json = { 0 };

	buf_addf(&json,
		 "{\"eventName\":\"ListBuckets\",\"eventTime\":"
		 "\"2024-02-29T09:00:00Z\",\"sourceIPAddress\":\"%s\","
		 "\"userAgent\":\"%s\",\"eventID\":\"%u\"}",
		 address, tool, s->events);
	stage_json(s, json.at);
	buf_release(&json);
}

static void services_are_no_addresses_and_no_tools(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	call_from(&s, "203.0.113.10", "console.amazonaws.com");
	call_from(&s, "ec2.amazonaws.com", "ec2.amazonaws.com");
	call_from(&s, "ec2.amazonaws.com.cn", "ec2.amazonaws.com.cn");
	call_from(&s, "AWS Internal", "AWS Internal");
	stage_show(&s);
	view_draw(s.view, &s.grid, true);
	assert_non_null(strstr(facts(&s), "1 address + 3 AWS services"));
	assert_non_null(strstr(facts(&s), "1 tool + 3 services"));
	play(&s, "& \"ip=203.0.113.10\" Enter");
	assert_non_null(strstr(facts(&s), "address 203.0.113.10 · tool "
					  "console.amazonaws.com"));
	play(&s, "Esc & \"ip='AWS Internal'\" Enter");
	assert_non_null(strstr(facts(&s), "AWS service AWS Internal"));
	stage_close(&s);
}

static void a_value_that_some_have_not_is_qualified(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"event=Describe*\" Enter");
	assert_non_null(strstr(facts(&s), "key AKIAI44QH8DHBEXAMPLE or none"));
	stage_close(&s);
}

static void dates_stand_where_the_evidence_has_more_than_a_day(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 160, 40);
	stage_add(&s, 99, "{\"type\":\"Root\"}", "s3", "ListBuckets", true,
		  ",\"eventTime\":\"2024-03-02T10:00:00Z\"");
	stage_show(&s);
	stage_settle(&s);
	play(&s, "& \"user=bob\" Enter");
	assert_non_null(
		strstr(facts(&s), "2024-02-29 09:00:50 … 09:01:01 UTC"));
	stage_close(&s);
}

static void the_span_is_kept_where_little_fits(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 80, 25);
	play(&s, "& \"user=bob\" Enter");
	assert_non_null(strstr(facts(&s), "address 203.0.113.20"));
	assert_non_null(strstr(facts(&s), "09:00:50 … 09:01:01 UTC"));
	assert_null(strstr(facts(&s), "us-east"));
	stage_close(&s);
}

/* What the title line says stands there alone. */
static void the_span_of_all_is_not_said_again(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	shows(&s, "09:00 … 09:01 UTC");
	assert_null(strstr(facts(&s), "UTC"));
	play(&s, "& \"user=alice\" Enter");
	assert_non_null(strstr(facts(&s), "09:00:00 … 09:00:41 UTC"));
	stage_close(&s);
}

/* As many values as the fact has are what Enter gives. */
static void a_fact_is_gone_to_and_its_values_are_counted(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "0");
	assert_true(grid_at(&s.grid, 1, 2)->style & STYLE_CELL);
	hint_says(&s, "2 values of ip");
	play(&s, "l");
	assert_false(grid_at(&s.grid, 1, 2)->style & STYLE_CELL);
	assert_true(grid_at(&s.grid, 15, 2)->style & STYLE_CELL);
	hint_says(&s, "3 values of key");
	play(&s, "Enter");
	shows(&s, "frequency of key");
	shows(&s, " 3 values, 30 events");
	play(&s, "Esc");
	hides(&s, "frequency");
	hint_says(&s, "3 values of key");
	play(&s, "Enter f");
	hint_says(&s, "3 values of key");
	play(&s, "h");
	hint_says(&s, "2 values of ip");
	play(&s, "Tab");
	assert_false(grid_at(&s.grid, 1, 2)->style & STYLE_CELL);
	hint_says(&s, "event");
	stage_close(&s);
}

/* A chip on the field itself is left out of its frequency table. */
static void a_fact_of_one_chosen_value_says_what_Enter_gives(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"ip=203.0.113.20\" Enter 0");
	hint_says(&s, "values of ip, the others too");
	play(&s, "Enter");
	shows(&s, "counted without ip=203.0.113.20");
	stage_close(&s);
}

static void where_it_has_no_line_the_focused_fact_has_one(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 80, 24);
	hides(&s, "2 addresses");
	play(&s, "0");
	assert_non_null(strstr(facts(&s), "2 addresses · 3 keys"));
	play(&s, "Esc");
	hides(&s, "2 addresses");
	play(&s, "& \"user=nobody\" Enter 0");
	hint_says(&s, "no facts");
	stage_close(&s);
}

static void of_nothing_there_are_no_facts(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=nobody\" Enter");
	assert_string_equal(facts(&s), "");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_count_of_one_shows_the_value),
		cmocka_unit_test(services_are_no_addresses_and_no_tools),
		cmocka_unit_test(a_value_that_some_have_not_is_qualified),
		cmocka_unit_test(
			dates_stand_where_the_evidence_has_more_than_a_day),
		cmocka_unit_test(the_span_is_kept_where_little_fits),
		cmocka_unit_test(the_span_of_all_is_not_said_again),
		cmocka_unit_test(a_fact_is_gone_to_and_its_values_are_counted),
		cmocka_unit_test(
			a_fact_of_one_chosen_value_says_what_Enter_gives),
		cmocka_unit_test(where_it_has_no_line_the_focused_fact_has_one),
		cmocka_unit_test(of_nothing_there_are_no_facts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
