/* SPDX-License-Identifier: MIT */
/* whens.c - when the events of each value were: a few counters for each, over
 * one stretch of time. A pass of its own, so that counting events pays nothing
 * for it. */
#include "slice.h"

#include <assert.h>
#include <stdlib.h>

/* What a step goes by. */
struct pass {
	const struct whens *whens;
	const int64_t *time;
	int64_t start; /* of the part met last */
	size_t part;
};

void whens_begin(struct whens *whens, const struct store *store,
		 const struct tally *tally)
{
	int64_t last;

	assert(!tally->own);
	whens_release(whens);
	whens->symbols = store_dict(store)->count;
	whens->place = xcalloc(whens->symbols + 1, sizeof(*whens->place));
	whens->at = xcalloc(tally->count + 1, sizeof(*whens->at));
	for (size_t i = 0; i < tally->count; i++)
		whens->place[tally->row[i].value] = (uint32_t)i + 1;
	if (store_span(store, &whens->from, &last))
		whens->step = (last - whens->from) / WHENS + 1;
}

/* Rows are nearly in time order: the part met last is tried first. */
static bool find_part(struct pass *pass, int64_t time)
{
	const struct whens *whens = pass->whens;

	if (time == TIME_NONE || !whens->step)
		return false;
	if (time >= pass->start && time - pass->start < whens->step)
		return true;
	pass->part = (size_t)((time - whens->from) / whens->step);
	pass->start = whens->from + (int64_t)pass->part * whens->step;
	assert(pass->part < WHENS);
	return true;
}

static inline void count_value(const struct pass *pass, sym_t value)
{
	uint32_t place =
		value < pass->whens->symbols ? pass->whens->place[value] : 0;

	if (place)
		pass->whens->at[place - 1][pass->part]++;
}

static void count_column(struct pass *pass, const sym_t *value,
			 const struct rowset *set, const struct slice *slice)
{
	size_t row;

	EACH_ROW(set, slice, row)
	if (find_part(pass, pass->time[row]))
		count_value(pass, value[row]);
}

static void count_resources(struct pass *pass, const struct store *store,
			    const struct rowset *set, const struct slice *slice)
{
	const uint32_t *start = store_resource_start(store);
	const sym_t *list = store_resource_list(store);
	size_t row;

	EACH_ROW(set, slice, row)
	if (find_part(pass, pass->time[row]))
		for (uint32_t i = start[row]; i < start[row + 1]; i++)
			count_value(pass, list[i]);
}

size_t whens_step(struct whens *whens, const struct store *store,
		  const struct rowset *set, enum column column, size_t budget)
{
	struct slice slice = slice_of(set, whens->rows, budget);
	struct pass pass = { .whens = whens,
			     .time = store_time(store),
			     .start = whens->from };

	assert(whens->at && set->rows <= store_rows(store));
	assert(whens->rows <= set->rows);
	if (whens->rows == set->rows)
		return 0;
	if (column == COL_COUNT)
		count_resources(&pass, store, set, &slice);
	else
		count_column(&pass, store_column(store, column), set, &slice);
	whens->rows = slice.end;
	return slice.cost;
}

void whens_release(struct whens *whens)
{
	free(whens->at);
	free(whens->place);
	*whens = (struct whens){ 0 };
}
