/* SPDX-License-Identifier: MIT */
/* timeline_steps.c - `.` `,` and `e` `E`: from one thing that looks wrong, or
 * that was denied, to the next.
 *
 * What looks wrong are notable events and the first event of each finding; a
 * run of them of one user and call is one step, in which a finding that begins
 * is a step again. Of what was denied each event is a step: what people were
 * denied, and only where there is none of that what AWS services were. One
 * walk over all hits finds the step that is gone to, which of how many it is,
 * and where it goes on at the other end. */
#include "timeline.h"

#include <assert.h>

/* The hit at `at` is a step of the trail. */
static void meet(struct step_walk *walk, struct step_trail *trail, size_t at)
{
	if (!trail->count++)
		trail->first = at;
	trail->last = at;
	if (at < walk->from) {
		trail->before = at;
		trail->befores = trail->count;
	} else if (at > walk->from && !trail->after_nth) {
		trail->after = at;
		trail->after_nth = trail->count;
	}
}

static void meet_wrong(const struct view *view, struct step_walk *walk,
		       row_t row)
{
	const struct store *store = view_store(view);
	bool begins = rowset_has(&view->selection->sweep.first, row);
	sym_t user, name;

	if (!begins && !(store_flags(store)[row] & FLAG_NOTABLE))
		return;
	user = store_column(store, COL_USER)[row];
	name = store_column(store, COL_NAME)[row];
	if (begins || !walk->trail[TRAIL_PEOPLE].count || user != walk->user ||
	    name != walk->name)
		meet(walk, &walk->trail[TRAIL_PEOPLE], walk->at);
	walk->user = user;
	walk->name = name;
}

static void meet_denied(const struct view *view, struct step_walk *walk,
			row_t row)
{
	uint32_t flags = store_flags(view_store(view))[row];

	if (flags & FLAG_DENIED)
		meet(walk,
		     &walk->trail[flags & FLAG_SERVICE ? TRAIL_SERVICES
						       : TRAIL_PEOPLE],
		     walk->at);
}

static void begin(struct view *view)
{
	view->steps = (struct step_walk){
		.direction = view->steps.direction,
		.denied = view->steps.denied,
		.from = timeline_hit(view),
		.ordered = view->selection->ordered,
	};
}

/* "step 3 of 27", "denied 1 of 4 by people  wrapped". */
static void say_step(struct view *view, const struct step_trail *trail,
		     size_t nth, bool wraps)
{
	const struct step_walk *walk = &view->steps;
	struct buf words = { 0 };

	buf_add(&words, walk->denied ? STR("denied ") : STR("step "));
	buf_add_count(&words, nth);
	buf_add(&words, STR(" of "));
	buf_add_count(&words, trail->count);
	if (trail == &walk->trail[TRAIL_SERVICES])
		buf_add(&words, STR(", all by AWS services"));
	else if (walk->trail[TRAIL_SERVICES].count)
		buf_add(&words, STR(" by people"));
	if (wraps)
		buf_add(&words, STR("  wrapped"));
	view_say(view, false, "%s", words.at);
	buf_release(&words);
}

/* All hits were walked over: there it goes. */
static void arrive(struct view *view)
{
	const struct step_walk *walk = &view->steps;
	const struct step_trail *trail = &walk->trail[TRAIL_PEOPLE];
	bool later = walk->direction > 0, wraps;
	size_t nth, at;

	if (!trail->count)
		trail = &walk->trail[TRAIL_SERVICES];
	if (!trail->count) {
		view_say(view, false, "none: %s among these",
			 walk->denied ? "no denied event"
				      : "nothing notable and no finding");
		return;
	}
	wraps = later ? !trail->after_nth : !trail->befores;
	if (later) {
		at = wraps ? trail->first : trail->after;
		nth = wraps ? 1 : trail->after_nth;
	} else {
		at = wraps ? trail->last : trail->before;
		nth = wraps ? trail->count : trail->befores;
	}
	timeline_leap(view, at);
	say_step(view, trail, nth, wraps);
}

void timeline_step(struct view *view, int direction, bool denied)
{
	assert(direction == 1 || direction == -1);
	if (!view->selection->result.hits) {
		view_say(view, false, "none: no event is kept");
		return;
	}
	view->steps.direction = direction;
	view->steps.denied = denied;
	begin(view);
	view_say(view, false, "looking for what %s",
		 denied ? "was denied" : "looks wrong");
}

size_t timeline_steps_walk(struct view *view, size_t budget)
{
	const struct result *result = &view->selection->result;
	struct step_walk *walk = &view->steps;
	size_t end;

	if (!walk->direction)
		return 0;
	if (walk->ordered != view->selection->ordered)
		begin(view);
	end = result->hits - walk->at < budget ? result->hits
					       : walk->at + budget;
	for (; walk->at < end; walk->at++) {
		if (walk->denied)
			meet_denied(view, walk, result->hit[walk->at]);
		else
			meet_wrong(view, walk, result->hit[walk->at]);
	}
	if (end == result->hits) {
		arrive(view);
		walk->direction = 0;
	}
	return budget < result->hits ? budget : result->hits + 1;
}
