/* SPDX-License-Identifier: MIT */
/* test_absorb.c - batches become rows, whole and in order. */
#include "rig.h"

static void assert_json(const struct rig *rig, row_t row, const char *want)
{
	struct record record;
	struct buf json = { 0 };

	store_record(rig->store, row, &record);
	record_put_json(&record, 0, &json);
	assert_string_equal(json.at, want);
	buf_release(&json);
}

static void a_row_is_written_again_as_it_was(void **state)
{
	static const char *const json[] = {
		"{\"eventID\":\"00000000-0000-4000-8000-000000000001\","
		"\"n\":[1.50,-0,1e400],\"o\":{},\"a\":[],\"z\":null,"
		"\"t\":true}",
		"{\"eventID\":\"no uuid\",\"k\":\"x\",\"k\":\"y\","
		"\"requestID\":\"0123456789ABCDEF\",\"u\":\"caf\\u0007\"}",
		"{}",
	};
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_event(&rig, 0, 7, 0, ",\"before\":[\"a\",\"b\"]");
	rig_flush(&rig);
	for (size_t i = 0; i < ARRAY_LEN(json); i++)
		rig_json(&rig, 0, 0, json[i]);
	rig_flush(&rig);
	assert_int_equal(store_rows(rig.store), 4);
	for (size_t i = 0; i < ARRAY_LEN(json); i++)
		assert_json(&rig, (row_t)i + 1, json[i]);
	rig_release(&rig);
}

static void events_without_any_value_are_rows_too(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (int i = 0; i < 3; i++) {
		rig_json(&rig, 0, 0, "{}");
		rig_flush(&rig);
		rig_json(&rig, 0, 0, "{\"a\":[null,{}]}");
		rig_flush(&rig);
	}
	assert_int_equal(store_rows(rig.store), 6);
	assert_json(&rig, 4, "{}");
	assert_json(&rig, 5, "{\"a\":[null,{}]}");
	rig_release(&rig);
}

static void columns_hold_what_batches_held(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_event(&rig, 3, 1, 60,
		  ",\"eventName\":\"A\",\"sourceIPAddress\":\"203.0.113.7\"");
	rig_event(&rig, 4, 2, 61, ",\"eventName\":\"B\"");
	rig_flush(&rig);
	rig_event(&rig, 5, 3, 62,
		  ",\"sourceIPAddress\":\"203.0.113.7\",\"eventName\":\"B\"");
	rig_flush(&rig);
	assert_str(rig_column(&rig, 0, COL_NAME), "A");
	assert_str(rig_column(&rig, 1, COL_NAME), "B");
	assert_str(rig_column(&rig, 2, COL_NAME), "B");
	assert_str(rig_column(&rig, 2, COL_ADDRESS), "203.0.113.7");
	assert_int_equal(store_column(rig.store, COL_ADDRESS)[1], SYM_NONE);
	assert_int_equal(store_column(rig.store, COL_ADDRESS)[0],
			 store_column(rig.store, COL_ADDRESS)[2]);
	assert_int_equal(store_file(rig.store)[2], 5);
	assert_int_equal(store_offset(rig.store, 2), 3);
	assert_int_equal(store_time(rig.store)[1] - store_time(rig.store)[0],
			 1);
	rig_release(&rig);
}

static void two_workers_share_skeletons_and_values(void **state)
{
	struct shredder *other = shredder_new(SEED), *first;
	struct store_stats stats;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	first = rig.shredder;
	rig_json(&rig, 0, 0, "{\"a\":\"1\",\"b\":\"2\"}");
	rig_json(&rig, 0, 20, "{\"a\":\"1\"}");
	rig_flush(&rig);
	rig.shredder = other;
	rig_json(&rig, 0, 40, "{\"a\":\"2\"}");
	rig_json(&rig, 0, 60, "{\"a\":\"2\",\"b\":\"1\"}");
	rig_flush(&rig);
	rig.shredder = first;
	rig_json(&rig, 0, 80, "{\"c\":\"2\"}");
	rig_flush(&rig);
	shredder_free(other);
	store_stats(rig.store, &stats);
	assert_int_equal(stats.skeletons, 3);
	assert_int_equal(store_skeleton(rig.store)[1],
			 store_skeleton(rig.store)[2]);
	assert_int_equal(store_skeleton(rig.store)[0],
			 store_skeleton(rig.store)[3]);
	assert_json(&rig, 2, "{\"a\":\"2\"}");
	assert_json(&rig, 3, "{\"a\":\"2\",\"b\":\"1\"}");
	assert_json(&rig, 4, "{\"c\":\"2\"}");
	rig_release(&rig);
}

static void texts_of_no_kept_row_are_not_interned(void **state)
{
	struct store_stats before, after;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_event(&rig, 0, 1, 0, ",\"a\":\"kept\"");
	rig_flush(&rig);
	store_stats(rig.store, &before);
	rig_event(&rig, 1, 1, 0, ",\"a\":\"kept\"");
	assert_int_not_equal(dict_put(&rig.batch->dict, STR("of no row")),
			     SYM_NONE);
	rig_flush(&rig);
	store_stats(rig.store, &after);
	assert_int_equal(before.values, after.values);
	assert_int_equal(store_find(rig.store, STR("of no row")), SYM_NONE);
	assert_int_not_equal(store_find(rig.store, STR("kept")), SYM_NONE);
	rig_release(&rig);
}

static void an_empty_batch_changes_nothing(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig.batch = shredder_batch(rig.shredder);
	rig_flush(&rig);
	assert_int_equal(store_rows(rig.store), 0);
	rig_event(&rig, 0, 1, 0, "");
	rig_flush(&rig);
	rig.batch = shredder_batch(rig.shredder);
	rig_flush(&rig);
	assert_int_equal(store_rows(rig.store), 1);
	rig_release(&rig);
}

/* An event that touches two things. */
static void add_with_two(struct rig *rig, unsigned id)
{
	struct dict *dict;

	rig_event(rig, 0, id, 0, "");
	dict = &rig->batch->dict;
	assert_true(batch_add_resource(rig->batch, dict_put(dict, STR("one"))));
	assert_true(batch_add_resource(rig->batch, dict_put(dict, STR("two"))));
}

static void resources_of_a_row_stand_together(void **state)
{
	const sym_t *list;
	const uint32_t *start;
	uint32_t count = 0;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_with_two(&rig, 1);
	rig_event(&rig, 0, 2, 0, "");
	rig_flush(&rig);
	add_with_two(&rig, 3);
	rig_flush(&rig);
	start = store_resource_start(rig.store);
	for (row_t row = 0; row < 3; row++) {
		uint32_t had = store_resources(rig.store, row, &list);

		assert_int_equal(had, row == 1 ? 0 : 2);
		assert_int_equal(start[row], count);
		assert_ptr_equal(list, store_resource_list(rig.store) + count);
		count += had;
	}
	assert_int_equal(start[3], count);
	assert_int_equal(store_resource_list(rig.store)[0],
			 store_resource_list(rig.store)[2]);
	rig_release(&rig);
}

static void fill(struct rig *rig, unsigned from, unsigned to)
{
	char more[64];

	for (unsigned i = from; i < to; i++) {
		snprintf(more, sizeof(more), ",\"v%u\":\"text %u\"", i % 7, i);
		rig_event(rig, i % 5, i, i, more);
	}
}

static void numbers_add_up_over_many_batches(void **state)
{
	struct store_stats stats;
	size_t json = 0, events = 0;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (unsigned i = 0; i < 40; i++) {
		fill(&rig, i * 100, i * 100 + 100);
		json += rig.batch->json_bytes;
		rig_flush(&rig);
	}
	store_stats(rig.store, &stats);
	assert_int_equal(stats.events, 4000);
	assert_int_equal(stats.json_bytes, json);
	assert_int_equal(stats.skeletons, 7);
	assert_int_equal(stats.kinds[KIND_MANAGEMENT], 4000);
	assert_true(stats.memory > 4000 * 100);
	for (uint32_t file = 0; file < 6; file++)
		events += store_file_events(rig.store, file);
	assert_int_equal(events, 4000);
	assert_int_equal(store_file_events(rig.store, 4), 800);
	assert_int_equal(store_file_events(rig.store, UINT32_MAX), 0);
	rig_release(&rig);
}

static void a_bound_is_named_and_kept(void **state)
{
	struct store_stats stats;
	struct err err = { 0 };
	unsigned batches = 0;
	struct rig rig;
	row_t rows;

	(void)state;
	rig_init(&rig);
	store_bound(rig.store, 2000000);
	do {
		rows = store_rows(rig.store);
		fill(&rig, batches * 50, batches * 50 + 50);
		batches++;
	} while (rig_absorb(&rig, &err) == 0);
	assert_int_equal(err.code, ERR_FULL);
	assert_non_null(strstr(err.text, "2000000"));
	assert_int_equal(store_rows(rig.store), rows);
	store_stats(rig.store, &stats);
	assert_true(stats.memory <= 2000000);
	assert_true(stats.memory > 1000000);
	store_bound(rig.store, 0);
	fill(&rig, batches * 50, batches * 50 + 50);
	rig_flush(&rig);
	assert_int_equal(store_rows(rig.store), rows + 50);
	rig_release(&rig);
}

static void more_than_four_bytes_can_count_is_refused(void **state)
{
	struct err err = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_event(&rig, 0, 1, 0, "");
	rig_flush(&rig);
	rig.batch = shredder_batch(rig.shredder);
	rig.batch->values = UINT32_MAX;
	assert_int_equal(rig_absorb(&rig, &err), -1);
	assert_int_equal(err.code, ERR_FULL);
	rig.batch = shredder_batch(rig.shredder);
	rig.batch->rows = UINT32_MAX - 1;
	assert_int_equal(rig_absorb(&rig, &err), -1);
	assert_int_equal(err.code, ERR_FULL);
	assert_int_equal(store_rows(rig.store), 1);
	rig_release(&rig);
}

static void add_account(struct rig *rig, const char *account,
			const char *region)
{
	char json[256];

	snprintf(json, sizeof(json),
		 "{\"recipientAccountId\":\"%s\",\"awsRegion\":\"%s\"}",
		 account, region);
	rig_json(rig, 0, 0, json);
}

static void accounts_and_regions_are_counted_as_they_come(void **state)
{
	struct rig rig;
	sym_t only;

	(void)state;
	rig_init(&rig);
	assert_int_equal(store_accounts(rig.store, &only), 0);
	assert_int_equal(only, SYM_NONE);
	add_account(&rig, "111122223333", "us-east-1");
	add_account(&rig, "111122223333", "eu-west-1");
	rig_flush(&rig);
	assert_int_equal(store_accounts(rig.store, &only), 1);
	assert_str(store_text(rig.store, only), "111122223333");
	assert_int_equal(store_regions(rig.store, NULL), 2);
	add_account(&rig, "444455556666", "eu-west-1");
	rig_flush(&rig);
	assert_int_equal(store_accounts(rig.store, NULL), 2);
	assert_int_equal(store_regions(rig.store, NULL), 2);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_written_again_as_it_was),
		cmocka_unit_test(events_without_any_value_are_rows_too),
		cmocka_unit_test(columns_hold_what_batches_held),
		cmocka_unit_test(two_workers_share_skeletons_and_values),
		cmocka_unit_test(texts_of_no_kept_row_are_not_interned),
		cmocka_unit_test(an_empty_batch_changes_nothing),
		cmocka_unit_test(resources_of_a_row_stand_together),
		cmocka_unit_test(numbers_add_up_over_many_batches),
		cmocka_unit_test(a_bound_is_named_and_kept),
		cmocka_unit_test(more_than_four_bytes_can_count_is_refused),
		cmocka_unit_test(accounts_and_regions_are_counted_as_they_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
