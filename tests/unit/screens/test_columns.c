/* SPDX-License-Identifier: MIT */
/* The columns of the Timeline, chosen. */
#include "stage.h"

static void a_node_of_an_event_becomes_a_column(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ". 4 / \"^tcp$\" Enter +");
	hint_says(&s, "requestParameters.ipProtocol is a column");
	shows(&s, "ipProtocol  what");
	shows(&s, "tcp         opened tcp/22");
	play(&s, "+");
	hint_says(&s, "requestParameters.ipProtocol is a column already");
	play(&s, "u");
	hides(&s, "ipProtocol  what");
	play(&s, "^R");
	shows(&s, "ipProtocol  what");
	stage_close(&s);
}

static void it_is_asked_sorted_and_counted_by(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ": \"columns user,requestParameters.groupId,what\" Enter");
	play(&s, ". l");
	hint_says(&s, "= requestParameters.groupId=…89abcdef0 (7)");
	play(&s, "s g");
	hint_says(&s, "= requestParameters.groupId=…89abcdef0 (7)");
	shows(&s, "1 of 30 by requestParameters.groupId");
	play(&s, "S g"); /* what has no value stays last */
	shows(&s, "1 of 30 by requestParameters.groupId, reversed");
	hint_says(&s, "= requestParameters.groupId=…89abcdef0 (7)");
	play(&s, "G");
	hint_says(&s, "= !ispresent(requestParamete…groupId) (23)");
	play(&s, "g f");
	shows(&s, "frequency of requestParameters.groupId");
	play(&s, "q =");
	filter_says(&s, "7 of 30");
	stage_close(&s);
}

static void the_list_chooses_orders_and_widens(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 132, 40);
	play(&s, "C");
	shows(&s, "columns of the Timeline");
	shows(&s, "on    service");
	shows(&s, "off   human");
	play(&s, "j Space"); /* no service */
	hides(&s, "user          service");
	shows(&s, "off   service");
	play(&s, "k J J"); /* the user after the event */
	shows(&s, "time        event");
	play(&s, "+");
	shows(&s, "on    user                              20");
	play(&s, "g d d d d d d d d d d d d d d d d"); /* all of them */
	play(&s, "Space J + q");
	shows(&s, "09:00:00");
	play(&s, "u");
	shows(&s, "user          service     event");
	stage_close(&s);
}

static void one_goes_back_to_what_there_is_room_for(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 132, 40);
	play(&s, ": \"columns key\" Enter");
	shows(&s, "time        key");
	play(&s, "C a");
	hint_says(&s, "as many columns as there is room for");
	shows(&s, "user          service     event");
	play(&s, ": \"columns requestParameters.grupId\" Enter");
	hint_says(&s, "no event has requestParameters.grupId; nearest: "
		      "*.groupId");
	stage_close(&s);
}

static void the_choice_stands_in_the_copied_command(void **state)
{
	struct stage s;
	struct effect effect;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ": \"columns user:9,eventID\" Enter");
	play(&s, "y c");
	effect = view_effect(s.view);
	assert_int_equal(effect.kind, EFFECT_COPY);
	assert_true(str_starts(
		effect.text,
		STR("trailtui demo --columns 'user:9,eventID' --at '")));
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_node_of_an_event_becomes_a_column),
		cmocka_unit_test(it_is_asked_sorted_and_counted_by),
		cmocka_unit_test(the_list_chooses_orders_and_widens),
		cmocka_unit_test(one_goes_back_to_what_there_is_room_for),
		cmocka_unit_test(the_choice_stands_in_the_copied_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
