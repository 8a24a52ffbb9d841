/* SPDX-License-Identifier: MIT */
/* sgr_merge.c - fewer bytes for the same picture.
 *
 * Curses tells the terminal of every attribute by a sequence of its own, also
 * when the next one undoes it, and chooses the character set each time. Here
 * the words about colour are only noted; before something is written the
 * difference to what the terminal knows is told in one sequence. On a
 * timeline of 120 columns this makes 340 bytes of the 430 for one row down.
 *
 * A repeated character (`ESC [ 5 b`) is written out: many terminals that call
 * themselves xterm do not know it. */

#include "sgr_merge.h"

#define CODES_MOST 16 /* in one sequence */
#define REPEAT_MOST 1000
#define SHIFT_IN 0x0f

static const struct sgr plain = { 0, SGR_DEFAULT, SGR_DEFAULT };

void sgr_merge_start(struct sgr_merge *merge)
{
	*merge = (struct sgr_merge){ .is = plain, .want = plain, .lost = true };
}

static bool same_pen(const struct sgr *a, const struct sgr *b)
{
	return a->bits == b->bits && a->fg == b->fg && a->bg == b->bg;
}

static void tell_colour(struct buf *out, int colour, int extended)
{
	if (colour == SGR_DEFAULT)
		buf_addf(out, "%d;", extended + 1);
	else if (colour >= 256)
		buf_addf(out, "%d;", colour - 256);
	else
		buf_addf(out, "%d;5;%d;", extended, colour);
}

/* Attributes are only ever put out all together: there are terminals that
 * know no other way. For colours alone it is the shortest. */
static bool starts_anew(const struct sgr_merge *merge)
{
	const struct sgr *is = &merge->is, *want = &merge->want;
	bool colourless = want->fg == SGR_DEFAULT && want->bg == SGR_DEFAULT;

	if (merge->lost || (is->bits & ~want->bits))
		return true;
	return colourless && (is->fg != want->fg || is->bg != want->bg);
}

static void tell(struct sgr_merge *merge, struct buf *out)
{
	struct sgr *is = &merge->is;
	const struct sgr *want = &merge->want;

	if (same_pen(is, want) && !merge->lost)
		return;
	buf_add(out, STR("\033["));
	if (starts_anew(merge)) {
		*is = plain;
		buf_add(out, STR("0;"));
	}
	for (unsigned n = 1; n < 10; n++)
		if (want->bits & ~is->bits & 1u << n)
			buf_addf(out, "%u;", n);
	if (is->fg != want->fg)
		tell_colour(out, want->fg, 38);
	if (is->bg != want->bg)
		tell_colour(out, want->bg, 48);
	out->at[out->len - 1] = 'm';
	*is = *want;
	merge->lost = false;
}

/* The numbers of a sequence; their count, or -1. */
static int read_codes(struct str s, int code[CODES_MOST])
{
	int n = 0;

	code[0] = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == ';' && ++n < CODES_MOST)
			code[n] = 0;
		else if (s.at[i] >= '0' && s.at[i] <= '9' && code[n] < 10000)
			code[n] = code[n] * 10 + (s.at[i] - '0');
		else
			return -1;
	}
	return n + 1;
}

static bool is_colour(int code, int first)
{
	return (code >= first && code < first + 8) ||
	       (code >= first + 60 && code < first + 68);
}

/* Other attributes than these are not used here, so what would begin or end
 * one (10, the usual font, on a console) is left out. */
static void note_one(struct sgr *pen, int code)
{
	if (code == 0)
		*pen = plain;
	else if (code < 10)
		pen->bits |= 1u << code;
	else if (code == 22)
		pen->bits &= ~(1u << 1 | 1u << 2);
	else if (code > 22 && code < 30)
		pen->bits &= ~(1u << (code - 20));
	else if (code == 39)
		pen->fg = SGR_DEFAULT;
	else if (code == 49)
		pen->bg = SGR_DEFAULT;
	else if (is_colour(code, 30))
		pen->fg = 256 + code;
	else if (is_colour(code, 40))
		pen->bg = 256 + code;
}

/* False when the sequence is none that is known here. */
static bool note(struct sgr *pen, struct str codes)
{
	int code[CODES_MOST];
	int n = read_codes(codes, code);

	for (int i = 0; i < n; i++) {
		if (i + 2 < n && code[i + 1] == 5 && code[i + 2] < 256 &&
		    (code[i] == 38 || code[i] == 48)) {
			*(code[i] == 38 ? &pen->fg : &pen->bg) = code[i + 2];
			i += 2;
		} else {
			note_one(pen, code[i]);
		}
	}
	return n > 0;
}

static void repeat(struct sgr_merge *merge, struct str count, struct buf *out)
{
	int code[CODES_MOST];

	if (read_codes(count, code) != 1)
		return;
	for (int i = 0; i < code[0] && i < REPEAT_MOST; i++)
		buf_addc(out, merge->last);
}

/* Before a blank, or what wipes with blanks, only the ground matters: the
 * colour of letters can wait for a letter. */
static void tell_ground(struct sgr_merge *merge, struct buf *out)
{
	const struct sgr *is = &merge->is, *want = &merge->want;

	if (merge->lost || is->bits || want->bits || is->bg != want->bg)
		tell(merge, out);
}

static bool only_wipes(char final)
{
	return str_find(STR("JKX"), final) >= 0;
}

static bool only_moves(char final)
{
	return str_find(STR("ABCDEFGHd"), final) >= 0;
}

/* `ESC [ ... final`, without the first two and the last. */
static void control(struct sgr_merge *merge, struct str parameters, char final,
		    struct buf *out)
{
	struct sgr pen = merge->want;

	if (final == 'm' && note(&pen, parameters)) {
		merge->want = pen;
		return;
	}
	if (only_wipes(final))
		tell_ground(merge, out);
	else if (!only_moves(final))
		tell(merge, out);
	if (final == 'b') {
		repeat(merge, parameters, out);
		return;
	}
	merge->lost |= final == 'm';
	buf_add(out, STR("\033["));
	buf_add(out, parameters);
	buf_addc(out, final);
}

static size_t parameters_end(struct str in)
{
	size_t i = 2;

	while (i < in.len && in.at[i] >= ' ' && in.at[i] < '@')
		i++;
	return i;
}

/* What is not a sequence of the usual form. A new line may scroll, and what
 * moves in has the ground of the moment. */
static void tell_before(struct sgr_merge *merge, struct str in, struct buf *out)
{
	if (str_starts(in, STR("\0338"))) { /* back to ESC 7 */
		merge->is = merge->kept;
		return;
	}
	if (in.at[0] == ' ')
		tell_ground(merge, out);
	else if (in.at[0] != '\r' && in.at[0] != '\b')
		tell(merge, out);
	if (str_starts(in, STR("\0337")))
		merge->kept = merge->is;
}

/* One sequence or character. Returns the bytes taken. */
static size_t merge_one(struct sgr_merge *merge, struct str in, struct buf *out)
{
	size_t end;

	if (str_starts(in, STR("\033(B")))
		return 3;
	if (in.at[0] == SHIFT_IN)
		return 1;
	if (str_starts(in, STR("\033["))) {
		end = parameters_end(in);
		if (end < in.len) {
			control(merge, str_slice(in, 2, end), in.at[end], out);
			return end + 1;
		}
	}
	tell_before(merge, in, out);
	buf_addc(out, in.at[0]);
	merge->last = in.at[0];
	return 1;
}

void sgr_merge_add(struct sgr_merge *merge, struct str in, struct buf *out)
{
	while (in.len) {
		size_t taken = merge_one(merge, in, out);

		in = str_slice(in, taken, in.len);
	}
	tell_ground(merge, out);
}
