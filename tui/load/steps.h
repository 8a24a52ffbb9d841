/* SPDX-License-Identifier: MIT */
/* steps.h - what is done with a value once it is known what it is, and with
 * what stands between values: commas, brackets, members of wrappers. */
#ifndef LOAD_STEPS_H
#define LOAD_STEPS_H

#include "cursor.h"

/* The value at the position, which r->peek and r->row are about. */
enum advance step_value(struct reader *r, struct err *err);
/* Takes what may stand at the position inside the innermost wrapper, between
 * its items and behind them. *value tells that an item begins there instead.
 * r->depth > 0. */
enum advance step_between(struct reader *r, struct err *err, bool *value);
/* The string at the position, which has the JSON of events in it: opens it,
 * or goes on in it. */
enum advance step_quoted(struct reader *r, struct err *err);
/* Leaves the string. */
void quoted_close(struct reader *r);

/* The text ended: false when it may end here, else *err says within what. */
bool wrapper_cut(struct reader *r, struct err *err);

/* ---- values that are skipped, counted by reason, so that ten thousand lines
 * of something else are one complaint ---- */

/* True when some are counted that should be told before the next record. A
 * file that mixes kinds line by line is told of a few times, then at its
 * end. */
bool skipped_due(const struct reader *r);
/* Tells of the reason that was met first, into *err; false: none is left. */
bool skipped_tell(struct reader *r, struct err *err);

#endif
