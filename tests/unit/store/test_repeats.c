/* SPDX-License-Identifier: MIT */
/* test_repeats.c - what was delivered twice is kept once, and nothing that
 * differs is lost. */
#include "rig.h"

static void a_repeat_is_counted_for_its_file_and_not_kept(void **state)
{
	struct store_stats stats;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_event(&rig, 0, 1, 0, ",\"a\":\"x\"");
	rig_event(&rig, 0, 2, 0, ",\"a\":\"x\"");
	rig_flush(&rig);
	rig_event(&rig, 1, 2, 0, ",\"a\":\"x\"");
	rig_event(&rig, 1, 3, 0, ",\"a\":\"x\"");
	rig_event(&rig, 2, 3, 0, ",\"a\":\"x\"");
	rig_flush(&rig);
	store_stats(rig.store, &stats);
	assert_int_equal(stats.events, 3);
	assert_int_equal(stats.repeats, 2);
	assert_int_equal(stats.conflicts, 0);
	assert_int_equal(store_file_events(rig.store, 1), 1);
	assert_int_equal(store_file_repeats(rig.store, 1), 1);
	assert_int_equal(store_file_events(rig.store, 2), 0);
	assert_int_equal(store_file_repeats(rig.store, 2), 1);
	rig_release(&rig);
}

static void the_order_of_keys_makes_no_difference(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_json(&rig, 0, 0, "{\"eventID\":\"i\",\"a\":1,\"b\":{\"c\":2}}");
	rig_json(&rig, 1, 0, "{\"b\":{\"c\":2},\"a\":1,\"eventID\":\"i\"}");
	rig_json(&rig, 1, 9, "{\"b\":{\"c\":1},\"a\":2,\"eventID\":\"i\"}");
	rig_flush(&rig);
	assert_int_equal(store_rows(rig.store), 2);
	assert_int_equal(store_file_repeats(rig.store, 1), 1);
	rig_release(&rig);
}

static void the_same_id_with_other_content_is_kept_and_flagged(void **state)
{
	const uint32_t *flags;
	struct store_stats stats;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_event(&rig, 0, 1, 0, ",\"a\":\"x\"");
	rig_event(&rig, 0, 1, 0, ",\"a\":\"y\"");
	rig_flush(&rig);
	rig_event(&rig, 0, 1, 0, ",\"a\":\"z\"");
	rig_event(&rig, 0, 1, 0, ",\"a\":\"y\"");
	rig_event(&rig, 0, 1, 0, ",\"a\":\"x\"");
	rig_event(&rig, 0, 1, 0, ",\"a\":\"z\"");
	rig_flush(&rig);
	flags = store_flags(rig.store);
	store_stats(rig.store, &stats);
	assert_int_equal(stats.events, 3);
	assert_int_equal(stats.conflicts, 2);
	assert_int_equal(stats.repeats, 3);
	assert_int_equal(flags[0] & FLAG_CONFLICT, 0);
	assert_int_not_equal(flags[1] & FLAG_CONFLICT, 0);
	assert_int_not_equal(flags[2] & FLAG_CONFLICT, 0);
	rig_release(&rig);
}

static void events_without_id_are_never_repeats(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (int i = 0; i < 3; i++)
		rig_json(&rig, 0, 0, "{\"eventName\":\"GetObject\"}");
	for (int i = 0; i < 3; i++)
		rig_json(&rig, 0, 0, "{\"eventID\":null}");
	rig_flush(&rig);
	assert_int_equal(store_rows(rig.store), 6);
	rig_release(&rig);
}

static void an_aggregated_event_has_its_id_elsewhere(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_json(&rig, 0, 0, "{\"eventId\":\"one\",\"accountId\":\"1\"}");
	rig_json(&rig, 0, 0, "{\"eventId\":\"one\",\"accountId\":\"1\"}");
	rig_flush(&rig);
	assert_int_equal(store_rows(rig.store), 1);
	rig_release(&rig);
}

static void a_row_is_found_by_its_id(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	assert_int_equal(store_row_of_id(rig.store, STR("x")), ROW_NONE);
	rig_event(&rig, 0, 1, 0, "");
	rig_json(&rig, 0, 0, "{\"eventID\":\"UPPER-1\",\"a\":1}");
	rig_json(&rig, 0, 0, "{\"eventID\":\"UPPER-1\",\"a\":2}");
	rig_json(&rig, 0, 0, "{\"eventID\":\"\"}");
	rig_flush(&rig);
	assert_int_equal(
		store_row_of_id(rig.store,
				STR("00000000-0000-4000-8000-000000000001")),
		0);
	assert_int_equal(store_row_of_id(rig.store, STR("UPPER-1")), 1);
	assert_int_equal(store_row_of_id(rig.store, STR("upper-1")), ROW_NONE);
	assert_int_equal(store_row_of_id(rig.store, STR("")), 3);
	assert_int_equal(store_row_of_id(rig.store, STR_NONE), ROW_NONE);
	rig_release(&rig);
}

static void expect_row(const struct rig *rig, unsigned i)
{
	char id[64];

	snprintf(id, sizeof(id), "00000000-0000-4000-8000-%012u", i);
	assert_int_equal(store_row_of_id(rig->store, str_of(id)),
			 i + (i + 2) / 3);
}

/* Growing enters every row anew, a large table batch by batch: what was met
 * long ago is known at each moment of it, and so are conflicts. */
static void growing_forgets_neither_ids_nor_conflicts(void **state)
{
	enum { MANY = 90000, BATCH = 500 };
	struct store_stats stats;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (unsigned round = 0; round < 2; round++)
		for (unsigned i = 0; i < MANY; i++) {
			rig_event(&rig, round, i, i, "");
			if (i % 3 == 0)
				rig_event(&rig, round, i, i, ",\"a\":1");
			if (i % BATCH < BATCH - 1)
				continue;
			rig_event(&rig, round, i / 7, i / 7, "");
			rig_event(&rig, round, i / 7 * 3, i / 7 * 3,
				  ",\"a\":1");
			rig_flush(&rig);
			expect_row(&rig, i);
			expect_row(&rig, i / 3);
		}
	store_stats(rig.store, &stats);
	assert_int_equal(stats.conflicts, (MANY + 2) / 3);
	assert_int_equal(stats.events, MANY + (MANY + 2) / 3);
	assert_int_equal(stats.repeats, stats.events + 2 * 2 * MANY / BATCH);
	rig_release(&rig);
}

/* Who floods a trail with one id must not slow the load down: with a chain
 * that all of these shared, this would take minutes. */
static void a_flood_of_one_id_stays_cheap(void **state)
{
	enum { MANY = 60000 };
	char more[32];
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (unsigned i = 0; i < MANY; i++) {
		snprintf(more, sizeof(more), ",\"n\":%u", i);
		rig_event(&rig, 0, 1, 0, more);
		if (i % 1000 == 999)
			rig_flush(&rig);
	}
	assert_int_equal(store_rows(rig.store), MANY);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_repeat_is_counted_for_its_file_and_not_kept),
		cmocka_unit_test(the_order_of_keys_makes_no_difference),
		cmocka_unit_test(
			the_same_id_with_other_content_is_kept_and_flagged),
		cmocka_unit_test(events_without_id_are_never_repeats),
		cmocka_unit_test(an_aggregated_event_has_its_id_elsewhere),
		cmocka_unit_test(a_row_is_found_by_its_id),
		cmocka_unit_test(growing_forgets_neither_ids_nor_conflicts),
		cmocka_unit_test(a_flood_of_one_id_stays_cheap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
