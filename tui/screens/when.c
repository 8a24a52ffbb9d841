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

void when_put_span(struct buf *out, const struct grid *grid, int64_t first,
		   int64_t last, enum zone zone, enum when form)
{
	bool same = when_same_day(first, last, zone);
	bool brief = form == WHEN_SHORT;
	void (*put)(struct buf *, int64_t, enum zone) =
		same && last - first < 60 ? time_put_clock : when_put_minute;

	assert(form <= WHEN_SHORT);
	if (form != WHEN_CLOCK || !same) {
		time_put_date(out, first, zone);
		buf_addc(out, ' ');
	}
	put(out, first, zone);
	if (last != first) {
		buf_addf(out, brief ? "%.*s" : " %.*s ",
			 STR_ARG(grid_glyph(grid, GLYPH_ELLIPSIS)));
		/* The end's date, as far as it is another. */
		if (time_split(first, zone).year != time_split(last, zone).year)
			time_put_date(out, last, zone);
		else if (!same)
			when_put_day(out, last, zone);
		if (!same)
			buf_addc(out, ' ');
		put(out, last, zone);
	}
	if (brief && zone == ZONE_UTC) {
		buf_addc(out, 'Z');
		return;
	}
	buf_addc(out, ' ');
	time_put_zone(out, last, zone);
}

void when_put_length(struct buf *out, int64_t seconds)
{
	static const struct {
		int64_t seconds;
		char name;
	} units[] = { { 86400, 'd' }, { 3600, 'h' }, { 60, 'm' }, { 1, 's' } };
	size_t i = 0;

	assert(seconds >= 0);
	while (i + 1 < ARRAY_LEN(units) && seconds < units[i].seconds)
		i++;
	buf_addf(out, "%lld%c", (long long)(seconds / units[i].seconds),
		 units[i].name);
	seconds %= units[i].seconds;
	if (++i < ARRAY_LEN(units) && seconds >= units[i].seconds)
		buf_addf(out, " %lld%c",
			 (long long)(seconds / units[i].seconds),
			 units[i].name);
}
