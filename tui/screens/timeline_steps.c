/* SPDX-License-Identifier: MIT */
/* timeline_steps.c - `.` and `,`: from one thing that looks wrong to the next.
 *
 * Marked are notable events and the first event of each finding; a run of
 * marked events of one user and call is one step. One walk over all hits
 * finds the step that is gone to, which of how many it is, and where it goes
 * on at the other end. */
#include "timeline.h"

#include <assert.h>

static bool is_marked(const struct view *view, row_t row)
{
	return store_flags(view_store(view))[row] & FLAG_NOTABLE ||
	       rowset_has(&view->selection->sweep.first, row);
}

/* The hit at `at`, which is marked, may begin a step. */
static void meet(struct step_walk *walk, const struct store *store, row_t row,
		 size_t at)
{
	sym_t user = store_column(store, COL_USER)[row];
	sym_t name = store_column(store, COL_NAME)[row];
	bool same = walk->count && user == walk->user && name == walk->name;

	walk->user = user;
	walk->name = name;
	if (same)
		return;
	if (!walk->count++)
		walk->first = at;
	walk->last = at;
	if (at < walk->from) {
		walk->before = at;
		walk->befores = walk->count;
	} else if (at > walk->from && !walk->after_nth) {
		walk->after = at;
		walk->after_nth = walk->count;
	}
}

static void begin(struct view *view)
{
	view->steps = (struct step_walk){
		.direction = view->steps.direction,
		.from = timeline_hit(view),
		.ordered = view->selection->ordered,
	};
}

/* All hits were walked over: there it goes. */
static void arrive(struct view *view)
{
	const struct step_walk *walk = &view->steps;
	bool later = walk->direction > 0;
	bool wraps = later ? !walk->after_nth : !walk->befores;
	size_t nth, at;
	struct buf words = { 0 };

	if (!walk->count) {
		view_say(view, false,
			 "none: nothing notable and no finding among these");
		return;
	}
	if (later) {
		at = wraps ? walk->first : walk->after;
		nth = wraps ? 1 : walk->after_nth;
	} else {
		at = wraps ? walk->last : walk->before;
		nth = wraps ? walk->count : walk->befores;
	}
	timeline_leap(view, at);
	buf_add_count(&words, nth);
	buf_add(&words, STR(" of "));
	buf_add_count(&words, walk->count);
	view_say(view, false, "%s%s", words.at, wraps ? "  wrapped" : "");
	buf_release(&words);
}

void timeline_step(struct view *view, int direction)
{
	assert(direction == 1 || direction == -1);
	if (!view->selection->result.hits) {
		view_say(view, false, "none: no event is kept");
		return;
	}
	view->steps.direction = direction;
	begin(view);
	view_say(view, false, "looking for what looks wrong");
}

size_t timeline_steps_walk(struct view *view, size_t budget)
{
	const struct result *result = &view->selection->result;
	const struct store *store = view_store(view);
	struct step_walk *walk = &view->steps;
	size_t end;

	if (!walk->direction)
		return 0;
	if (walk->ordered != view->selection->ordered)
		begin(view);
	end = result->hits - walk->at < budget ? result->hits
					       : walk->at + budget;
	for (; walk->at < end; walk->at++)
		if (is_marked(view, result->hit[walk->at]))
			meet(walk, store, result->hit[walk->at], walk->at);
	if (end == result->hits) {
		arrive(view);
		walk->direction = 0;
	}
	return budget < result->hits ? budget : result->hits + 1;
}
