/* SPDX-License-Identifier: MIT */
/* leaf.c - a record's leaves one after the other, each with its path.
 *
 * Meaning is asked by path without indexes (`ipPermissions.items.fromPort`),
 * because where in a list something stands says nothing about what it is.
 * The path is kept as a stack of lengths, so that a step costs its own key. */
#include "leaf.h"
#include "part.h"

#include <assert.h>
#include <string.h>

#define TOO_LONG UINT32_MAX

/* A dot in a key is written `\.`, so that no key can pose as a path. */
static uint32_t add_key(char *path, uint32_t len, struct str key)
{
	if (len == TOO_LONG || len + 2 * key.len + 1 > LEAF_PATH)
		return TOO_LONG;
	if (len)
		path[len++] = '.';
	for (size_t i = 0; i < key.len; i++) {
		if (key.at[i] == '.' || key.at[i] == '\\')
			path[len++] = '\\';
		path[len++] = key.at[i];
	}
	return len;
}

/* Keeps the stack for the node just given. */
static void enter(struct leaves *leaves, const struct node *node)
{
	unsigned depth = node->depth;
	uint32_t base = depth ? leaves->end[depth - 1] : 0;
	uint32_t key = depth ? leaves->key[depth - 1] : 0;

	if (node->key.at) {
		key = base ? base + 1 : 0;
		base = add_key(leaves->path, base, node->key);
	} else if (depth == 1) {
		leaves->element = node->index;
	}
	if (depth == 0)
		leaves->element = 0;
	leaves->end[depth] = base;
	leaves->key[depth] = key;
}

static void describe(const struct leaves *leaves, struct leaf_at *leaf)
{
	uint32_t end = leaves->end[leaves->node.depth];
	uint32_t key = leaves->key[leaves->node.depth];

	if (end == TOO_LONG)
		end = key = 0;
	leaf->path = (struct str){ leaves->path, end };
	leaf->key = (struct str){ leaves->path + key, end - key };
	leaf->slot = leaves->node.slot;
	leaf->element = leaves->element;
}

bool leaves_next(struct leaves *leaves, struct leaf_at *leaf)
{
	assert(leaves->walk.record);
	while (walk_next(&leaves->walk, &leaves->node)) {
		if (leaves->node.depth >= LEAF_DEPTH)
			continue;
		enter(leaves, &leaves->node);
		if (leaves->node.kind == NODE_LEAF) {
			describe(leaves, leaf);
			return true;
		}
	}
	return false;
}

/* ---- by place ---- */

static const struct {
	struct str lead, full;
} leads[] = {
	{ STR("rq."), STR("requestParameters.") },
	{ STR("rs."), STR("responseElements.") },
	{ STR("sd."), STR("serviceEventDetails.") },
	{ STR("ad."), STR("additionalEventData.") },
};

/* As str_starts: most that do not begin so have another byte where it ends. */
static inline bool begins(struct str s, struct str with)
{
	return !with.len || (s.len >= with.len &&
			     s.at[with.len - 1] == with.at[with.len - 1] &&
			     !memcmp(s.at, with.at, with.len));
}

struct str place_rest(struct str place, struct str path)
{
	bool led = place.len > 2 && place.at[2] == '.';

	for (size_t i = 0; led && i < ARRAY_LEN(leads); i++) {
		if (!str_starts(place, leads[i].lead))
			continue;
		if (!begins(path, leads[i].full))
			return STR_NONE;
		place.at += leads[i].lead.len;
		place.len -= leads[i].lead.len;
		path.at += leads[i].full.len;
		path.len -= leads[i].full.len;
		break;
	}
	return begins(path, place) ? str_slice(path, place.len, path.len)
				   : STR_NONE;
}

/* A place that ends in `*` is every place that begins so. */
static bool is_at(const struct leaf_at *leaf, struct str place)
{
	bool below = str_ends(place, STR("*"));
	struct str rest =
		place_rest(str_slice(place, 0, place.len - below), leaf->path);

	return rest.at && (below || !rest.len);
}

/* The first leaf at one place that is neither absent nor empty. */
static struct str first_at(const struct record *record, struct str place,
			   char scratch[SCRATCH])
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf)) {
		struct str text = STR_NONE;

		if (is_at(&leaf, place))
			text = record_slot(record, leaf.slot, scratch);
		if (text.len)
			return text;
	}
	return STR_NONE;
}

struct str leaf_any(const struct record *record, struct str places,
		    char scratch[SCRATCH])
{
	struct str text = STR_NONE;

	assert(places.len);
	while (places.len && !text.len)
		text = first_at(record, part_take(&places, ' '), scratch);
	return text;
}

unsigned leaf_count(const struct record *record, struct str place,
		    struct str glob)
{
	struct leaves leaves = { .walk.record = record };
	char scratch[SCRATCH];
	struct leaf_at leaf;
	unsigned count = 0;

	assert(place.len && str_find(place, ' ') < 0);
	while (leaves_next(&leaves, &leaf))
		if (is_at(&leaf, place) &&
		    str_glob(glob, record_slot(record, leaf.slot, scratch)))
			count++;
	return count;
}
