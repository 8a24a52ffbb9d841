/* SPDX-License-Identifier: MIT */
/* cut_shape.c - see cut_shape.h. A way to cut keeps a beginning and one other
 * piece; an ellipsis stands for what is left out. */
#include "cut_shape.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

/* ---- letters and words ---- */

static bool is_plain(char c)
{
	return c >= ' ' && c <= '~';
}

static bool parts_words(char c)
{
	return c && strchr("-_/.:@ ,+=", c);
}

/* What begins or ends between `before` and `here`: words are parted by signs,
 * and where CamelCase goes up: `Db|Instance`, `DB|Instance`. */
static uint8_t stops_at(char before, char here, char after)
{
	bool up = isupper((unsigned char)here) &&
		  (islower((unsigned char)before) ||
		   (isupper((unsigned char)before) &&
		    islower((unsigned char)after)));

	if (before == ' ')
		return STOP_WORD;
	if (parts_words(here))
		return parts_words(before) ? 0 : STOP_END;
	if (parts_words(before))
		return STOP_WORD;
	return up ? STOP_WORD | STOP_END : 0;
}

void shape_make(struct shape *shape, struct str text, bool ascii)
{
	const struct grid grid = { .ascii = ascii };
	size_t len = text.len < SHAPE_LOOK ? text.len : SHAPE_LOOK, at = 0;
	unsigned cells = 0;

	*shape = (struct shape){ .text = text, .ascii = ascii };
	while (at < len) {
		size_t took = 1;
		int wide = 1;

		shape->stop[at] = STOP_LETTER;
		shape->stop[at] |=
			at ? stops_at(text.at[at - 1], text.at[at],
				      at + 1 < len ? text.at[at + 1] : 'A')
			   : STOP_WORD;
		if (!is_plain(text.at[at]) ||
		    (at + 1 < len && !is_plain(text.at[at + 1]))) {
			struct str rest = str_slice(text, at, text.len);

			took = grid_fit(&grid, rest, 1);
			wide = grid_measure(&grid, str_slice(rest, 0, took),
					    64);
		}
		if (at + took > len)
			break;
		for (size_t i = 0; i < took; i++)
			shape->cell[at + i] = (uint16_t)cells;
		cells += (unsigned)wide;
		at += took;
	}
	shape->len = at;
	shape->cell[at] = (uint16_t)cells;
	shape->stop[at] = STOP_LETTER | STOP_WORD | STOP_END;
}

static int shape_cells(const struct shape *shape)
{
	return shape->cell[shape->len];
}

static size_t stop_before(const struct shape *shape, size_t at, uint8_t stop)
{
	at = at < shape->len ? at : shape->len;
	while (at && !(shape->stop[at] & stop))
		at--;
	return at;
}

/* The last stop so that [from, stop) fits into `room` cells; `from` where
 * none does. */
static size_t end_in(const struct shape *shape, size_t from, int room,
		     uint8_t stop)
{
	size_t at = from, found = from;

	while (at <= shape->len &&
	       shape->cell[at] - shape->cell[from] <= room) {
		if (shape->stop[at] & stop)
			found = at;
		at++;
	}
	return found;
}

/* The first stop so that [stop, end) fits; the end where none does. */
static size_t begin_in(const struct shape *shape, int room, uint8_t stop)
{
	size_t at = shape->len, found = shape->len;

	for (;; at--) {
		if (shape_cells(shape) - shape->cell[at] > room)
			return found;
		if (shape->stop[at] & stop)
			found = at;
		if (!at)
			return found;
	}
}

/* The first letter so that [letter, at] fits. */
static size_t begin_before(const struct shape *shape, size_t at, int room)
{
	size_t end = at < shape->len ? at + 1 : at;

	assert(at <= shape->len);
	while (at && shape->cell[end] - shape->cell[at - 1] <= room)
		at--;
	while (!(shape->stop[at] & STOP_LETTER))
		at++;
	return at;
}

/* ---- what is kept ---- */

/* Bytes before `head`, and [from, to). */
struct pieces {
	size_t head, from, to;
};

static void put_pieces(const struct shape *shape, struct pieces kept,
		       struct buf *out)
{
	const struct grid grid = { .ascii = shape->ascii };
	struct str ellipsis = grid_glyph(&grid, GLYPH_ELLIPSIS);

	bool gap = kept.head < kept.from;

	assert(kept.from <= kept.to && kept.to <= shape->len);
	buf_add(out, str_slice(shape->text, 0, kept.head));
	if (gap)
		buf_add(out, ellipsis);
	else
		kept.from = kept.head;
	buf_add(out, str_slice(shape->text, kept.from, kept.to));
	if (kept.to < shape->text.len && !(gap && kept.from == kept.to))
		buf_add(out, ellipsis);
}

/* True when byte `at`, or the end, is seen. */
static bool is_shown(const struct shape *shape, struct pieces kept, size_t at)
{
	return at < kept.head || (kept.from <= at && at < kept.to) ||
	       (at == shape->len && kept.to == at);
}

/* What stands first says what it is: its type or owner (`role/`), else its
 * first word; nothing where that would take too much of the room. */
static size_t head_of(const struct shape *shape, int width)
{
	size_t end = end_in(shape, 0, width * 2 / 3, STOP_LETTER), at;

	for (at = 1; at <= end; at++)
		if (shape->text.at[at - 1] == '/')
			return at;
	end = end_in(shape, 0, width / 2, STOP_LETTER);
	for (at = 1; at <= end && at < shape->len; at++)
		if (shape->stop[at] & STOP_WORD)
			return at;
	return 0;
}

/* Cells that are worth the beginning of a word. */
#define WORTH 4

/* The beginning, and from byte `from` on as much as there is room for: to the
 * end of the text, with what stands before it, or of a word. */
static struct pieces keep_from(const struct shape *shape, int width,
			       size_t head, size_t from)
{
	int room = width - shape->cell[head] - 1;
	size_t tail = begin_in(shape, room, STOP_WORD), to;

	if (tail > from ||
	    room - (shape_cells(shape) - shape->cell[tail]) > WORTH)
		tail = begin_in(shape, room, STOP_LETTER);
	if (tail <= from)
		return (struct pieces){ head, tail, shape->len };
	room--;
	to = end_in(shape, from, room, STOP_END);
	if (to == from || room - (shape->cell[to] - shape->cell[from]) > WORTH)
		to = end_in(shape, from, room, STOP_LETTER);
	return (struct pieces){ head, from, to };
}

/* As many whole words of the beginning and of the end as there is room for;
 * where the last is too long, letters of both. */
static struct pieces keep_ends(const struct shape *shape, int width,
			       size_t head)
{
	int room = width - 1, left;
	size_t tail = begin_in(shape, room - shape->cell[head], STOP_WORD);
	bool words = tail < shape->len;

	left = room - (shape_cells(shape) - shape->cell[tail]);
	if (!words)
		left -= (width + 1) / 3;
	if (words && left > shape->cell[head])
		head = end_in(shape, 0, left, STOP_WORD);
	if (!words || left - shape->cell[head] > WORTH)
		head = end_in(shape, 0, left, STOP_LETTER);
	if (!words)
		tail = begin_in(shape, room - shape->cell[head], STOP_LETTER);
	return (struct pieces){ head, tail, shape->len };
}

/* Words with blanks between them, which tell from the beginning on. */
static bool is_sentence(const struct shape *shape)
{
	int blanks = 0;

	for (size_t at = 0; at < shape->len; at++)
		blanks += shape->text.at[at] == ' ';
	return blanks > 2;
}

void shape_cut(const struct shape *shape, int width, size_t shared,
	       struct buf *out)
{
	size_t head = head_of(shape, width),
	       from = stop_before(shape, shared, STOP_WORD);
	struct pieces kept;

	if (shape_cells(shape) <= width && shape->len == shape->text.len) {
		buf_add(out, shape->text);
		return;
	}
	if (is_sentence(shape)) {
		kept.head = end_in(shape, 0, width - 1, STOP_LETTER);
		kept.from = kept.to = kept.head;
	} else if (from > head) {
		kept = keep_from(shape, width, head, from);
		if (!is_shown(shape, kept, shared))
			kept = keep_from(
				shape, width, head,
				stop_before(shape, shared, STOP_LETTER));
	} else {
		kept = keep_ends(shape, width, head);
	}
	put_pieces(shape, kept, out);
}

void shape_cut_end(const struct shape *shape, int width, size_t shared,
		   struct buf *out)
{
	struct pieces kept = { .to = shape->len };

	if (shape_cells(shape) <= width && shape->len == shape->text.len) {
		buf_add(out, shape->text);
		return;
	}
	kept.from = begin_in(shape, width - 1, STOP_WORD);
	if (kept.from == shape->len)
		kept.from = begin_in(shape, width - 1, STOP_LETTER);
	if (shared && kept.from > shared)
		kept = keep_from(shape, width, 0,
				 stop_before(shape, shared, STOP_WORD));
	if (shared && !is_shown(shape, kept, shared))
		kept = keep_from(shape, width, 0,
				 stop_before(shape, shared, STOP_LETTER));
	put_pieces(shape, kept, out);
}

/* ---- when that looks like another ---- */

/* Ways that show `at`: from the word or the letter that `from` is in, with the
 * beginning or without; or up to it. */
static bool near_way(const struct shape *shape, int width, size_t from,
		     size_t at, size_t n, struct pieces *kept)
{
	size_t head = n % 2 ? 0 : head_of(shape, width);

	if (n == 4)
		from = at;
	if (n < 5)
		from = stop_before(shape, from,
				   n < 2 ? STOP_WORD : STOP_LETTER);
	else
		from = begin_before(shape, at, width - 2);
	*kept = keep_from(shape, width, head < from ? head : 0, from);
	return is_shown(shape, *kept, at);
}
#define NEAR_WAYS 6

/* Any beginning and any end, then any middle. */
static bool any_way(const struct shape *shape, int width, size_t n,
		    struct pieces *kept)
{
	size_t cells = (size_t)width, at;

	if (n < cells) {
		int left;

		kept->head = end_in(shape, 0, (int)n, STOP_LETTER);
		left = width - 1 - shape->cell[kept->head];
		kept->from = begin_in(shape, left, STOP_LETTER);
		kept->to = shape->len;
		return true;
	}
	at = stop_before(shape, n - cells, STOP_LETTER);
	kept->head = 0;
	kept->from = at;
	kept->to = end_in(shape, at, width - 2, STOP_LETTER);
	return n - cells < shape->len;
}

bool shape_other(const struct shape *shape, int width, size_t low, size_t high,
		 size_t n, struct buf *out)
{
	struct pieces kept;

	/* What differs may be past what is looked at. */
	low = low < shape->len ? low : shape->len;
	high = high < shape->len ? high : shape->len;
	if (n >= NEAR_WAYS) {
		if (!any_way(shape, width, n - NEAR_WAYS, &kept))
			return false;
		put_pieces(shape, kept, out);
	} else if (near_way(shape, width, low, high, n, &kept)) {
		put_pieces(shape, kept, out);
	}
	return true;
}
