/* SPDX-License-Identifier: MIT */
/* test_waits.c - what a key asks of more events than one looks at while a
 * person waits: it is done between this key and the next, and shown then. */
#include "stage.h"

#define MANY 60000

/* Alice lists her buckets all day, and bob is denied at its end. */
static void many_open(struct stage *s)
{
	struct err err;

	stage_bare(s, 120, 40);
	for (unsigned i = 0; i < MANY; i++) {
		stage_add(s, i * 59 / MANY, ALICE, "s3", "ListBuckets", true,
			  "");
		if (i % 1000 == 999) {
			assert_int_equal(store_absorb(s->store, s->batch, &err),
					 0);
			s->batch = NULL;
		}
	}
	stage_add(s, 59, BOB, "s3", "DeleteBucket", false, BUCKET DENIED);
	stage_show(s);
	view_draw(s->view, &s->grid, true);
}

/* The key, and the screen as it is before anything more was done. */
static void press_alone(struct stage *s, int code)
{
	view_key(s->view, (struct key){ .code = code });
	view_draw(s->view, &s->grid, true);
}

static void tab_finds_a_value_between_two_keys(void **state)
{
	struct stage s;
	(void)state;

	many_open(&s);
	play(&s, "& \"ua\"");
	press_alone(&s, '=');
	press_alone(&s, 'a');
	press_alone(&s, PRESS_TAB);
	hint_says(&s, "& ua=a ");
	hint_says(&s, "looking for values");
	press_alone(&s, PRESS_ENTER); /* not half-typed */
	hint_says(&s, "& ua=a");
	stage_settle(&s);
	hint_says(&s, "& ua=aws-cli/2.1 ");
	hint_says(&s, "60,001 of 60,001");
	press_alone(&s, PRESS_TAB); /* the last: what was typed */
	hint_says(&s, "& ua=a ");
	stage_close(&s);
}

static void typing_on_ends_the_look_for_values(void **state)
{
	struct stage s;
	(void)state;

	many_open(&s);
	play(&s, "& \"ua\"");
	press_alone(&s, '=');
	press_alone(&s, 'a');
	press_alone(&s, PRESS_TAB);
	press_alone(&s, 'x');
	stage_settle(&s);
	hint_says(&s, "& ua=ax ");
	press_alone(&s, PRESS_TAB);
	press_alone(&s, PRESS_ESC);
	stage_settle(&s);
	filter_says(&s, "none");
	stage_close(&s);
}

static void a_mark_far_away_is_found_between_two_keys(void **state)
{
	struct stage s;
	(void)state;

	many_open(&s);
	play(&s, "3");
	press_alone(&s, 'e');
	hint_says(&s, "looking for what was denied");
	shows(&s, "1 of 60,001");
	stage_settle(&s);
	shows(&s, "60,001 of 60,001");
	play(&s, "e");
	hint_says(&s, "denied 1 of 1  wrapped");
	stage_close(&s);
}

static void a_search_ends_in_the_timeline_wherever_one_is_by_then(void **state)
{
	static const int keys[] = { '?', 'i', 'p', 'f', 'y', '1', '2', '4' };
	struct stage s;
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		many_open(&s);
		play(&s, "3 /");
		for (const char *c = "DeleteBucket"; *c; c++)
			view_key(s.view, (struct key){ .code = *c });
		view_key(s.view, (struct key){ .code = PRESS_ENTER });
		press_alone(&s, keys[i]);
		stage_settle(&s);
		play(&s, keys[i] > '9' || keys[i] == '?' ? "Esc" : "3");
		shows(&s, "60,001 of 60,001");
		stage_close(&s);
	}
}

static void another_key_ends_the_look_for_a_mark(void **state)
{
	struct stage s;
	(void)state;

	many_open(&s);
	play(&s, "3");
	press_alone(&s, 'e');
	press_alone(&s, 'j');
	stage_settle(&s);
	shows(&s, "2 of 60,001");
	stage_close(&s);
}

static void in_another_order_one_goes_to_the_nearest_in_time(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 160, 40);
	play(&s, "3 l s"); /* by address: bob's come last */
	play(&s, ": \"goto 09:00:55\" Enter");
	shows(&s, "29 of 30 by address");
	play(&s, ": \"goto 09:02\" Enter"); /* none is so late: the last */
	shows(&s, "25 of 30 by address");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tab_finds_a_value_between_two_keys),
		cmocka_unit_test(typing_on_ends_the_look_for_values),
		cmocka_unit_test(a_mark_far_away_is_found_between_two_keys),
		cmocka_unit_test(another_key_ends_the_look_for_a_mark),
		cmocka_unit_test(
			a_search_ends_in_the_timeline_wherever_one_is_by_then),
		cmocka_unit_test(
			in_another_order_one_goes_to_the_nearest_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
