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
	tally_column(&tally, rig.store, &set, COL_NAME, TALLY_PLAIN);
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
	tally_column(&tally, rig.store, &set, COL_NAME, TALLY_PLAIN);
	assert_texts(&tally, &rig, "A B -");
	for (int sort = 0; sort < TALLY_SORTS; sort++) {
		tally_sort(&tally, rig.store, (enum tally_sort)sort, false);
		assert_texts(&tally, &rig, "A B -");
	}
	tally_sort(&tally, rig.store, TALLY_NAME, true);
	assert_texts(&tally, &rig, "B A -");
	tally_release(&tally);
	rowset_release(&set);
	rig_release(&rig);
}

/* Rows of what the sorts look at. */
static void add_sortable(struct rig *rig)
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

static void sorting_has_one_answer_with_ties_by_text(void **state)
{
	static const struct {
		enum tally_sort sort;
		const char *texts, *reversed;
	} cases[] = {
		{ TALLY_MOST, "c b a d", "a d b c" },
		{ TALLY_RAREST, "a d b c", "c b a d" },
		{ TALLY_NAME, "a b c d", "d c b a" },
		{ TALLY_DENIED, "b c a d", "a d c b" },
		{ TALLY_WRITES, "c a b d", "a b d c" },
		{ TALLY_FIRST, "a b c d", "d c b a" },
		{ TALLY_LAST, "b c a d", "d a c b" },
		{ TALLY_BY_USERS, "b a c d", "d a c b" },
		{ TALLY_BY_ADDRESSES, "c a b d", "d a b c" },
	};
	struct tally tally = { 0 };
	struct rowset set;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_sortable(&rig);
	set = all_rows(&rig);
	tally_column(&tally, rig.store, &set, COL_NAME,
		     TALLY_USERS | TALLY_ADDRESSES);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		tally_sort(&tally, rig.store, cases[i].sort, false);
		assert_texts(&tally, &rig, cases[i].texts);
		tally_sort(&tally, rig.store, cases[i].sort, true);
		assert_texts(&tally, &rig, cases[i].reversed);
	}
	tally_release(&tally);
	rowset_release(&set);
	rig_release(&rig);
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
	tally_column(&tally, rig.store, &set, COL_NAME, TALLY_PLAIN);
	tally_sort(&tally, rig.store, TALLY_MOST, false);
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
	tally_column(&tally, rig.store, &set, COL_NAME, TALLY_PLAIN);
	assert_int_equal(row_of(&tally, &rig, "odd")->users, 0);
	tally_column(&tally, rig.store, &set, COL_NAME,
		     TALLY_USERS | TALLY_ADDRESSES);
	assert_int_equal(row_of(&tally, &rig, "odd")->users, 300);
	assert_int_equal(row_of(&tally, &rig, "even")->users, 300);
	assert_int_equal(row_of(&tally, &rig, "even")->addresses, 7);
	assert_int_equal(row_of(&tally, &rig, "none")->users, 0);
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
	tally_resources(&tally, rig.store, &set, TALLY_PLAIN);
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
	tally_column(&tally, rig.store, &none, COL_NAME, TALLY_USERS);
	assert_int_equal(tally.count, 0);
	add_sortable(&rig);
	set = all_rows(&rig);
	for (int i = 0; i < 3; i++) {
		tally_column(&tally, rig.store, &set, COL_NAME, TALLY_PLAIN);
		assert_int_equal(tally.count, 4);
		assert_int_equal(row_of(&tally, &rig, "c")->events, 3);
	}
	rowset_grow(&none, store_rows(rig.store));
	tally_column(&tally, rig.store, &none, COL_NAME, TALLY_PLAIN);
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
	tally_column(&tally, rig.store, &set, COL_NAME, TALLY_PLAIN);
	tally_sort(&tally, rig.store, TALLY_RAREST, true);
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

/* Long enough for runs of all lengths, with many ties. */
static void a_table_is_sorted_in_slices_as_in_one_go(void **state)
{
	struct tally tally = { 0 }, sliced = { 0 };
	struct sorting *sorting;
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
	for (int sort = 0; sort < TALLY_SORTS; sort++) {
		tally_column(&tally, rig.store, &set, COL_NAME, TALLY_PLAIN);
		tally_column(&sliced, rig.store, &set, COL_NAME, TALLY_PLAIN);
		tally_sort(&tally, rig.store, (enum tally_sort)sort, sort % 2);
		sorting = sorting_new(&sliced, rig.store, (enum tally_sort)sort,
				      sort % 2);
		while (sorting_step(sorting, 1 + next(&random) % 40))
			;
		sorting_free(sorting);
		for (size_t i = 0; i < tally.count; i++) {
			assert_int_equal(tally.row[i].value,
					 sliced.row[i].value);
			if (sort == TALLY_NAME && i + 2 < tally.count)
				assert_true(
					(str_cmp(tally_text(&tally, rig.store,
							    i),
						 tally_text(&tally, rig.store,
							    i + 1)) < 0) ==
					!(sort % 2));
		}
	}
	tally_release(&tally);
	tally_release(&sliced);
	rowset_release(&set);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_counts_each_value_of_a_column),
		cmocka_unit_test(
			the_absent_row_stands_last_wherever_it_was_met),
		cmocka_unit_test(sorting_has_one_answer_with_ties_by_text),
		cmocka_unit_test(names_are_in_the_order_of_their_bytes),
		cmocka_unit_test(
			distinct_users_and_addresses_are_counted_when_asked),
		cmocka_unit_test(an_event_counts_once_for_each_resource),
		cmocka_unit_test(a_table_can_be_filled_again),
		cmocka_unit_test(distinct_values_leave_out_the_absent),
		cmocka_unit_test(any_set_is_counted_as_the_slow_way_does),
		cmocka_unit_test(a_table_is_sorted_in_slices_as_in_one_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
