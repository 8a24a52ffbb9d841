/* SPDX-License-Identifier: MIT */
/* when.h - stretches of time as a line says them. */
#ifndef WHEN_H
#define WHEN_H

#include "base.h"
#include "grid.h"

/* True when both fall on one day of the zone. */
bool when_same_day(int64_t first, int64_t last, enum zone zone);
/* `11:42`, `12:10:08`. */
void when_put_minute(struct buf *out, int64_t time, enum zone zone);
/* `07-10`. */
void when_put_day(struct buf *out, int64_t time, enum zone zone);

/* `3s`, `4m 5s`, `2h 10m`, `3d 4h`. */
void when_put_length(struct buf *out, int64_t seconds);

enum when {
	WHEN_DATED, /* `2023-07-10 11:42 … 12:37 UTC` */
	WHEN_CLOCK, /* `11:42 … 12:37 UTC`, dates where they differ */
	WHEN_SHORT, /* `2023-07-10 11:42…12:37Z` */
};
/* Appends the stretch; where both times are in one minute, with seconds. The
 * zone is always said. */
void when_put_span(struct buf *out, const struct grid *grid, int64_t first,
		   int64_t last, enum zone zone, enum when form);

#endif
