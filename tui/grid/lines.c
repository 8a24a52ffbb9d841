/* SPDX-License-Identifier: MIT */
/* lines.c - the program's own words, rules and boxes. Unlike data, these may
 * use the glyphs freely: where the grid is ASCII they are put in their ASCII
 * form. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cells.h"

#define SAY_MOST 1024 /* bytes; a longer saying is cut */

/* The glyph that `s` begins with, or GLYPH_COUNT. */
static enum glyph glyph_at(struct str s)
{
	static const struct grid utf8;
	enum glyph glyph = 0;

	while (glyph < GLYPH_COUNT && !str_starts(s, grid_glyph(&utf8, glyph)))
		glyph++;
	return glyph;
}

/* The text with every glyph in its ASCII form, which is never longer. */
static size_t to_ascii(char *text)
{
	static const struct grid utf8, ascii = { .ascii = true };
	struct str s = str_of(text);
	size_t len = 0;

	while (s.len) {
		enum glyph glyph = glyph_at(s);
		size_t taken = 1;

		if (glyph == GLYPH_COUNT) {
			text[len++] = *s.at;
		} else {
			struct str form = grid_glyph(&ascii, glyph);

			taken = grid_glyph(&utf8, glyph).len;
			memmove(text + len, form.at, form.len);
			len += form.len;
		}
		s = str_slice(s, taken, s.len);
	}
	return len;
}

int grid_say(struct grid *grid, int x, int y, int width, unsigned style,
	     const char *format, ...)
{
	char text[SAY_MOST];
	va_list args;
	struct str s;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	s = str_of(text);
	if (grid->ascii)
		s.len = to_ascii(text);
	return grid_put(grid, x, y, width, style, s);
}

void grid_hline(struct grid *grid, int x, int y, int width, unsigned style)
{
	struct str line = grid_glyph(grid, GLYPH_HLINE);
	struct area area = { x, y, width, 1 };

	area = cells_clip(grid, area);
	if (area.height == 0)
		return;
	for (int i = 0; i < area.width; i++)
		grid_put(grid, area.x + i, y, 1, style, line);
}

void grid_vline(struct grid *grid, int x, int y, int height, unsigned style)
{
	struct str line = grid_glyph(grid, GLYPH_VLINE);
	struct area area = { x, y, 1, height };

	area = cells_clip(grid, area);
	if (area.width == 0)
		return;
	for (int i = 0; i < area.height; i++)
		grid_put(grid, x, area.y + i, 1, style, line);
}

static void put_glyph(struct grid *grid, int x, int y, enum glyph glyph)
{
	grid_put(grid, x, y, 1, STYLE_RULE, grid_glyph(grid, glyph));
}

void grid_box(struct grid *grid, struct area area, struct str title)
{
	int right = area.x + area.width - 1;
	int bottom = area.y + area.height - 1;
	int taken;

	grid_fill(grid, area, STYLE_TEXT);
	if (area.width < 2 || area.height < 2)
		return;
	grid_hline(grid, area.x, area.y, area.width, STYLE_RULE);
	grid_hline(grid, area.x, bottom, area.width, STYLE_RULE);
	grid_vline(grid, area.x, area.y, area.height, STYLE_RULE);
	grid_vline(grid, right, area.y, area.height, STYLE_RULE);
	put_glyph(grid, area.x, area.y, GLYPH_TOP_LEFT);
	put_glyph(grid, right, area.y, GLYPH_TOP_RIGHT);
	put_glyph(grid, area.x, bottom, GLYPH_BOTTOM_LEFT);
	put_glyph(grid, right, bottom, GLYPH_BOTTOM_RIGHT);
	if (title.len == 0 || area.width < 7)
		return;
	taken = grid_put(grid, area.x + 3, area.y, area.width - 6,
			 STYLE_TITLE_ON, title);
	grid_put(grid, area.x + 2, area.y, 1, STYLE_RULE, STR(" "));
	grid_put(grid, area.x + 3 + taken, area.y, 1, STYLE_RULE, STR(" "));
}
