/* SPDX-License-Identifier: MIT */
/* dict.c - the keyed dictionary: distinct texts, numbered as they come.
 *
 * Open addressing over 4-byte slots that hold numbers of entries; an entry
 * keeps half the hash, so that a text is compared only when it nearly
 * certainly is the one, and the table grows without touching any text. Slots
 * are never more than half full. A large table grows little by little, so
 * that nobody waits for it: the slots that it had stay beside the new ones
 * until each text added has moved some entries over. Texts lie in blocks that
 * never move. The first block is small, since most dictionaries are.
 *
 * Adding asks for everything it needs before it changes anything, so that a
 * refusal leaves the dictionary as it was. */
#include "hash.h"

#include <assert.h>
#include <stdlib.h>

#ifndef DICT_SLOTS
#define DICT_SLOTS 64 /* of a new dictionary; a power of two */
#endif
#ifndef BLOCK_FIRST
#define BLOCK_FIRST 1024 /* bytes of the first block; they double ... */
#endif
#ifndef BLOCK_BYTES
#define BLOCK_BYTES ((size_t)1 << 20) /* ... up to here */
#endif
#ifndef DICT_AT_ONCE
#define DICT_AT_ONCE ((size_t)1 << 16) /* slots that are filled at once */
#endif
/* Entries moved with each text that is added: all are, long before the table
 * grows again. */
#define MOVED_EACH 16

/* A longer text gets a block of its own: starting a new common one for it
 * would leave too much of the current one unused. */
#define BLOCK_TEXT (BLOCK_BYTES / 8)

struct dict_block {
	struct dict_block *next;
	size_t used, room; /* bytes of text */
	bool own;          /* made for one long text */
	char text[];
};

/* Short texts are most of them; calling memcmp would cost more than this. */
static inline bool same_text(const char *a, const char *b, size_t len)
{
	uint64_t x[2], y[2];

	if (len > 16)
		return !memcmp(a, b, len);
	hash_short((const unsigned char *)a, len, x);
	hash_short((const unsigned char *)b, len, y);
	return x[0] == y[0] && x[1] == y[1];
}

/* The slot that holds the text, or the free one where it belongs. */
static inline size_t probe(const struct dict *dict, const uint32_t *slot,
			   size_t slots, struct str s, uint32_t hash)
{
	size_t mask = slots - 1, i = hash & mask;

	for (; slot[i]; i = (i + 1) & mask) {
		const struct dict_entry *e = &dict->entry[slot[i]];

		if (e->hash == hash && e->len == s.len &&
		    same_text(e->at, s.at, s.len))
			break;
	}
	return i;
}

static inline sym_t look_up(const struct dict *dict, struct str s,
			    uint32_t hash)
{
	sym_t sym = dict->slot[probe(dict, dict->slot, dict->slots, s, hash)];

	if (sym || !dict->old)
		return sym;
	return dict->old[probe(dict, dict->old, dict->olds, s, hash)];
}

static void blocks_free(struct dict_block *block)
{
	struct dict_block *next;

	for (; block; block = next) {
		next = block->next;
		free(block);
	}
}

static struct dict_block *block_new(size_t room)
{
	struct dict_block *block = malloc(sizeof(*block) + room);

	if (block)
		*block = (struct dict_block){ .room = room };
	return block;
}

/* A block of its own goes behind the current one, which stays in use. */
static struct dict_block *block_own(struct dict *dict, size_t len)
{
	struct dict_block *block = block_new(len);

	if (!block)
		return NULL;
	block->own = true;
	if (dict->block) {
		block->next = dict->block->next;
		dict->block->next = block;
	} else {
		dict->block = block;
	}
	return block;
}

/* A block with room for `len` bytes, made if need be; NULL: no memory. */
static struct dict_block *block_for(struct dict *dict, size_t len)
{
	struct dict_block *block = dict->block;
	size_t room = BLOCK_FIRST;

	if (block && len <= block->room - block->used)
		return block;
	if (len > BLOCK_TEXT)
		return block_own(dict, len);
	if (dict->spare && len <= dict->spare->room) {
		block = dict->spare;
		dict->spare = block->next;
	} else {
		if (block && !block->own)
			room = block->room * 2;
		if (room > BLOCK_BYTES)
			room = BLOCK_BYTES;
		block = block_new(room < len ? len : room);
	}
	if (block) {
		block->next = dict->block;
		dict->block = block;
	}
	return block;
}

/* Puts up to `most` of the entries that are still to be moved into the new
 * slots; with the last of them the old ones go. */
static void move_entries(struct dict *dict, size_t most)
{
	size_t mask = dict->slots - 1;

	for (; dict->moved < dict->moves && most--; dict->moved++) {
		size_t i = dict->entry[dict->moved].hash & mask;

		while (dict->slot[i])
			i = (i + 1) & mask;
		dict->slot[i] = (uint32_t)dict->moved;
	}
	if (dict->moved < dict->moves)
		return;
	free(dict->old);
	dict->old = NULL;
	dict->olds = 0;
}

static bool slots_grow(struct dict *dict, size_t slots)
{
	uint32_t *slot = calloc(slots, sizeof(*slot));

	assert((slots & (slots - 1)) == 0 && dict->count <= slots);
	assert(!dict->old);
	if (!slot)
		return false;
	dict->old = dict->slot;
	dict->olds = dict->slots;
	dict->slot = slot;
	dict->slots = slots;
	dict->moved = 1;
	dict->moves = dict->count;
	if (slots <= DICT_AT_ONCE)
		move_entries(dict, SIZE_MAX);
	return true;
}

static sym_t add(struct dict *dict, struct str s, uint32_t hash)
{
	struct dict_block *block;
	sym_t sym = (sym_t)dict->count;

	assert(dict->count > 0); /* dict_init was called */
	if (s.len > UINT32_MAX || dict->count >= UINT32_MAX)
		return SYM_NONE;
	if (dict->count * 2 > dict->slots && !slots_grow(dict, dict->slots * 2))
		return SYM_NONE;
	if (!vec_reserve(&dict->entry, &dict->room, dict->count + 1,
			 sizeof(*dict->entry)))
		return SYM_NONE;
	block = block_for(dict, s.len);
	if (!block)
		return SYM_NONE;
	/* From here on nothing can fail. */
	if (dict->old)
		move_entries(dict, MOVED_EACH);
	dict->slot[probe(dict, dict->slot, dict->slots, s, hash)] = sym;
	dict->entry[sym] = (struct dict_entry){
		.at = memcpy(block->text + block->used, s.at, s.len),
		.len = (uint32_t)s.len,
		.hash = hash,
	};
	block->used += s.len;
	dict->bytes += s.len;
	dict->count++;
	return sym;
}

bool dict_init(struct dict *dict, uint64_t seed)
{
	*dict = (struct dict){ .count = 1, .seed = seed };
	if (!vec_reserve(&dict->entry, &dict->room, 2, sizeof(*dict->entry)) ||
	    !slots_grow(dict, DICT_SLOTS)) {
		dict_release(dict);
		return false;
	}
	dict->entry[0] = (struct dict_entry){ 0 };
	return true;
}

void dict_release(struct dict *dict)
{
	blocks_free(dict->block);
	blocks_free(dict->spare);
	free(dict->entry);
	free(dict->slot);
	free(dict->old);
	*dict = (struct dict){ 0 };
}

static size_t largest_room(const struct dict_block *block)
{
	size_t room = 0;

	for (; block; block = block->next)
		if (!block->own && block->room > room)
			room = block->room;
	return room;
}

/* Keeps the blocks that are as large as the largest. They are the most of
 * the memory, and with one size it cannot come to pass that a text fits none
 * of many kept blocks and brings another one with each reset. */
static void blocks_spare(struct dict *dict)
{
	struct dict_block **link = &dict->block;
	size_t room;

	while (*link)
		link = &(*link)->next;
	*link = dict->spare;
	room = largest_room(dict->block);
	for (link = &dict->block; *link;) {
		struct dict_block *block = *link;

		if (!block->own && block->room == room) {
			block->used = 0;
			link = &block->next;
		} else {
			*link = block->next;
			free(block);
		}
	}
	dict->spare = dict->block;
	dict->block = NULL;
}

void dict_reset(struct dict *dict)
{
	size_t mask = dict->slots - 1;

	assert(dict->slots && dict->count);
	if (dict->old)
		move_entries(dict, SIZE_MAX);
	if (dict->count > dict->slots / 16) {
		memset(dict->slot, 0, dict->slots * sizeof(*dict->slot));
	} else {
		for (size_t sym = 1; sym < dict->count; sym++) {
			size_t i = dict->entry[sym].hash & mask;

			while (dict->slot[i] != sym)
				i = (i + 1) & mask;
			dict->slot[i] = SYM_NONE;
		}
	}
	blocks_spare(dict);
	dict->count = 1;
	dict->bytes = 0;
}

sym_t dict_put_hashed(struct dict *dict, struct str s, uint32_t hash)
{
	sym_t sym;

	if (!s.at)
		return SYM_NONE;
	sym = look_up(dict, s, hash);
	return sym ? sym : add(dict, s, hash);
}

sym_t dict_put(struct dict *dict, struct str s)
{
	return dict_put_hashed(dict, s,
			       (uint32_t)hash_text(dict->seed, s.at, s.len));
}

sym_t dict_find(const struct dict *dict, struct str s)
{
	if (!s.at)
		return SYM_NONE;
	return look_up(dict, s, (uint32_t)hash_text(dict->seed, s.at, s.len));
}

size_t dict_memory(const struct dict *dict)
{
	size_t sum = dict->room * sizeof(*dict->entry) +
		     (dict->slots + dict->olds) * sizeof(*dict->slot);

	for (const struct dict_block *b = dict->block; b; b = b->next)
		sum += sizeof(*b) + b->room;
	for (const struct dict_block *b = dict->spare; b; b = b->next)
		sum += sizeof(*b) + b->room;
	return sum;
}
