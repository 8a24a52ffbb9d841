/* SPDX-License-Identifier: MIT */
/* cursor.h - moving over the text: the only place that knows that it may be
 * a window. Pointers into the text are good until something is filled. */
#ifndef LOAD_CURSOR_H
#define LOAD_CURSOR_H

#include "state.h"

static inline const char *cursor_at(const struct reader *r)
{
	return r->stream.at + r->pos;
}

static inline const char *cursor_end(const struct reader *r)
{
	return r->stream.at + r->stream.len;
}

/* Bytes into the decompressed text. */
static inline uint64_t cursor_offset(const struct reader *r)
{
	return r->stream.offset + r->pos;
}

/* True when more may be read without holding more than a record may have. */
bool cursor_may_grow(const struct reader *r);
/* Reads more behind what is held from the position on; false when there is
 * no more, or it would be too long. */
bool cursor_grow(struct reader *r);

/* Passes white space, and byte order marks at the top level; false at the
 * end of the text. Notes whether a line begins. */
bool cursor_space(struct reader *r);

/* The length of the value at the position, 0 and *fault when it is broken,
 * ends too early, or is too long. */
size_t cursor_value(struct reader *r, struct json_fault *fault);

/* "record 3 of Records", "value 2"; empty where it would say nothing. */
#define PLACE_BYTES 64
void cursor_place(const struct reader *r, char out[PLACE_BYTES]);

#endif
