/* SPDX-License-Identifier: MIT */
/* put.c - texts into cells, cut to the cells there are.
 *
 * Costs depend on the cells asked for, never on the text: a user agent may
 * have 10 MB, and it is drawn at every key. A text is walked for at most
 * LOOK bytes, and what is not reached counts as not fitting. Its tail is
 * found from the end, not by walking to it. */

#include "cells.h"

#include <assert.h>

/* Bytes that may be looked at for so many cells. */
#define LOOK(cells) ((size_t)(cells)*4 + 64 - SIGN_LOOK)

#define FAR_LEFT 4096 /* nothing that begins there is seen */

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

/* The signs from `at` that fit in `cells`. */
static struct span span_fit(const char *at, const char *end, int cells,
			    bool ascii)
{
	struct span span = nothing(at);

	assert(cells >= 0);
	while (span.end < end && (size_t)(span.end - at) < LOOK(cells)) {
		struct sign sign = sign_next(span.end, end, ascii);

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
		struct sign sign = sign_next(span.at, span.end, grid->ascii);

		cells_put(grid, x, y, style, &sign);
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

int grid_put(struct grid *grid, int x, int y, int width, unsigned style,
	     struct str s)
{
	const char *end = s.at + s.len;
	struct span span;
	int taken;

	width = room_at(grid, x, width);
	if (width == 0 || s.len == 0)
		return 0;
	span = span_whole(s, width, grid->ascii);
	if (span.whole)
		return draw(grid, x, y, style, span);
	span = span_fit(s.at, end, width - 1, grid->ascii);
	taken = draw(grid, x, y, style, span);
	return taken + draw_ellipsis(grid, x + taken, y, style);
}

int grid_put_middle(struct grid *grid, int x, int y, int width, unsigned style,
		    struct str s)
{
	const char *end = s.at + s.len;
	struct span head, tail;
	int taken;

	width = room_at(grid, x, width);
	if (width == 0 || s.len == 0)
		return 0;
	head = span_whole(s, width, grid->ascii);
	if (head.whole)
		return draw(grid, x, y, style, head);
	tail = span_tail(s.at, end, (width + 1) / 3, grid->ascii);
	head = span_fit(s.at, tail.at, width - 1 - tail.cells, grid->ascii);
	taken = draw(grid, x, y, style, head);
	if (head.end < tail.at)
		taken += draw_ellipsis(grid, x + taken, y, style);
	return taken + draw(grid, x + taken, y, style, tail);
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
