/* SPDX-License-Identifier: MIT */
/* vt.h - as much of a terminal as a drawn screen needs, to see what its bytes
 * would show. Anything else in them fails the test. */
#ifndef VT_H
#define VT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <cmocka.h>

#include "base.h"

#define VT_WIDTH 60
#define VT_HEIGHT 12

struct vt_pen {
	int fg, bg; /* -1: default */
	bool bold, under, reverse;
};

struct vt_cell {
	uint32_t point[3]; /* point[0] 0: right half */
	struct vt_pen pen;
};

struct vt {
	struct vt_cell cell[VT_HEIGHT][VT_WIDTH];
	struct vt_pen pen;
	int x, y;
	int top, bottom; /* of what scrolls; bottom 0: all */
	int kept_x, kept_y;
	struct vt_pen kept_pen;
	bool cursor_shown;
};

static inline void vt_erase(struct vt *vt, int from, int end, int y)
{
	for (int x = from; x < end && x < VT_WIDTH; x++)
		vt->cell[y][x] = (struct vt_cell){ { ' ' }, vt->pen };
}

/* Rows from..end move up by n (down below 0), blank ones come in. */
static inline void vt_scroll(struct vt *vt, int from, int end, int n)
{
	int size = end - from, gap = n < 0 ? -n : n;

	if (gap > size)
		gap = size;
	if (n > 0)
		memmove(vt->cell[from], vt->cell[from + gap],
			sizeof(vt->cell[0]) * (size_t)(size - gap));
	else
		memmove(vt->cell[from + gap], vt->cell[from],
			sizeof(vt->cell[0]) * (size_t)(size - gap));
	for (int y = 0; y < gap; y++)
		vt_erase(vt, 0, VT_WIDTH, n > 0 ? end - gap + y : from + y);
}

static inline int vt_end(const struct vt *vt)
{
	return vt->bottom ? vt->bottom : VT_HEIGHT;
}

static inline void vt_colour(struct vt_pen *pen, const int *code, int n, int *i)
{
	int c = code[*i];

	if (c == 38 || c == 48) {
		assert_true(*i + 2 < n && code[*i + 1] == 5);
		*(c == 38 ? &pen->fg : &pen->bg) = code[*i + 2];
		*i += 2;
	} else if (c == 39 || c == 49) {
		*(c == 39 ? &pen->fg : &pen->bg) = -1;
	} else {
		fail_msg("colour %d", c);
	}
}

static inline void vt_sgr(struct vt_pen *pen, const int *code, int n)
{
	for (int i = 0; i < n; i++) {
		switch (code[i]) {
		case 0:
			*pen = (struct vt_pen){ .fg = -1, .bg = -1 };
			break;
		case 1:
			pen->bold = true;
			break;
		case 4:
			pen->under = true;
			break;
		case 7:
			pen->reverse = true;
			break;
		default:
			vt_colour(pen, code, n, &i);
		}
	}
}

static inline void vt_move(struct vt *vt, int x, int y)
{
	assert_in_range(x, 0, VT_WIDTH); /* past the last: about to wrap */
	assert_in_range(y, 0, VT_HEIGHT - 1);
	vt->x = x < VT_WIDTH ? x : VT_WIDTH - 1;
	vt->y = y;
}

static inline void vt_control(struct vt *vt, char final, const int *code, int n)
{
	int first = code[0] ? code[0] : 1, second = n > 1 ? code[1] : 1;

	switch (final) {
	case 'm':
		vt_sgr(&vt->pen, code, n);
		break;
	case 'H':
		vt_move(vt, second - 1, first - 1);
		break;
	case 'd':
		vt_move(vt, vt->x, first - 1);
		break;
	case 'G':
		vt_move(vt, first - 1, vt->y);
		break;
	case 'A':
	case 'B':
		vt_move(vt, vt->x, vt->y + (final == 'A' ? -first : first));
		break;
	case 'C':
	case 'D':
		vt_move(vt, vt->x + (final == 'D' ? -first : first), vt->y);
		break;
	case '@': /* how the last cell of all is reached without scrolling */
		assert_int_equal(first, 1);
		memmove(&vt->cell[vt->y][vt->x + 1], &vt->cell[vt->y][vt->x],
			sizeof(vt->cell[0][0]) *
				(size_t)(VT_WIDTH - vt->x - 1));
		vt_erase(vt, vt->x, vt->x + 1, vt->y);
		break;
	case 'X':
		vt_erase(vt, vt->x, vt->x + first, vt->y);
		break;
	case 'K':
		assert_in_range(code[0], 0, 1);
		vt_erase(vt, code[0] ? 0 : vt->x,
			 code[0] ? vt->x + 1 : VT_WIDTH, vt->y);
		break;
	case 'J':
		vt_erase(vt, code[0] ? 0 : vt->x, VT_WIDTH, vt->y);
		for (int y = code[0] ? 0 : vt->y + 1; y < VT_HEIGHT; y++)
			vt_erase(vt, 0, VT_WIDTH, y);
		break;
	case 'r':
		vt->top = first - 1;
		vt->bottom = n > 1 ? code[1] : 0;
		vt_move(vt, 0, 0);
		break;
	case 'M':
	case 'L':
		vt_scroll(vt, vt->y, vt_end(vt), final == 'M' ? first : -first);
		break;
	case 'S':
	case 'T':
		vt_scroll(vt, vt->top, vt_end(vt),
			  final == 'S' ? first : -first);
		break;
	default:
		fail_msg("sequence %c", final);
	}
}

static inline void vt_print(struct vt *vt, int32_t point)
{
	int width = wcwidth((wchar_t)point);
	struct vt_cell *cell = &vt->cell[vt->y][vt->x];

	assert_true(point >= ' ' && width >= 0);
	if (width == 0) {
		assert_true(vt->x > 0);
		while ((--cell)->point[0] == 0)
			;
		cell->point[cell->point[1] ? 2 : 1] = (uint32_t)point;
		return;
	}
	assert_true(vt->x + width <= VT_WIDTH);
	cell[0] = (struct vt_cell){ { (uint32_t)point }, vt->pen };
	if (width == 2)
		cell[1] = (struct vt_cell){ { 0 }, vt->pen };
	vt->x += width;
}

static inline size_t vt_escape(struct vt *vt, char what)
{
	if (what == 'M' && vt->y == vt->top) {
		vt_scroll(vt, vt->top, vt_end(vt), -1);
	} else if (what == 'M') {
		vt_move(vt, vt->x, vt->y - 1);
	} else if (what == '7') {
		vt->kept_x = vt->x;
		vt->kept_y = vt->y;
		vt->kept_pen = vt->pen;
	} else {
		assert_int_equal(what, '8');
		vt_move(vt, vt->kept_x, vt->kept_y);
		vt->pen = vt->kept_pen;
	}
	return 2;
}

/* Returns the bytes taken. */
static inline size_t vt_sequence(struct vt *vt, struct str s)
{
	bool private = str_starts(s, STR("\033[?"));
	int code[16] = { 0 }, n = 0;
	size_t i = private ? 3 : 2;

	if (s.at[1] != '[')
		return vt_escape(vt, s.at[1]);
	for (; (s.at[i] >= '0' && s.at[i] <= '9') || s.at[i] == ';'; i++) {
		if (s.at[i] == ';')
			n++;
		else
			code[n] = code[n] * 10 + s.at[i] - '0';
		assert_true(n < 15);
	}
	if (s.at[i] == 'h' || s.at[i] == 'l') {
		if (private && code[n] == 25)
			vt->cursor_shown = s.at[i] == 'h';
	} else {
		vt_control(vt, s.at[i], code, n + 1);
	}
	return i + 1;
}

static inline void vt_feed(struct vt *vt, struct str s)
{
	int32_t point;
	size_t taken;

	for (; s.len; s = str_slice(s, taken, s.len)) {
		taken = 1;
		if (s.at[0] == '\033')
			taken = vt_sequence(vt, s);
		else if (s.at[0] == '\r')
			vt->x = 0;
		else if (s.at[0] == '\b')
			vt_move(vt, vt->x - 1, vt->y);
		else if (s.at[0] == '\n' && vt->y == vt_end(vt) - 1)
			vt_scroll(vt, vt->top, vt_end(vt), 1);
		else if (s.at[0] == '\n')
			vt_move(vt, vt->x, vt->y + 1);
		else {
			taken = utf8_next(s.at, s.at + s.len, &point);
			vt_print(vt, point);
		}
	}
}

#endif
