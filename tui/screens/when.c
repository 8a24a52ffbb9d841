/* SPDX-License-Identifier: MIT */
/* when.c - stretches of time as a line says them: no more of the date than
 * tells the two ends apart, and never without the zone. */
#include <assert.h>

#include "when.h"

bool when_same_day(int64_t first, int64_t last, enum zone zone)
{
	struct clock a = time_split(first, zone), b = time_split(last, zone);

	return a.year == b.year && a.month == b.month && a.day == b.day;
}

void when_put_minute(struct buf *out, int64_t time, enum zone zone)
{
	struct clock clock = time_split(time, zone);

	buf_addf(out, "%02d:%02d", clock.hour, clock.minute);
}

void when_put_day(struct buf *out, int64_t time, enum zone zone)
{
	struct clock clock = time_split(time, zone);

	buf_addf(out, "%02d-%02d", clock.month, clock.day);
}

/* The end's date, as far as it differs from that of the beginning. */
static void put_later_day(struct buf *out, int64_t first, int64_t last,
			  enum zone zone)
{
	if (when_same_day(first, last, zone))
		return;
	if (time_split(first, zone).year == time_split(last, zone).year)
		when_put_day(out, last, zone);
	else
		time_put_date(out, last, zone);
	buf_addc(out, ' ');
}

static void put_zone(struct buf *out, int64_t time, enum zone zone,
		     enum when form)
{
	if (form == WHEN_SHORT && zone == ZONE_UTC) {
		buf_addc(out, 'Z');
		return;
	}
	buf_addc(out, ' ');
	time_put_zone(out, time, zone);
}

void when_put_span(struct buf *out, const struct grid *grid, int64_t first,
		   int64_t last, enum zone zone, enum when form)
{
	const char *gap = form == WHEN_SHORT ? "" : " ";
	bool same = when_same_day(first, last, zone);
	void (*put)(struct buf *, int64_t, enum zone) =
		same && last - first < 60 ? time_put_clock : when_put_minute;

	assert(form <= WHEN_SHORT);
	if (form != WHEN_CLOCK || !same) {
		time_put_date(out, first, zone);
		buf_addc(out, ' ');
	}
	put(out, first, zone);
	if (last != first) {
		buf_addf(out, "%s%.*s%s", gap,
			 STR_ARG(grid_glyph(grid, GLYPH_ELLIPSIS)), gap);
		put_later_day(out, first, last, zone);
		put(out, last, zone);
	}
	put_zone(out, last, zone, form);
}
