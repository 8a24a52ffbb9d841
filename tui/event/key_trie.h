/* SPDX-License-Identifier: MIT */
/* key_trie.h - what came after what: a tree of the tokens of skeletons that
 * came more than once. A speed-only cache of one worker.
 *
 * A walk that follows it compares the text with the key it expects instead
 * of reading, decoding and copying one, finds the skeleton at the last brace
 * without hashing, and need not look up a value that is the one this place
 * held before. Where the text goes another way the walk leaves the tree,
 * and writes its own signature from there on. (Shredding with and without:
 * see the commit that brings it.) */
#ifndef KEY_TRIE_H
#define KEY_TRIE_H

#include "signature.h"

#include <string.h>

struct trie_step {       /* one token, and the way to it */
	const char *key; /* of a TOKEN_KEY: free of quotes and backslashes */
	uint32_t key_len;
	uint32_t next;  /* the step that followed last; 0: none */
	uint32_t other; /* another in this place; 0: none */
	char what;      /* the token */
	bool packs;     /* of a TOKEN_KEY: pack_key */
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
bool trie_init(struct key_trie *trie); /* false: no memory */
void trie_release(struct key_trie *trie);

/* Adds the way from step `from`, where a walk left the tree, to the end of
 * the skeleton. Without room or memory it does nothing, or forgets all. */
void trie_learn(struct key_trie *trie, uint32_t from,
		const struct skeleton *skeleton);

/* The step for `what` (or that key) after `from`, brought to the front, or
 * NULL; for what is not in front already. */
struct trie_step *trie_search(struct key_trie *trie, struct trie_step *from,
			      char what, struct str key);

/* Speed only: most texts compared are short, and most are equal. */
static inline bool same_bytes(const char *a, const char *b, size_t len)
{
	uint64_t x, y;

	if (len < 8 || len > 64)
		return !memcmp(a, b, len);
	for (size_t i = 0; i + 8 < len; i += 8) {
		memcpy(&x, a + i, 8);
		memcpy(&y, b + i, 8);
		if (x != y)
			return false;
	}
	memcpy(&x, a + len - 8, 8);
	memcpy(&y, b + len - 8, 8);
	return x == y;
}

/* The step for token `what` after `from`, or NULL. */
static inline struct trie_step *trie_token(struct key_trie *trie,
					   struct trie_step *from, char what)
{
	struct trie_step *step = &trie->step[from->next];

	return step->what == what ? step
				  : trie_search(trie, from, what, STR_NONE);
}

/* True when `text`, after a quote in the record, is `len` bytes of `want`
 * and another quote. */
static inline bool quoted_is(struct str text, const char *want, size_t len)
{
	return text.len > len && text.at[len] == '"' &&
	       same_bytes(text.at, want, len);
}

/* The step for the key that `text` begins with, or NULL. */
static inline struct trie_step *
trie_key(struct key_trie *trie, struct trie_step *from, struct str text)
{
	struct trie_step *step = &trie->step[from->next];

	return step->what == TOKEN_KEY &&
			       quoted_is(text, step->key, step->key_len)
		       ? step
		       : trie_search(trie, from, TOKEN_KEY, text);
}

#endif
