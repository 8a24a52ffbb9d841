/* SPDX-License-Identifier: MIT */
/* resource.h - which leaves of a record name what it touches. */
#ifndef RESOURCE_H
#define RESOURCE_H

#include "meaning.h"
#include "arn.h"

struct resource_step {
	uint32_t slot;    /* the leaf */
	uint32_t account; /* slot of its account, or SLOT_NONE: the event's */
	uint16_t row;     /* steps of one row are alternatives ... */
	uint8_t rank;     /* ... of which the lowest that names one counts */
	uint8_t type;     /* enum type */
};

/* The steps for every event of one skeleton, service and name. First those of
 * resources[] and of the table; from `guesses` on those guessed by their key,
 * which count only where the others name nothing. */
struct resource_plan {
	struct resource_step *step;
	size_t steps, room, guesses;
};
/* False: no memory; then the plan is empty. */
bool resource_plan_init(struct resource_plan *plan, const struct record *record,
			struct str service, struct str name);
void resource_plan_release(struct resource_plan *plan);

/* Calls `give` for each step that may count. It answers 1 when the leaf named
 * something, 0 when not, -1 to stop. 0, or -1 when stopped. */
int resource_plan_walk(const struct resource_plan *plan,
		       int (*give)(void *to, const struct resource_step *step),
		       void *to);

/* Appends the identity of the first resource of a record; false: none. */
bool resource_first(const struct record *record, struct buf *out);

#endif
