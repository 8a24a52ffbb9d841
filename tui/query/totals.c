/* SPDX-License-Identifier: MIT */
/* totals.c - the numbers of a set as a whole: one pass over flags and times
 * under its bitmap. */
#include "tally_inside.h"

void totals_count(struct totals *totals, const struct store *store,
		  const struct rowset *set)
{
	const uint32_t *flags = store_flags(store);
	const int64_t *time = store_time(store);
	struct totals sum = { .first = TIME_NONE, .last = INT64_MIN };
	size_t row;

	EACH_ROW(set, row)
	{
		uint32_t f = flags[row];
		int64_t t = time[row];

		sum.events++;
		sum.denied += (f & FLAG_DENIED) != 0;
		sum.failed += (f & FLAG_FAILED) != 0;
		sum.writes += (f & FLAG_WRITE) != 0;
		sum.notable += (f & FLAG_NOTABLE) != 0;
		if (t < sum.first)
			sum.first = t;
		if (t > sum.last && t != TIME_NONE)
			sum.last = t;
	}
	if (sum.first == TIME_NONE)
		sum.last = TIME_NONE;
	*totals = sum;
}
