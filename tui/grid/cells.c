/* SPDX-License-Identifier: MIT */
/* cells.c - the grid itself. Whatever is done to it, a cell of width 2 is
 * followed by its right half, and a right half follows such a cell: term/
 * and the dumps rely on it. */

#include <assert.h>
#include <stdlib.h>

#include "cells.h"

#define SIDE_MOST 4096 /* no terminal is larger; keeps products small */

static const struct cell blank = { .point = { ' ' }, .width = 1 };

static int clamp(int n, int least, int most)
{
	return n < least ? least : n > most ? most : n;
}

void grid_resize(struct grid *grid, int width, int height)
{
	size_t need;

	grid->width = clamp(width, 0, SIDE_MOST);
	grid->height = clamp(height, 0, SIDE_MOST);
	need = (size_t)grid->width * (size_t)grid->height;
	if (need > grid->room) {
		free(grid->cell);
		grid->cell = xcalloc(need, sizeof(*grid->cell));
		grid->room = need;
	}
	grid_clear(grid);
}

void grid_release(struct grid *grid)
{
	free(grid->cell);
	*grid = (struct grid){ .ascii = grid->ascii };
}

void grid_clear(struct grid *grid)
{
	size_t cells = (size_t)grid->width * (size_t)grid->height;

	for (size_t i = 0; i < cells; i++)
		grid->cell[i] = blank;
	grid->cursor_x = grid->cursor_y = 0;
	grid->cursor_shown = false;
}

static bool inside(const struct grid *grid, int x, int y)
{
	return x >= 0 && y >= 0 && x < grid->width && y < grid->height;
}

static struct cell *cell_of(struct grid *grid, int x, int y)
{
	assert(inside(grid, x, y));
	return &grid->cell[(size_t)y * (size_t)grid->width + (size_t)x];
}

const struct cell *grid_at(const struct grid *grid, int x, int y)
{
	if (!inside(grid, x, y))
		return &blank;
	return &grid->cell[(size_t)y * (size_t)grid->width + (size_t)x];
}

struct area cells_clip(const struct grid *grid, struct area area)
{
	int x = clamp(area.x, 0, grid->width);
	int y = clamp(area.y, 0, grid->height);
	int64_t right = (int64_t)area.x + area.width;
	int64_t bottom = (int64_t)area.y + area.height;

	right = right < x ? x : right > grid->width ? grid->width : right;
	bottom = bottom < y ? y : bottom > grid->height ? grid->height : bottom;
	return (struct area){ x, y, (int)right - x, (int)bottom - y };
}

static void set(struct cell *cell, unsigned style, const uint32_t point[3],
		int width)
{
	for (int i = 0; i < 3; i++)
		cell->point[i] = point[i];
	cell->style = (uint16_t)style;
	cell->width = (uint8_t)width;
}

/* What covers one half of a wide character leaves a blank on the other. */
static void split(struct cell *cell)
{
	static const uint32_t space[3] = { ' ' };
	struct cell *left = cell->width == 0 ? cell - 1 : cell;

	assert(left->width == 1 || left[1].width == 0);
	if (left->width == 1)
		return;
	set(left, left->style, space, 1);
	set(left + 1, left->style, space, 1);
}

static void put_one(struct grid *grid, int x, int y, unsigned style,
		    const uint32_t point[3])
{
	struct cell *cell;

	if (!inside(grid, x, y))
		return;
	cell = cell_of(grid, x, y);
	split(cell);
	set(cell, style, point, 1);
}

static void put_wide(struct grid *grid, int x, int y, unsigned style,
		     const uint32_t point[3])
{
	static const uint32_t half[3], space[3] = { ' ' };
	struct cell *cell;

	if (!inside(grid, x, y) || !inside(grid, x + 1, y)) {
		put_one(grid, x, y, style, space);
		put_one(grid, x + 1, y, style, space);
		return;
	}
	cell = cell_of(grid, x, y);
	split(cell);
	split(cell + 1);
	set(cell, style, point, 2);
	set(cell + 1, style, half, 0);
}

void cells_put(struct grid *grid, int x, int y, unsigned style,
	       const struct sign *sign)
{
	assert(sign->width > 0);
	if (sign->warn)
		style = (style & ~0x3fu) | STYLE_WARN;
	if (!sign->spelled[0] && sign->width == 2)
		put_wide(grid, x, y, style, sign->point);
	else if (!sign->spelled[0])
		put_one(grid, x, y, style, sign->point);
	for (int i = 0; sign->spelled[i]; i++) {
		uint32_t point[3] = { (unsigned char)sign->spelled[i] };

		put_one(grid, x + i, y, style, point);
	}
}

void grid_fill(struct grid *grid, struct area area, unsigned style)
{
	static const uint32_t space[3] = { ' ' };

	area = cells_clip(grid, area);
	for (int y = area.y; y < area.y + area.height; y++)
		for (int x = area.x; x < area.x + area.width; x++)
			put_one(grid, x, y, style, space);
}

void grid_mark(struct grid *grid, struct area area, unsigned bits)
{
	area = cells_clip(grid, area);
	for (int y = area.y; y < area.y + area.height; y++)
		for (int x = area.x; x < area.x + area.width; x++)
			cell_of(grid, x, y)->style |= (uint16_t)bits;
}
