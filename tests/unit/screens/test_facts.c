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
	assert_non_null(strstr(facts(&s), "2024-02-29 09:00 … 03-02 10:00"));
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
		cmocka_unit_test(a_value_that_some_have_not_is_qualified),
		cmocka_unit_test(
			dates_stand_where_the_evidence_has_more_than_a_day),
		cmocka_unit_test(the_span_is_kept_where_little_fits),
		cmocka_unit_test(of_nothing_there_are_no_facts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
