/* SPDX-License-Identifier: MIT */
/* test_timeline.c - rows, columns, the cell cursor and jumps. */
#include "stage.h"

static void rows_say_what_they_are_without_colour(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"!read\" Enter");
	shows(&s, "09:00:30 !  alice");
	shows(&s, "09:00:40 ·  alice");
	shows(&s, "09:00:41 ●  alice");
	stage_close(&s);
}

static unsigned style_at(struct stage *stage, const char *text)
{
	const char *all = screen(stage);
	const char *at = strstr(strstr(all, "3 Timeline"), text);
	int y = 0;

	assert_non_null(at);
	for (const char *c = all; c < at; c++)
		y += *c == '\n';
	return grid_at(&stage->grid, 46, y)->style & 0x3f;
}

static void each_row_has_one_colour(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"!service=s3\" Enter");
	assert_int_equal(style_at(&s, "09:00:40 ·"), STYLE_WRITE);
	assert_int_equal(style_at(&s, "09:00:41 ●"), STYLE_NOTABLE);
	assert_int_equal(style_at(&s, "09:00:50"), STYLE_READ);
	assert_int_equal(style_at(&s, "09:01:00 !"), STYLE_DENIED);
	assert_int_equal(style_at(&s, "09:01:01 !"), STYLE_FAILED);
	stage_close(&s);
}

static void the_cell_cursor_says_what_it_would_keep(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 132, 40);
	assert_string_equal(styled(&s, STYLE_CELL, text), "ListBuckets");
	play(&s, "h");
	hint_says(&s, "= service=s3 (19)");
	play(&s, "h");
	hint_says(&s, "= user=alice (17)");
	play(&s, "h h h");
	hint_says(&s, "= time=2024-02-29T09:00:00Z (1)");
	play(&s, "l");
	hint_says(&s, "= user=alice (17)");
	styled(&s, STYLE_UNDER, text);
	assert_non_null(strstr(text, "user"));
	stage_close(&s);
}

static void an_absent_value_can_be_asked_for(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "l");
	hint_says(&s, "= !ispresent(resource) (14)");
	play(&s, "=");
	filter_says(&s, "14 of 30");
	stage_close(&s);
}

static void a_column_that_says_nothing_gives_way(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	shows(&s, "time        user");
	hides(&s, "address ");
	play(&s, "1 j Enter"); /* bob: one address, one service */
	shows(&s, "error");
	shows(&s, "DependencyViolation");
	stage_close(&s);
}

static void zoomed_it_begins_with_what_and_scrolls_to_every_column(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "\\");
	shows(&s, "opened tcp/22");
	hides(&s, "tool"); /* the same in all rows */
	play(&s, "l l");
	shows(&s, "tool");
	hides(&s, "session");
	play(&s, "l l l l l");
	shows(&s, "session");
	shows(&s, "time");
	play(&s, "l");
	shows(&s, "opened tcp/22");
	stage_close(&s);
}

static void notable_and_denied_are_a_key_away(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ".");
	styled(&s, STYLE_SELECTED, text);
	assert_non_null(strstr(text, "●"));
	play(&s, "G g e");
	styled(&s, STYLE_SELECTED, text);
	assert_non_null(strstr(text, "DeleteBucket"));
	play(&s, "e e e");
	hint_says(&s, "denied 1 of 3  wrapped");
	play(&s, "e");
	hint_says(&s, "denied 2 of 3");
	styled(&s, STYLE_SELECTED, text);
	assert_non_null(strstr(text, "09:01:00"));
	stage_close(&s);
}

static void goto_takes_times_and_ids(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 120, 40);
	view_command(s.view, STR("goto 09:01"));
	stage_settle(&s);
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text), "09:01:00"));
	view_command(s.view, STR("goto -20s"));
	stage_settle(&s);
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text), "09:00:40"));
	view_command(s.view, STR(":goto 2024-02-29T09:01:30Z"));
	stage_settle(&s);
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text), "09:01:30"));
	view_command(s.view, STR("goto 00000000-0000-4000-8000-000000000016"));
	stage_settle(&s);
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text), "09:00:41"));
	view_command(s.view, STR("goto nowhere"));
	stage_settle(&s);
	hint_says(&s, "no time and no event id");
	play(&s, "Esc");
	stage_close(&s);
}

static void it_sorts_by_any_column(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "s g");
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text), "Authorize"));
	play(&s, "S g");
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text), "PutObject"));
	play(&s, "h h h s g");
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text), "09:00:00"));
	stage_close(&s);
}

static void sorting_keeps_the_cursor_on_its_event(void **state)
{
	struct stage s;
	char text[1024], before[1024];
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "j j j");
	styled(&s, STYLE_CELL, before);
	play(&s, "s");
	assert_string_equal(styled(&s, STYLE_CELL, text), before);
	shows(&s, " by event");
	hides(&s, "4 of 30 by event");
	stage_close(&s);
}

static void a_time_outside_the_evidence_is_told(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	view_command(s.view, STR("goto 2031-01-01"));
	stage_settle(&s);
	hint_says(&s, "the evidence ends 2024-02-29");
	hint_says(&s, "went to the last event");
	shows(&s, "30 of 30");
	view_command(s.view, STR("goto 2001-01-01"));
	stage_settle(&s);
	hint_says(&s, "the evidence begins 2024-02-29 09:00:00");
	shows(&s, "1 of 30");
	stage_close(&s);
}

static void it_begins_where_it_is_asked_to(void **state)
{
	struct view_options options = { .at = STR("09:00:41") };
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	view_free(s.view);
	s.view = view_new(&options);
	view_show(s.view, &s.evidence);
	stage_settle(&s);
	shows(&s, "opened tcp/22 to 0.0.0.0/0");
	play(&s, "Esc");
	stage_close(&s);
}

static void the_cursor_stays_on_its_event_while_more_arrive(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ".");
	for (unsigned i = 0; i < 5; i++)
		stage_add(&s, 35, BOB, "iam", "ListRoles", true, "");
	s.evidence.loading = true;
	stage_show(&s);
	view_draw(s.view, &s.grid, true);
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, text), "09:00:41"));
	filter_says(&s, "35 of 35 so far");
	shows(&s, "22 of 35");
	stage_close(&s);
}

static void a_filter_goes_on_with_what_arrives(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 j Enter");
	filter_says(&s, "5 of 30");
	for (unsigned i = 0; i < 5; i++)
		stage_add(&s, 35, BOB, "iam", "ListRoles", true, "");
	stage_show(&s);
	view_draw(s.view, &s.grid, true);
	filter_says(&s, "10 of 35");
	shows(&s, "bob                   10");
	stage_close(&s);
}

static void more_than_a_day_shows_its_dates(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 132, 40);
	stage_fill(&s);
	stage_json(&s, "{\"eventVersion\":\"1.08\",\"userIdentity\":" ALICE
		       ",\"eventTime\":\"2024-03-02T10:00:00Z\","
		       "\"eventSource\":\"s3.amazonaws.com\",\"eventName\":"
		       "\"ListBuckets\",\"eventID\":"
		       "\"00000000-0000-4000-8000-999999999999\"}");
	stage_show(&s);
	view_draw(s.view, &s.grid, true);
	shows(&s, " 02-29       user");
	shows(&s, " 09:00:00 ");
	hides(&s, "\u2500 03-02");
	play(&s, "G");
	shows(&s, "\u2500\u2500 03-02 \u2500\u2500");
	play(&s, "h h s"); /* no days in another order than that of time */
	shows(&s, " 02-29 09:00:08 ");
	stage_close(&s);
}

static void the_hardware_cursor_rests_on_the_row(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "j j");
	assert_true(grid_at(&s.grid, 50, s.grid.cursor_y)->style &
		    STYLE_SELECTED);
	play(&s, "& \"user\"");
	assert_int_equal(s.grid.cursor_y, 39);
	assert_int_equal(s.grid.cursor_x, 7);
	stage_close(&s);
}

#define LONG_ROLE(session)                                                     \
	"{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::111122223333:"       \
	"assumed-role/"                                                        \
	"AWSReservedSSO_PowerUserAccess_0123456789abcdef/" session             \
	"\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\""          \
	",\"arn\":\"arn:aws:iam::111122223333:role/"                           \
	"AWSReservedSSO_PowerUserAccess_0123456789abcdef\"}}}"

static void of_a_long_role_the_human_is_shown(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_add(&s, 1, LONG_ROLE("carol@example.com"), "s3", "ListBuckets",
		  true, "");
	stage_add(&s, 2, LONG_ROLE("dave@example.com"), "s3", "ListBuckets",
		  true, "");
	stage_show(&s);
	stage_settle(&s);
	shows(&s, "09:00:01    carol@example.com ");
	shows(&s, "09:00:02    dave@example.com ");
	stage_close(&s);
}

/* The first line of the Timeline. */
static const char *first_line(struct stage *s, char line[2048])
{
	const char *at = strstr(screen(s), " 3 Timeline ");

	assert_non_null(at);
	at = strchr(strchr(at, '\n') + 1, '\n') + 1; /* the heads */
	snprintf(line, 2048, "%.*s", (int)strcspn(at, "\n"), at);
	return line;
}

static void what_has_no_value_sorts_last_either_way(void **state)
{
	struct stage s;
	char line[2048];
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "l l l l s g"); /* by resource */
	shows(&s, "1 of 30 by resource");
	assert_non_null(strstr(first_line(&s, line), "09:00:"));
	assert_true(strstr(line, "s3/") || strstr(line, "sg-"));
	play(&s, "S g");
	shows(&s, "1 of 30 by resource, reversed");
	first_line(&s, line);
	assert_true(strstr(line, "s3/") || strstr(line, "sg-"));
	stage_close(&s);
}

static void the_resource_asked_for_is_shown_first(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	for (unsigned i = 0; i < 2; i++)
		stage_add(&s, i, ALICE, "ec2",
			  i ? "DescribeInstances" : "RunInstances", i,
			  ",\"requestParameters\":{\"imageId\":"
			  "\"ami-0123456789abcdef0\",\"groupId\":"
			  "\"sg-0123456789abcdef0\"}");
	stage_show(&s);
	play(&s, "& \"resource=sg-0123456789abcdef0\" Enter");
	filter_says(&s, "2 of 2");
	shows(&s, "sg-0123456789abcdef0 +1");
	hides(&s, "ami-0123456789abcdef0 +1");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_a_long_role_the_human_is_shown),
		cmocka_unit_test(what_has_no_value_sorts_last_either_way),
		cmocka_unit_test(the_resource_asked_for_is_shown_first),
		cmocka_unit_test(rows_say_what_they_are_without_colour),
		cmocka_unit_test(each_row_has_one_colour),
		cmocka_unit_test(the_cell_cursor_says_what_it_would_keep),
		cmocka_unit_test(an_absent_value_can_be_asked_for),
		cmocka_unit_test(a_column_that_says_nothing_gives_way),
		cmocka_unit_test(
			zoomed_it_begins_with_what_and_scrolls_to_every_column),
		cmocka_unit_test(notable_and_denied_are_a_key_away),
		cmocka_unit_test(goto_takes_times_and_ids),
		cmocka_unit_test(it_sorts_by_any_column),
		cmocka_unit_test(it_begins_where_it_is_asked_to),
		cmocka_unit_test(sorting_keeps_the_cursor_on_its_event),
		cmocka_unit_test(a_time_outside_the_evidence_is_told),
		cmocka_unit_test(
			the_cursor_stays_on_its_event_while_more_arrive),
		cmocka_unit_test(a_filter_goes_on_with_what_arrives),
		cmocka_unit_test(more_than_a_day_shows_its_dates),
		cmocka_unit_test(the_hardware_cursor_rests_on_the_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
