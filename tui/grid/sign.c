/* SPDX-License-Identifier: MIT */
/* sign.c - one character of a text as a sign that cannot lie.
 *
 * Attackers choose much of what an event holds, and JSON's \u001b is an
 * escape character. So nothing is passed on that a terminal would obey, that
 * takes no cell, or that reorders its neighbours: such characters are named
 * instead, in the warning style, so that a text which spells `<U+202E>` in
 * letters can be told from one that holds it. Tab, newline and return are
 * common and harmless once they are marks; they keep the text's own style.
 *
 * A pile of marks on one letter can cover other rows: two are kept, the rest
 * becomes U+FFFD, a few marks at a time so that the look stays bounded. So
 * does a mark with nothing to stand on, or it would join what was put before
 * it. */

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "sign.h"

#define PILE 4 /* marks that become one U+FFFD */

#define REPLACEMENT 0xfffdu
#define PICTURES 0x2400u
#define PICTURE_DEL 0x2421u

static struct sign one_cell(uint32_t point, int width, size_t taken)
{
	return (struct sign){ .point = { point },
			      .width = width,
			      .taken = taken };
}

static struct sign spelled(const char *format, unsigned value, size_t taken)
{
	struct sign sign = { .taken = taken };

	sign.width =
		snprintf(sign.spelled, sizeof(sign.spelled), format, value);
	return sign;
}

static struct sign warning(struct sign sign)
{
	sign.warn = true;
	return sign;
}

static bool is_mark(const char *at, const char *end, size_t *taken,
		    uint32_t *mark)
{
	int32_t point;

	if (at >= end)
		return false;
	*taken = utf8_next(at, end, &point);
	if (point < 0 || point_class(point) != POINT_MARK)
		return false;
	*mark = (uint32_t)point;
	return true;
}

/* Marks beyond what a cell holds, or without a letter. */
static struct sign pile(const char *at, const char *end)
{
	struct sign sign = warning(one_cell(REPLACEMENT, 1, 0));
	uint32_t mark;
	size_t taken;

	for (int i = 0; i < PILE; i++) {
		if (!is_mark(at + sign.taken, end, &taken, &mark))
			break;
		sign.taken += taken;
	}
	return sign;
}

static struct sign with_marks(struct sign sign, const char *at, const char *end)
{
	size_t taken;

	for (int i = 1; i < 3; i++) {
		if (!is_mark(at + sign.taken, end, &taken, &sign.point[i]))
			break;
		sign.taken += taken;
	}
	return sign;
}

static struct sign control(uint32_t point, size_t taken, bool ascii)
{
	struct sign sign;

	if (point >= 0x80)
		return warning(spelled("<%02X>", point, taken));
	if (ascii)
		sign = spelled("^%c", point ^ 0x40, taken);
	else if (point == '\n')
		sign = one_cell(0x21b5, 1, taken); /* ↵ */
	else if (point == '\t')
		sign = one_cell(0x21e5, 1, taken); /* ⇥ */
	else if (point == 0x7f)
		sign = one_cell(PICTURE_DEL, 1, taken);
	else
		sign = one_cell(PICTURES + point, 1, taken);
	sign.warn = point != '\n' && point != '\t' && point != '\r';
	return sign;
}

struct sign sign_next(const char *at, const char *end, bool ascii)
{
	int32_t point;
	size_t taken = utf8_next(at, end, &point);
	enum point_class class;

	assert(at < end);
	if (point < 0)
		return warning(spelled("\\x%02x", (unsigned char)*at, taken));
	class = point_class(point);
	if (class == POINT_CONTROL)
		return control((uint32_t)point, taken, ascii);
	if (class == POINT_HIDDEN)
		return warning(spelled("<U+%04X>", (unsigned)point, taken));
	if (ascii && point >= 0x80)
		return spelled("<U+%04X>", (unsigned)point, taken);
	if (class == POINT_MARK)
		return pile(at, end);
	if (ascii)
		return one_cell((uint32_t)point, 1, taken);
	return with_marks(one_cell((uint32_t)point, point_width(point), taken),
			  at, end);
}
