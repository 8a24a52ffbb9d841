/* SPDX-License-Identifier: MIT */
/* ink.c - every style as colours, in three alphabets: 256 colours, 16, none.
 * Without colour a style may look like another, because nothing is said by
 * colour alone: denied, notable and hidden have their glyphs. What has no
 * glyph must differ here: the selected row, the cell under the cursor, what
 * a search found, chips, marks of damage. */

#include "grid.h"

#define B INK_BOLD
#define U INK_UNDER
#define R INK_REVERSE
#define D INK_DIM

#define SELECTED_BG 238
#define SELECTED_BG16 4 /* on 8 every dim text would vanish */

static const struct ink inks[STYLES] = {
	/*               fg   bg fg16 bg16 with mono */
	[STYLE_TEXT] = { 251, -1, -1, -1, 0, 0 },
	[STYLE_LABEL] = { 244, -1, 8, -1, 0, D },
	[STYLE_RULE] = { 239, -1, 8, -1, 0, D },
	[STYLE_ACCENT] = { 117, -1, 14, -1, 0, B },
	[STYLE_TITLE] = { 251, -1, -1, -1, B, 0 },
	[STYLE_TITLE_ON] = { 117, -1, 14, -1, B, B | R },
	[STYLE_READ] = { 246, -1, 7, -1, 0, D },
	[STYLE_WRITE] = { 255, -1, 15, -1, 0, 0 },
	[STYLE_DENIED] = { 210, -1, 9, -1, 0, U },
	[STYLE_FAILED] = { 244, -1, 8, -1, 0, D },
	[STYLE_NOTABLE] = { 215, -1, 11, -1, B, B },
	[STYLE_COUNT] = { 180, -1, 3, -1, 0, 0 },
	[STYLE_KEY] = { 110, -1, 6, -1, 0, D },
	[STYLE_STRING] = { 150, -1, 2, -1, 0, 0 },
	[STYLE_NUMBER] = { 180, -1, 3, -1, 0, 0 },
	[STYLE_BAR] = { 67, -1, 4, -1, 0, 0 },
	[STYLE_BAR_BAD] = { 167, -1, 1, -1, 0, B },
	[STYLE_BAR_FOOT] = { 167, 67, 1, 4, 0, B },
	[STYLE_STATUS] = { 252, 236, 0, 7, 0, R },
	[STYLE_NAME] = { 117, 236, 4, 7, B, R | B },
	[STYLE_CHIP] = { 255, 24, 15, 4, B, R },
	[STYLE_CHIP_NOT] = { 255, 88, 15, 1, B, R | U },
	[STYLE_CHIP_OFF] = { 244, 236, 7, 0, 0, D | U },
	[STYLE_HIT] = { 16, 180, 0, 3, 0, R },
	[STYLE_WARN] = { 16, 208, 0, 5, 0, R | B },
	[STYLE_DIM] = { 240, -1, 8, -1, 0, D },
};

static const struct ink cell_ink = { 16, 117, 0, 14, 0, R | B | U };

static bool is_filled(unsigned base)
{
	return inks[base].bg >= 0;
}

/* A row keeps its colours; what already stands on a ground keeps that too,
 * so that a hit is seen in the selected row. */
static void select_ink(struct ink *ink, unsigned base)
{
	ink->mono = (uint8_t)((ink->mono & ~D) | R);
	if (is_filled(base)) {
		ink->mono = R | U;
		return;
	}
	ink->bg = SELECTED_BG;
	ink->bg16 = SELECTED_BG16;
	if (ink->fg16 == 8 || ink->fg16 == SELECTED_BG16)
		ink->fg16 = 7;
}

struct ink grid_ink(unsigned style)
{
	unsigned base = STYLE_BASE(style);
	struct ink ink;

	if (base >= STYLES)
		base = STYLE_TEXT;
	ink = inks[base];
	if (style & STYLE_SELECTED)
		select_ink(&ink, base);
	if (style & STYLE_CELL)
		ink = cell_ink;
	if (style & STYLE_UNDER) {
		ink.with |= U;
		ink.mono |= U;
	}
	return ink;
}
