/* SPDX-License-Identifier: MIT */
/* test_tally_field.c - frequency tables of any field. */
#include "counted.h"

static void tally(struct tally *tally, const struct rig *rig, const char *text,
		  unsigned extra)
{
	struct rowset set = all_rows(rig);
	struct err err;
	struct field *field = field_parse(str_of(text), &err);

	assert_non_null(field);
	tally_count(tally, rig->store, &set,
		    counting_new(COL_COUNT, field, extra));
	field_free(field);
	rowset_release(&set);
}

static void a_column_is_counted_by_its_own_symbols(void **state)
{
	struct tally t = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_row(&rig, 0, 0, "A", "user/ann", NULL);
	add_row(&rig, 0, 0, "B", "user/ann", NULL);
	rig_flush(&rig);
	tally(&t, &rig, "user", TALLY_PLAIN);
	assert_false(t.own);
	assert_int_equal(row_of(&t, &rig, "user/ann")->events, 2);
	tally_release(&t);
	rig_release(&rig);
}

static void resources_are_counted_one_by_one(void **state)
{
	struct tally t = { 0 };
	struct batch_row *row;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	row = add_row(&rig, 0, 0, "A", "user/ann", NULL);
	add_resource(&rig, row, "one");
	add_resource(&rig, row, "two");
	rig_flush(&rig);
	tally(&t, &rig, "resource", TALLY_USERS);
	assert_int_equal(t.count, 2);
	assert_int_equal(row_of(&t, &rig, "two")->others[OTHER_USERS], 1);
	tally_release(&t);
	rig_release(&rig);
}

static void packed_values_are_counted_by_their_texts(void **state)
{
	struct tally t = { 0 };
	char more[128];
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (unsigned i = 0; i < 300; i++) {
		snprintf(more, sizeof(more),
			 ",\"requestID\":"
			 "\"11111111-2222-4333-8444-%012u\"",
			 i % 100);
		rig_event(&rig, 0, i, 0, i % 3 ? more : "");
	}
	rig_flush(&rig);
	tally(&t, &rig, "requestID", TALLY_PLAIN);
	assert_true(t.own);
	assert_int_equal(t.count, 101);
	assert_int_equal(row_of(&t, &rig, NULL)->events, 100);
	assert_null(tally_text(&t, rig.store, 100).at);
	assert_int_equal(
		row_of(&t, &rig, "11111111-2222-4333-8444-000000000042")
			->events,
		2);
	tally_release(&t);
	rig_release(&rig);
}

/* As many as `requestParameters.ids = b` would keep. */
static void an_event_counts_once_for_each_value_of_a_path(void **state)
{
	static const char *const packed = "11111111-2222-4333-8444-55555555555";
	struct tally t = { 0 };
	char more[256];
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_event(&rig, 0, 1, 0, ",\"ids\":[\"a\",\"b\",\"a\"]");
	rig_event(&rig, 0, 2, 0, ",\"ids\":[\"b\",1,\"1\"]");
	rig_event(&rig, 0, 3, 0, ",\"ids\":\"b\"");
	rig_event(&rig, 0, 4, 0, ",\"ids\":[]");
	rig_flush(&rig);
	for (int round = 0; round < 2; round++) {
		tally(&t, &rig, "ids", TALLY_PLAIN);
		assert_int_equal(t.events, 4 + round);
		assert_int_equal(t.count, 4 + round);
		assert_int_equal(row_of(&t, &rig, "a")->events, 1);
		assert_int_equal(row_of(&t, &rig, "b")->events, 3 + round);
		assert_int_equal(row_of(&t, &rig, "1")->events, 1);
		assert_int_equal(row_of(&t, &rig, NULL)->events, 1);
		snprintf(more, sizeof(more),
			 ",\"ids\":[{\"requestID\":\"%s5\"},\"b\"]", packed);
		rig_event(&rig, 0, 5, 0, more);
		rig_flush(&rig);
	}
	tally_release(&t);
	rig_release(&rig);
}

static void the_empty_text_is_not_the_absent_one(void **state)
{
	struct tally t = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_event(&rig, 0, 1, 0, ",\"note\":\"\"");
	rig_event(&rig, 0, 2, 0, "");
	rig_flush(&rig);
	tally(&t, &rig, "note", TALLY_PLAIN);
	assert_int_equal(t.count, 2);
	assert_int_equal(row_of(&t, &rig, "")->events, 1);
	assert_int_equal(row_of(&t, &rig, NULL)->events, 1);
	tally_release(&t);
	rig_release(&rig);
}

static void a_table_goes_from_one_field_to_the_next(void **state)
{
	struct tally t = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_row(&rig, 0, 0, "A", NULL, NULL);
	rig_event(&rig, 0, 9, 0, ",\"note\":\"x\"");
	rig_flush(&rig);
	for (int i = 0; i < 2; i++) {
		tally(&t, &rig, "note", TALLY_PLAIN);
		assert_int_equal(row_of(&t, &rig, "x")->events, 1);
		tally(&t, &rig, "name", TALLY_PLAIN);
		assert_int_equal(row_of(&t, &rig, "A")->events, 1);
	}
	tally_release(&t);
	rig_release(&rig);
}

/* The first event with a packed value comes when others are counted: then all
 * are counted by their texts. */
static void counting_goes_on_over_a_first_packed_value(void **state)
{
	struct err err;
	struct field *field = field_parse(STR("requestID"), &err);
	struct counting *counting = counting_new(COL_COUNT, field, TALLY_PLAIN);
	struct tally t = { 0 };
	struct rowset set;
	char more[128];
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (unsigned i = 0; i < 60; i++) {
		snprintf(more, sizeof(more),
			 i < 30 ? ",\"requestID\":\"short%u\""
				: ",\"requestID\":"
				  "\"11111111-2222-4333-8444-%012u\"",
			 i % 10);
		rig_event(&rig, 0, i, 0, more);
		rig_flush(&rig);
		set = all_rows(&rig);
		counting_step(counting, rig.store, &set, 8);
		rowset_release(&set);
	}
	set = all_rows(&rig);
	while (counting_step(counting, rig.store, &set, 8))
		;
	assert_int_equal(counting_rows(counting), 60);
	while (!counting_put(counting, &t, 7))
		;
	assert_true(t.own);
	assert_int_equal(t.count, 20);
	assert_int_equal(row_of(&t, &rig, "short3")->events, 3);
	assert_int_equal(
		row_of(&t, &rig, "11111111-2222-4333-8444-000000000003")
			->events,
		3);
	tally_release(&t);
	counting_free(counting);
	field_free(field);
	rowset_release(&set);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_column_is_counted_by_its_own_symbols),
		cmocka_unit_test(resources_are_counted_one_by_one),
		cmocka_unit_test(packed_values_are_counted_by_their_texts),
		cmocka_unit_test(an_event_counts_once_for_each_value_of_a_path),
		cmocka_unit_test(the_empty_text_is_not_the_absent_one),
		cmocka_unit_test(a_table_goes_from_one_field_to_the_next),
		cmocka_unit_test(counting_goes_on_over_a_first_packed_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
