/* SPDX-License-Identifier: MIT */
/* guide.c - the tree grows by whole skeletons, never during a walk.
 *
 * Steps lie in one array; those of one skeleton one after the other, so that
 * a walk reads memory in order. What may stand in one place is a list with
 * the last one used in front. Lists and tree are bounded, since who writes
 * the data chooses the keys; a full tree is forgotten and grows anew. */
#include "guide.h"
#include "pack.h"

#include <stdlib.h>

#ifndef GUIDE_STEPS
#define GUIDE_STEPS ((size_t)1 << 18)
#endif
#define GUIDE_OTHERS 64 /* most steps in one place */
#define ROOT 1

static void forget(struct guide *guide)
{
	guide->count = ROOT + 1;
	memset(guide->step, 0, guide->count * sizeof(*guide->step));
}

struct guide *guide_new(void)
{
	struct guide *guide = calloc(1, sizeof(*guide));

	if (!guide)
		return NULL;
	if (!vec_reserve(&guide->step, &guide->room, ROOT + 1,
			 sizeof(*guide->step))) {
		free(guide);
		return NULL;
	}
	forget(guide);
	return guide;
}

void guide_free(struct guide *guide)
{
	if (!guide)
		return;
	free(guide->step);
	free(guide);
}

size_t guide_memory(const struct guide *guide)
{
	return guide ? sizeof(*guide) + guide->room * sizeof(*guide->step) : 0;
}

static bool is_step(const struct step *step, char what, struct str key)
{
	return step->what == what &&
	       (what != TOKEN_KEY || quoted_is(key, step->key, step->key_len));
}

struct step *guide_search(struct guide *guide, struct step *from, char what,
			  struct str key)
{
	uint32_t first = from->next, *link = &from->next;

	while (*link && !is_step(&guide->step[*link], what, key))
		link = &guide->step[*link].other;
	if (!*link)
		return NULL;
	from->next = *link;
	if (from->next != first) {
		*link = guide->step[from->next].other;
		guide->step[from->next].other = first;
	}
	return &guide->step[from->next];
}

static bool room_beside(const struct guide *guide, const struct step *from)
{
	size_t others = 0;

	for (uint32_t i = from->next; i; i = guide->step[i].other)
		others++;
	return others < GUIDE_OTHERS;
}

/* Such a key stands in a record otherwise than in the signature. */
static bool wants_escape(struct str key)
{
	return memchr(key.at, '"', key.len) || memchr(key.at, '\\', key.len);
}

static uint32_t step_add(struct guide *guide, uint32_t from,
			 const struct token *token)
{
	uint32_t n = (uint32_t)guide->count++;
	struct step *step = &guide->step[n];

	*step = (struct step){ .what = token->what,
			       .key = token->key.at,
			       .key_len = (uint32_t)token->key.len,
			       .other = guide->step[from].next };
	step->packs = token->what == TOKEN_KEY && pack_key(token->key);
	guide->step[from].next = n;
	return n;
}

void guide_learn(struct guide *guide, uint32_t from,
		 const struct skeleton *skeleton)
{
	struct str sign = skeleton->signature;
	const char *at = sign.at + guide->step[from].at;
	size_t need = guide->count + sign.len;
	struct token token;

	if (need > GUIDE_STEPS) {
		if (sign.len < GUIDE_STEPS / 4)
			forget(guide);
		return;
	}
	if (!room_beside(guide, &guide->step[from]) ||
	    !vec_reserve(&guide->step, &guide->room, need,
			 sizeof(*guide->step)))
		return;
	while (at < sign.at + sign.len) {
		at = token_read(at, &token);
		if (token.what == TOKEN_KEY && wants_escape(token.key))
			return;
		from = step_add(guide, from, &token);
		guide->step[from].at = (uint32_t)(at - sign.at);
		guide->step[from].skeleton = skeleton;
	}
}
