/* SPDX-License-Identifier: MIT */
/* shown.h - a table for tests: fruit with counts, times and kinds, and what
 * of it is drawn. */
#ifndef SHOWN_H
#define SHOWN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "table.h"

struct fruit {
	const char *name, *kind;
	uint64_t count, bad;
	int64_t first;
	uint8_t band;
	int under; /* a row; 0: none, else its number and one */
};

struct basket {
	const struct fruit *fruit;
	size_t count;
	bool same_kind;
};

enum { FRUIT_NAME, FRUIT_KIND, FRUIT_COUNT, FRUIT_BAD, FRUIT_FIRST };

static const struct table_column fruit_columns[] = {
	{ "name", .kind = CELL_TREE, .least = 8, .grows = 1000, .cut = 8 },
	{ "kind", .kind = CELL_TEXT, .rank = 2, .least = 4 },
	{ "count", .kind = CELL_COUNT, .least = 5 },
	{ "damaged", "bad", .kind = CELL_COUNT, .rank = 1, .least = 5,
	  .unit = "!" },
	{ "first", .kind = CELL_TIME, .rank = 3 },
};

static const struct table_form fruit_form = {
	.column = fruit_columns,
	.columns = ARRAY_LEN(fruit_columns),
	.together = 1,
	.sort = FRUIT_COUNT,
	.heads_from = 3,
	.left = 1,
	.right = 1,
};

static size_t fruit_count(const void *of)
{
	return ((const struct basket *)of)->count;
}

static void fruit_cell(const void *of, size_t row, size_t column,
		       struct table_cell *cell)
{
	const struct basket *basket = of;
	const struct fruit *fruit = &basket->fruit[row];

	assert_true(row < basket->count);
	if (column == FRUIT_NAME)
		cell->text = str_of(fruit->name);
	else if (column == FRUIT_KIND)
		cell->text = str_of(fruit->kind);
	else if (column == FRUIT_FIRST)
		cell->time = fruit->first;
	else
		cell->count = column == FRUIT_COUNT ? fruit->count : fruit->bad;
}

static uint8_t fruit_band(const void *of, size_t row)
{
	return ((const struct basket *)of)->fruit[row].band;
}

static size_t fruit_parent(const void *of, size_t row)
{
	int under = ((const struct basket *)of)->fruit[row].under;

	return under ? (size_t)under - 1 : SIZE_MAX;
}

static bool fruit_same(const void *of, size_t column)
{
	return column == FRUIT_KIND && ((const struct basket *)of)->same_kind;
}

static const struct table_rows fruit_rows = { .count = fruit_count,
					      .cell = fruit_cell,
					      .band = fruit_band,
					      .parent = fruit_parent,
					      .same = fruit_same };

static inline void arrange_all(struct table *table)
{
	while (table_arrange(table, 0))
		;
}

static inline void open_basket(struct table *table, const struct basket *basket)
{
	table_init(table, &fruit_form, &fruit_rows, basket);
	arrange_all(table);
}

/* The names by line, a `-` for a rule, two blanks a depth. */
static inline void assert_lines(const struct table *table,
				const struct basket *basket, const char *want)
{
	struct buf got = { 0 };

	for (size_t i = 0; i < table_lines(table); i++) {
		size_t row = table_row(table, i);

		if (got.len)
			buf_addc(&got, '\n');
		if (row == SIZE_MAX) {
			buf_addc(&got, '-');
			continue;
		}
		for (size_t d = 0; d < table_depth(table, i); d++)
			buf_add(&got, STR("  "));
		buf_add(&got, str_of(basket->fruit[row].name));
	}
	assert_string_equal(got.len ? got.at : "", want);
	buf_release(&got);
}

/* What the table draws into so many cells is `want`. */
static inline void assert_drawn(struct table *table, int width, int height,
				struct table_pen pen, const char *want)
{
	struct grid grid = { 0 };
	struct buf dump = { 0 };

	grid_resize(&grid, width, height);
	pen.grid = &grid;
	pen.area = (struct area){ 0, 0, width, height };
	table_draw(table, &pen);
	grid_dump(&grid, &dump);
	assert_string_equal(dump.at, want);
	buf_release(&dump);
	grid_release(&grid);
}

#endif
