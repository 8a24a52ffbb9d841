/* SPDX-License-Identifier: MIT */
/* glyph.c - the program's own marks in both alphabets. Each is one cell,
 * except the Enter and Tab keys, which ASCII has to spell. */

#include "grid.h"

#include <assert.h>

struct forms {
	struct str utf8, ascii;
};

static const struct forms glyphs[GLYPH_COUNT] = {
	[GLYPH_BULLET] = { STR("●"), STR("*") },
	[GLYPH_DOT] = { STR("·"), STR(".") },
	[GLYPH_BANG] = { STR("!"), STR("!") },
	[GLYPH_RING] = { STR("◦"), STR("o") },
	[GLYPH_CIRCLE] = { STR("○"), STR("o") },
	[GLYPH_HIDDEN] = { STR("¿"), STR("?") },
	[GLYPH_ELLIPSIS] = { STR("…"), STR("~") },
	[GLYPH_OPEN] = { STR("▾"), STR("-") },
	[GLYPH_CLOSED] = { STR("▸"), STR("+") },
	[GLYPH_CHECK] = { STR("✓"), STR("=") },
	[GLYPH_ENTER] = { STR("⏎"), STR("RET") },
	[GLYPH_TAB] = { STR("⇥"), STR("TAB") },
	[GLYPH_TIMES] = { STR("×"), STR("x") },
	[GLYPH_ARROW] = { STR("→"), STR(">") },
	[GLYPH_HLINE] = { STR("─"), STR("-") },
	[GLYPH_VLINE] = { STR("│"), STR("|") },
	[GLYPH_TOP_LEFT] = { STR("╭"), STR("+") },
	[GLYPH_TOP_RIGHT] = { STR("╮"), STR("+") },
	[GLYPH_BOTTOM_LEFT] = { STR("╰"), STR("+") },
	[GLYPH_BOTTOM_RIGHT] = { STR("╯"), STR("+") },
};

static const struct forms bars[9] = {
	{ STR(" "), STR(" ") }, { STR("▁"), STR(".") }, { STR("▂"), STR(".") },
	{ STR("▃"), STR(":") }, { STR("▄"), STR(":") }, { STR("▅"), STR("+") },
	{ STR("▆"), STR("+") }, { STR("▇"), STR("#") }, { STR("█"), STR("#") },
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
