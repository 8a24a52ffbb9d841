/* SPDX-License-Identifier: MIT */
/* test_order.c - rows in the order in which things happened. */
#include "rig.h"

/* A reproducible stream of numbers. */
static unsigned next(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Sets times directly: an order must hold for any, also for those that no
 * text can say. */
static void add_times(struct rig *rig, const int64_t *time, size_t count)
{
	unsigned id = (unsigned)store_rows(rig->store);

	for (size_t i = 0; i < count; i++) {
		rig_event(rig, 0, id++, 0, "");
		rig->batch->row[rig->batch->rows - 1].time = time[i];
	}
	rig_flush(rig);
}

static void settle(struct rig *rig)
{
	struct err err;

	assert_int_equal(store_settle(rig->store, &err), 0);
}

static void assert_settled(const struct rig *rig)
{
	const int64_t *time = store_time(rig->store);
	size_t count;
	const row_t *order = store_order(rig->store, &count);

	assert_int_equal(count, store_rows(rig->store));
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(store_place(rig->store, order[i]), i);
		if (i && time[order[i - 1]] == time[order[i]])
			assert_true(order[i - 1] < order[i]);
		else if (i)
			assert_true(time[order[i - 1]] < time[order[i]]);
	}
}

static void rows_stand_by_time_then_by_row(void **state)
{
	static const int64_t time[] = { 5, 3, 3, 9, -7, 3, 5, 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_times(&rig, time, ARRAY_LEN(time));
	settle(&rig);
	assert_settled(&rig);
	add_times(&rig, time, ARRAY_LEN(time));
	settle(&rig);
	assert_settled(&rig);
	rig_release(&rig);
}

static void the_undated_stand_last(void **state)
{
	static const int64_t time[] = { TIME_NONE, 4, TIME_NONE, 2 };
	const row_t *order;
	size_t count;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_times(&rig, time, ARRAY_LEN(time));
	settle(&rig);
	add_times(&rig, time, ARRAY_LEN(time));
	settle(&rig);
	assert_settled(&rig);
	order = store_order(rig.store, &count);
	assert_int_equal(order[4], 0);
	assert_int_equal(order[5], 2);
	assert_int_equal(order[6], 4);
	assert_int_equal(store_at_time(rig.store, 5), 4);
	rig_release(&rig);
}

static void only_undated_rows_settle_too(void **state)
{
	static const int64_t time[] = { TIME_NONE, TIME_NONE };
	int64_t first, last;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	assert_false(store_span(rig.store, &first, &last));
	settle(&rig);
	add_times(&rig, time, ARRAY_LEN(time));
	settle(&rig);
	assert_settled(&rig);
	assert_false(store_span(rig.store, &first, &last));
	rig_release(&rig);
}

static void times_at_both_ends_of_their_range_are_sorted(void **state)
{
	static const int64_t time[] = { INT64_MAX - 1, INT64_MIN, TIME_NONE, 0,
					INT64_MIN,     -1 };
	int64_t first, last;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_times(&rig, time, ARRAY_LEN(time));
	settle(&rig);
	assert_settled(&rig);
	assert_true(store_span(rig.store, &first, &last));
	assert_true(first == INT64_MIN && last == INT64_MAX - 1);
	rig_release(&rig);
}

/* Portions, merges in front, in the middle, behind, and in between. */
static void any_sequence_of_batches_ends_in_order(void **state)
{
	enum { BATCH = 300 };
	int64_t time[BATCH];
	unsigned random = 1;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (unsigned n = 0; n < 60; n++) {
		unsigned count = 1 + next(&random) % BATCH;
		int64_t base =
			next(&random) % 4 ? n * 50 : next(&random) % 5000;
		unsigned spread = n % 3 ? 100 : 5000;

		for (unsigned i = 0; i < count; i++) {
			time[i] = base + next(&random) % spread;
			if (next(&random) % 50 == 0)
				time[i] = TIME_NONE;
		}
		add_times(&rig, time, count);
		if (n % 4 != 1)
			settle(&rig);
		if (n % 4 == 3)
			assert_settled(&rig);
	}
	settle(&rig);
	assert_settled(&rig);
	rig_release(&rig);
}

static void the_order_does_not_depend_on_when_it_was_settled(void **state)
{
	enum { COUNT = 2000 };
	static int64_t time[COUNT];
	unsigned random = 7;
	size_t counts[2];
	const row_t *order[2];
	struct rig rig[2];

	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		time[i] = next(&random) % 500;
	rig_init(&rig[0]);
	rig_init(&rig[1]);
	for (size_t i = 0; i < COUNT; i += 100) {
		add_times(&rig[0], time + i, 100);
		add_times(&rig[1], time + i, 100);
		settle(&rig[0]);
	}
	settle(&rig[1]);
	for (size_t i = 0; i < 2; i++)
		order[i] = store_order(rig[i].store, &counts[i]);
	assert_int_equal(counts[0], counts[1]);
	assert_memory_equal(order[0], order[1], COUNT * sizeof(row_t));
	rig_release(&rig[0]);
	rig_release(&rig[1]);
}

static void rows_not_yet_settled_have_no_place(void **state)
{
	static const int64_t early[] = { 10, 20 }, late[] = { 15 };
	size_t count;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_times(&rig, early, 2);
	settle(&rig);
	add_times(&rig, late, 1);
	store_order(rig.store, &count);
	assert_int_equal(count, 2);
	assert_int_equal(store_place(rig.store, 2), 2);
	assert_int_equal(store_at_time(rig.store, 11), 1);
	settle(&rig);
	assert_int_equal(store_place(rig.store, 2), 1);
	rig_release(&rig);
}

static void a_time_leads_to_its_first_row(void **state)
{
	static const int64_t time[] = { 10, 20, 20, 30 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	assert_int_equal(store_at_time(rig.store, 0), 0);
	add_times(&rig, time, ARRAY_LEN(time));
	settle(&rig);
	assert_int_equal(store_at_time(rig.store, INT64_MIN), 0);
	assert_int_equal(store_at_time(rig.store, 20), 1);
	assert_int_equal(store_at_time(rig.store, 21), 3);
	assert_int_equal(store_at_time(rig.store, 31), 4);
	assert_int_equal(store_at_time(rig.store, TIME_NONE), 4);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_stand_by_time_then_by_row),
		cmocka_unit_test(the_undated_stand_last),
		cmocka_unit_test(only_undated_rows_settle_too),
		cmocka_unit_test(times_at_both_ends_of_their_range_are_sorted),
		cmocka_unit_test(any_sequence_of_batches_ends_in_order),
		cmocka_unit_test(
			the_order_does_not_depend_on_when_it_was_settled),
		cmocka_unit_test(rows_not_yet_settled_have_no_place),
		cmocka_unit_test(a_time_leads_to_its_first_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
