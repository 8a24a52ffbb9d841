/* SPDX-License-Identifier: MIT */
/* shape.c - distinct skeletons, found by the hash of their signature.
 *
 * Open addressing over numbers of skeletons, never more than half full. A
 * skeleton is compared by its whole signature, so two records share one
 * exactly when keys, nesting, order and kinds of leaves agree. */
#include "guide.h"
#include "shape.h"
#include "spare.h"

#include <stdlib.h>
#include <string.h>

#ifndef SHAPE_SLOTS
#define SHAPE_SLOTS 64 /* of an empty index; a power of two */
#endif

static const struct str field_path[FIELD_COUNT] = {
#define FIELD_PATH(name, path) [FIELD_##name] = STR(path),
	EVENT_FIELDS(FIELD_PATH)
};

/* Well-known places come first, so that a path's symbol tells the field. */
static bool fields_put(struct dict *paths)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (dict_put(paths, field_path[i]) != i + 1)
			return false;
	return true;
}

struct shapes *shapes_new(uint64_t seed)
{
	struct shapes *shapes = calloc(1, sizeof(*shapes));

	if (!shapes)
		return NULL;
	shapes->seed = seed;
	shapes->index = calloc(SHAPE_SLOTS, sizeof(*shapes->index));
	shapes->indexes = SHAPE_SLOTS;
	if (!shapes->index || !dict_init(&shapes->paths, seed) ||
	    !fields_put(&shapes->paths)) {
		shapes_free(shapes);
		return NULL;
	}
	return shapes;
}

void shapes_free(struct shapes *shapes)
{
	if (!shapes)
		return;
	spares_free(shapes->spares);
	for (size_t i = 0; i < shapes->count; i++)
		free(shapes->at[i]);
	free(shapes->at);
	free(shapes->index);
	dict_release(&shapes->paths);
	guide_free(shapes->guide);
	free(shapes);
}

/* The slot that names the skeleton, or the free one where it belongs. */
static size_t probe(const struct shapes *shapes, struct str signature,
		    uint64_t hash)
{
	size_t mask = shapes->indexes - 1, i = hash & mask;

	for (; shapes->index[i]; i = (i + 1) & mask) {
		const struct skeleton *s = shapes->at[shapes->index[i] - 1];

		if (s->hash == hash && str_eq(s->signature, signature))
			break;
	}
	return i;
}

static bool index_grow(struct shapes *shapes)
{
	size_t indexes = shapes->indexes * 2, mask = indexes - 1;
	uint32_t *index = calloc(indexes, sizeof(*index));

	if (!index)
		return false;
	for (size_t n = 0; n < shapes->count; n++) {
		size_t i = shapes->at[n]->hash & mask;

		while (index[i])
			i = (i + 1) & mask;
		index[i] = (uint32_t)n + 1;
	}
	free(shapes->index);
	shapes->index = index;
	shapes->indexes = indexes;
	return true;
}

static const struct skeleton *add(struct shapes *shapes, struct str signature,
				  uint64_t hash)
{
	struct skeleton *skeleton;

	if (shapes->count >= UINT32_MAX - 1 ||
	    !vec_reserve(&shapes->at, &shapes->room, shapes->count + 1,
			 sizeof(struct skeleton *)))
		return NULL;
	if (shapes->count * 2 >= shapes->indexes && !index_grow(shapes))
		return NULL;
	skeleton = skeleton_new(shapes, signature, hash);
	if (!skeleton)
		return NULL;
	skeleton->id = (uint32_t)shapes->count;
	shapes->index[probe(shapes, signature, hash)] = skeleton->id + 1;
	shapes->at[shapes->count++] = skeleton;
	shapes->bytes += skeleton_memory(skeleton);
	return skeleton;
}

const struct skeleton *shapes_put(struct shapes *shapes, struct str signature,
				  uint64_t hash)
{
	uint32_t n = shapes->index[probe(shapes, signature, hash)];

	return n ? shapes->at[n - 1] : add(shapes, signature, hash);
}

size_t shapes_memory(const struct shapes *shapes)
{
	return sizeof(*shapes) + shapes->room * sizeof(*shapes->at) +
	       shapes->indexes * sizeof(*shapes->index) + shapes->bytes +
	       dict_memory(&shapes->paths) + guide_memory(shapes->guide);
}
