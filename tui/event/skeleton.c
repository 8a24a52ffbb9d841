/* SPDX-License-Identifier: MIT */
/* skeleton.c - distinct skeletons, and the making of a new one: what each
 * slot is called, where its value is kept, and what it adds to the hash of a
 * record's content.
 *
 * Skeletons are found by the hash of their signature: open addressing over
 * their numbers, never more than half full. One is compared by its whole
 * signature, so two records share one exactly when keys, nesting, order and
 * kinds of leaves agree.
 *
 * To make one takes one pass over the tokens, with the open containers on a
 * stack. A place's salt is mixed from its parent's and its own key or index, so
 * that a leaf adds the same to the content whatever the order of keys around
 * it; a key that comes again in one object is salted with how often it did.
 * Readers of JSON take the last of equal keys: an earlier one loses its fields.
 *
 * Who writes the data chooses the shape. Every table here is sized by the
 * signature, and paths, which could be as long as a record for each of its
 * leaves, have a length and a budget: beyond them a leaf has no name. */
#include "json.h"
#include "pack.h"
#include "signature.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define PATH_MOST 1024  /* bytes of the longest path */
#define PATH_SHARE 16   /* bytes of paths a byte of signature may bring ... */
#define PATH_FREE 65536 /* ... and those any record may */
#define PATH_OVER UINT32_MAX

#ifndef SHAPE_SLOTS
#define SHAPE_SLOTS 64 /* of an empty index; a power of two */
#endif

struct salted_place { /* what a key or an index leads to */
	uint64_t salt;
	uint32_t path_len; /* of maker.path, or PATH_OVER */
	sym_t path;        /* SYM_NONE until a leaf wants it */
};

struct container { /* an open container */
	struct salted_place place;
	bool array;
	uint32_t index; /* elements so far */
	size_t member;  /* of maker.seen: the key whose value is open */
};

struct seen_key {                 /* one key of one object */
	uint64_t salt;            /* 0: free */
	uint32_t from, to, times; /* its slots; how often it came again */
};

struct maker {
	struct shapes *shapes;
	struct skeleton *skeleton;
	struct seen_key *seen;
	size_t seen_mask;
	size_t budget; /* bytes of paths left */
	uint32_t slot, value, packed;
	unsigned depth;
	struct container frame[JSON_DEPTH + 1];
	char path[PATH_MOST];
};

/* ---- names ---- */

/* The length with one byte more, or PATH_OVER. */
static uint32_t path_add(struct maker *m, uint32_t len, char c)
{
	if (len >= PATH_MOST)
		return PATH_OVER;
	m->path[len] = c;
	return len + 1;
}

/* The length of the path of `key` in the container on top. */
static uint32_t path_of_key(struct maker *m, struct str key)
{
	uint32_t len = m->frame[m->depth - 1].place.path_len;

	if (m->depth > 1)
		len = path_add(m, len, '.');
	for (size_t i = 0; i < key.len && len != PATH_OVER; i++) {
		if (path_special(key.at[i]))
			len = path_add(m, len, '\\');
		len = path_add(m, len, key.at[i]);
	}
	if (len == PATH_OVER || len > m->budget)
		return PATH_OVER;
	m->budget -= len;
	return len;
}

/* ---- equal keys ---- */

/* Notes that the key with that salt opens; how often it did before. */
static uint32_t seen_open(struct maker *m, uint64_t salt)
{
	uint32_t *field = m->skeleton->field;
	size_t i = salt & m->seen_mask;
	struct seen_key *seen;

	while (m->seen[i].salt && m->seen[i].salt != salt)
		i = (i + 1) & m->seen_mask;
	seen = &m->seen[i];
	if (seen->salt) {
		for (size_t f = 0; f < FIELD_COUNT; f++)
			if (field[f] >= seen->from && field[f] < seen->to)
				field[f] = SLOT_NONE;
		seen->times++;
	}
	seen->salt = salt;
	seen->from = seen->to = m->slot;
	m->frame[m->depth - 1].member = i;
	return seen->times;
}

/* ---- walking the signature ---- */

static struct salted_place place_of_key(struct maker *m, struct str key)
{
	uint64_t seed = m->shapes->seed;
	uint64_t up = m->frame[m->depth - 1].place.salt;
	uint64_t salt = hash_mix(up, hash_bytes(seed, key.at, key.len)) | 1;
	uint32_t times = seen_open(m, salt);

	if (text_hides(key))
		m->skeleton->hides = true;
	if (times)
		salt = hash_mix(salt, times);
	return (struct salted_place){ salt, path_of_key(m, key), SYM_NONE };
}

static struct salted_place place_of_element(struct maker *m)
{
	struct container *top = &m->frame[m->depth - 1];
	uint64_t salt = hash_mix(top->place.salt + 1, top->index++);

	return (struct salted_place){ salt, top->place.path_len,
				      top->place.path };
}

static void open(struct maker *m, const struct salted_place *place, bool array)
{
	assert(m->depth < ARRAY_LEN(m->frame));
	m->frame[m->depth++] =
		(struct container){ .place = *place, .array = array };
}

/* A value is over: so many slots belong to its key. */
static void value_end(struct maker *m)
{
	struct container *top;

	if (!m->depth)
		return;
	top = &m->frame[m->depth - 1];
	if (!top->array)
		m->seen[top->member].to = m->slot;
}

/* False: no memory. */
static bool leaf(struct maker *m, const struct salted_place *place,
		 uint8_t kind)
{
	struct container *top = &m->frame[m->depth - 1];
	uint32_t n = m->slot++, bytes = leaf_bytes(kind);
	struct slot *slot = &m->skeleton->slot[n];
	struct salted_place named = top->array ? top->place : *place;

	/* Elements share the array's name: it is looked up once. */
	if (named.path_len != PATH_OVER && named.path == SYM_NONE) {
		named.path = dict_put(&m->shapes->paths,
				      (struct str){ m->path, named.path_len });
		if (named.path == SYM_NONE)
			return false;
		if (top->array)
			top->place.path = named.path;
	}
	*slot = (struct slot){ named.path, bytes ? m->packed : m->value, kind };
	m->packed += bytes;
	m->value += !bytes;
	m->skeleton->salt[n] =
		hash_mix(place->salt, bytes ? (uint8_t)LEAF_STRING : kind);
	if (slot->path != SYM_NONE && slot->path <= FIELD_COUNT &&
	    m->skeleton->field[slot->path - 1] == SLOT_NONE)
		m->skeleton->field[slot->path - 1] = n;
	value_end(m);
	return true;
}

/* One value: `at` is past its first token. False: no memory. */
static bool value(struct maker *m, const struct salted_place *place, char what,
		  const char *at)
{
	bool array = what == '[', null = what == TOKEN_NULL;

	if (what != '{' && !array && !null)
		return leaf(m, place, (uint8_t)what);
	if (null || *at == (array ? ']' : '}'))
		m->skeleton->fixed +=
			hash_mix(place->salt, (uint64_t)(unsigned char)what);
	if (null)
		value_end(m);
	else
		open(m, place, array);
	return true;
}

static bool walk(struct maker *m)
{
	const char *at = m->skeleton->signature.at;
	struct salted_place place = { .salt = hash_mix(m->shapes->seed, 1) };
	struct token token;

	at = token_read(at, &token);
	open(m, &place, false);
	while (m->depth) {
		at = token_read(at, &token);
		if (token.what == '}' || token.what == ']') {
			m->depth--;
			value_end(m);
			continue;
		}
		if (token.what == TOKEN_KEY) {
			place = place_of_key(m, token.key);
			at = token_read(at, &token);
		} else {
			place = place_of_element(m);
		}
		if (!value(m, &place, token.what, at))
			return false;
	}
	return true;
}

/* ---- making ---- */

struct counts {
	size_t slots, values, packed, keys;
};

static struct counts count(struct str signature)
{
	const char *at = signature.at, *end = at + signature.len;
	struct counts n = { 0 };
	struct token token;

	while (at < end) {
		at = token_read(at, &token);
		n.keys += token.what == TOKEN_KEY;
		if (!strchr("{}[]:0", token.what)) {
			uint32_t bytes = leaf_bytes((uint8_t)token.what);

			n.slots++;
			n.packed += bytes;
			n.values += !bytes;
		}
	}
	return n;
}

static size_t skeleton_bytes(size_t slots, size_t signature)
{
	return sizeof(struct skeleton) +
	       slots * (sizeof(uint64_t) + sizeof(struct slot)) + signature;
}

static struct skeleton *allocate(struct counts n, struct str signature,
				 uint64_t hash)
{
	struct skeleton *s = malloc(skeleton_bytes(n.slots, signature.len));
	char *text;

	if (!s)
		return NULL;
	*s = (struct skeleton){ .hash = hash,
				.slots = (uint32_t)n.slots,
				.values = (uint32_t)n.values,
				.packed = (uint32_t)n.packed };
	s->salt = (uint64_t *)(s + 1);
	s->slot = (struct slot *)(s->salt + n.slots);
	text = memcpy(s->slot + n.slots, signature.at, signature.len);
	s->signature = (struct str){ text, signature.len };
	for (size_t f = 0; f < FIELD_COUNT; f++)
		s->field[f] = SLOT_NONE;
	return s;
}

static bool make(struct shapes *shapes, struct skeleton *s, size_t keys)
{
	struct maker *m = malloc(sizeof(*m));
	size_t room = 16;
	bool made = false;

	while (room < keys * 2)
		room *= 2;
	if (!m)
		return false;
	m->shapes = shapes;
	m->skeleton = s;
	m->seen = calloc(room, sizeof(*m->seen));
	m->seen_mask = room - 1;
	m->budget = PATH_FREE + PATH_SHARE * s->signature.len;
	m->slot = m->value = m->packed = 0;
	m->depth = 0;
	if (m->seen)
		made = walk(m);
	assert(!made || (m->slot == s->slots && m->value == s->values &&
			 m->packed == s->packed));
	free(m->seen);
	free(m);
	return made;
}

/* ---- those made ---- */

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
	for (size_t i = 0; i < shapes->count; i++)
		free(shapes->at[i]);
	free(shapes->at);
	free(shapes->index);
	dict_release(&shapes->paths);
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
	struct counts n;

	if (shapes->count >= UINT32_MAX - 1 ||
	    !vec_reserve(&shapes->at, &shapes->room, shapes->count + 1,
			 sizeof(struct skeleton *)))
		return NULL;
	if (shapes->count * 2 >= shapes->indexes && !index_grow(shapes))
		return NULL;
	n = count(signature);
	skeleton = allocate(n, signature, hash);
	if (!skeleton || !make(shapes, skeleton, n.keys)) {
		free(skeleton);
		return NULL;
	}
	skeleton->id = (uint32_t)shapes->count;
	shapes->index[probe(shapes, signature, hash)] = skeleton->id + 1;
	shapes->at[shapes->count++] = skeleton;
	shapes->bytes += skeleton_bytes(n.slots, signature.len);
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
	       dict_memory(&shapes->paths);
}
