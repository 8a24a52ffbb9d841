/* SPDX-License-Identifier: MIT */
/* moment.h - times that a person gives, and the time that passes. */
#ifndef MOMENT_H
#define MOMENT_H

#include "base.h"

/* Reads --from or --to: a time, or `-2h` before `last`. False: no time. */
bool moment_read(const char *text, int64_t last, int64_t *time);

/* Seconds since some fixed moment, never going back. */
double moment_now(void);

#endif
