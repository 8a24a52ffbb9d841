/* SPDX-License-Identifier: MIT */
/* dump.c - a screen as text, for golden files and `script`, and with colours
 * for pictures. */

#include "clean.h"

static bool is_blank(const struct cell *cell)
{
	return cell->width == 1 && cell->point[0] == ' ';
}

void grid_dump(const struct grid *grid, struct buf *out)
{
	for (int y = 0; y < grid->height; y++) {
		int end = grid->width;

		while (end > 0 && is_blank(grid_at(grid, end - 1, y)))
			end--;
		for (int x = 0; x < end; x++)
			points_put(out, grid_at(grid, x, y)->point);
		buf_addc(out, '\n');
	}
}

static void put_colours(struct buf *out, unsigned style)
{
	struct ink ink = grid_ink(style);

	buf_add(out, STR("\033[0"));
	if (ink.with & INK_BOLD)
		buf_add(out, STR(";1"));
	if (ink.with & INK_UNDER)
		buf_add(out, STR(";4"));
	if (ink.fg >= 0)
		buf_addf(out, ";38;5;%d", ink.fg);
	if (ink.bg >= 0)
		buf_addf(out, ";48;5;%d", ink.bg);
	buf_addc(out, 'm');
}

void grid_dump_ansi(const struct grid *grid, struct buf *out)
{
	for (int y = 0; y < grid->height; y++) {
		int last = -1;

		for (int x = 0; x < grid->width; x++) {
			const struct cell *cell = grid_at(grid, x, y);

			if (cell->style != last)
				put_colours(out, cell->style);
			last = cell->style;
			points_put(out, cell->point);
		}
		buf_add(out, STR("\033[0m\n"));
	}
}
