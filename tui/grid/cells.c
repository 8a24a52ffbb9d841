/* SPDX-License-Identifier: MIT */
/* cells.c - the grid itself, and how texts, rules and boxes get into it.
 * Whatever is done to it, a cell of width 2 is followed by its right half, and
 * a right half follows such a cell: term/ and the dumps rely on it.
 *
 * What a text costs depends on the cells asked for, never on the text: a user
 * agent may have 10 MB, and it is drawn at every key. A text is walked for at
 * most LOOK bytes, and what is not reached counts as not fitting. Its tail is
 * found from the end, not by walking to it.
 *
 * The program's own words, unlike data, may use the glyphs freely: where the
 * grid is ASCII they are put in their ASCII form. */

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grid.h"
#include "sign.h"

#define SIDE_MOST 4096 /* no terminal is larger; keeps products small */
#define FAR_LEFT 4096  /* nothing that begins there is seen */
#define SAY_MOST 1024  /* bytes; a longer saying is cut */

/* Bytes that may be looked at for so many cells. */
#define LOOK(cells) ((size_t)(cells)*4 + 64 - SIGN_LOOK)

static const uint32_t space[3] = { ' ' };
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

/* The part of `area` that lies in the grid. */
static struct area clip(const struct grid *grid, struct area area)
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
	static const uint32_t half[3];
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

/* Puts the sign's cells at x, y; what lies outside the grid is left out. A
 * wide character of which only half would be inside becomes a blank, and so
 * does one that was there and is covered by half. */
static void put_sign(struct grid *grid, int x, int y, unsigned style,
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
	area = clip(grid, area);
	for (int y = area.y; y < area.y + area.height; y++)
		for (int x = area.x; x < area.x + area.width; x++)
			put_one(grid, x, y, style, space);
}

void grid_mark(struct grid *grid, struct area area, unsigned bits)
{
	area = clip(grid, area);
	for (int y = area.y; y < area.y + area.height; y++)
		for (int x = area.x; x < area.x + area.width; x++)
			cell_of(grid, x, y)->style |= (uint16_t)bits;
}

/* ---- texts ---- */

/* A stretch of a text: whole signs, and the cells they take. */
struct span {
	const char *at, *end;
	int cells;
	bool whole; /* reached the end of the text */
};

static struct span nothing(const char *at)
{
	return (struct span){ .at = at, .end = at };
}

/* True for a printable character of ASCII that no mark can follow, as nearly
 * all are: it is its own sign. */
static bool is_plain(const char *at, const char *end)
{
	return *at >= ' ' && *at <= '~' &&
	       (end - at == 1 || (unsigned char)at[1] < 0x80);
}

/* The signs from `at` that fit in `cells`. */
static struct span span_fit(const char *at, const char *end, int cells,
			    bool ascii)
{
	struct span span = nothing(at);

	assert(cells >= 0);
	while (span.end < end && (size_t)(span.end - at) < LOOK(cells)) {
		struct sign sign;

		if (is_plain(span.end, end) && span.cells < cells) {
			span.cells++;
			span.end++;
			continue;
		}
		sign = sign_next(span.end, end, ascii);
		if (span.cells + sign.width > cells)
			break;
		span.cells += sign.width;
		span.end += sign.taken;
	}
	span.whole = span.end == end;
	return span;
}

/* The beginning of a character, at most three bytes on, and not a mark:
 * that would lose its letter. */
static const char *letter(const char *at, const char *end)
{
	int32_t point;
	size_t taken;

	for (int i = 0; i < 3 && at < end && (*at & 0xc0) == 0x80; i++)
		at++;
	while (at < end) {
		taken = utf8_next(at, end, &point);
		if (point < 0 || point_class(point) != POINT_MARK)
			break;
		at += taken;
	}
	return at;
}

/* The last signs of the text that fit in `cells`. */
static struct span span_tail(const char *at, const char *end, int cells,
			     bool ascii)
{
	size_t look = (size_t)cells * 4;
	struct span span;
	struct sign sign;

	if ((size_t)(end - at) > look)
		at = letter(end - look, end);
	span = (struct span){ at, at, 0, true };
	while (span.end < end) {
		sign = sign_next(span.end, end, ascii);
		span.cells += sign.width;
		span.end += sign.taken;
		while (span.cells > cells) {
			sign = sign_next(span.at, end, ascii);
			span.cells -= sign.width;
			span.at += sign.taken;
		}
	}
	return span;
}

/* The whole text as a span when it fits in `cells`; else not `whole`. */
static struct span span_whole(struct str s, int cells, bool ascii)
{
	if (s.len > LOOK(cells) + SIGN_LOOK)
		return nothing(s.at);
	return span_fit(s.at, s.at + s.len, cells, ascii);
}

static int draw(struct grid *grid, int x, int y, unsigned style,
		struct span span)
{
	int from = x;

	while (span.at < span.end) {
		uint32_t point[3] = { (unsigned char)*span.at };
		struct sign sign;

		if (is_plain(span.at, span.end)) {
			put_one(grid, x++, y, style, point);
			span.at++;
			continue;
		}
		sign = sign_next(span.at, span.end, grid->ascii);
		put_sign(grid, x, y, style, &sign);
		span.at += sign.taken;
		x += sign.width;
	}
	return x - from;
}

static int draw_ellipsis(struct grid *grid, int x, int y, unsigned style)
{
	struct str s = grid_glyph(grid, GLYPH_ELLIPSIS);

	return draw(grid, x, y, style,
		    (struct span){ s.at, s.at + s.len, 1, true });
}

/* The cells there are for `width` cells at `x`. */
static int room_at(const struct grid *grid, int x, int width)
{
	if (width <= 0 || x >= grid->width || x < -FAR_LEFT)
		return 0;
	return width < grid->width - x ? width : grid->width - x;
}

/* At x in `width` cells: the whole text, or its beginning, an ellipsis and,
 * where it is cut in its middle, its end. */
static int put_cut(struct grid *grid, int x, int y, int width, unsigned style,
		   struct str s, bool middle)
{
	struct span head, tail;
	int taken;

	width = room_at(grid, x, width);
	if (width == 0 || s.len == 0)
		return 0;
	head = span_whole(s, width, grid->ascii);
	if (head.whole)
		return draw(grid, x, y, style, head);
	tail = span_tail(s.at, s.at + s.len, middle ? (width + 1) / 3 : 0,
			 grid->ascii);
	head = span_fit(s.at, tail.at, width - 1 - tail.cells, grid->ascii);
	taken = draw(grid, x, y, style, head);
	if (head.end < tail.at)
		taken += draw_ellipsis(grid, x + taken, y, style);
	return taken + draw(grid, x + taken, y, style, tail);
}

int grid_put(struct grid *grid, int x, int y, int width, unsigned style,
	     struct str s)
{
	return put_cut(grid, x, y, width, style, s, false);
}

int grid_put_middle(struct grid *grid, int x, int y, int width, unsigned style,
		    struct str s)
{
	return put_cut(grid, x, y, width, style, s, true);
}

int grid_put_right(struct grid *grid, int x, int y, int width, unsigned style,
		   struct str s)
{
	const char *end = s.at + s.len;
	struct span span;

	width = room_at(grid, x, width);
	if (width == 0 || s.len == 0)
		return 0;
	span = span_whole(s, width, grid->ascii);
	if (span.whole)
		return draw(grid, x + width - span.cells, y, style, span);
	span = span_tail(s.at, end, width - 1, grid->ascii);
	x += width - 1 - span.cells;
	draw_ellipsis(grid, x, y, style);
	return 1 + draw(grid, x + 1, y, style, span);
}

int grid_measure(const struct grid *grid, struct str s, int most)
{
	struct span span;

	if (most <= 0 || s.len == 0)
		return 0;
	span = span_whole(s, most, grid->ascii);
	return span.whole ? span.cells : most;
}

size_t grid_fit(const struct grid *grid, struct str s, int width)
{
	const char *end = s.at + s.len;
	struct span span;

	if (s.len == 0)
		return 0;
	span = span_fit(s.at, end, width > 0 ? width : 0, grid->ascii);
	if (span.end == span.at)
		return sign_next(s.at, end, grid->ascii).taken;
	return (size_t)(span.end - span.at);
}

/* ---- the program's own words, rules and boxes ---- */

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

void grid_spell(const struct grid *grid, const char *words, struct buf *out)
{
	size_t from = out->len;

	buf_add(out, str_of(words));
	if (!grid->ascii || out->len == from)
		return;
	out->len = from + to_ascii(out->at + from);
	out->at[out->len] = 0;
}

static void put_rule(struct grid *grid, struct area area, unsigned style,
		     enum glyph glyph)
{
	struct str line = grid_glyph(grid, glyph);
	struct sign sign = sign_next(line.at, line.at + line.len, grid->ascii);

	assert(sign.width == 1 && sign.taken == line.len);
	area = clip(grid, area);
	for (int y = area.y; y < area.y + area.height; y++)
		for (int x = area.x; x < area.x + area.width; x++)
			put_sign(grid, x, y, style, &sign);
}

void grid_hline(struct grid *grid, int x, int y, int width, unsigned style)
{
	put_rule(grid, (struct area){ x, y, width, 1 }, style, GLYPH_HLINE);
}

void grid_vline(struct grid *grid, int x, int y, int height, unsigned style)
{
	put_rule(grid, (struct area){ x, y, 1, height }, style, GLYPH_VLINE);
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
