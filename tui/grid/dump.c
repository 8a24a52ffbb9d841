/* SPDX-License-Identifier: MIT */
/* dump.c - texts and screens as bytes for an output, by the rules of cells: a
 * text cleaned, a screen as text for golden files and `script`, and with
 * colours for pictures. What a cell shows in the warning style stands bare in
 * a text. */

#include "grid.h"
#include "sign.h"

static void points_put(struct buf *out, const uint32_t point[3])
{
	char bytes[4];

	for (int i = 0; i < 3 && point[i]; i++) {
		struct str s = { bytes, utf8_put(bytes, point[i]) };

		buf_add(out, s);
	}
}

void text_clean(struct buf *out, struct str s, bool ascii)
{
	const char *at = s.at, *end = s.at + s.len;

	while (at < end) {
		struct sign sign = sign_next(at, end, ascii);

		if (sign.spelled[0])
			buf_add(out, str_of(sign.spelled));
		else
			points_put(out, sign.point);
		at += sign.taken;
	}
}

static bool is_blank(const struct cell *cell)
{
	return cell->width == 1 && cell->point[0] == ' ';
}

uint32_t cell_plain(const struct cell *cell)
{
	unsigned base = STYLE_BASE(cell->style);

	if ((base == STYLE_BAR_BAD || base == STYLE_BAR_FOOT) &&
	    cell->point[0] >= 0x80)
		return 0x2592; /* medium shade */
	return cell->point[0];
}

void grid_dump(const struct grid *grid, struct buf *out)
{
	for (int y = 0; y < grid->height; y++) {
		int end = grid->width;

		while (end > 0 && is_blank(grid_at(grid, end - 1, y)))
			end--;
		for (int x = 0; x < end; x++) {
			struct cell cell = *grid_at(grid, x, y);

			cell.point[0] = cell_plain(&cell);
			points_put(out, cell.point);
		}
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
