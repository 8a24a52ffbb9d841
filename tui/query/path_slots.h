/* SPDX-License-Identifier: MIT */
/* path_slots.h - which slots of each skeleton a path reaches.
 *
 * Worked out once for a skeleton, a few hundred or thousand times in all;
 * then a row costs a few array reads. Skeletons that come later are added
 * when they have come. */
#ifndef PATH_SLOTS_H
#define PATH_SLOTS_H

#include "event.h"
#include "memo.h"

struct path_slot {
	uint32_t at;   /* index among values, or byte among packed */
	uint32_t slot; /* of the skeleton */
	uint8_t kind;  /* enum leaf */
};

struct path_slots {
	struct path *path; /* NULL: all slots of the kinds */
	uint32_t kinds;    /* see path_slots_packed */
	const struct shapes *shapes;
	struct memo paths; /* which of the shapes' paths it leads to */
	uint32_t *start;   /* by skeleton, and one more */
	size_t start_room, skeletons;
	struct path_slot *slot;
	size_t count, slot_room;
};

/* Reads a path: keys joined by dots, with or without indexes (`[0]`, `.0`),
 * `*.` for any beginning; `\` takes a special meaning away. Owned, or NULL
 * and ERR_QUERY with err->at in `text`. */
struct path_slots *path_slots_new(struct str text, struct err *err);
/* How the text of a leaf is kept, as bits: as a value, or packed. */
enum {
	TEXT_PLAIN = 1,
	PACKED_UUID = 2,
	PACKED_ID = 4,
	PACKED_BASE64 = 8,
};
static inline uint32_t text_kind(uint8_t leaf)
{
	return leaf == LEAF_UUID     ? PACKED_UUID
	       : leaf == LEAF_ID     ? PACKED_ID
	       : leaf == LEAF_BASE64 ? PACKED_BASE64
				     : TEXT_PLAIN;
}
/* Reaches all slots of these packed kinds. */
struct path_slots *path_slots_packed(uint32_t kinds);
void path_slots_free(struct path_slots *slots);
/* Learns the skeletons it does not know. Dies when out of memory. */
void path_slots_grow(struct path_slots *slots, const struct shapes *shapes);

/* The slots of a skeleton it has learnt. */
static inline const struct path_slot *
path_slots_of(const struct path_slots *slots, uint32_t skeleton, size_t *count)
{
	*count = slots->start[skeleton + 1] - slots->start[skeleton];
	return slots->slot + slots->start[skeleton];
}

#endif
