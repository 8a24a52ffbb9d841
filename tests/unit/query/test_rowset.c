/* SPDX-License-Identifier: MIT */
/* test_rowset.c - sets of rows at the edges of their words. */
#include "counted.h"

static const size_t sizes[] = { 0, 1, 63, 64, 65, 127, 128, 129, 1000 };

static void a_full_set_has_its_rows_and_no_others(void **state)
{
	struct rowset set = { 0 };

	(void)state;
	/* Downwards too: what was set before must not show again. */
	for (size_t i = ARRAY_LEN(sizes); i--;) {
		rowset_fill(&set, sizes[i]);
		assert_int_equal(set.rows, sizes[i]);
		assert_int_equal(rowset_count(&set), sizes[i]);
		assert_false(rowset_has(&set, sizes[i]));
		rowset_grow(&set, sizes[i] + 200);
		assert_int_equal(rowset_count(&set), sizes[i]);
	}
	rowset_release(&set);
}

static void growing_adds_absent_rows(void **state)
{
	struct rowset set = { 0 };

	(void)state;
	for (size_t i = 1; i < ARRAY_LEN(sizes); i++) {
		rowset_grow(&set, sizes[i]);
		rowset_put(&set, sizes[i] - 1);
		assert_true(rowset_has(&set, sizes[i] - 1));
		assert_int_equal(rowset_count(&set), i);
	}
	rowset_grow(&set, 3);
	assert_int_equal(set.rows, 1000);
	rowset_release(&set);
}

static void both_keeps_what_both_have(void **state)
{
	unsigned random = 3;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
		for (size_t j = 0; j < ARRAY_LEN(sizes); j++) {
			struct rowset a = { 0 }, b = { 0 }, c = { 0 };

			rowset_grow(&a, sizes[i]);
			rowset_grow(&b, sizes[j]);
			for (size_t r = 0; r < a.rows; r++)
				if (next(&random) % 2)
					rowset_put(&a, r);
			for (size_t r = 0; r < b.rows; r++)
				if (next(&random) % 2)
					rowset_put(&b, r);
			rowset_fill(&c, a.rows);
			rowset_and(&c, &a);
			rowset_and(&c, &b);
			assert_int_equal(c.rows, a.rows);
			for (size_t r = 0; r < 1100; r++)
				assert_int_equal(rowset_has(&c, r),
						 rowset_has(&a, r) &&
							 rowset_has(&b, r));
			rowset_release(&a);
			rowset_release(&b);
			rowset_release(&c);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_set_has_its_rows_and_no_others),
		cmocka_unit_test(growing_adds_absent_rows),
		cmocka_unit_test(both_keeps_what_both_have),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
