/* SPDX-License-Identifier: MIT */
/* Any bytes, at any place, in any width: what cells hold afterwards is all
 * that can reach a terminal, so it is looked at cell by cell.
 *
 * Input: one byte each for the grid's width and height, the put's place and
 * width, style and which put; the rest is the text. It is put twice, over
 * itself, so that halves of wide characters are covered. */

#include <stdlib.h>

#include "grid.h"

#define HEAD 7

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds)
{
	if (!holds)
		abort();
}

static void check_point(const struct grid *grid, uint32_t point, bool mark)
{
	enum point_class class = point_class((int32_t)point);

	expect(class == (mark ? POINT_MARK : POINT_PLAIN));
	expect(!grid->ascii || (point >= ' ' && point < 0x7f));
}

static void check_cell(const struct grid *grid, int x, int y)
{
	const struct cell *cell = grid_at(grid, x, y);

	expect(STYLE_BASE(cell->style) < STYLES);
	if (cell->width == 0) {
		expect(x > 0 && grid_at(grid, x - 1, y)->width == 2);
		expect(!cell->point[0] && !cell->point[1] && !cell->point[2]);
		return;
	}
	if (cell->width == 2)
		expect(x + 1 < grid->width &&
		       grid_at(grid, x + 1, y)->width == 0);
	check_point(grid, cell->point[0], false);
	expect(point_width((int32_t)cell->point[0]) == cell->width);
	for (int i = 1; i < 3 && cell->point[i]; i++)
		check_point(grid, cell->point[i], true);
	expect(cell->point[1] || !cell->point[2]);
}

static void check_clean(struct str s, bool ascii)
{
	struct buf out = { 0 };
	int32_t point;

	text_clean(&out, s, ascii);
	for (size_t i = 0; i < out.len;) {
		i += utf8_next(out.at + i, out.at + out.len, &point);
		expect(point >= ' ' && point != 0x7f);
		expect(point_class(point) == POINT_PLAIN ||
		       point_class(point) == POINT_MARK);
		expect(!ascii || point < 0x7f);
	}
	buf_release(&out);
}

static void put(struct grid *grid, const uint8_t *head, int x, struct str s)
{
	int y = head[3] % 4, width = head[4] % 80;
	unsigned style = head[5] % STYLES | STYLE_SELECTED;
	int taken;

	if (head[6] % 3 == 0)
		taken = grid_put(grid, x, y, width, style, s);
	else if (head[6] % 3 == 1)
		taken = grid_put_middle(grid, x, y, width, style, s);
	else
		taken = grid_put_right(grid, x, y, width, style, s);
	expect(taken >= 0 && taken <= width);
}

static void check_fit(const struct grid *grid, struct str s, int width)
{
	size_t fits = grid_fit(grid, s, width);

	expect(s.len == 0 ? fits == 0 : fits > 0 && fits <= s.len);
	expect(grid_measure(grid, s, width) <= width);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct grid grid = { 0 };
	struct str s;

	if (size < HEAD)
		return 0;
	s = (struct str){ (const char *)data + HEAD, size - HEAD };
	grid.ascii = data[6] & 0x80;
	grid_resize(&grid, data[0] % 90, data[1] % 4);
	put(&grid, data, data[2] % 100 - 10, s);
	put(&grid, data, data[2] % 100 - 9, s);
	for (int y = 0; y < grid.height; y++)
		for (int x = 0; x < grid.width; x++)
			check_cell(&grid, x, y);
	check_clean(s, grid.ascii);
	check_fit(&grid, s, data[4] % 80);
	grid_release(&grid);
	return 0;
}
