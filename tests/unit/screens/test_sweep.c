/* SPDX-License-Identifier: MIT */
/* test_sweep.c - the Sweep's pane, on the made-up day: alice opened a group to
 * the world; one refusal each of alice, bob and Deploy, none of them notable.
 */
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
	shows(&s, "2 findings, 2 users");
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
	shows(&s, "2 findings, 2 users");
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
	shows(&s, "1 finding, 1 user, in the filter");
	play(&s, "F");
	shows(&s, "2 findings, 2 users");
	stage_close(&s);
}

static void nothing_is_said_in_words(void **state)
{
	struct stage s;
	(void)state;

	open_untouched(&s, 120, 40);
	play(&s, "& \"event=ListBuckets\" Enter");
	shows(&s, "nothing notable, no burst of refusals");
	shows(&s, "in 10 events that the filter keeps");
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
	hint_says(&s, "1 of 2");
	play(&s, ".");
	hint_says(&s, "2 of 2");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worst_is_under_the_cursor_at_the_start),
		cmocka_unit_test(whoever_pressed_a_key_is_not_moved),
		cmocka_unit_test(moving_moves_the_timeline),
		cmocka_unit_test(
			enter_keeps_its_events_and_the_next_is_a_key_away),
		cmocka_unit_test(other_chips_restrict_it_and_it_says_so),
		cmocka_unit_test(nothing_is_said_in_words),
		cmocka_unit_test(alone_it_has_more_columns),
		cmocka_unit_test(where_one_pane_has_room_it_is_the_first),
		cmocka_unit_test(a_key_walks_what_looks_wrong),
		cmocka_unit_test(a_run_of_one_call_is_one_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
