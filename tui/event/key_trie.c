/* SPDX-License-Identifier: MIT */
/* key_trie.c - the tree grows by whole skeletons, never during a walk.
 *
 * Steps lie in one array; those of one skeleton one after the other, so that
 * a walk reads memory in order. What may stand in one place is a list with
 * the last one used in front. Lists and tree are bounded, since who writes
 * the data chooses the keys; a full tree is forgotten and grows anew. */
#include "key_trie.h"
#include "pack.h"

#include <assert.h>
#include <stdlib.h>

#ifndef TRIE_STEPS
#define TRIE_STEPS ((size_t)1 << 18)
#endif
#define TRIE_OTHERS 64 /* most steps in one place */
#define ROOT 1

static void forget(struct key_trie *trie)
{
	trie->count = ROOT + 1;
	memset(trie->step, 0, trie->count * sizeof(*trie->step));
}

bool trie_init(struct key_trie *trie)
{
	*trie = (struct key_trie){ 0 };
	if (!vec_reserve(&trie->step, &trie->room, ROOT + 1,
			 sizeof(*trie->step)))
		return false;
	forget(trie);
	return true;
}

void trie_release(struct key_trie *trie)
{
	free(trie->step);
	*trie = (struct key_trie){ 0 };
}

static bool is_step(const struct trie_step *step, char what, struct str key)
{
	return step->what == what &&
	       (what != TOKEN_KEY || quoted_is(key, step->key, step->key_len));
}

struct trie_step *trie_search(struct key_trie *trie, struct trie_step *from,
			      char what, struct str key)
{
	uint32_t first = from->next, *link = &from->next;

	while (*link && !is_step(&trie->step[*link], what, key))
		link = &trie->step[*link].other;
	if (!*link)
		return NULL;
	from->next = *link;
	if (from->next != first) {
		*link = trie->step[from->next].other;
		trie->step[from->next].other = first;
	}
	return &trie->step[from->next];
}

static bool room_beside(const struct key_trie *trie,
			const struct trie_step *from)
{
	size_t others = 0;

	for (uint32_t i = from->next; i; i = trie->step[i].other)
		others++;
	return others < TRIE_OTHERS;
}

/* Such a key stands in a record otherwise than in the signature. */
static bool wants_escape(struct str key)
{
	return memchr(key.at, '"', key.len) || memchr(key.at, '\\', key.len);
}

static uint32_t step_add(struct key_trie *trie, uint32_t from,
			 const struct token *token)
{
	uint32_t n = (uint32_t)trie->count++;
	struct trie_step *step = &trie->step[n];

	*step = (struct trie_step){ .what = token->what,
				    .key = token->key.at,
				    .key_len = (uint32_t)token->key.len,
				    .other = trie->step[from].next };
	step->packs = token->what == TOKEN_KEY && pack_key(token->key);
	trie->step[from].next = n;
	return n;
}

void trie_learn(struct key_trie *trie, uint32_t from,
		const struct skeleton *skeleton)
{
	struct str sign = skeleton->signature;
	const char *at = sign.at + trie->step[from].at;
	size_t need = trie->count + sign.len;
	struct token token;

	assert(from && from < trie->count);
	assert(trie->step[from].at <= sign.len);
	if (need > TRIE_STEPS) {
		if (sign.len < TRIE_STEPS / 4)
			forget(trie);
		return;
	}
	if (!room_beside(trie, &trie->step[from]) ||
	    !vec_reserve(&trie->step, &trie->room, need, sizeof(*trie->step)))
		return;
	while (at < sign.at + sign.len) {
		at = token_read(at, &token);
		if (token.what == TOKEN_KEY && wants_escape(token.key))
			return;
		from = step_add(trie, from, &token);
		trie->step[from].at = (uint32_t)(at - sign.at);
		trie->step[from].skeleton = skeleton;
	}
}
