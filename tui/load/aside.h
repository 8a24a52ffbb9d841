/* SPDX-License-Identifier: MIT */
/* aside.h - values that are set aside: counted by reason, so that ten
 * thousand lines of something else are one complaint. */
#ifndef LOAD_ASIDE_H
#define LOAD_ASIDE_H

#include "cursor.h"

/* Why values of row `row` yield no records; lives forever. */
const char *aside_why(const struct reader *r, size_t row);
/* Counts the value at the position as one of row `row`. */
void aside_note(struct reader *r, size_t row);
/* True when some are counted that should be told before the next record. A
 * file that mixes kinds line by line is told of a few times, then at its
 * end. */
bool aside_due(const struct reader *r);
/* Tells of the reason that was met first, into *err; false: none is left. */
bool aside_tell(struct reader *r, struct err *err);

#endif
