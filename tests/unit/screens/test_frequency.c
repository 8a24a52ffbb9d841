/* SPDX-License-Identifier: MIT */
/* test_frequency.c - the frequency table: its promise is that the number
 * beside a value is the number of events after Enter on it. */
#include "stage.h"

#include <stdlib.h>

#define ROWS_MOST 40

struct counted {
	char value[ROWS_MOST][64];
	unsigned events[ROWS_MOST];
	size_t rows;
};

/* The table as it stands on a wide screen: between its heads and its rim a
 * value and its events in each line. */
static void read_table(struct stage *stage, struct counted *table)
{
	bool inside = false;

	table->rows = 0;
	for (int y = 0; y < stage->grid.height; y++) {
		static const char side[] = "│ ";
		char line[2048];
		const char *value = strstr(line_of(stage, y, line), side);
		size_t len;

		if (inside && strstr(line, "╰"))
			return;
		if (!inside) {
			inside = strstr(line, "│ value  ") != NULL;
			continue;
		}
		assert_non_null(value);
		value += strlen(side);
		len = strcspn(value, " ");
		snprintf(table->value[table->rows], 64, "%.*s", (int)len,
			 value);
		table->events[table->rows++] =
			(unsigned)strtoul(value + len, NULL, 10);
	}
	fprintf(stderr, "%s\n", screen(stage));
	fail_msg("no table");
}

static void says_kept(struct stage *stage, unsigned events)
{
	char want[32];

	snprintf(want, sizeof(want), " %u of 30", events);
	if (strstr(screen(stage), want))
		return;
	fail_msg("not%s:\n%s", want, screen(stage));
}

/* Enter on each row in turn, and Esc back. */
static unsigned enter_each(struct stage *stage, const char *open)
{
	struct counted table;
	unsigned sum = 0;

	play(stage, open);
	read_table(stage, &table);
	assert_true(table.rows > 0);
	play(stage, "Esc");
	for (size_t row = 0; row < table.rows; row++) {
		struct buf before = { 0 };

		buf_add(&before, str_of(screen(stage)));
		play(stage, open);
		for (size_t i = 0; i < row; i++)
			play(stage, "j");
		play(stage, "Enter");
		says_kept(stage, table.events[row]);
		play(stage, "Esc");
		assert_string_equal(screen(stage), before.at);
		sum += table.events[row];
		buf_release(&before);
	}
	return sum;
}

static void field(struct stage *stage, const char *name)
{
	char line[64];

	snprintf(line, sizeof(line), "frequency %s", name);
	view_command(stage->view, str_of(line));
	stage_settle(stage);
}

/* The same for a field that no cell shows. */
static unsigned enter_each_of(struct stage *stage, const char *name)
{
	struct counted table;
	unsigned sum = 0;

	field(stage, name);
	read_table(stage, &table);
	assert_true(table.rows > 0);
	for (size_t row = 0; row < table.rows; row++) {
		for (size_t i = 0; i < row; i++)
			play(stage, "j");
		play(stage, "Enter");
		says_kept(stage, table.events[row]);
		play(stage, "Esc");
		field(stage, name);
		sum += table.events[row];
	}
	return sum;
}

static void the_number_is_what_enter_leaves(void **state)
{
	static const char *const cells[] = { "k", "h", "h h", "h h h", "1" };
	struct stage s;
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
		stage_open(&s, 160, 60);
		play(&s, cells[i]);
		assert_int_equal(enter_each(&s, "f"), 30);
		stage_close(&s);
	}
}

static void every_field_adds_up_with_the_absent(void **state)
{
	static const char *const names[] = {
		"user",         "session",
		"key",          "ip",
		"tool",         "ua",
		"service",      "region",
		"account",      "error",
		"event",        "read",
		"denied",       "kind",
		"class",        "requestParameters.bucketName",
		"errorMessage", "userIdentity.type",
	};
	struct stage s;
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		stage_open(&s, 160, 60);
		if (enter_each_of(&s, names[i]) != 30)
			fail_msg("%s", names[i]);
		stage_close(&s);
	}
}

static void events_without_the_field_have_a_row(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	field(&s, "error");
	shows(&s, "frequency of error");
	shows(&s, " 2 values, 30 events ");
	shows(&s, "(absent) ");
	play(&s, "G Enter");
	filter_says(&s, " !ispresent(error) ");
	filter_says(&s, "26 of 30");
	field(&s, "error");
	play(&s, "G !");
	shows(&s, "0 values, 0 events");
	play(&s, "Esc Esc Esc");
	filter_says(&s, "30 of 30");
	stage_close(&s);
}

static void a_chip_on_the_field_is_left_out_and_named(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=alice\" Enter & \"service=s3\" Enter");
	filter_says(&s, "15 of 30");
	field(&s, "service");
	shows(&s, "2 values, 17 events");
	shows(&s, "counted without service=s3");
	play(&s, "j Enter");
	filter_says(&s, "2 of 30");
	filter_says(&s, " service=ec2 ");
	hides(&s, " service=s3 ");
	field(&s, "event");
	hides(&s, "counted without");
	stage_close(&s);
}

static void leaving_out_keeps_the_table(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	field(&s, "event");
	shows(&s, "10 values, 30 events");
	play(&s, "! !");
	shows(&s, "8 values, 16 events");
	filter_says(&s, "16 of 30");
	play(&s, "Esc");
	hides(&s, "frequency of");
	play(&s, "Esc");
	filter_says(&s, "20 of 30");
	play(&s, "Esc");
	filter_says(&s, "30 of 30");
	stage_close(&s);
}

static void s_goes_round_the_orders(void **state)
{
	struct counted table;
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	field(&s, "event");
	read_table(&s, &table);
	assert_string_equal(table.value[0], "ListBuckets");
	play(&s, "s");
	read_table(&s, &table);
	assert_int_equal(table.events[0], 1);
	play(&s, "s");
	read_table(&s, &table);
	assert_true(table.events[0] <= 2);
	shows(&s, "1!");
	play(&s, "s");
	read_table(&s, &table);
	assert_string_equal(table.value[0], "ListBuckets");
	play(&s, "s");
	read_table(&s, &table);
	assert_string_equal(table.value[0], "DescribeInstances");
	play(&s, "s");
	read_table(&s, &table);
	assert_string_equal(table.value[0], "ListBuckets");
	stage_close(&s);
}

static void values_are_searched(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	field(&s, "event");
	play(&s, "/ \"secur\"");
	hint_says(&s, "3 of 10");
	hides(&s, "│ ListBuckets");
	play(&s, "Tab n");
	hint_says(&s, "2/3");
	play(&s, "n n");
	hint_says(&s, "1/3  wrapped");
	play(&s, "Esc");
	shows(&s, "│ ListBuckets");
	play(&s, "/ \"secur\" Down Enter");
	filter_says(&s, "event=DeleteSecurityGroup ");
	filter_says(&s, "2 of 30");
	stage_close(&s);
}

static void a_field_that_nobody_has_is_said(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	field(&s, "requestParameters.bucketNam");
	hides(&s, "frequency of");
	hint_says(&s, "no event has requestParameters.bucketNam");
	field(&s, "a b(");
	hides(&s, "frequency of");
	stage_close(&s);
}

static void a_key_that_needs_quotes_is_counted(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_fill(&s);
	stage_add(&s, 99, ALICE, "s3", "PutObject", false,
		  ",\"requestParameters\":{\"x-amz acl\":\"bucket owner\"}");
	stage_show(&s);
	stage_settle(&s);
	play(&s, "G 4 / \"bucket\" Enter f");
	shows(&s, " 1 value, 31 events ");
	shows(&s, "bucket owner  ");
	play(&s, "Enter");
	filter_says(&s, "1 of 31");
	play(&s, "4 / \"bucket\" Enter f");
	shows(&s, "counted without ");
	play(&s, "G Enter");
	filter_says(&s, "30 of 31");
	stage_close(&s);
}

static void every_size_is_survived(void **state)
{
	(void)state;

	for (int width = 20; width < 130; width += 7)
		for (int height = 3; height < 42; height += 3) {
			struct stage s;

			stage_open(&s, width, height);
			play(&s, "f G k s j ^D");
			assert_true(s.grid.cursor_y < height);
			stage_close(&s);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_number_is_what_enter_leaves),
		cmocka_unit_test(every_field_adds_up_with_the_absent),
		cmocka_unit_test(events_without_the_field_have_a_row),
		cmocka_unit_test(a_chip_on_the_field_is_left_out_and_named),
		cmocka_unit_test(leaving_out_keeps_the_table),
		cmocka_unit_test(s_goes_round_the_orders),
		cmocka_unit_test(values_are_searched),
		cmocka_unit_test(a_field_that_nobody_has_is_said),
		cmocka_unit_test(a_key_that_needs_quotes_is_counted),
		cmocka_unit_test(every_size_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
