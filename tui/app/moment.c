/* SPDX-License-Identifier: MIT */
/* moment.c - see moment.h. */
#include <stdlib.h>
#include <time.h>

#include "moment.h"

bool moment_read(const char *text, int64_t last, int64_t *time)
{
	int64_t before;

	if (*text != '-')
		return time_read(str_of(text), time, NULL);
	if (!duration_read(str_of(text), &before))
		return false;
	*time = last + before;
	return true;
}

void moment_put(struct buf *out, int64_t time, enum zone zone)
{
	time_t seconds = (time_t)time;
	struct tm tm;

	if (time == TIME_NONE)
		return;
	if (zone == ZONE_UTC || !localtime_r(&seconds, &tm)) {
		time_put_iso(out, time);
		return;
	}
	long minutes = tm.tm_gmtoff / 60;
	time_put_date(out, time, zone);
	buf_addc(out, 'T');
	time_put_clock(out, time, zone);
	buf_addf(out, "%c%02ld:%02ld", minutes < 0 ? '-' : '+',
		 labs(minutes) / 60, labs(minutes) % 60);
}

double moment_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
