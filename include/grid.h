/* SPDX-License-Identifier: MIT */
/* grid.h - a screen as cells, drawn without any terminal, and the one place
 * where text becomes cells.
 *
 * Every put function cleans what it is given: control characters become
 * visible marks, bidi and zero-width characters `<U+202E>` in the warning
 * style, bytes that are not UTF-8 inverse hex, combining marks are capped,
 * wide characters never halved. So a view may put any bytes from data, and
 * nothing can reach the terminal but what a cell can hold.
 *
 * Putting outside the grid is fine and draws nothing. Costs: at most width
 * * 4 + 64 bytes of a text are looked at. */
#ifndef GRID_H
#define GRID_H

#include "base.h"

/* What a cell is for; term/ and the ANSI dump turn it into colours (256, 16,
 * none). The comment is the 256-colour value. */
#define GRID_STYLES(_)                                                         \
	_(TEXT)     /* 251 */                                                  \
	_(LABEL)    /* 244: column heads, hints */                             \
	_(RULE)     /* 239: lines between panes */                             \
	_(ACCENT)   /* 117: focused or can be pressed */                       \
	_(TITLE)    /* 251 bold: a pane's name */                              \
	_(TITLE_ON) /* 117 bold: the focused pane's name */                    \
	_(READ)     /* 246: rows that only read */                             \
	_(WRITE)    /* 255: rows that change something */                      \
	_(DENIED)   /* 210 */                                                  \
	_(FAILED)   /* 244: failed otherwise */                                \
	_(NOTABLE)  /* 215 bold */                                             \
	_(COUNT)    /* 180: numbers */                                         \
	_(KEY)      /* 110: keys of JSON */                                    \
	_(STRING)   /* 150 */                                                  \
	_(NUMBER)   /* 180 */                                                  \
	_(BAR)      /* 67: histogram */                                        \
	_(BAR_BAD)  /* 167: its denied part */                                 \
	_(BAR_FOOT) /* 167 on 67: a bar with some of it at its foot */         \
	_(STATUS)   /* 252 on 236: the title line */                           \
	_(NAME)     /* 117 bold on 236: the program's name there */            \
	_(CHIP)     /* 255 bold on 24: only */                                 \
	_(CHIP_NOT) /* 255 bold on 88: without */                              \
	_(CHIP_OFF) /* 244 on 236 */                                           \
	_(HIT)      /* 16 on 180: what a search found */                       \
	_(WARN)     /* 16 on 208: hidden characters, marks of damage */        \
	_(DIM)      /* 240: what the filter leaves out */
#define STYLE_ENUM(name) STYLE_##name,
enum style { GRID_STYLES(STYLE_ENUM) STYLES };

/* Added to a style. */
#define STYLE_SELECTED 0x40u /* the selected row: background, keeps colour */
#define STYLE_CELL 0x80u     /* the cell under the cursor: accent block */
#define STYLE_UNDER 0x100u   /* underlined */
#define STYLE_BASE(style) ((style)&0x3fu)

struct cell {
	uint32_t point[3]; /* base and at most two marks; point[0] 0: the
			      right half of the wide character before */
	uint16_t style;
	uint8_t width; /* 1, 2, or 0 for a right half */
};

struct grid {
	struct cell *cell; /* row by row */
	int width, height;
	int cursor_x, cursor_y; /* where the hardware cursor rests: braille
				   and speech follow it, hidden or not */
	bool cursor_shown;      /* someone is typing there */
	bool ascii;             /* put only ASCII: marks have ASCII forms */
	size_t room;
};

struct area { /* a rectangle of the grid */
	int x, y, width, height;
};

void grid_resize(struct grid *grid, int width, int height); /* and clears */
void grid_release(struct grid *grid);
void grid_clear(struct grid *grid); /* blank, cursor at 0,0 and hidden */
/* A blank for what lies outside. */
const struct cell *grid_at(const struct grid *grid, int x, int y);

/* Puts `s` at x, y in at most `width` cells and returns the cells taken. A
 * text that is longer is cut at its end with `…` (ASCII `~`). */
int grid_put(struct grid *grid, int x, int y, int width, unsigned style,
	     struct str s);
/* The same, cut in the middle: the end of an id tells two apart. */
int grid_put_middle(struct grid *grid, int x, int y, int width, unsigned style,
		    struct str s);
/* Right-aligned within `width`; cut at its start. */
int grid_put_right(struct grid *grid, int x, int y, int width, unsigned style,
		   struct str s);
/* The program's own words (printf), never for text from data: in an ASCII
 * grid the glyphs below become their ASCII forms. */
int grid_say(struct grid *grid, int x, int y, int width, unsigned style,
	     const char *format, ...) PRINTF_LIKE(6, 7);
/* Appends the program's own words as grid_say puts them. */
void grid_spell(const struct grid *grid, const char *words, struct buf *out);
/* Cells that `s` would take, looking at no more than `most` cells. */
int grid_measure(const struct grid *grid, struct str s, int most);
/* The bytes of `s` that fit in `width` cells, at least one character; for
 * wrapping. */
size_t grid_fit(const struct grid *grid, struct str s, int width);

/* Marks with an ASCII form each. */
enum glyph {
	GLYPH_BULLET,   /* ● * */
	GLYPH_DOT,      /* · . */
	GLYPH_BANG,     /* ! ! */
	GLYPH_RING,     /* ◦ o */
	GLYPH_CIRCLE,   /* ○ o: off */
	GLYPH_HIDDEN,   /* ¿ ? */
	GLYPH_ELLIPSIS, /* … ~ */
	GLYPH_OPEN,     /* ▾ - */
	GLYPH_CLOSED,   /* ▸ + */
	GLYPH_CHECK,    /* ✓ = */
	GLYPH_ENTER,    /* ⏎ RET */
	GLYPH_TAB,      /* ⇥ TAB */
	GLYPH_TIMES,    /* × x */
	GLYPH_ARROW,    /* → > */
	GLYPH_HLINE,    /* ─ - */
	GLYPH_VLINE,    /* │ | */
	GLYPH_TOP_LEFT, /* ╭ + and so on */
	GLYPH_TOP_RIGHT,
	GLYPH_BOTTOM_LEFT,
	GLYPH_BOTTOM_RIGHT,
	GLYPH_COUNT
};
/* The glyph's text in this grid's alphabet; lives forever. */
struct str grid_glyph(const struct grid *grid, enum glyph glyph);
/* A bar `eighths` high (0..8): ▁▂▃▄▅▆▇█, ASCII ` .:+#`. */
struct str grid_bar(const struct grid *grid, int eighths);

void grid_fill(struct grid *grid, struct area area, unsigned style);
/* Adds style bits (STYLE_SELECTED...) to cells already put. */
void grid_mark(struct grid *grid, struct area area, unsigned bits);
void grid_hline(struct grid *grid, int x, int y, int width, unsigned style);
void grid_vline(struct grid *grid, int x, int y, int height, unsigned style);
/* Clears the area and draws a rounded box on its rim, titled. */
void grid_box(struct grid *grid, struct area area, struct str title);

/* Colours, one definition for curses and for dumps. -1: the terminal's. */
enum { INK_BOLD = 1, INK_UNDER = 2, INK_REVERSE = 4, INK_DIM = 8 };
struct ink {
	short fg, bg;     /* 256-colour numbers */
	short fg16, bg16; /* 0..15 */
	uint8_t with;     /* INK_ bits beside colours */
	uint8_t mono;     /* INK_ bits where there is no colour */
};
struct ink grid_ink(unsigned style);

/* What shows of a cell where there are no colours: what is red in a bar is
 * shaded. Else its first point. */
uint32_t cell_plain(const struct cell *cell);
/* Appends the screen as text without colours, one line a row, trailing blanks
 * cut. */
void grid_dump(const struct grid *grid, struct buf *out);
/* The same with SGR colours (256), nothing cut. */
void grid_dump_ansi(const struct grid *grid, struct buf *out);

/* Cleans `s` for a line of output on a terminal, by the same rules. */
void text_clean(struct buf *out, struct str s, bool ascii);

#endif
