/* SPDX-License-Identifier: MIT */
/* test_buckets.c - events by time, and the numbers of a set as a whole. */
#include "counted.h"

#define BUCKETS 8

struct counts {
	struct bucket at[BUCKETS];
};

static struct counts count(const struct rig *rig, const struct rowset *set,
			   int64_t from, int64_t step)
{
	struct counts counts = { 0 };
	struct buckets buckets = {
		.from = from,
		.step = step,
		.count = BUCKETS,
		.at = counts.at,
	};

	while (buckets_step(&buckets, rig->store, set, 2))
		;
	return counts;
}

static struct totals totals_of(const struct rig *rig, const struct rowset *set)
{
	struct totals totals = { 0 };

	while (totals_step(&totals, rig->store, set, 2))
		;
	return totals;
}

static void every_event_is_in_the_bucket_of_its_time(void **state)
{
	static const int64_t time[] = { 100, 109, 110, 179,
					180, 99,  100, TIME_NONE };
	struct rowset set;
	struct counts got;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (size_t i = 0; i < ARRAY_LEN(time); i++)
		add_row(&rig, time[i], i % 2 ? FLAG_DENIED : 0, NULL, NULL,
			NULL);
	rig_flush(&rig);
	set = all_rows(&rig);
	got = count(&rig, &set, 100, 10);
	assert_int_equal(got.at[0].people, 3);
	assert_int_equal(got.at[0].denied, 1);
	assert_int_equal(got.at[1].people, 1);
	assert_int_equal(got.at[7].people, 1);
	assert_int_equal(got.at[7].denied, 1);
	rowset_release(&set);
	rig_release(&rig);
}

static void people_and_services_are_counted_apart(void **state)
{
	static const uint32_t flags[] = {
		0,
		FLAG_DENIED | FLAG_FAILED,
		FLAG_NOTABLE,
		FLAG_SERVICE,
		FLAG_SERVICE | FLAG_DENIED | FLAG_FAILED,
		FLAG_SERVICE | FLAG_NOTABLE,
	};
	struct totals totals;
	struct rowset set;
	struct counts got;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (size_t i = 0; i < ARRAY_LEN(flags); i++)
		add_row(&rig, 3, flags[i], NULL, NULL, NULL);
	rig_flush(&rig);
	set = all_rows(&rig);
	got = count(&rig, &set, 0, 1);
	assert_int_equal(got.at[3].people, 3);
	assert_int_equal(got.at[3].services, 3);
	assert_int_equal(got.at[3].denied, 1);
	assert_int_equal(got.at[3].notable, 2);
	totals = totals_of(&rig, &set);
	assert_int_equal(totals.denied, 2);
	assert_int_equal(totals.people_denied, 1);
	rowset_release(&set);
	rig_release(&rig);
}

static void only_rows_of_the_set_are_counted(void **state)
{
	struct rowset set = { 0 };
	struct totals totals;
	struct counts got;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (int i = 0; i < 200; i++)
		add_row(&rig, i % 8, FLAG_WRITE | FLAG_NOTABLE, NULL, NULL,
			NULL);
	rig_flush(&rig);
	rowset_grow(&set, 200);
	for (size_t row = 1; row < 200; row += 8)
		rowset_put(&set, row);
	got = count(&rig, &set, 0, 1);
	assert_int_equal(got.at[1].people, 25);
	assert_int_equal(got.at[0].people + got.at[2].people, 0);
	totals = totals_of(&rig, &set);
	assert_int_equal(totals.events, 25);
	assert_int_equal(totals.writes, 25);
	assert_int_equal(totals.notable, 25);
	assert_int_equal(totals.denied + totals.failed, 0);
	assert_int_equal(totals.first, 1);
	assert_int_equal(totals.last, 1);
	rowset_release(&set);
	rig_release(&rig);
}

static void far_apart_times_do_not_wrap_around(void **state)
{
	static const int64_t time[] = { INT64_MAX - 1, INT64_MIN, 0,
					INT64_MAX - 1, 1,         -1 };
	struct rowset set;
	struct counts got;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (size_t i = 0; i < ARRAY_LEN(time); i++)
		add_row(&rig, time[i], 0, NULL, NULL, NULL);
	rig_flush(&rig);
	set = all_rows(&rig);
	got = count(&rig, &set, 0, 1);
	assert_int_equal(got.at[0].people, 1);
	assert_int_equal(got.at[1].people, 1);
	got = count(&rig, &set, INT64_MIN, INT64_MAX);
	assert_int_equal(got.at[0].people, 1);
	assert_int_equal(got.at[1].people, 3);
	assert_int_equal(got.at[2].people, 2);
	rowset_release(&set);
	rig_release(&rig);
}

static void totals_of_undated_events_have_no_time(void **state)
{
	struct rowset set;
	struct totals totals;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	set = all_rows(&rig);
	totals = totals_of(&rig, &set);
	assert_int_equal(totals.events, 0);
	assert_true(totals.first == TIME_NONE && totals.last == TIME_NONE);
	add_row(&rig, TIME_NONE, FLAG_FAILED | FLAG_DENIED, NULL, NULL, NULL);
	rig_flush(&rig);
	rowset_fill(&set, 1);
	totals = totals_of(&rig, &set);
	assert_int_equal(totals.events, 1);
	assert_int_equal(totals.denied, 1);
	assert_int_equal(totals.failed, 1);
	assert_true(totals.first == TIME_NONE && totals.last == TIME_NONE);
	add_row(&rig, -5, 0, NULL, NULL, NULL);
	rig_flush(&rig);
	rowset_fill(&set, 2);
	totals = totals_of(&rig, &set);
	assert_true(totals.first == -5 && totals.last == -5);
	rowset_release(&set);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_event_is_in_the_bucket_of_its_time),
		cmocka_unit_test(people_and_services_are_counted_apart),
		cmocka_unit_test(only_rows_of_the_set_are_counted),
		cmocka_unit_test(far_apart_times_do_not_wrap_around),
		cmocka_unit_test(totals_of_undated_events_have_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
