/* SPDX-License-Identifier: MIT */
/* Each allocation fails in turn, and a row has its whole meaning or is not
 * there. */
#include "sense.h"
#include "../event/failing.h"

static void a_meaning_is_made_whole_or_not_at_all(void **state)
{
	bool done = false;

	(void)state;
	skip_without_wrap();
	for (int n = 0; !done; n++) {
		struct meaning *meaning;

		allocations_left = n;
		meaning = meaning_new();
		done = calm();
		assert_int_equal(done, meaning != NULL);
		meaning_free(meaning);
	}
}

/* True when a failure was asked for and came too late to matter. */
static bool fill_with_failure_at(struct desk *desk, struct str text, int n)
{
	size_t rows = desk->batch->rows, resources = desk->batch->resources;

	assert_int_equal(shredder_add(desk->shredder, desk->batch, text,
				      (struct origin){ 0 }, &desk->err),
			 text.len);
	allocations_left = n;
	if (meaning_fill(desk->meaning, desk->batch, &desk->err) == 0) {
		calm();
		return true;
	}
	assert_false(calm());
	assert_int_equal(desk->err.code, ERR_FULL);
	assert_int_equal(desk->batch->rows, rows);
	assert_int_equal(desk->batch->resources, resources);
	return false;
}

static void a_row_without_meaning_is_not_there(void **state)
{
	struct desk *desk = *state;
	struct buf text = { 0 }, user = { 0 }, bucket = { 0 };
	int failures = 0;

	skip_without_wrap();
	/* Scratch for one text dies rather than fails: it has its size. */
	put_record(&text, 300);
	sense_bytes(desk, buf_str(&text));
	batch_anew(desk);
	for (unsigned n = 0; n < 300; n++) {
		put_record(&text, n);
		for (int fail = 0;
		     !fill_with_failure_at(desk, buf_str(&text), fail); fail++)
			failures++;
		assert_int_equal(desk->batch->rows, n + 1);
		assert_int_equal(desk->batch->resources, n + 1);
		buf_reset(&user);
		buf_addf(&user, "usera%u 111122223333", n);
		assert_column(desk, COL_USER, user.at);
		buf_reset(&bucket);
		buf_addf(&bucket, "s3/b%u", n);
		assert_string_equal(named(desk), bucket.at);
		assert_true(flagged(desk, FLAG_HIDDEN | FLAG_WRITE));
	}
	assert_true(failures > 100);
	buf_release(&text);
	buf_release(&user);
	buf_release(&bucket);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_meaning_is_made_whole_or_not_at_all),
		SENSED(a_row_without_meaning_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
