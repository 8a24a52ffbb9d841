/* SPDX-License-Identifier: MIT */
/* saved_steps.c - back and forward.
 *
 * A step is the chips and where the screens stood. Asks are held, not copied,
 * so that a filter that comes back costs no look at a row. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

#define STEPS_MOST 500

static struct saved_step step_take(const struct selection *selection,
				   void *spots)
{
	struct saved_step step = { .spots = spots,
				   .hits = selection->result.hits,
				   .counted = selection_shows(selection) };

	chips_copy(&step.chips, &selection->chips);
	return step;
}

static void step_release(struct saved_step *step)
{
	chips_release(&step->chips);
	free(step->spots);
}

static void push(struct saved_step **at, size_t *count, size_t *room,
		 struct saved_step step)
{
	if (*count == STEPS_MOST) {
		step_release(*at);
		memmove(*at, *at + 1, --*count * sizeof(**at));
	}
	if (!vec_reserve(at, room, *count + 1, sizeof(**at)))
		die("no memory for a step");
	(*at)[(*count)++] = step;
}

static void push_back(struct inner *inner, struct saved_step step)
{
	push(&inner->back, &inner->backs, &inner->back_room, step);
}

static void push_forward(struct inner *inner, struct saved_step step)
{
	push(&inner->forward, &inner->forwards, &inner->forward_room, step);
}

static void clear(struct saved_step *at, size_t *count)
{
	while (*count)
		step_release(&at[--*count]);
}

void selection_record(struct selection *selection, void *spots)
{
	clear(selection->inner->forward, &selection->inner->forwards);
	push_back(selection->inner, step_take(selection, spots));
}

void selection_stay(struct selection *selection)
{
	clear(selection->inner->forward, &selection->inner->forwards);
}

const void *selection_spots(const struct selection *selection, bool forward)
{
	const struct inner *inner = selection->inner;

	if (forward)
		return inner->forwards
			       ? inner->forward[inner->forwards - 1].spots
			       : NULL;
	return inner->backs ? inner->back[inner->backs - 1].spots : NULL;
}

/* The chips become those of the step; its spots are the caller's. */
static void *step_give(struct selection *selection, struct saved_step *step)
{
	bool same = chips_same(&selection->chips, &step->chips);

	chips_release(&selection->chips);
	selection->chips = step->chips; /* taken */
	if (same && selection->stage > STAGE_HITS)
		result_again(selection);
	else
		result_forget(selection);
	return step->spots;
}

void *selection_go(struct selection *selection, bool forward, void *here)
{
	struct inner *inner = selection->inner;
	struct saved_step now = step_take(selection, here);

	if (forward) {
		assert(inner->forwards);
		push_back(inner, now);
		return step_give(selection, &inner->forward[--inner->forwards]);
	}
	assert(inner->backs);
	push_forward(inner, now);
	return step_give(selection, &inner->back[--inner->backs]);
}

void saved_steps_release(struct inner *inner)
{
	clear(inner->back, &inner->backs);
	clear(inner->forward, &inner->forwards);
	free(inner->back);
	free(inner->forward);
}

/* True when the filter was another one after this step. */
static bool leads_on(const struct selection *selection, size_t at)
{
	const struct inner *inner = selection->inner;
	const struct chips *next = at + 1 < inner->backs
					   ? &inner->back[at + 1].chips
					   : &selection->chips;

	return inner->back[at].counted &&
	       !chips_same(&inner->back[at].chips, next);
}

size_t selection_hunt(const struct selection *selection, size_t *events,
		      size_t most)
{
	const struct inner *inner = selection->inner;
	size_t shown = 0, from = inner->backs, count = 0;

	assert(most >= 2);
	while (from && shown < most - 1)
		shown += leads_on(selection, --from);
	if (!shown)
		return 0;
	for (size_t i = from; i < inner->backs; i++)
		if (leads_on(selection, i))
			events[count++] = inner->back[i].hits;
	events[count++] = selection->result.hits;
	return count;
}
