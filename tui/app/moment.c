/* SPDX-License-Identifier: MIT */
/* moment.c - see moment.h. */
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

double moment_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
