/* SPDX-License-Identifier: MIT */
/* test_store_memory.c - each allocation fails in turn, and the store holds
 * what it held before. Linked with -Wl,--wrap for malloc, calloc, realloc;
 * without these flags nothing fails and the tests say "skipped". */
#include "rig.h"

#include <stdbool.h>
#include <stdlib.h>

/* -1: all succeed; 0: the next one fails. */
static int allocations_left = -1;
static bool wrapped;

void *__real_malloc(size_t size) __attribute__((weak));
void *__real_calloc(size_t count, size_t size) __attribute__((weak));
void *__real_realloc(void *at, size_t size) __attribute__((weak));
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *at, size_t size);

static bool fails(void)
{
	wrapped = true;
	if (allocations_left < 0)
		return false;
	return allocations_left-- == 0;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *at, size_t size)
{
	return fails() ? NULL : __real_realloc(at, size);
}

/* The failure that was asked for has happened. */
static bool failed(void)
{
	bool happened = allocations_left == -1;

	allocations_left = -1;
	return happened;
}

static void fill(struct rig *rig, unsigned from, unsigned to, unsigned file)
{
	char more[96];

	for (unsigned i = from; i < to; i++) {
		snprintf(more, sizeof(more),
			 ",\"key%u\":\"text %u\",\"requestParameters\":"
			 "{\"bucketName\":\"example-%u\"}",
			 i % 40, i, i);
		rig_event(rig, file, i, 86399 - i, more);
	}
}

static size_t filed(const struct rig *rig,
		    size_t (*of)(const struct store *, uint32_t))
{
	size_t sum = 0;

	for (uint32_t file = 0; file < 2000; file++)
		sum += of(rig->store, file);
	return sum;
}

/* What must not change, as one text; only the dictionary may hold texts that
 * no row has. */
static void put_state(const struct rig *rig, struct buf *out)
{
	struct store_stats s;
	struct record record;
	size_t order;

	store_stats(rig->store, &s);
	store_order(rig->store, &order);
	buf_addf(out, "%zu %zu %zu %zu %zu %zu %zu %zu %zu\n", s.events,
		 s.repeats, s.conflicts, s.undated, s.json_bytes, order,
		 store_accounts(rig->store, NULL),
		 filed(rig, store_file_events), filed(rig, store_file_repeats));
	for (row_t row = 0; row < s.events; row++) {
		store_record(rig->store, row, &record);
		record_put_json(&record, 0, out);
		buf_addf(out, " %u %u\n", store_flags(rig->store)[row],
			 store_column(rig->store, COL_REGION)[row]);
	}
}

/* Absorbs with the n-th allocation failing, checks, and goes on without.
 * False when nothing failed any more. */
static bool absorb_with_failure_at(int n)
{
	struct buf before = { 0 }, after = { 0 };
	struct err err = { 0 };
	struct rig rig;
	bool refused;
	int done;

	rig_init(&rig);
	fill(&rig, 0, 30, 0);
	rig_flush(&rig);
	put_state(&rig, &before);
	fill(&rig, 20, 1000, 1999);
	allocations_left = n;
	done = rig_absorb(&rig, &err);
	refused = failed();
	assert_int_equal(done, refused ? -1 : 0);
	if (refused) {
		assert_int_equal(err.code, ERR_FULL);
		put_state(&rig, &after);
		assert_string_equal(before.at, after.at);
		fill(&rig, 20, 1000, 1999);
		rig_flush(&rig);
	}
	assert_int_equal(store_rows(rig.store), 1000);
	assert_int_equal(store_file_repeats(rig.store, 1999), 10);
	buf_release(&before);
	buf_release(&after);
	rig_release(&rig);
	return refused;
}

static void a_failed_absorb_changes_nothing(void **state)
{
	int n = 0;

	(void)state;
	if (!wrapped)
		skip();
	while (absorb_with_failure_at(n))
		n++;
	assert_true(n > 30);
}

static bool settle_with_failure_at(int n)
{
	struct err err = { 0 };
	struct rig rig;
	size_t places;
	bool refused;

	rig_init(&rig);
	fill(&rig, 0, 10, 0);
	rig_flush(&rig);
	assert_int_equal(store_settle(rig.store, &err), 0);
	fill(&rig, 10, 50, 0);
	rig_flush(&rig);
	allocations_left = n;
	refused = store_settle(rig.store, &err) < 0;
	assert_int_equal(refused, failed());
	store_order(rig.store, &places);
	assert_int_equal(places, refused ? 10 : 50);
	assert_int_equal(store_order(rig.store, &places)[0], refused ? 9 : 49);
	assert_int_equal(store_settle(rig.store, &err), 0);
	assert_int_equal(store_order(rig.store, &places)[0], 49);
	rig_release(&rig);
	return refused;
}

static void a_failed_settle_leaves_the_order_as_it_was(void **state)
{
	int n = 0;

	(void)state;
	if (!wrapped)
		skip();
	while (settle_with_failure_at(n))
		n++;
	assert_true(n >= 2);
}

static void a_store_is_made_whole_or_not_at_all(void **state)
{
	struct store *store = NULL;
	int n = 0;

	(void)state;
	if (!wrapped)
		skip();
	while (!store) {
		allocations_left = n++;
		store = store_new(SEED);
		assert_int_equal(store == NULL, failed());
	}
	assert_true(n > 3);
	store_free(store);
	store_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_failed_absorb_changes_nothing),
		cmocka_unit_test(a_failed_settle_leaves_the_order_as_it_was),
		cmocka_unit_test(a_store_is_made_whole_or_not_at_all),
	};

	store_free(store_new(SEED)); /* notes whether allocations are wrapped */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
