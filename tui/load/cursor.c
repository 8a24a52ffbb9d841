/* SPDX-License-Identifier: MIT */
/* cursor.c - what comes next in the text, fetching more of it on demand. */
#include "cursor.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MARK "\xef\xbb\xbf"

bool cursor_may_grow(const struct reader *r)
{
	return r->stream.more && r->stream.len - r->pos < r->limits.record;
}

bool cursor_grow(struct reader *r)
{
	return cursor_may_grow(r) && stream_fill(&r->stream, &r->pos);
}

/* PowerShell and Windows editors begin each file with a mark, and files get
 * concatenated. */
static bool pass_mark(struct reader *r)
{
	while (cursor_end(r) - cursor_at(r) < 3 && cursor_grow(r))
		;
	if (cursor_end(r) - cursor_at(r) < 3 ||
	    memcmp(cursor_at(r), MARK, 3) != 0)
		return false;
	r->pos += 3;
	return true;
}

bool cursor_space(struct reader *r)
{
	r->line = false;
	for (;;) {
		const char *at = cursor_at(r);
		const char *next = json_space(at, cursor_end(r));

		r->line |= next > at && memchr(at, '\n', (size_t)(next - at));
		r->pos += (size_t)(next - at);
		if (next < cursor_end(r)) {
			if (*next != MARK[0] || r->depth || !pass_mark(r))
				return true;
		} else if (!cursor_grow(r)) {
			return false;
		}
	}
}

size_t cursor_value(struct reader *r, struct json_fault *fault)
{
	for (bool last = !cursor_may_grow(r);; last = !cursor_grow(r)) {
		const char *at = cursor_at(r);
		const char *end = json_skip(at, cursor_end(r), fault);

		if (!end && (last || !fault->cut))
			return 0;
		/* A number that touches the end may go on behind it. */
		if (end && (last || end < cursor_end(r)))
			return (size_t)(end - at);
	}
}

void cursor_place(const struct reader *r, char out[PLACE_BYTES])
{
	const struct frame *frame = r->depth ? &r->frame[r->depth - 1] : NULL;

	*out = '\0';
	if (frame && frame->wrapped)
		snprintf(out, PLACE_BYTES,
			 "record %" PRIu64 " of %s: ", frame->items,
			 frame->key);
	else if (frame)
		snprintf(out, PLACE_BYTES,
			 "item %" PRIu64 " of the array: ", frame->items);
	else if (r->values > 1)
		snprintf(out, PLACE_BYTES, "value %" PRIu64 ": ", r->values);
}
