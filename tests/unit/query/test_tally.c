/* SPDX-License-Identifier: MIT */
/* test_tally.c - tables of counts: every event in one row of the table, in
 * an order that the data alone decides. */
#include "counted.h"

#include <stdlib.h>

static void a_table_counts_each_value_of_a_column(void **state)
{
	struct tally tally = { 0 };
	const struct tally_row *row;
	struct rowset set;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_row(&rig, 50, FLAG_FAILED | FLAG_DENIED, "A", NULL, NULL);
	add_row(&rig, 10, FLAG_WRITE, "B", NULL, NULL);
	add_row(&rig, 20, FLAG_FAILED | FLAG_WRITE, "A", NULL, NULL);
	add_row(&rig, TIME_NONE, 0, "A", NULL, NULL);
	add_row(&rig, TIME_NONE, 0, NULL, NULL, NULL);
	rig_flush(&rig);
	set = all_rows(&rig);
	tally_count(&tally, rig.store, &set,
		    counting_new(COL_NAME, NULL, TALLY_PLAIN));
	assert_int_equal(tally.events, 5);
	assert_int_equal(tally.count, 3);
	row = row_of(&tally, &rig, "A");
	assert_int_equal(row->events, 3);
	assert_int_equal(row->denied, 1);
	assert_int_equal(row->failed, 2);
	assert_int_equal(row->writes, 1);
	assert_true(row->first == 20 && row->last == 50);
	row = row_of(&tally, &rig, NULL);
	assert_ptr_equal(row, &tally.row[2]);
	assert_true(row->first == TIME_NONE && row->last == TIME_NONE);
	tally_release(&tally);
	rowset_release(&set);
	rig_release(&rig);
}

static void sort_in(struct tally *tally, const struct rig *rig, size_t budget)
{
	struct sorting *sorting = sorting_new(tally, rig->store);

	while (sorting_step(sorting, budget))
		;
	sorting_free(sorting);
}

static void the_absent_row_stands_last_wherever_it_was_met(void **state)
{
	struct tally tally = { 0 };
	struct rowset set;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_row(&rig, 0, 0, NULL, NULL, NULL);
	add_row(&rig, 0, 0, "A", NULL, NULL);
	add_row(&rig, 0, 0, NULL, NULL, NULL);
	add_row(&rig, 0, 0, "B", NULL, NULL);
	rig_flush(&rig);
	set = all_rows(&rig);
	tally_count(&tally, rig.store, &set,
		    counting_new(COL_NAME, NULL, TALLY_PLAIN));
	assert_texts(&tally, &rig, "A B -");
	sort_in(&tally, &rig, SIZE_MAX);
	assert_texts(&tally, &rig, "A B -");
	tally_release(&tally);
	rowset_release(&set);
	rig_release(&rig);
}

static void add_some(struct rig *rig)
{
	add_row(rig, 30, FLAG_DENIED, "c", "u", "1");
	add_row(rig, 30, FLAG_WRITE, "c", "u", "2");
	add_row(rig, 30, 0, "c", "u", "3");
	add_row(rig, 10, 0, "a", "u", "1");
	add_row(rig, 50, FLAG_DENIED, "b", "u", "1");
	add_row(rig, 20, FLAG_DENIED, "b", "v", NULL);
	add_row(rig, TIME_NONE, 0, "d", NULL, NULL);
	rig_flush(rig);
}

/* Texts that agree in their first bytes, one being the other's start, and
 * with bytes that a signed comparison would put first. */
static void names_are_in_the_order_of_their_bytes(void **state)
{
	static const char *const name[] = {
		"role/Administrator", "role/Adm", "\xc3\xa9t\xc3\xa9",
		"role/Admi",          "zebra",    "z",
		"role/Administer"
	};
	struct tally tally = { 0 };
	struct rowset set;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (size_t i = 0; i < ARRAY_LEN(name); i++)
		add_row(&rig, 0, 0, name[i], NULL, NULL);
	rig_flush(&rig);
	set = all_rows(&rig);
	tally_count(&tally, rig.store, &set,
		    counting_new(COL_NAME, NULL, TALLY_PLAIN));
	sort_in(&tally, &rig, SIZE_MAX);
	assert_texts(&tally, &rig,
		     "role/Adm role/Admi role/Administer role/Administrator "
		     "z zebra \xc3\xa9t\xc3\xa9");
	tally_release(&tally);
	rowset_release(&set);
	rig_release(&rig);
}

static void distinct_users_and_addresses_are_counted_when_asked(void **state)
{
	struct tally tally = { 0 };
	struct rowset set;
	struct rig rig;
	char user[16], address[16];

	(void)state;
	rig_init(&rig);
	for (int i = 0; i < 3000; i++) {
		snprintf(user, sizeof(user), "u%d", i % 600);
		snprintf(address, sizeof(address), "203.0.113.%d", i % 7);
		add_row(&rig, 0, 0, i % 2 ? "odd" : "even", user,
			i % 3 ? address : NULL);
	}
	add_row(&rig, 0, 0, "none", NULL, NULL);
	rig_flush(&rig);
	set = all_rows(&rig);
	tally_count(&tally, rig.store, &set,
		    counting_new(COL_NAME, NULL, TALLY_PLAIN));
	assert_int_equal(row_of(&tally, &rig, "odd")->others[OTHER_USERS], 0);
	tally_count(
		&tally, rig.store, &set,
		counting_new(COL_NAME, NULL, TALLY_USERS | TALLY_ADDRESSES));
	assert_int_equal(row_of(&tally, &rig, "odd")->others[OTHER_USERS], 300);
	assert_int_equal(row_of(&tally, &rig, "even")->others[OTHER_USERS],
			 300);
	assert_int_equal(row_of(&tally, &rig, "even")->others[OTHER_ADDRESSES],
			 7);
	assert_int_equal(row_of(&tally, &rig, "none")->others[OTHER_USERS], 0);
	tally_release(&tally);
	rowset_release(&set);
	rig_release(&rig);
}

static void an_event_counts_once_for_each_resource(void **state)
{
	struct tally tally = { 0 };
	struct batch_row *row;
	struct rowset set;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	row = add_row(&rig, 0, FLAG_WRITE, "A", NULL, NULL);
	add_resource(&rig, row, "one");
	add_resource(&rig, row, "two");
	add_resource(&rig, row, "one");
	add_row(&rig, 0, 0, "A", NULL, NULL);
	row = add_row(&rig, 0, 0, "A", NULL, NULL);
	add_resource(&rig, row, "one");
	rig_flush(&rig);
	set = all_rows(&rig);
	tally_count(&tally, rig.store, &set,
		    counting_new(COL_COUNT, NULL, TALLY_PLAIN));
	assert_int_equal(tally.events, 3);
	assert_int_equal(tally.count, 3);
	assert_int_equal(row_of(&tally, &rig, "one")->events, 2);
	assert_int_equal(row_of(&tally, &rig, "one")->writes, 1);
	assert_int_equal(row_of(&tally, &rig, "two")->events, 1);
	assert_int_equal(row_of(&tally, &rig, NULL)->events, 1);
	tally_release(&tally);
	rowset_release(&set);
	rig_release(&rig);
}

static void a_table_can_be_filled_again(void **state)
{
	struct tally tally = { 0 };
	struct rowset set, none = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	tally_count(&tally, rig.store, &none,
		    counting_new(COL_NAME, NULL, TALLY_USERS));
	assert_int_equal(tally.count, 0);
	add_some(&rig);
	set = all_rows(&rig);
	for (int i = 0; i < 3; i++) {
		tally_count(&tally, rig.store, &set,
			    counting_new(COL_NAME, NULL, TALLY_PLAIN));
		assert_int_equal(tally.count, 4);
		assert_int_equal(row_of(&tally, &rig, "c")->events, 3);
	}
	rowset_grow(&none, store_rows(rig.store));
	tally_count(&tally, rig.store, &none,
		    counting_new(COL_NAME, NULL, TALLY_PLAIN));
	assert_int_equal(tally.count, 0);
	assert_int_equal(tally.events, 0);
	tally_release(&tally);
	rowset_release(&set);
	rowset_release(&none);
	rig_release(&rig);
}

static struct distinct distinct_of(const struct rig *rig,
				   const struct rowset *set, enum column column)
{
	struct distinct distinct = { 0 };

	while (distinct_step(&distinct, rig->store, set, column, 2))
		;
	distinct_release(&(struct distinct){ .met = distinct.met });
	return distinct;
}

static void distinct_values_leave_out_the_absent(void **state)
{
	struct distinct got;
	struct rowset set;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_row(&rig, 0, 0, NULL, "only", NULL);
	add_row(&rig, 0, 0, "a", NULL, NULL);
	add_row(&rig, 0, 0, "b", "only", NULL);
	add_row(&rig, 0, 0, "a", "only", NULL);
	rig_flush(&rig);
	set = all_rows(&rig);
	got = distinct_of(&rig, &set, COL_ADDRESS);
	assert_int_equal(got.count, 0);
	assert_int_equal(got.only, SYM_NONE);
	got = distinct_of(&rig, &set, COL_USER);
	assert_int_equal(got.count, 1);
	assert_true(got.absent);
	assert_str(store_text(rig.store, got.only), "only");
	got = distinct_of(&rig, &set, COL_NAME);
	assert_int_equal(got.count, 2);
	rowset_release(&set);
	rig_release(&rig);
}

/* Counts one value the slow way. */
static void assert_counted(const struct rig *rig, const struct rowset *set,
			   const struct tally_row *got)
{
	const sym_t *name = store_column(rig->store, COL_NAME);
	const uint32_t *flags = store_flags(rig->store);
	struct tally_row want = { .first = TIME_NONE, .last = INT64_MIN };

	for (size_t row = 0; row < store_rows(rig->store); row++) {
		int64_t time = store_time(rig->store)[row];

		if (!rowset_has(set, row) || name[row] != got->value)
			continue;
		want.events++;
		want.denied += (flags[row] & FLAG_DENIED) != 0;
		want.writes += (flags[row] & FLAG_WRITE) != 0;
		want.first = time < want.first ? time : want.first;
		want.last = time > want.last ? time : want.last;
	}
	assert_int_equal(got->events, want.events);
	assert_int_equal(got->denied, want.denied);
	assert_int_equal(got->writes, want.writes);
	assert_true(got->first == want.first && got->last == want.last);
}

static void any_set_is_counted_as_the_slow_way_does(void **state)
{
	struct tally tally = { 0 };
	struct rowset set = { 0 };
	unsigned random = 11;
	size_t sum = 0;
	char name[16];
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "n%u", next(&random) % 40);
		add_row(&rig, next(&random) % 1000,
			next(&random) % 2 * FLAG_DENIED |
				next(&random) % 2 * FLAG_WRITE,
			next(&random) % 9 ? name : NULL, NULL, NULL);
	}
	rig_flush(&rig);
	rowset_grow(&set, 3000);
	for (size_t row = 0; row < 3000; row++)
		if (next(&random) % (row < 1000 ? 2 : 50) == 0)
			rowset_put(&set, row);
	tally_count(&tally, rig.store, &set,
		    counting_new(COL_NAME, NULL, TALLY_PLAIN));
	for (size_t i = 0; i < tally.count; i++) {
		assert_counted(&rig, &set, &tally.row[i]);
		sum += tally.row[i].events;
	}
	assert_int_equal(sum, rowset_count(&set));
	assert_int_equal(sum, tally.events);
	tally_release(&tally);
	rowset_release(&set);
	rig_release(&rig);
}

/* Long enough for runs of all lengths. */
static void a_table_is_sorted_in_slices_of_any_size(void **state)
{
	struct tally tally = { 0 };
	struct rowset set;
	unsigned random = 5;
	char name[16];
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (int i = 0; i < 700; i++) {
		snprintf(name, sizeof(name), "n%u", next(&random) % 500);
		add_row(&rig, next(&random) % 9, 0,
			next(&random) % 99 ? name : NULL, NULL, NULL);
	}
	rig_flush(&rig);
	set = all_rows(&rig);
	for (size_t budget = 1; budget < 40; budget += 7) {
		tally_count(&tally, rig.store, &set,
			    counting_new(COL_NAME, NULL, TALLY_PLAIN));
		sort_in(&tally, &rig, budget);
		for (size_t i = 0; i + 2 < tally.count; i++)
			assert_true(str_cmp(tally_text(&tally, rig.store, i),
					    tally_text(&tally, rig.store,
						       i + 1)) < 0);
		assert_int_equal(tally.row[tally.count - 1].value, SYM_NONE);
	}
	tally_release(&tally);
	rowset_release(&set);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_counts_each_value_of_a_column),
		cmocka_unit_test(
			the_absent_row_stands_last_wherever_it_was_met),
		cmocka_unit_test(names_are_in_the_order_of_their_bytes),
		cmocka_unit_test(
			distinct_users_and_addresses_are_counted_when_asked),
		cmocka_unit_test(an_event_counts_once_for_each_resource),
		cmocka_unit_test(a_table_can_be_filled_again),
		cmocka_unit_test(distinct_values_leave_out_the_absent),
		cmocka_unit_test(any_set_is_counted_as_the_slow_way_does),
		cmocka_unit_test(a_table_is_sorted_in_slices_of_any_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
