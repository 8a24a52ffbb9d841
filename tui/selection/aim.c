/* SPDX-License-Identifier: MIT */
/* aim.c - the test that keeps what a cell shows, as `=` and `!` write it.
 *
 * What `=` would do is told here alone, so that the hint line, its number and
 * the key cannot disagree. */
#include <string.h>

#include "chips.h"

/* True for a value that reads the same without quotes. */
static bool needs_none(struct str value)
{
	static const char others[] = "_-./:@+";

	for (size_t i = 0; i < value.len; i++) {
		char c = value.at[i];
		bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9');

		if (!alnum &&
		    (i == 0 || !memchr(others, c, sizeof(others) - 1)))
			return false;
	}
	return value.len > 0;
}

/* Takes the quotes off the value at the end of `out`, before `tail`. */
static void unquote(struct buf *out, struct str value, struct str tail)
{
	struct buf quoted = { 0 };

	buf_addf(&quoted, "\"%.*s\"%.*s", STR_ARG(value), STR_ARG(tail));
	if (needs_none(value) && str_ends(buf_str(out), buf_str(&quoted))) {
		out->len -= quoted.len;
		buf_add(out, value);
		buf_add(out, tail);
	}
	buf_release(&quoted);
}

void aim_put_test(const struct aim *aim, bool negated, struct buf *out)
{
	expr_put_test(out, aim->field, aim->value, negated);
	if (aim->plain)
		unquote(out, aim->value, STR(""));
}

void chips_put_keep(const struct chips *chips, const struct aim *aim,
		    struct buf *out, size_t *replaces)
{
	size_t at = chips_picking(chips, aim->field);
	struct buf test = { 0 };

	*replaces = SIZE_MAX;
	aim_put_test(aim, false, &test);
	if (at != SIZE_MAX && aim->value.at &&
	    chips_find(chips, buf_str(&test)) == SIZE_MAX &&
	    expr_put_wider(out, str_of(chips->at[at].ask->text), aim->value)) {
		*replaces = at;
		if (aim->plain)
			unquote(out, aim->value, STR("]"));
	} else {
		buf_add(out, buf_str(&test));
	}
	buf_release(&test);
}
