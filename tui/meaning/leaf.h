/* SPDX-License-Identifier: MIT */
/* leaf.h - a record's leaves one after the other, each with its path. */
#ifndef LEAF_H
#define LEAF_H

#include "meaning.h"

#define LEAF_PATH 1024
#define LEAF_DEPTH 514

struct leaf_at {
	struct str path; /* without indexes: `a.items.b`; "" when too long */
	struct str key;  /* the last key on the way to it */
	uint32_t slot;
	uint32_t element; /* place in a top-level array, else 0 */
};

/* Zero-initialise, set walk.record, and call. */
struct leaves {
	struct walk walk;
	struct node node;         /* the leaf's, for walk_put_path */
	uint32_t end[LEAF_DEPTH]; /* by depth: bytes of path up to there */
	uint32_t key[LEAF_DEPTH]; /* by depth: where its last key begins */
	uint32_t element;
	char path[LEAF_PATH];
};
/* False: the end. The texts are borrowed until the next call. */
bool leaves_next(struct leaves *leaves, struct leaf_at *leaf);

/* Places are written short: a path without indexes, where rq. rs. sd. ad.
 * stand for requestParameters. responseElements. serviceEventDetails. and
 * additionalEventData.; `rq.a.*` is all below `rq.a.`.
 *
 * What of `path` comes after `place`; STR_NONE when it does not begin so. */
struct str place_rest(struct str place, struct str path);

/* The first leaf that is neither absent nor empty, in order of the places,
 * which have a space between; STR_NONE where there is none. */
struct str leaf_any(const struct record *record, struct str places,
		    char scratch[SCRATCH]);
/* How many values at `place` match. */
unsigned leaf_count(const struct record *record, struct str place,
		    struct str glob);
static inline bool leaf_is(const struct record *record, struct str place,
			   struct str glob)
{
	return leaf_count(record, place, glob) > 0;
}

#endif
