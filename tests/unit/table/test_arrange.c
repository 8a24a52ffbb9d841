/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "shown.h"

static const struct fruit some[] = {
	{ "pear", "pome", 3, 1, 50, 0, 0 },
	{ "apple", "pome", 12, 0, 10, 0, 0 },
	{ "fig", NULL, 3, 0, TIME_NONE, 0, 0 },
	{ "quince", "berry", 1, 9, 20, 0, 0 },
};
static const struct basket all = { some, ARRAY_LEN(some), false };

static void numbers_begin_with_the_largest_and_ties_stay_as_given(void **state)
{
	struct table table;
	(void)state;

	open_basket(&table, &all);
	assert_lines(&table, &all, "apple\npear\nfig\nquince");
	table_release(&table);
}

static void words_begin_with_a_and_absent_ones_stay_last(void **state)
{
	struct table table;
	(void)state;

	open_basket(&table, &all);
	table_sort(&table, FRUIT_KIND, false);
	arrange_all(&table);
	assert_lines(&table, &all, "quince\napple\npear\nfig");
	table_sort(&table, FRUIT_KIND, true);
	arrange_all(&table);
	assert_lines(&table, &all, "pear\napple\nquince\nfig");
	table_sort(&table, FRUIT_FIRST, false);
	arrange_all(&table);
	assert_lines(&table, &all, "apple\nquince\npear\nfig");
	table_release(&table);
}

static struct str fruit_tie(const void *of, size_t row)
{
	return str_of(((const struct basket *)of)->fruit[row].name);
}

static void equal_rows_stand_by_their_text_whichever_way(void **state)
{
	static const struct fruit tied[] = {
		{ "pear", "", 3, 0, 0, 0, 0 },
		{ "fig", "", 9, 0, 0, 0, 0 },
		{ "apple", "", 3, 0, 0, 0, 0 },
	};
	static const struct basket basket = { tied, ARRAY_LEN(tied), false };
	struct table_rows rows = fruit_rows;
	struct table table;
	(void)state;

	rows.tie = fruit_tie;
	table_init(&table, &fruit_form, &rows, &basket);
	arrange_all(&table);
	assert_lines(&table, &basket, "fig\napple\npear");
	table_sort(&table, FRUIT_COUNT, true);
	arrange_all(&table);
	assert_lines(&table, &basket, "apple\npear\nfig");
	table_release(&table);
}

static void bands_stand_by_themselves_with_a_rule_between_fours(void **state)
{
	static const struct fruit banded[] = {
		{ "out", "", 9, 0, 0, 4, 0 },
		{ "service", "", 8, 0, 0, 1, 0 },
		{ "person", "", 1, 0, 0, 0, 0 },
		{ "outer", "", 7, 0, 0, 5, 0 },
	};
	static const struct basket basket = { banded, ARRAY_LEN(banded),
					      false };
	struct table table;
	(void)state;

	open_basket(&table, &basket);
	assert_lines(&table, &basket, "person\nservice\n-\nout\nouter");
	table_move(&table, MOVE_DOWN);
	table.page = 10;
	table_move(&table, MOVE_DOWN);
	assert_int_equal(table_here(&table), 0);
	table_move(&table, MOVE_UP);
	assert_int_equal(table_here(&table), 1);
	table_release(&table);
}

static void what_folds_stands_under_its_row_when_unfolded(void **state)
{
	static const struct fruit tree[] = {
		{ "a", "", 1, 0, 0, 0, 3 },    { "b", "", 5, 0, 0, 0, 3 },
		{ "top", "", 9, 0, 0, 0, 0 },  { "c", "", 2, 0, 0, 0, 2 },
		{ "else", "", 8, 0, 0, 0, 0 },
	};
	static const struct basket basket = { tree, ARRAY_LEN(tree), false };
	struct table table;
	(void)state;

	open_basket(&table, &basket);
	assert_lines(&table, &basket, "top\nelse");
	table_fold(&table, 2);
	arrange_all(&table);
	assert_lines(&table, &basket, "top\n  b\n  a\nelse");
	table_fold(&table, 1);
	arrange_all(&table);
	assert_lines(&table, &basket, "top\n  b\n    c\n  a\nelse");
	assert_int_equal(table_here(&table), 1);
	table_fold(&table, 2);
	arrange_all(&table);
	assert_lines(&table, &basket, "top\nelse");
	table_release(&table);
}

static bool holds(const void *by, struct str text, size_t *from, size_t *to)
{
	ptrdiff_t at = str_search_nocase(text, str_of(by));

	*from = at < 0 ? 0 : (size_t)at;
	*to = *from + strlen(by);
	return at >= 0;
}

static void narrow(struct table *table, const char *by)
{
	const struct table_find find = { holds, by };

	table_narrow(table, &find);
	arrange_all(table);
}

static void
a_narrow_table_has_what_is_hit_and_comes_back_as_it_was(void **state)
{
	static const struct fruit tree[] = {
		{ "apple", "", 1, 0, 0, 0, 3 }, { "pear", "", 5, 0, 0, 0, 3 },
		{ "top", "", 9, 0, 0, 0, 0 },   { "core", "", 2, 0, 0, 0, 2 },
		{ "else", "", 8, 0, 0, 0, 0 },  { "plum", "", 7, 0, 0, 4, 0 },
	};
	static const struct basket basket = { tree, ARRAY_LEN(tree), false };
	struct table table;
	(void)state;

	open_basket(&table, &basket);
	assert_lines(&table, &basket, "top\nelse\n-\nplum");
	table_stand(&table, 3);
	narrow(&table, "core"); /* two levels down, and all that leads there */
	assert_lines(&table, &basket, "top\n  pear\n    core");
	assert_int_equal(table.narrowed.kept, 1);
	assert_int_equal(table.narrowed.of, 3);
	assert_int_equal(table_here(&table), 3);
	narrow(&table, "top"); /* what folds under a hit is there */
	assert_lines(&table, &basket, "top");
	table_fold(&table, 2);
	arrange_all(&table);
	assert_lines(&table, &basket, "top\n  pear\n  apple");
	table_fold(&table, 2);
	arrange_all(&table);
	narrow(&table, "L");
	assert_lines(&table, &basket, "top\n  apple\nelse\n-\nplum");
	narrow(&table, "none");
	assert_int_equal(table_lines(&table), 0);
	narrow(&table, NULL);
	assert_lines(&table, &basket, "top\nelse\n-\nplum");
	assert_int_equal(table_here(&table), 5);
	table_release(&table);
}

/* Without a row that is counted anew, all rows are back at once. */
static void what_was_there_needs_no_arranging(void **state)
{
	static const struct basket basket = { some, ARRAY_LEN(some), false };
	struct table table;
	(void)state;

	open_basket(&table, &basket);
	narrow(&table, "e");
	table_narrow(&table, &(struct table_find){ holds, NULL });
	assert_null(table.arranging);
	assert_int_equal(table_lines(&table), ARRAY_LEN(some));
	narrow(&table, "e");
	table_renew(&table);
	table_narrow(&table, &(struct table_find){ holds, NULL });
	assert_non_null(table.arranging);
	arrange_all(&table);
	assert_int_equal(table_lines(&table), ARRAY_LEN(some));
	table_release(&table);
}

/* Any budget, a row at a time too, gives what one step gives; what stood
 * before stays until then. */
static void slices_give_what_one_step_gives(void **state)
{
	struct fruit many[97];
	struct basket basket = { many, ARRAY_LEN(many), false };
	char name[97][8];
	struct table once, sliced;
	(void)state;

	for (size_t i = 0; i < 97; i++) {
		snprintf(name[i], sizeof(name[i]), "n%zu", i * 31 % 89);
		many[i] = (struct fruit){ .name = name[i],
					  .kind = "",
					  .count = i * 7 % 13,
					  .band = (uint8_t)(2 * (i % 3)),
					  .under = i % 5 == 4 ? (int)i : 0 };
	}
	open_basket(&once, &basket);
	for (size_t budget = 1; budget < 120; budget += 17) {
		size_t steps = 1;

		table_init(&sliced, &fruit_form, &fruit_rows, &basket);
		while (table_arrange(&sliced, budget)) {
			assert_int_equal(table_lines(&sliced), 0);
			steps++;
		}
		if (budget < 97)
			assert_true(steps > 97 / budget);
		assert_int_equal(table_lines(&sliced), table_lines(&once));
		for (size_t i = 0; i < table_lines(&once); i++)
			assert_int_equal(table_row(&sliced, i),
					 table_row(&once, i));
		table_release(&sliced);
	}
	table_release(&once);
}

static void the_cursor_stays_on_what_it_stood_on(void **state)
{
	struct fruit now[ARRAY_LEN(some)];
	struct basket basket = { now, ARRAY_LEN(now), false };
	struct table table;
	(void)state;

	memcpy(now, some, sizeof(now));
	open_basket(&table, &basket);
	table.page = 10;
	table_move(&table, MOVE_DOWN);
	assert_int_equal(table_here(&table), 0);
	now[3].count = 100;
	table_renew(&table);
	arrange_all(&table);
	assert_lines(&table, &basket, "quince\napple\npear\nfig");
	assert_int_equal(table_here(&table), 0);
	table_release(&table);
}

static void an_empty_table_has_no_line_and_takes_every_move(void **state)
{
	static const struct basket none = { some, 0, false };
	struct table table;
	(void)state;

	open_basket(&table, &none);
	for (int move = MOVE_DOWN; move <= MOVE_RIGHT; move++)
		table_move(&table, (enum table_move)move);
	assert_int_equal(table_here(&table), SIZE_MAX);
	assert_drawn(&table, 20, 3, (struct table_pen){ .empty = "nothing" },
		     " nothing\n\n\n");
	table_release(&table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			numbers_begin_with_the_largest_and_ties_stay_as_given),
		cmocka_unit_test(words_begin_with_a_and_absent_ones_stay_last),
		cmocka_unit_test(equal_rows_stand_by_their_text_whichever_way),
		cmocka_unit_test(
			bands_stand_by_themselves_with_a_rule_between_fours),
		cmocka_unit_test(what_folds_stands_under_its_row_when_unfolded),
		cmocka_unit_test(
			a_narrow_table_has_what_is_hit_and_comes_back_as_it_was),
		cmocka_unit_test(what_was_there_needs_no_arranging),
		cmocka_unit_test(slices_give_what_one_step_gives),
		cmocka_unit_test(the_cursor_stays_on_what_it_stood_on),
		cmocka_unit_test(
			an_empty_table_has_no_line_and_takes_every_move),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
