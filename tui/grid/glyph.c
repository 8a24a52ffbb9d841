/* SPDX-License-Identifier: MIT */
/* glyph.c - the program's own marks in both alphabets. Each is one cell,
 * except the Enter key, which ASCII has to spell. */

#include "grid.h"

#include <assert.h>

struct forms {
	struct str utf8, ascii;
};

#define FORMS(utf8, ascii)                                                     \
	{                                                                      \
		STR_INIT(utf8), STR_INIT(ascii)                                \
	}
#define STR_INIT(text)                                                         \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}

static const struct forms glyphs[GLYPH_COUNT] = {
	[GLYPH_BULLET] = FORMS("●", "*"),
	[GLYPH_DOT] = FORMS("·", "."),
	[GLYPH_BANG] = FORMS("!", "!"),
	[GLYPH_RING] = FORMS("◦", "o"),
	[GLYPH_HIDDEN] = FORMS("¿", "?"),
	[GLYPH_ELLIPSIS] = FORMS("…", "~"),
	[GLYPH_OPEN] = FORMS("▾", "-"),
	[GLYPH_CLOSED] = FORMS("▸", "+"),
	[GLYPH_CHECK] = FORMS("✓", "="),
	[GLYPH_ENTER] = FORMS("⏎", "RET"),
	[GLYPH_TIMES] = FORMS("×", "x"),
	[GLYPH_ARROW] = FORMS("→", ">"),
	[GLYPH_HLINE] = FORMS("─", "-"),
	[GLYPH_VLINE] = FORMS("│", "|"),
	[GLYPH_TOP_LEFT] = FORMS("╭", "+"),
	[GLYPH_TOP_RIGHT] = FORMS("╮", "+"),
	[GLYPH_BOTTOM_LEFT] = FORMS("╰", "+"),
	[GLYPH_BOTTOM_RIGHT] = FORMS("╯", "+"),
};

static const struct forms bars[9] = {
	FORMS(" ", " "), FORMS("▁", "."), FORMS("▂", "."),
	FORMS("▃", ":"), FORMS("▄", ":"), FORMS("▅", "|"),
	FORMS("▆", "|"), FORMS("▇", "#"), FORMS("█", "#"),
};

static const struct forms side_bars[9] = {
	FORMS(" ", " "), FORMS("▏", "-"), FORMS("▎", "-"),
	FORMS("▍", "-"), FORMS("▌", "-"), FORMS("▋", "#"),
	FORMS("▊", "#"), FORMS("▉", "#"), FORMS("█", "#"),
};

static struct str form(const struct grid *grid, const struct forms *forms)
{
	return grid->ascii ? forms->ascii : forms->utf8;
}

static size_t eighth(int eighths)
{
	return eighths < 0 ? 0 : eighths > 8 ? 8 : (size_t)eighths;
}

struct str grid_glyph(const struct grid *grid, enum glyph glyph)
{
	assert(glyph < GLYPH_COUNT);
	return form(grid, &glyphs[glyph]);
}

struct str grid_bar(const struct grid *grid, int eighths)
{
	return form(grid, &bars[eighth(eighths)]);
}

struct str grid_bar_side(const struct grid *grid, int eighths)
{
	return form(grid, &side_bars[eighth(eighths)]);
}
