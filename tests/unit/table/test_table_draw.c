/* SPDX-License-Identifier: MIT */
#include "shown.h"

static const struct fruit some[] = {
	{ "a-rather-long-name-of-a-pear", "pome", 3, 1, 50, 0, 0 },
	{ "apple", "pome", 1234, 0, 10, 0, 0 },
	{ "fig", "syconium", 3, 0, TIME_NONE, 4, 0 },
};
static const struct basket all = { some, ARRAY_LEN(some), false };
static const struct basket same = { some, ARRAY_LEN(some), true };

#define RULE                                                                   \
	"\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500"         \
	"\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500"         \
	"\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500"         \
	"\u2500\u2500\u2500\u2500"

static void columns_go_by_rank_as_room_grows_short(void **state)
{
	struct table table;
	(void)state;

	open_basket(&table, &all);
	assert_drawn(&table, 70, 5, (struct table_pen){ 0 },
		     " name                                  kind     count   "
		     "bad     first\n"
		     " apple                                 pome     1,234   "
		     "     00:00:10\n"
		     " a-rather-long-name-of-a-pear          pome         3   "
		     " 1!  00:00:50\n"
		     " " RULE RULE "\n"
		     " fig                                   syconium     3"
		     "\n");
	assert_drawn(&table, 58, 2, (struct table_pen){ 0 },
		     " apple                               pome     1,234\n"
		     " a-rather-long-name-of-a-pear        pome         3    "
		     "1!\n");
	table_release(&table);
}

static void names_are_cut_between_words(void **state)
{
	struct table table;
	(void)state;

	open_basket(&table, &all);
	assert_drawn(&table, 30, 3, (struct table_pen){ 0 },
		     " name             count   bad\n"
		     " apple            1,234\n"
		     " a-\u2026of-a-pear         3    1!\n");
	assert_drawn(&table, 16, 3, (struct table_pen){ 0 },
		     " name     count\n"
		     " apple    1,234\n"
		     " a-\u2026pear      3\n");
	table_release(&table);
}

static void what_says_the_same_everywhere_gives_way_first(void **state)
{
	struct table table;
	(void)state;

	open_basket(&table, &same);
	assert_drawn(&table, 52, 2, (struct table_pen){ 0 },
		     " apple                        1,234        00:00:10\n"
		     " a-rather-long-name-of-a-pear     3    1!  00:00:50\n");
	table_release(&table);
	open_basket(&table, &all);
	assert_drawn(&table, 52, 2, (struct table_pen){ 0 },
		     " apple                         pome     1,234\n"
		     " a-rather-long-name-of-a-pear  pome         3    1!\n");
	table_release(&table);
}

static void every_width_holds_what_it_shows(void **state)
{
	struct table table;
	(void)state;

	open_basket(&table, &all);
	for (int wide = 0; wide < 2; wide++)
		for (int width = 0; width < 120; width++) {
			struct table_place place[TABLE_COLUMNS];
			size_t shown;
			int end = 1;

			table.wide = wide;
			shown = table_fit(&table, width, place);
			for (size_t i = 0; i < shown; i++) {
				assert_true(place[i].x >= end);
				assert_true(place[i].width > 0);
				end = place[i].x + place[i].width;
			}
			assert_true(end <= (width > 2 ? width - 1 : 1));
		}
	table_release(&table);
}

static void the_cell_cursor_walks_over_columns_that_show(void **state)
{
	struct table table;
	(void)state;

	open_basket(&table, &all);
	table.width = 30;
	for (int i = 0; i < 5; i++)
		table_move(&table, MOVE_RIGHT);
	assert_int_equal(table_column_here(&table), FRUIT_BAD);
	table_move(&table, MOVE_LEFT);
	assert_int_equal(table_column_here(&table), FRUIT_COUNT);
	table_move(&table, MOVE_LEFT);
	table_move(&table, MOVE_LEFT);
	assert_int_equal(table_column_here(&table), FRUIT_NAME);
	table_release(&table);
}

static bool holds(const void *by, struct str text, size_t *from, size_t *to)
{
	ptrdiff_t at = str_search(text, str_of(by));

	*from = (size_t)at;
	*to = (size_t)at + strlen(by);
	return at >= 0;
}

static void names_are_found_forth_and_back_and_around(void **state)
{
	struct table_find find = { holds, "p" };
	struct table_found found;
	struct table table;
	(void)state;

	open_basket(&table, &all);
	table.page = 9;
	found = table_find(&table, &find, 0);
	assert_int_equal(found.line, 0);
	assert_int_equal(found.count, 2);
	found = table_find(&table, &find, 1);
	assert_int_equal(found.line, 1);
	assert_int_equal(found.nth, 2);
	assert_false(found.wrapped);
	found = table_find(&table, &find, -1);
	assert_int_equal(found.line, 1);
	assert_true(found.wrapped);
	find.by = "fig";
	assert_int_equal(table_find(&table, &find, 1).line, 3);
	find.by = "pome"; /* no name */
	assert_int_equal(table_find(&table, &find, 1).line, SIZE_MAX);
	assert_int_equal(table_find(&table, &find, 1).count, 0);
	table_release(&table);
}

static void what_is_found_is_marked_where_it_shows(void **state)
{
	struct grid grid = { 0 };
	struct table table;
	struct table_pen pen = { .grid = &grid,
				 .area = { 0, 0, 40, 4 },
				 .focused = true,
				 .cells = true,
				 .find = { holds, "ppl" } };
	(void)state;

	grid_resize(&grid, 40, 4);
	open_basket(&table, &all);
	table_draw(&table, &pen);
	assert_int_equal(STYLE_BASE(grid_at(&grid, 2, 1)->style), STYLE_HIT);
	assert_int_not_equal(STYLE_BASE(grid_at(&grid, 1, 1)->style),
			     STYLE_HIT);
	assert_int_equal(grid.cursor_y, 1);
	grid_release(&grid);
	table_release(&table);
}

static void a_cell_is_copied_whole(void **state)
{
	struct buf out = { 0 };
	struct table table;
	(void)state;

	open_basket(&table, &all);
	table_put_cell(&table, 0, FRUIT_NAME, ZONE_UTC, &out);
	buf_addc(&out, '|');
	table_put_cell(&table, 1, FRUIT_COUNT, ZONE_UTC, &out);
	buf_addc(&out, '|');
	table_put_cell(&table, 0, FRUIT_FIRST, ZONE_UTC, &out);
	assert_string_equal(out.at, "a-rather-long-name-of-a-pear|1,234|"
				    "1970-01-01 00:00:50");
	buf_release(&out);
	table_release(&table);
}

/* ---- bars, sparks, marks ---- */

static const struct table_column drawn_columns[] = {
	{ "when", .kind = CELL_TIME },
	{ "", .kind = CELL_MARK },
	{ "what", .kind = CELL_IDENTITY, .least = 4 },
	{ "bar", "", .kind = CELL_BAR, .least = 4 },
	{ "spark", .kind = CELL_SPARK, .least = 5 },
};
static const struct table_form drawn_form = {
	.column = drawn_columns,
	.columns = ARRAY_LEN(drawn_columns),
	.heads_from = 1,
};

static size_t two(const void *of)
{
	(void)of;
	return 2;
}

static void drawn_cell(const void *of, size_t row, size_t column,
		       struct table_cell *cell)
{
	static const uint32_t part[] = { 0, 10, 1000 };
	(void)of;

	if (column == 0)
		cell->time = (int64_t)row;
	if (column == 1)
		cell->text = row ? STR("!") : STR("*");
	if (column == 2)
		cell->text = row ? STR("two") : STR("one");
	cell->count = column == 3 ? (row ? 1 : 100) : 3;
	cell->whole = column == 3 ? 100 : 0;
	cell->part = part;
}

static void bars_sparks_and_marks_are_drawn_as_what_they_are(void **state)
{
	static const struct table_rows rows = { .count = two,
						.cell = drawn_cell,
						.flows = true };
	struct table table;
	(void)state;

	table_init(&table, &drawn_form, &rows, NULL);
	arrange_all(&table);
	assert_drawn(
		&table, 34, 3, (struct table_pen){ 0 },
		"when        what       spark\n"
		"00:00:00 *  one   \u2587\u2587\u2587\u2587  \u2581\u2586\n"
		"00:00:01 !  two   \u2587     \u2581\u2586\n");
	table_release(&table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_go_by_rank_as_room_grows_short),
		cmocka_unit_test(names_are_cut_between_words),
		cmocka_unit_test(what_says_the_same_everywhere_gives_way_first),
		cmocka_unit_test(every_width_holds_what_it_shows),
		cmocka_unit_test(the_cell_cursor_walks_over_columns_that_show),
		cmocka_unit_test(names_are_found_forth_and_back_and_around),
		cmocka_unit_test(what_is_found_is_marked_where_it_shows),
		cmocka_unit_test(a_cell_is_copied_whole),
		cmocka_unit_test(
			bars_sparks_and_marks_are_drawn_as_what_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
