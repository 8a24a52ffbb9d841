/* SPDX-License-Identifier: MIT */
/* test_damage.c - one damaged byte costs at most the record it is in, is
 * told, and hostile damage costs time in proportion to its length. */
#include "read.h"

#include <time.h>

#define EVENTS 5

/* Where each event begins in a text of EVENTS events, and where the text of
 * the last ends. */
struct laid {
	struct buf text;
	size_t at[EVENTS + 1];
};

static void lay_out(struct laid *laid, const char *before, const char *between,
		    const char *after)
{
	buf_add(&laid->text, str_of(before));
	for (unsigned n = 0; n < EVENTS; n++) {
		if (n)
			buf_add(&laid->text, str_of(between));
		laid->at[n] = laid->text.len;
		put_event(&laid->text, n + 1);
	}
	laid->at[EVENTS] = laid->text.len;
	buf_add(&laid->text, str_of(after));
}

/* The event that byte `at` is in, or EVENTS when it is between them. */
static unsigned event_at(const struct laid *laid, const char *between,
			 size_t at)
{
	for (unsigned n = 0; n < EVENTS; n++) {
		const size_t end = n + 1 < EVENTS
					   ? laid->at[n + 1] - strlen(between)
					   : laid->at[EVENTS];

		if (at >= laid->at[n] && at < end)
			return n;
	}
	return EVENTS;
}

static void check_damage(const struct laid *laid, const char *between,
			 size_t at)
{
	const unsigned hit = event_at(laid, between, at);
	struct outcome got = read_bytes(buf_str(&laid->text));
	char id[16];

	for (unsigned n = 0; n < EVENTS; n++) {
		snprintf(id, sizeof(id), "%u ", n + 1);
		if (n != hit && !strstr(got.ids.at ? got.ids.at : "", id))
			fail_msg("byte %zu ('%c') in event %u lost %s: %s", at,
				 laid->text.at[at], hit + 1, id, got.said.at);
	}
	if (got.records < EVENTS && !got.errors)
		fail_msg("byte %zu: a loss was not told", at);
	outcome_release(&got);
}

static void damage_each_byte(const char *before, const char *between,
			     const char *after)
{
	static const char bad[] = { 'x', '"', '\\', '{', '}',  '[',  ']',
				    ',', ':', '1',  ' ', '\n', '\0', '\xff' };
	struct laid laid = { .at = { 0 } };

	lay_out(&laid, before, between, after);
	for (size_t at = 0; at < laid.text.len; at++) {
		const char good = laid.text.at[at];

		for (size_t n = 0; n < ARRAY_LEN(bad); n++) {
			laid.text.at[at] = bad[n];
			check_damage(&laid, between, at);
		}
		laid.text.at[at] = good;
	}
	buf_release(&laid.text);
}

static void a_bad_byte_in_a_delivery_costs_its_record_only(void **state)
{
	(void)state;
	damage_each_byte("{\"Records\":[", ",", "]}");
}

static void a_bad_byte_in_a_wide_delivery_costs_its_record_only(void **state)
{
	(void)state;
	damage_each_byte("{\n  \"Records\": [\n    ", ",\n    ",
			 "\n  ],\n  \"more\": {}\n}\n");
}

static void a_bad_byte_in_an_array_costs_its_record_only(void **state)
{
	(void)state;
	damage_each_byte("[", ", ", "]");
}

static void a_bad_byte_in_lines_costs_its_line_only(void **state)
{
	(void)state;
	damage_each_byte("", "\r\n", "\r\n");
}

static void a_bad_byte_in_joined_events_costs_its_event_only(void **state)
{
	(void)state;
	damage_each_byte("", "", "");
}

static void a_text_cut_anywhere_gives_what_is_whole(void **state)
{
	struct laid laid = { .at = { 0 } };

	(void)state;
	lay_out(&laid, "{\"Records\":[", ",", "]}");
	for (size_t len = 1; len < laid.text.len; len++) {
		struct outcome got =
			read_bytes((struct str){ laid.text.at, len });
		size_t whole = 0;

		while (whole < EVENTS &&
		       len >= laid.at[whole + 1] - (whole + 1 < EVENTS))
			whole++;
		assert_int_equal(got.records, whole);
		assert_int_equal(got.errors, 1);
		outcome_release(&got);
	}
	buf_release(&laid.text);
}

static void what_is_said_names_place_and_reason(void **state)
{
	struct laid laid = { .at = { 0 } };
	struct outcome got;

	(void)state;
	lay_out(&laid, "{\"Records\":[", ",", "]}");
	laid.text.at[laid.at[2] + 15] = 'x'; /* the colon after eventVersion */
	got = read_bytes(buf_str(&laid.text));
	assert_text(got.ids, "1 2 4 5 ");
	assert_int_equal(got.errors, 1);
	assert_says(got, "record 3 of Records: expected ':' after a key; ");
	assert_says(got, "bytes passed over");
	outcome_release(&got);
	got = read_bytes((struct str){ laid.text.at, laid.at[1] });
	assert_int_equal(got.code, ERR_CUT);
	assert_says(got, "ends before Records is closed, after 1");
	outcome_release(&got);
	buf_release(&laid.text);
}

static void a_missing_comma_loses_nothing(void **state)
{
	struct laid laid = { .at = { 0 } };
	struct outcome got;

	(void)state;
	lay_out(&laid, "{\"Records\":[", " ", "]}");
	got = read_bytes(buf_str(&laid.text));
	assert_text(got.ids, "1 2 3 4 5 ");
	assert_says(got, "record 1 of Records: expected ',' or ']' after it");
	outcome_release(&got);
	buf_release(&laid.text);
}

static void lines_after_a_damaged_array_end_are_read(void **state)
{
	struct buf text = { .at = NULL };
	struct outcome got;

	(void)state;
	put_delivery(&text, 2);
	text.len -= 12; /* the end of the second event, and of the array */
	buf_addc(&text, '\n');
	for (unsigned n = 3; n < 9; n++) {
		put_event(&text, n);
		buf_addc(&text, '\n');
	}
	got = read_bytes(buf_str(&text));
	assert_text(got.ids, "1 3 4 5 6 7 8 ");
	assert_int_equal(got.errors, 1);
	outcome_release(&got);
	buf_release(&text);
}

static void many_values_of_a_kind_are_one_complaint(void **state)
{
	struct buf text = { .at = NULL };
	struct outcome got;

	(void)state;
	put_event(&text, 1);
	for (int n = 0; n < 10000; n++)
		buf_addf(&text, "\n{\"n\":%d}", n);
	buf_addc(&text, '\n');
	put_event(&text, 2);
	got = read_bytes(buf_str(&text));
	assert_text(got.ids, "1 2 ");
	assert_int_equal(got.errors, 1);
	assert_says(got, "10000 values: JSON that is no CloudTrail event");
	outcome_release(&got);
	buf_release(&text);
}

static void a_mix_by_the_line_is_told_a_few_times_and_in_full(void **state)
{
	struct buf text = { .at = NULL };
	struct outcome got;

	(void)state;
	for (unsigned n = 1; n <= 500; n++) {
		put_event(&text, n);
		buf_addf(&text, "\n{\"n\":%u}\n", n);
	}
	got = read_bytes(buf_str(&text));
	assert_int_equal(got.records, 500);
	assert_true(got.errors < 20);
	assert_says(got, "484 values: ");
	outcome_release(&got);
	buf_release(&text);
}

/* A quadratic walk over these would take hours. */
static void hostile_begins_cost_no_more_than_their_length(void **state)
{
	static const char *const part[] = {
		"},{\"eventVersion\"",
		"[{\"eventVersion\":",
		"{\"eventName\":1,\"eventTime\":{\"eventName\":[",
		",{\"eventVersion\":\"1.0\",\"a\":[",
		"\n{\"eventName\":\"A\",\"eventTime\":\"",
		"},{\"eventVersion\":\"1.0\"}x",
		"[{\"eventVersion\":\"1.0\"},",
		"{\"a\":[{\"eventVersion\":\"1.0\"},",
		"{\"eventVersion\":\"1.0\",\"a\":[{\"eventVersion\":\"1.0\"},x",
		"{\"eventVersion\":\"1.0\"}\"",
		"{\"eventVersion\":\"1.0\"}[[\"",
	};

	(void)state;
	for (size_t n = 0; n < ARRAY_LEN(part); n++) {
		const clock_t begun = clock();
		struct buf text = { .at = NULL };
		struct outcome got;

		while (text.len < 4000000)
			buf_add(&text, str_of(part[n]));
		got = read_bytes(buf_str(&text));
		outcome_release(&got);
		buf_release(&text);
		if (clock() - begun > 20 * CLOCKS_PER_SEC)
			fail_msg("too slow: %s", part[n]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_bad_byte_in_a_delivery_costs_its_record_only),
		cmocka_unit_test(
			a_bad_byte_in_a_wide_delivery_costs_its_record_only),
		cmocka_unit_test(a_bad_byte_in_an_array_costs_its_record_only),
		cmocka_unit_test(a_bad_byte_in_lines_costs_its_line_only),
		cmocka_unit_test(
			a_bad_byte_in_joined_events_costs_its_event_only),
		cmocka_unit_test(a_text_cut_anywhere_gives_what_is_whole),
		cmocka_unit_test(what_is_said_names_place_and_reason),
		cmocka_unit_test(a_missing_comma_loses_nothing),
		cmocka_unit_test(lines_after_a_damaged_array_end_are_read),
		cmocka_unit_test(many_values_of_a_kind_are_one_complaint),
		cmocka_unit_test(
			a_mix_by_the_line_is_told_a_few_times_and_in_full),
		cmocka_unit_test(hostile_begins_cost_no_more_than_their_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
