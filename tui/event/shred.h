/* SPDX-License-Identifier: MIT */
/* shred.h - one walk over a record's text: structure into a signature,
 * leaves into the batch's dictionary. */
#ifndef SHRED_H
#define SHRED_H

#include "json.h"
#include "key_trie.h"
#include "pack.h"
#include "shredder.h"

/* Which texts of a batch hold hidden characters. Each is looked at once, when
 * it is new; rows are asked only when any was found, which is hardly ever. */
struct hidden_text {
	uint32_t batch; /* the number of the one that is looked at */
	uint64_t *bit;  /* by sym */
	size_t words;
	size_t known; /* texts looked at */
	bool any;
};

struct shredder {
	struct shapes *shapes;
	struct batch_pool *pool;
	struct key_trie trie;
	struct hidden_text hidden;
	uint32_t batches; /* numbers given out; none is 0 */

	/* The record being walked. */
	struct batch *batch;
	const char *start, *end; /* of its text */
	struct err *err;
	struct trie_step *step; /* its place in the trie; NULL once left ... */
	uint32_t left;          /* ... at this step */
	bool packs;             /* the last key has ids under it */
	unsigned depth;
	bool array[JSON_DEPTH + 1]; /* by depth */
	char *text;                 /* a string being decoded */
	size_t text_room;

	/* What came out. Symbols and packed bytes stand behind those that
	 * the batch counts: they are the batch's once it counts them. */
	char *sign;     /* the signature, unless the trie was kept to */
	uint64_t *leaf; /* by slot: keyed hash of its text or packed form */
	size_t sign_len, sign_room;
	size_t leaves, leaf_room, values, packed;
};

/* Walks the record that `text` begins with. The byte after it, or NULL and
 * *err. The dictionary may have grown; nothing else of the batch changed. */
const char *shred_record(struct shredder *shredder, struct batch *batch,
			 struct str text, struct err *err);

/* The skeleton of the record just walked; NULL: no memory. */
const struct skeleton *shred_skeleton(struct shredder *shredder);

#endif
