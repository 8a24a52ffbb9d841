/* SPDX-License-Identifier: MIT */
/* frames.c - commas, closing brackets, and the members of a wrapper that
 * stand behind its array. */
#include "frames.h"
#include "resync.h"

#include <inttypes.h>
#include <string.h>

static enum step misplaced(struct reader *r, struct err *err, const char *why)
{
	const uint64_t offset = cursor_offset(r);

	return damaged(r, err, (struct damage){ offset, offset }, why);
}

static enum step close_array(struct reader *r, struct frame *frame)
{
	r->pos++;
	if (frame->wrapped)
		frame->expect = FRAME_REST;
	else
		r->depth--;
	return STEP_ON;
}

/* Another top-level value after damage hid the end of the array. */
static enum step leave(struct reader *r)
{
	r->depth = 0;
	return STEP_ON;
}

static enum step next_step(struct reader *r, struct err *err,
			   struct frame *frame)
{
	const char c = *cursor_at(r);

	if (c == ']')
		return close_array(r, frame);
	if (c == '{' && r->loose)
		return leave(r);
	if (c != ',')
		return misplaced(r, err, "expected ',' or ']' after it");
	r->pos++;
	frame->expect = FRAME_ITEM;
	return STEP_ON;
}

/* The key and value that begin at the position; an array under the frame's
 * own key is not walked. The byte after, or NULL and *fault. */
static const char *walk_member(struct reader *r, const struct frame *frame,
			       struct json_fault *fault, bool *again)
{
	const char *at = cursor_at(r), *end = cursor_end(r);
	const struct str key = str_of(frame->key);
	bool plain;
	const char *quote = json_close(at + 1, end, &plain, fault);

	if (!quote)
		return NULL;
	at = json_space(quote + 1, end);
	*fault = (struct json_fault){ at, "expected ':' after a key",
				      at == end };
	if (at == end || *at != ':')
		return NULL;
	at = json_space(at + 1, end);
	*again =
		at < end && *at == '[' &&
		str_eq(key, (struct str){ cursor_at(r) + 1,
					  (size_t)(quote - cursor_at(r)) - 1 });
	return *again ? at + 1 : json_skip(at, end, fault);
}

static enum step rest_member(struct reader *r, struct err *err,
			     struct frame *frame)
{
	struct json_fault fault = { NULL, NULL, false };
	bool again = false, last = !cursor_may_grow(r);
	const char *at;

	/* Once more when nothing came: growing may have moved the text. */
	while (!(at = walk_member(r, frame, &fault, &again)) && fault.cut &&
	       !last)
		last = !cursor_grow(r);
	if (!at)
		return damaged_value(r, err, &fault,
				     "a member behind the array");
	r->pos = (size_t)(at - r->stream.at);
	if (again)
		frame->expect = FRAME_ITEM;
	return STEP_ON;
}

static enum step rest_step(struct reader *r, struct err *err,
			   struct frame *frame)
{
	switch (*cursor_at(r)) {
	case '}':
		r->depth--;
		/* fall through */
	case ',':
		r->pos++;
		return STEP_ON;
	case '"':
		return rest_member(r, err, frame);
	case '{':
		if (r->loose)
			return leave(r);
	}
	r->depth--;
	return misplaced(r, err, "expected ',' or '}' behind an array");
}

enum step frame_step(struct reader *r, struct err *err, bool *value)
{
	struct frame *frame = &r->frame[r->depth - 1];

	*value = false;
	if (frame->expect == FRAME_NEXT)
		return next_step(r, err, frame);
	if (frame->expect == FRAME_REST)
		return rest_step(r, err, frame);
	if (*cursor_at(r) == ']')
		return close_array(r, frame);
	frame->expect = FRAME_NEXT;
	frame->items++;
	*value = true;
	return STEP_ON;
}

bool frame_cut(struct reader *r, struct err *err)
{
	const struct frame *frame;

	if (!r->depth || r->broken || r->loose)
		return false;
	frame = &r->frame[r->depth - 1];
	err_set(err, ERR_CUT, cursor_offset(r),
		"the text ends before %s is closed, after %" PRIu64 " of its "
		"values",
		frame->wrapped ? frame->key : "the array", frame->items);
	r->depth = 0;
	r->broken = true;
	return true;
}
