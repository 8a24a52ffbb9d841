/* SPDX-License-Identifier: MIT */
/* resync.h - going on after damage. */
#ifndef LOAD_RESYNC_H
#define LOAD_RESYNC_H

#include "cursor.h"

/* Where damage was met, in bytes of the text. */
struct damage {
	uint64_t from; /* an event may begin here at the earliest */
	uint64_t at;   /* where it was noticed: near it, an event needs no
			  comma before it. UINT64_MAX: nowhere */
};

/* Moves to the next place where an event plausibly begins and parses: true;
 * or to the end of the text, and all that was open is closed. */
bool resync(struct reader *r, struct damage damage);

/* False when what is at the position was walked before, and so much has been
 * walked in vain that it must not be walked again. */
bool resync_affords(const struct reader *r);

/* Says what is wrong in *err, with its place, and resyncs. */
enum step damaged(struct reader *r, struct err *err, struct damage damage,
		  const char *what);
/* The same for a walk that began at the position. */
enum step damaged_value(struct reader *r, struct err *err,
			const struct json_fault *fault, const char *what);

#endif
