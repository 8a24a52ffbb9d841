/* SPDX-License-Identifier: MIT */
/* Rows of a batch: what is shared, what is flagged, what reset forgets. */
#include "desk.h"

static void rows_share_values_and_skeleton(void **state)
{
	struct desk *desk = *state;
	const struct batch *b = desk->batch;

	assert_true(add(desk, "{\"a\":\"x\",\"b\":\"x\"}") > 0);
	assert_true(add(desk, "{\"a\":\"y\",\"b\":\"x\"}") > 0);
	assert_ptr_equal(b->row[0].skeleton, b->row[1].skeleton);
	assert_int_equal(b->row[1].value_at, 2);
	assert_int_equal(b->value[0], b->value[1]);
	assert_int_equal(b->value[3], b->value[0]);
	assert_int_not_equal(b->value[2], b->value[0]);
}

static void a_row_knows_where_it_came_from(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(shredder_add(desk->shredder, desk->batch, STR("{}"),
				      (struct origin){ 7, 1ull << 40 }, NULL),
			 2);
	assert_int_equal(desk->batch->row[0].file, 7);
	assert_int_equal(desk->batch->row[0].offset, 1ull << 40);
	assert_int_equal(shredder_add(desk->shredder, desk->batch, STR("{"),
				      (struct origin){ 7, 0 }, NULL),
			 -1);
}

static void a_value_that_hides_marks_all_its_rows_and_no_other(void **state)
{
	static const char *const text[] = {
		"{\"a\":\"plain\",\"b\":\"\\t\\r\\n\xc3\xa9\"}",
		"{\"a\":\"x\\u001b[2J\"}",
		"{\"a\":\"plain\"}",
		"{\"b\":[1,\"x\\u001b[2J\"]}",
		"{\"a\":\"a text of more than a word\\u202e\"}",
		"{\"a\":\"a text of more than a word\"}",
		"{\"a\":\"x\\u001b[2J\"}",
		"{\"a\":\"\\u007f\"}",
	};
	static const char hides[] = "01011011";
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(text); i++) {
		assert_true(add(desk, text[i]) > 0);
		assert_int_equal(!!(desk->batch->row[i].flags & FLAG_HIDDEN),
				 hides[i] - '0');
	}
	batch_anew(desk);
	for (int i = 0; i < 100; i++) {
		assert_true(add(desk, text[i % 2 ? 0 : 2]) > 0);
		assert_false(desk->batch->row[i].flags & FLAG_HIDDEN);
	}
}

static void a_failed_record_does_not_hide_what_it_brought(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(add(desk, "{\"a\":\"\\u202e\",}"), -1);
	assert_true(add(desk, "{\"a\":\"\\u202e\"}") > 0);
	assert_true(desk->batch->row[0].flags & FLAG_HIDDEN);
}

/* Bytes of all that grows with its rows. */
static size_t memory_of(const struct batch *b)
{
	return dict_memory(&b->dict) + b->row_room * sizeof(*b->row) +
	       b->value_room * sizeof(*b->value) + b->packed_room +
	       b->resource_room * sizeof(*b->resource);
}

static void a_batch_made_of_a_freed_one_is_as_new(void **state)
{
	static const char text[] = "{\"eventName\":\"x\",\"eventID\":\"74bd84b4"
				   "-6729-4895-b2a4-e2beb7c6b377\"}";
	struct desk *desk = *state;
	const struct batch *b = desk->batch;
	uint64_t before = content(desk, text);
	size_t memory = memory_of(b);

	for (int i = 0; i < 100; i++) {
		batch_anew(desk);
		assert_int_equal(b->rows + b->values + b->packed_bytes +
					 b->resources + b->json_bytes,
				 0);
		assert_int_equal(b->dict.count, 1);
		assert_int_equal(content(desk, text), before);
		assert_string_equal(written(desk, 0), text);
	}
	assert_int_equal(desk->batch->shapes->count, 1);
	assert_int_equal(memory_of(b), memory);
}

static void a_dropped_row_leaves_the_batch_as_it_was(void **state)
{
	struct desk *desk = *state;
	struct batch *b = desk->batch;
	size_t values, bytes;

	assert_true(add(desk, "{\"a\":\"x\"}") > 0);
	assert_true(batch_add_resource(b, dict_put(&b->dict, STR("r"))));
	values = b->values;
	bytes = b->json_bytes;
	assert_true(add(desk, "{\"b\":[1,2],\"eventID\":\"74bd84b4-6729-4895"
			      "-b2a4-e2beb7c6b377\"}") > 0);
	assert_true(batch_add_resource(b, dict_put(&b->dict, STR("s"))));
	batch_drop(b);
	assert_int_equal(b->rows, 1);
	assert_int_equal(b->values, values);
	assert_int_equal(b->packed_bytes, 0);
	assert_int_equal(b->resources, 1);
	assert_int_equal(b->json_bytes, bytes);
	assert_string_equal(written(desk, 0), "{\"a\":\"x\"}");
}

static void skeletons_outlive_the_batch(void **state)
{
	struct desk *desk = *state;
	struct batch *second = shredder_batch(desk->shredder);
	const struct skeleton *first;

	assert_true(add(desk, "{\"a\":1}") > 0);
	first = last(desk).skeleton;
	assert_int_equal(shredder_add(desk->shredder, second, STR("{\"a\":2}"),
				      (struct origin){ 0 }, NULL),
			 7);
	assert_ptr_equal(second->row[0].skeleton, first);
	batch_free(second);
	batch_free(NULL);
}

static void a_freed_batch_comes_back_empty(void **state)
{
	struct desk *desk = *state;
	struct batch *freed = shredder_batch(desk->shredder), *again;

	assert_int_equal(shredder_add(desk->shredder, freed,
				      STR("{\"a\":\"\\u202e\"}"),
				      (struct origin){ 0 }, NULL),
			 14);
	batch_free(freed);
	again = shredder_batch(desk->shredder);
	assert_ptr_equal(again, freed);
	assert_int_equal(again->rows + again->values + again->json_bytes, 0);
	assert_int_equal(shredder_add(desk->shredder, again,
				      STR("{\"a\":\"b\"}"),
				      (struct origin){ 0 }, NULL),
			 9);
	assert_false(again->row[0].flags & FLAG_HIDDEN);
	batch_free(again);
}

/* More are freed than may wait. */
static void many_batches_live_and_end_together(void **state)
{
	struct desk *desk = *state;
	struct batch *batch[20];

	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < ARRAY_LEN(batch); i++) {
			batch[i] = shredder_batch(desk->shredder);
			assert_int_equal(shredder_add(desk->shredder, batch[i],
						      STR("{\"a\":1}"),
						      (struct origin){ 0 },
						      NULL),
					 7);
		}
		for (size_t i = 0; i < ARRAY_LEN(batch); i++)
			batch_free(batch[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DESK(rows_share_values_and_skeleton),
		ON_DESK(a_row_knows_where_it_came_from),
		ON_DESK(a_value_that_hides_marks_all_its_rows_and_no_other),
		ON_DESK(a_failed_record_does_not_hide_what_it_brought),
		ON_DESK(a_batch_made_of_a_freed_one_is_as_new),
		ON_DESK(a_dropped_row_leaves_the_batch_as_it_was),
		ON_DESK(skeletons_outlive_the_batch),
		ON_DESK(a_freed_batch_comes_back_empty),
		ON_DESK(many_batches_live_and_end_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
