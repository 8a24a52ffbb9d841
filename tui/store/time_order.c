/* SPDX-License-Identifier: MIT */
/* time_order.c - the rows in the order in which things happened.
 *
 * Trail files are nearly in time order, and so are rows. What is new is
 * sorted by itself and merged into the order from behind: what follows the
 * newest row is moved once as a block, so that news at the end cost no more
 * than themselves, and news in the middle one pass over 4 bytes a row.
 *
 * New rows come in portions, so that sorting a whole load at once needs no
 * more memory beside it than a small part of it. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

#ifndef SETTLE_ROWS
#define SETTLE_ROWS ((size_t)1 << 18) /* of a portion */
#endif
#define DIGIT 11 /* bits that one pass of the sort looks at */

struct time_key {
	uint64_t time; /* since the portion's first; the undated last */
	row_t row;
};

/* Least significant digit first: stable, so that ties keep the order of
 * their rows. The sorted keys, in `a` or in `b`. */
static struct time_key *sort(struct time_key *a, struct time_key *b,
			     size_t count, uint64_t most)
{
	size_t start[1u << DIGIT];
	const uint64_t mask = ARRAY_LEN(start) - 1;

	for (unsigned shift = 0; shift < 64 && most >> shift; shift += DIGIT) {
		size_t sum = 0;
		struct time_key *swap = a;

		memset(start, 0, sizeof(start));
		for (size_t i = 0; i < count; i++)
			start[a[i].time >> shift & mask]++;
		for (size_t d = 0; d <= mask; d++) {
			size_t had = start[d];

			start[d] = sum;
			sum += had;
		}
		for (size_t i = 0; i < count; i++)
			b[start[a[i].time >> shift & mask]++] = a[i];
		a = b;
		b = swap;
	}
	return a;
}

static bool in_order(const int64_t *time, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (time[i] < time[i - 1])
			return false;
	return true;
}

/* The keys of `count` rows from `row` on; the largest one's time. */
static uint64_t fill_keys(const struct store *store, struct time_key *key,
			  size_t row, size_t count)
{
	const int64_t *time = store->rows.time + row;
	int64_t from = TIME_NONE, to = INT64_MIN;
	uint64_t undated;

	for (size_t i = 0; i < count; i++) {
		if (time[i] == TIME_NONE)
			continue;
		from = time[i] < from ? time[i] : from;
		to = time[i] > to ? time[i] : to;
	}
	/* No time is INT64_MAX, so that one more than the span exists. */
	undated = from == TIME_NONE ? 0 : (uint64_t)to - (uint64_t)from + 1;
	for (size_t i = 0; i < count; i++) {
		key[i].row = (row_t)(row + i);
		key[i].time = time[i] == TIME_NONE
				      ? undated
				      : (uint64_t)time[i] - (uint64_t)from;
	}
	return undated;
}

/* How many of the first `count` places come before a newer row of `time`:
 * searched from behind, with growing strides. */
static size_t places_before(const struct store *store, size_t count,
			    int64_t time)
{
	const int64_t *of = store->rows.time;
	size_t low = 0, high = count, stride = 1;

	while (stride <= count && of[store->order[count - stride]] > time) {
		high = count - stride;
		stride *= 2;
	}
	if (stride <= count)
		low = count - stride + 1;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (of[store->order[middle]] > time)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static void merge(struct store *store, const struct time_key *news,
		  size_t count)
{
	const int64_t *time = store->rows.time;
	row_t *order = store->order;
	size_t old = store->settled;

	store->settled += count;
	while (count) {
		size_t stay =
			places_before(store, old, time[news[count - 1].row]);

		memmove(order + stay + count, order + stay,
			(old - stay) * sizeof(*order));
		old = stay;
		do {
			count--;
			order[old + count] = news[count].row;
		} while (count && (!old || time[order[old - 1]] <=
						   time[news[count - 1].row]));
	}
}

static bool follows(const struct store *store, const struct time_key *news)
{
	return !store->settled ||
	       store->rows.time[store->order[store->settled - 1]] <=
		       store->rows.time[news->row];
}

/* Rows that continue the order as they stand, as in a single file. */
static bool settle_plain(struct store *store, size_t count)
{
	const int64_t *time = store->rows.time;
	size_t row = store->settled;
	const struct time_key first = { .row = (row_t)row };

	if (!in_order(time + row, count) || !follows(store, &first))
		return false;
	for (size_t i = 0; i < count; i++)
		store->order[row + i] = (row_t)(row + i);
	store->settled += count;
	return true;
}

static void settle(struct store *store, struct time_key *a, struct time_key *b,
		   size_t count)
{
	uint64_t most;

	if (settle_plain(store, count))
		return;
	most = fill_keys(store, a, store->settled, count);
	merge(store, sort(a, b, count, most), count);
}

int store_settle(struct store *store, struct err *err)
{
	size_t news = store->rows.count - store->settled;
	size_t portion = news < SETTLE_ROWS ? news : SETTLE_ROWS;
	struct time_key *a = NULL;

	if (!news)
		return 0;
	a = malloc(portion * 2 * sizeof(*a));
	if (!a || !vec_reserve(&store->order, &store->order_room,
			       store->rows.count, sizeof(*store->order))) {
		free(a);
		return err_set(err, ERR_FULL, 0,
			       "out of memory to sort %zu events",
			       store->rows.count);
	}
	for (; news; news -= portion) {
		if (portion > news)
			portion = news;
		settle(store, a, a + portion, portion);
	}
	free(a);
	return 0;
}

const row_t *store_order(const struct store *store, size_t *count)
{
	*count = store->settled;
	return store->order;
}

/* The first place that does not come before (time, row). */
static size_t place_of(const struct store *store, int64_t time, row_t row)
{
	size_t low = 0, high = store->settled;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		row_t at = store->order[middle];
		int64_t t = store->rows.time[at];

		if (t < time || (t == time && at < row))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Every row before `settled` is in the order. */
size_t store_place(const struct store *store, row_t row)
{
	if (row >= store->settled)
		return store->settled;
	return place_of(store, store->rows.time[row], row);
}

size_t store_at_time(const struct store *store, int64_t time)
{
	return place_of(store, time, 0);
}

bool store_span(const struct store *store, int64_t *first, int64_t *last)
{
	if (store->first == TIME_NONE)
		return false;
	*first = store->first;
	*last = store->last;
	return true;
}
