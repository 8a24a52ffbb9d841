/* SPDX-License-Identifier: MIT */
/* screen.h - grids for tests: made in one line, compared as text. */
#ifndef SCREEN_H
#define SCREEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "grid.h"

static inline struct grid screen(int width, int height)
{
	struct grid grid = { 0 };

	grid_resize(&grid, width, height);
	return grid;
}

static inline struct grid ascii_screen(int width, int height)
{
	struct grid grid = screen(width, height);

	grid.ascii = true;
	return grid;
}

/* The dump is `want`; the grid goes. */
static inline void assert_screen(struct grid *grid, const char *want)
{
	struct buf dump = { 0 };

	grid_dump(grid, &dump);
	assert_string_equal(dump.at, want);
	buf_release(&dump);
	grid_release(grid);
}

static inline unsigned style_at(const struct grid *grid, int x, int y)
{
	return grid_at(grid, x, y)->style;
}

#endif
