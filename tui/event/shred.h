/* SPDX-License-Identifier: MIT */
/* shred.h - one walk over a record's text: structure into a signature,
 * leaves into the batch's dictionary. */
#ifndef SHRED_H
#define SHRED_H

#include "json.h"
#include "shredder.h"

/* What came after what: a tree of the tokens of skeletons that came more than
 * once. A speed-only cache of one worker.
 *
 * A walk that follows it compares the text with the key it expects instead
 * of reading, decoding and copying one, finds the skeleton at the last brace
 * without hashing, and need not look up a value that is the one this place
 * held before. Where the text goes another way the walk leaves the tree,
 * and writes its own signature from there on. */
struct trie_step {       /* one token, and the way to it */
	const char *key; /* of a TOKEN_KEY: free of quotes and backslashes */
	uint32_t key_len;
	uint32_t next;  /* the step that followed last; 0: none */
	uint32_t other; /* another in this place; 0: none */
	char what;      /* the token */
	bool packs;     /* of a TOKEN_KEY: has ids under it */
	uint32_t at;    /* bytes of signature up to here, this included */
	sym_t sym;      /* of the value seen last */
	const struct skeleton *skeleton; /* one that begins so */

	/* The value seen here last in batch `batch`: plain text in its
	 * dictionary. */
	const char *text;
	uint64_t hash;
	uint32_t len, batch;
};

struct key_trie {
	struct trie_step *step; /* 0 stands for none, 1 is before the record */
	size_t count, room;
};

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

/* Walks the record that `text` begins with, and finds its skeleton. The byte
 * after it, or NULL and *err. Dictionary and skeletons may have grown; nothing
 * else of the batch changed. */
const char *shred_record(struct shredder *shredder, struct batch *batch,
			 struct str text, const struct skeleton **skeleton,
			 struct err *err);

#endif
