/* SPDX-License-Identifier: MIT */
/* cursor.h - moving over the text, also over damage: the only place that knows
 * that it may be a window. Pointers into the text are good until something is
 * filled. */
#ifndef LOAD_CURSOR_H
#define LOAD_CURSOR_H

#include "reader.h"

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
static inline bool cursor_may_grow(const struct reader *r)
{
	return r->stream.more && r->stream.len - r->pos < r->max_record;
}
/* Reads more behind what is held from the position on; false when there is
 * no more, or it would be too long. */
bool cursor_grow(struct reader *r);

/* Passes white space, and byte order marks at the top level; false at the
 * end of the text. Notes whether a line begins. */
bool cursor_space(struct reader *r);

/* The length of the value at the position; 0 when it is broken, ends too
 * early, or is too long: then damaged_value was called. */
size_t cursor_value(struct reader *r, struct err *err, const char *what);

/* "record 3 of Records", "value 2"; empty where it would say nothing. */
#define PLACE_BYTES 64
void cursor_place(const struct reader *r, char out[PLACE_BYTES]);

/* What came of a step. */
enum advance {
	ADVANCE_ON,     /* moved on: look again */
	ADVANCE_VALUE,  /* a value begins here */
	ADVANCE_RECORD, /* a record begins here */
	ADVANCE_ERROR,  /* *err says what is wrong here; moved past it */
};

/* ---- damage ---- */

/* Where damage was met, in bytes from the position. */
struct damage {
	size_t from; /* an event may begin here at the earliest: 0 or 1 */
	size_t at;   /* where it was noticed: near it, an event needs no comma
			before it */
};
#define DAMAGE_NOWHERE SIZE_MAX
#define DAMAGE_HERE ((struct damage){ 0, 0 }) /* an event may begin here */
#define DAMAGE_PASSED ((struct damage){ 1, 0 })

/* Moves to the next place where an event plausibly begins and parses; or to
 * the end of the text, and all that was open is closed. */
void resync(struct reader *r, struct damage damage);

/* False when what is at the position was walked before, and so much has been
 * walked in vain that it must not be walked again. */
bool resync_affords(const struct reader *r);

/* Says what is wrong in *err, with its place, and resyncs. */
enum advance damaged(struct reader *r, struct err *err, struct damage damage,
		     const char *what);
/* The same for a walk that began at the position. */
enum advance damaged_value(struct reader *r, struct err *err,
			   const struct json_fault *fault, const char *what);

#endif
