/* SPDX-License-Identifier: MIT */
/* buckets.c - events by time. Rows are nearly in time order, so the bucket
 * met last is tried first and the division is rarely needed. */
#include "tally_inside.h"

#include <assert.h>
#include <string.h>

void buckets_count(struct buckets *buckets, const struct store *store,
		   const struct rowset *set)
{
	const uint64_t step = (uint64_t)buckets->step;
	const uint32_t *flags = store_flags(store);
	const int64_t *time = store_time(store);
	uint64_t start = 0; /* of bucket `at`, after `from` */
	size_t at = 0, row;

	assert(buckets->step > 0);
	memset(buckets->events, 0, buckets->count * sizeof(*buckets->events));
	memset(buckets->denied, 0, buckets->count * sizeof(*buckets->denied));
	EACH_ROW(set, row)
	{
		uint64_t since;

		if (time[row] < buckets->from || time[row] == TIME_NONE)
			continue;
		since = (uint64_t)time[row] - (uint64_t)buckets->from;
		if (since < start || since - start >= step) {
			at = (size_t)(since / step);
			start = since - since % step;
		}
		if (at >= buckets->count)
			continue;
		buckets->events[at]++;
		buckets->denied[at] += (flags[row] & FLAG_DENIED) != 0;
	}
}
