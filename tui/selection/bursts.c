/* SPDX-License-Identifier: MIT */
/* bursts.c - where the hits come close together, told from the hits alone: see
 * counts.h for what a burst is. */
#include <assert.h>
#include <stdlib.h>

#include "inner.h"

#define LEAST 5  /* events of a burst */
#define DENSER 4 /* times as quick as all of them */

/* How long the dated hits take, and how many they are. */
static void measure(struct selection *selection)
{
	struct bursts_work *work = &selection->inner->bursts;
	const struct result *result = &selection->result;
	const int64_t *time = store_time(selection->store);
	size_t low = 0, high = result->hits;

	while (low < high) { /* the undated stand last */
		size_t mid = low + (high - low) / 2;

		if (time[result->hit[mid]] == TIME_NONE)
			high = mid;
		else
			low = mid + 1;
	}
	work->at = work->first = 0;
	work->dated = low;
	work->span =
		low ? time[result->hit[low - 1]] - time[result->hit[0]] : 0;
	selection->bursts.count = 0;
	selection->bursts.counted = false;
	selection->bursts.ordered = selection->ordered;
}

/* The hits from work->first up to `end` follow each other closely enough. */
static void close_run(struct selection *selection, size_t end)
{
	struct bursts_work *work = &selection->inner->bursts;
	struct bursts *bursts = &selection->bursts;
	const int64_t *time = store_time(selection->store);
	const row_t *hit = selection->result.hit;
	struct burst burst = { .first = work->first,
			       .events = end - work->first };
	double takes, gaps = (double)work->dated - 1;

	work->first = end;
	if (burst.events < LEAST)
		return;
	burst.from = time[hit[burst.first]];
	burst.to = time[hit[end - 1]];
	takes = burst.to > burst.from ? (double)(burst.to - burst.from) : 1;
	if (((double)burst.events - 1) * (double)work->span >=
	    DENSER * takes * gaps)
		*vec_add(bursts->at, bursts->count, bursts->room) = burst;
}

/* True when the silence before that hit ends a run. */
static bool is_silence(const struct selection *selection, size_t at)
{
	const struct bursts_work *work = &selection->inner->bursts;
	const int64_t *time = store_time(selection->store);
	const row_t *hit = selection->result.hit;
	int64_t gap = time[hit[at]] - time[hit[at - 1]];

	return gap > 1 &&
	       (double)gap * ((double)work->dated - 1) > (double)work->span;
}

size_t bursts_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct bursts_work *work = &selection->inner->bursts;
	struct bursts *bursts = &selection->bursts;
	size_t end;

	/* In another order there are none, and nothing to measure. */
	if (!bursts->asked || selection->stage <= STAGE_HITS ||
	    selection->order.by != ORDER_TIME || selection->order.reverse ||
	    (bursts->counted && bursts->ordered == selection->ordered))
		return 0;
	if (bursts->ordered != selection->ordered)
		measure(selection);
	end = work->dated - work->at < budget ? work->dated : work->at + budget;
	job->done = work->at;
	job->all = work->dated;
	for (; work->at < end; work->at++)
		if (work->at && is_silence(selection, work->at))
			close_run(selection, work->at);
	if (end < work->dated)
		return budget;
	close_run(selection, work->dated);
	bursts->counted = true;
	selection->stale = true;
	return budget;
}

void bursts_ask(struct selection *selection)
{
	assert(selection->order.by == ORDER_TIME && !selection->order.reverse);
	if (selection->bursts.asked)
		return;
	selection->bursts.asked = true;
	selection_asked(selection);
}
