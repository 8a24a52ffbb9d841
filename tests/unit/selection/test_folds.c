/* SPDX-License-Identifier: MIT */
/* Runs of reads on one line, made in slices while a store grows, against what
 * a plain look at the hits says. */
#include "../query/counted.h"

#include "selection.h"

#define ADDED 40 /* rows a batch */

static void grow(struct rig *rig, unsigned *random, unsigned batch)
{
	static const char *const users[] = { "user/ann", "user/bob", NULL };
	static const uint32_t flags[12] = { FLAG_WRITE, FLAG_DENIED,
					    FLAG_NOTABLE, FLAG_FAILED };
	struct err err;

	for (unsigned i = 0; i < ADDED; i++)
		add_row(rig,
			batch % 3 ? (int64_t)batch * 100 + next(random) % 90
				  : next(random) % 90,
			flags[next(random) % ARRAY_LEN(flags)], "n",
			users[next(random) % 9 / 4], "a");
	rig_flush(rig);
	assert_int_equal(store_settle(rig->store, &err), 0);
}

static bool together(const struct store *store, row_t a, row_t b)
{
	const uint32_t *flags = store_flags(store);
	const sym_t *user = store_column(store, COL_USER);

	return !((flags[a] | flags[b]) &
		 (FLAG_WRITE | FLAG_DENIED | FLAG_NOTABLE)) &&
	       user[a] != SYM_NONE && user[a] == user[b];
}

/* The hits of the run that this one is of. */
static size_t run_of(const struct selection *selection, size_t hit)
{
	const struct result *result = &selection->result;
	size_t first = hit, last = hit;

	while (first && together(selection->store, result->hit[first - 1],
				 result->hit[first]))
		first--;
	while (last + 1 < result->hits &&
	       together(selection->store, result->hit[last],
			result->hit[last + 1]))
		last++;
	return last - first + 1;
}

/* Hits between `from` and `to` were unfolded; SIZE_MAX and 0: none. */
static void check_lines(const struct selection *selection, size_t from,
			size_t to)
{
	const struct result *result = &selection->result;
	size_t line = 0;

	assert_non_null(result->line);
	for (size_t hit = 0; hit < result->hits; hit++) {
		bool opened = hit > from && hit < to;

		if (hit && (opened || run_of(selection, hit) < 3 ||
			    !together(selection->store, result->hit[hit - 1],
				      result->hit[hit])))
			line++;
		assert_int_equal(result_line(result, hit), line);
	}
	assert_int_equal(result_lines(result), line + 1);
	for (size_t at = 0; at < result_lines(result); at++)
		assert_int_equal(result_line(result, result_hit(result, at)),
				 at);
	assert_int_equal(result_hit(result, line + 1), result->hits);
}

static void work(struct selection *selection)
{
	while (selection_step(selection, 7))
		;
}

static void runs_are_lines_in_either_direction(void **state)
{
	(void)state;
	for (int reverse = 0; reverse < 2; reverse++) {
		struct selection *selection =
			selection_new(STR(""), NULL, NULL);
		unsigned random = 3;
		struct rig rig;

		rig_init(&rig);
		selection_sort(
			selection,
			(struct hit_order){ .reverse = reverse, .fold = true });
		for (unsigned batch = 1; batch < 12; batch++) {
			grow(&rig, &random, batch);
			selection_show(selection, rig.store);
			work(selection);
			assert_int_equal(selection->result.hits, batch * ADDED);
			check_lines(selection, SIZE_MAX, 0);
		}
		selection_free(selection);
		rig_release(&rig);
	}
}

static void what_is_unfolded_stays_so(void **state)
{
	struct selection *selection = selection_new(STR(""), NULL, NULL);
	const struct result *result = &selection->result;
	unsigned random = 3;
	size_t line = 0, from, to;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	grow(&rig, &random, 1);
	selection_show(selection, rig.store);
	selection_sort(selection, (struct hit_order){ .fold = true });
	work(selection);
	while (result_hit(result, line + 1) - result_hit(result, line) < 2) {
		line++;
		assert_true(line < result_lines(result));
	}
	from = result_hit(result, line);
	to = result_hit(result, line + 1);
	selection_unfold(selection, line);
	check_lines(selection, from, to);
	assert_true(selection_refold(selection, line + 1));
	check_lines(selection, SIZE_MAX, 0);
	assert_false(selection_refold(selection, line));
	selection_unfold(selection, line);
	check_lines(selection, from, to);
	selection_unfold(selection, line); /* one event: nothing to do */
	check_lines(selection, from, to);
	grow(&rig, &random, 2);
	selection_show(selection, rig.store);
	work(selection);
	check_lines(selection, from, to);
	selection_sort(selection, (struct hit_order){ .fold = false });
	work(selection);
	assert_null(result->line);
	assert_int_equal(result_lines(result), result->hits);
	selection_sort(selection, (struct hit_order){ .fold = true });
	work(selection);
	check_lines(selection, SIZE_MAX, 0);
	selection_free(selection);
	rig_release(&rig);
}

static void only_time_folds(void **state)
{
	struct selection *selection = selection_new(STR(""), NULL, NULL);
	unsigned random = 3;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	grow(&rig, &random, 1);
	selection_show(selection, rig.store);
	selection_sort(selection, (struct hit_order){ .by = ORDER_COLUMN,
						      .column = COL_USER,
						      .fold = true });
	work(selection);
	assert_null(selection->result.line);
	assert_int_equal(result_lines(&selection->result), ADDED);
	selection_free(selection);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_are_lines_in_either_direction),
		cmocka_unit_test(what_is_unfolded_stays_so),
		cmocka_unit_test(only_time_folds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
