/* SPDX-License-Identifier: MIT */
/* test_growing.c - a store that grows while what follows from the choices is
 * brought up to date, a few rows at a time. */
#include "../query/counted.h"

#include <stdlib.h>

#include "selection.h"

#define ADDED 37 /* rows a batch */

/* Rows come in the order of time, but for every third batch, which is late,
 * and a few that have none. */
static void grow(struct rig *rig, unsigned *random, unsigned batch)
{
	static const char *const users[] = { "user/ann", "user/bob", "role/x",
					     NULL };
	int64_t base = batch % 3 ? (int64_t)batch * 100 : 0;
	char name[16], address[16];
	struct err err;

	for (unsigned i = 0; i < ADDED; i++) {
		struct batch_row *row;

		snprintf(name, sizeof(name), "n%u", next(random) % 9);
		snprintf(address, sizeof(address), "a%u", next(random) % 50);
		row = add_row(rig,
			      next(random) % 20
				      ? base + (int64_t)(next(random) % 90)
				      : TIME_NONE,
			      next(random) % 3 ? FLAG_DENIED : FLAG_WRITE, name,
			      users[next(random) % 4], address);
		for (unsigned n = next(random) % 3; n--;) {
			snprintf(name, sizeof(name), "r%u", next(random) % 99);
			add_resource(rig, row, name);
		}
	}
	rig_flush(rig);
	assert_int_equal(store_settle(rig->store, &err), 0);
}

static void same_tables(const struct tally *a, const struct tally *b)
{
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->events, b->events);
	for (size_t i = 0; i < a->count; i++) {
		const struct tally_row *x = &a->row[i], *y = &b->row[i];

		assert_int_equal(x->value, y->value);
		assert_int_equal(x->events, y->events);
		assert_int_equal(x->denied, y->denied);
		assert_int_equal(x->writes, y->writes);
		assert_int_equal(x->others[OTHER_USERS],
				 y->others[OTHER_USERS]);
		assert_int_equal(x->others[OTHER_ADDRESSES],
				 y->others[OTHER_ADDRESSES]);
		assert_true(x->first == y->first && x->last == y->last);
	}
}

static void same_facts(const struct facts *a, const struct facts *b)
{
	for (int c = 0; c < COL_COUNT; c++) {
		assert_int_equal(a->distinct[c], b->distinct[c]);
		assert_int_equal(a->absent[c], b->absent[c]);
		assert_int_equal(a->same[c], b->same[c]);
	}
	assert_int_equal(a->same_actor, b->same_actor);
	assert_int_equal(a->same_resource, b->same_resource);
}

/* Everything that was counted in steps, against one that is counted in one go
 * of the store as it is. */
static void same_as_fresh(const struct selection *selection, const char *filter,
			  struct hit_order order)
{
	struct selection *fresh = selection_new(str_of(filter), NULL, NULL);
	const struct result *a = &selection->result, *b = &fresh->result;

	fresh->roster[ROSTER_USERS].wide = true;
	fresh->roster[ROSTER_RESOURCES].wide = true;
	selection_show(fresh, selection->store);
	selection_sort(fresh, order);
	times_ask(fresh, -50, 100, 40);
	while (selection_step(fresh, SIZE_MAX))
		;
	assert_int_equal(a->looked, store_rows(selection->store));
	assert_int_equal(a->hits, b->hits);
	assert_memory_equal(a->hit, b->hit, a->hits * sizeof(*a->hit));
	assert_int_equal(a->totals.events, b->totals.events);
	assert_int_equal(a->totals.events, a->hits);
	assert_int_equal(a->totals.denied, b->totals.denied);
	assert_true(a->totals.first == b->totals.first &&
		    a->totals.last == b->totals.last);
	for (int k = 0; k < ROSTERS; k++)
		same_tables(&selection->roster[k].tally,
			    &fresh->roster[k].tally);
	same_tables(&selection->roster[ROSTER_USERS].sessions,
		    &fresh->roster[ROSTER_USERS].sessions);
	same_facts(&selection->facts, &fresh->facts);
	assert_int_equal(selection->times.count, 40);
	for (size_t i = 0; i < 40; i++) {
		assert_memory_equal(&selection->times.at[i],
				    &fresh->times.at[i],
				    sizeof(*fresh->times.at));
	}
	selection_free(fresh);
}

static const struct {
	const char *filter;
	struct hit_order order;
} cases[] = {
	{ "", { .by = ORDER_TIME } },
	{ "", { .by = ORDER_TIME, .reverse = true } },
	{ "denied", { .by = ORDER_TIME } },
	{ "", { .by = ORDER_TIME, .fold = true } },
	{ "user=ann", { .by = ORDER_COLUMN, .column = COL_NAME } },
	{ "user in [ann, bob] resource=r7", { .by = ORDER_TIME } },
	{ "!denied", { .by = ORDER_RESOURCE, .reverse = true } },
};

static void what_grows_is_counted_as_if_it_had_always_been_there(void **state)
{
	(void)state;
	for (size_t c = 0; c < ARRAY_LEN(cases); c++) {
		struct selection *selection =
			selection_new(str_of(cases[c].filter), NULL, NULL);
		unsigned random = 7;
		struct rig rig;

		rig_init(&rig);
		selection->roster[ROSTER_USERS].wide = true;
		selection->roster[ROSTER_RESOURCES].wide = true;
		selection_sort(selection, cases[c].order);
		for (unsigned batch = 1; batch < 40; batch++) {
			grow(&rig, &random, batch);
			selection_show(selection, rig.store);
			times_ask(selection, -50, 100, 40);
			for (unsigned n = next(&random) % 60; n && batch % 5;
			     n--)
				selection_step(selection,
					       1 + next(&random) % 20);
			if (batch % 5)
				continue;
			while (selection_step(selection, 11))
				;
			same_as_fresh(selection, cases[c].filter,
				      cases[c].order);
		}
		selection_free(selection);
		rig_release(&rig);
	}
}

/* The fault of old: what was half made was thrown away at each growth. */
static void new_hits_are_shown_however_fast_a_store_grows(void **state)
{
	struct selection *selection = selection_new(STR(""), NULL, NULL);
	size_t hits = 0, shown = 0;
	unsigned random = 3;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (unsigned batch = 1; batch < 200; batch++) {
		grow(&rig, &random, batch);
		selection_show(selection, rig.store);
		for (int n = 0; n < 40; n++)
			selection_step(selection, 2 * ADDED);
		shown += selection->result.hits > hits;
		hits = selection->result.hits;
	}
	assert_in_range(shown, 15, 199);
	assert_in_range(selection->roster[ROSTER_USERS].made, 15, 199);
	assert_in_range(hits, store_rows(rig.store) / 2, store_rows(rig.store));
	selection_free(selection);
	rig_release(&rig);
}

static void a_frequency_table_grows_too(void **state)
{
	struct selection *selection = selection_new(STR("denied"), NULL, NULL);
	struct tally want = { 0 };
	struct field *field;
	unsigned random = 5;
	struct rig rig;
	struct err err;

	(void)state;
	rig_init(&rig);
	for (unsigned batch = 1; batch < 30; batch++) {
		grow(&rig, &random, batch);
		selection_show(selection, rig.store);
		if (batch == 1)
			assert_int_equal(
				frequency_begin(selection, STR("ip"), &err), 0);
		for (int n = 0; n < 30; n++)
			selection_step(selection, 9);
	}
	while (selection_step(selection, 9))
		;
	field = field_parse(STR("ip"), &err);
	tally_count(&want, rig.store, &selection->result.rows,
		    counting_new(COL_COUNT, field, TALLY_USERS));
	same_tables(&selection->frequency.tally, &want);
	tally_release(&want);
	field_free(field);
	selection_free(selection);
	rig_release(&rig);
}

/* ---- where the cursor's row stands ---- */

static void the_row_under_the_cursor_is_found_in_any_order(void **state)
{
	struct selection *selection = selection_new(STR("denied"), NULL, NULL);
	const struct result *result = &selection->result;
	unsigned random = 13;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (unsigned batch = 1; batch < 9; batch++)
		grow(&rig, &random, batch);
	selection_show(selection, rig.store);
	for (row_t row = 0; row < store_rows(rig.store); row += 7) {
		bool kept = store_flags(rig.store)[row] & FLAG_DENIED;
		int64_t time = store_time(rig.store)[row], there;

		selection_watch(selection, row);
		selection_sort(selection,
			       (struct hit_order){ .by = ORDER_COLUMN,
						   .column = COL_ADDRESS,
						   .reverse = row % 2 });
		while (selection_step(selection, 11))
			;
		assert_int_equal(result->watched, row);
		there = store_time(rig.store)[result->hit[result->watched_at]];
		if (kept)
			assert_int_equal(result->hit[result->watched_at], row);
		for (size_t i = 0; time != TIME_NONE && i < result->hits; i++) {
			int64_t other = store_time(rig.store)[result->hit[i]];

			if (other != TIME_NONE)
				assert_true(llabs(there - time) <=
					    llabs(other - time));
		}
	}
	selection_free(selection);
	rig_release(&rig);
}

/* ---- what is stopped ---- */

static void a_stopped_job_rests_until_something_is_chosen(void **state)
{
	struct selection *selection = selection_new(STR(""), NULL, NULL);
	unsigned random = 9;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (unsigned batch = 1; batch < 9; batch++)
		grow(&rig, &random, batch);
	assert_false(selection_stop(selection));
	selection_show(selection, rig.store);
	selection_step(selection, 10);
	assert_null(selection_running(selection)); /* for less than a blink */
	assert_true(selection_stop(selection));
	assert_non_null(selection_running(selection));
	assert_int_equal(selection_step(selection, 10), 0);
	assert_true(selection->stage != STAGE_DONE);
	assert_true(
		change_chip(selection, SIZE_MAX, ask_new(STR("denied"), NULL)));
	assert_false(selection_stopped(selection));
	while (selection_step(selection, 10))
		;
	assert_int_equal(selection->stage, STAGE_DONE);
	assert_int_equal(selection->answered, selection->choices);
	assert_true(selection->result.hits > 0);
	selection_free(selection);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_grows_is_counted_as_if_it_had_always_been_there),
		cmocka_unit_test(new_hits_are_shown_however_fast_a_store_grows),
		cmocka_unit_test(a_frequency_table_grows_too),
		cmocka_unit_test(
			the_row_under_the_cursor_is_found_in_any_order),
		cmocka_unit_test(a_stopped_job_rests_until_something_is_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
