/* SPDX-License-Identifier: MIT */
/* reach.h - which slots of each skeleton a path reaches.
 *
 * Worked out once for a skeleton, a few hundred or thousand times in all;
 * then a row costs a few array reads. Skeletons that come later are added
 * when they have come. */
#ifndef REACH_H
#define REACH_H

#include "event.h"
#include "memo.h"

struct reach_slot {
	uint32_t at;   /* index among values, or byte among packed */
	uint32_t slot; /* of the skeleton */
	uint8_t kind;  /* enum leaf */
};

struct reach {
	struct path *path; /* NULL: all slots of the kinds */
	uint32_t kinds;    /* packed kinds, see reach_packed */
	const struct shapes *shapes;
	struct memo paths; /* which of the shapes' paths it leads to */
	uint32_t *start;   /* by skeleton, and one more */
	size_t start_room, skeletons;
	struct reach_slot *slot;
	size_t slots, slot_room;
};

/* Reads a path: keys joined by dots, with or without indexes (`[0]`, `.0`),
 * `*.` for any beginning; `\` takes a special meaning away. Owned, or NULL
 * and ERR_QUERY with err->at in `text`. */
struct reach *reach_new(struct str text, struct err *err);
/* Reaches all slots of these packed kinds. */
#define REACH_UUID 1u
#define REACH_ID 2u
#define REACH_BASE64 4u
uint32_t reach_kind(uint8_t leaf); /* its bit; 0: not packed */
struct reach *reach_packed(uint32_t kinds);
void reach_free(struct reach *reach);
/* Learns the skeletons it does not know. Dies when out of memory. */
void reach_grow(struct reach *reach, const struct shapes *shapes);

/* The slots of a skeleton it has learnt. */
static inline const struct reach_slot *
reach_slots(const struct reach *reach, uint32_t skeleton, size_t *count)
{
	*count = reach->start[skeleton + 1] - reach->start[skeleton];
	return reach->slot + reach->start[skeleton];
}

#endif
