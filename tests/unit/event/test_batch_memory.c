/* SPDX-License-Identifier: MIT */
/* Each allocation fails in turn, and a batch is as it was. */
#include "desk.h"
#include "failing.h"

static void a_batch_is_made_whole_or_not_at_all(void **state)
{
	bool done = false;

	(void)state;
	skip_without_wrap();
	for (int n = 0; !done; n++) {
		struct shredder *shredder;
		struct batch *batch = NULL;

		allocations_left = n;
		shredder = shredder_new(SEED);
		if (shredder)
			batch = shredder_batch(shredder);
		done = calm();
		assert_int_equal(done, batch != NULL);
		batch_free(batch);
		shredder_free(shredder);
	}
}

static void assert_rows(const struct desk *desk, size_t rows)
{
	const struct batch *b = desk->batch;
	size_t values = 0, packed = 0, resources = 0;

	assert_int_equal(b->rows, rows);
	for (size_t i = 0; i < rows; i++) {
		values += b->row[i].skeleton->values;
		packed += b->row[i].skeleton->packed;
		resources += b->row[i].resources;
		assert_true(b->row[i].flags & FLAG_HIDDEN);
	}
	assert_int_equal(b->values, values);
	assert_int_equal(b->packed_bytes, packed);
	assert_int_equal(b->resources, resources);
}

static void a_failed_add_changes_nothing(void **state)
{
	struct desk *desk = *state;
	struct buf text = { 0 };
	int failures = 0;

	skip_without_wrap();
	for (unsigned n = 0; n < 300; n++) {
		bool done = false;

		put_record(&text, n);
		for (int fail = 0; !done; fail++) {
			int64_t len;

			allocations_left = fail;
			len = shredder_add(desk->shredder, desk->batch,
					   buf_str(&text), (struct origin){ 0 },
					   &desk->err);
			done = calm();
			failures += !done;
			if (done) {
				assert_int_equal(len, text.len);
			} else if (len < 0) {
				assert_int_equal(desk->err.code, ERR_FULL);
				assert_rows(desk, n);
			} else {
				/* It could do without. */
				done = true;
			}
		}
		assert_rows(desk, n + 1);
	}
	assert_true(failures > 100);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_batch_is_made_whole_or_not_at_all),
		ON_DESK(a_failed_add_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
