/* SPDX-License-Identifier: MIT */
/* part.h - parts of a text, as names and patterns are taken apart. */
#ifndef PART_H
#define PART_H

#include "base.h"

#include <string.h>

/* What stands before the first `c`; the whole where there is none. */
struct str part_until(struct str s, char c);
/* What stands after the first `c`; STR_NONE where there is none. */
struct str part_after(struct str s, char c);
/* What stands after the last `c`; the whole where there is none. */
struct str part_after_last(struct str s, char c);
/* Takes what stands before the first `c` off the front, and the `c` with it;
 * where there is none the whole, and then *from is empty. */
static inline struct str part_take(struct str *from, char c)
{
	struct str head = *from;
	const char *at = head.len ? memchr(head.at, c, head.len) : NULL;

	if (at)
		head.len = (size_t)(at - head.at);
	from->at += head.len + (at != NULL);
	from->len -= head.len + (at != NULL);
	return head;
}
/* The first of the globs that matches, which have `|` between, decides; one
 * with `!` before it says no. */
bool part_globs(struct str globs, struct str text);
/* The number that `s` is, or -1; over a million is a million. */
long part_number(struct str s);
/* Appends the text with `%3A` as `:` and so on, as addresses are written. */
void part_unescape(struct str text, struct buf *out);

#endif
