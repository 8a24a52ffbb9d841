/* SPDX-License-Identifier: MIT */
/* moment.h - times that are given and written, and the time that passes. */
#ifndef MOMENT_H
#define MOMENT_H

#include "base.h"

/* Reads --from or --to: a time, or `-2h` before `last`. False: no time. */
bool moment_read(const char *text, int64_t last, int64_t *time);

/* Writes a time as everywhere outside the screen: `2023-07-10T12:10:08Z`, or
 * with the offset that holds then, `2023-07-10T14:10:08+02:00`. Filters and
 * options read both. Nothing for TIME_NONE. */
void moment_put(struct buf *out, int64_t time, enum zone zone);

/* Seconds since some fixed moment, never going back. */
double moment_now(void);

#endif
