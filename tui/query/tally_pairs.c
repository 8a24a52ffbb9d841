/* SPDX-License-Identifier: MIT */
/* tally_pairs.c - the hash tables of counting: where a value stands in a
 * table, and how many different users, or addresses, stand behind each. Events
 * come in runs by the same caller, so that the one added last is remembered
 * for each row of the table and most events do not reach the set of pairs. */
#include "tally_inside.h"

#include <stdlib.h>
#include <string.h>

#ifndef PAIR_SLOTS
#define PAIR_SLOTS 256 /* at first; a power of two */
#endif

/* ---- places ---- */

void places_grow(struct places *places)
{
	struct places grown = *places;

	if (++places->used * 2 <= places->slots)
		return;
	grown.used = places->used;
	grown.slots = places->slots ? places->slots * 2 : PAIR_SLOTS;
	grown.slot = xcalloc(grown.slots, sizeof(*grown.slot));
	for (size_t i = 0; i < places->slots; i++)
		if (places->slot[i].row)
			*places_find(&grown, places->slot[i].value) =
				places->slot[i];
	free(places->slot);
	*places = grown;
}

void places_release(struct places *places)
{
	free(places->slot);
	*places = (struct places){ 0 };
}

/* ---- pairs ---- */

static size_t probe(const struct pairs *pairs, uint64_t key)
{
	size_t mask = pairs->slots - 1;
	size_t i = hash_mix(key, pairs->seed) & mask;

	while (pairs->slot[i] && pairs->slot[i] != key)
		i = (i + 1) & mask;
	return i;
}

static void grow(struct pairs *pairs)
{
	struct pairs grown = *pairs;

	grown.slots = pairs->slots ? pairs->slots * 2 : PAIR_SLOTS;
	grown.slot = xcalloc(grown.slots, sizeof(*grown.slot));
	for (size_t i = 0; i < pairs->slots; i++)
		if (pairs->slot[i])
			grown.slot[probe(&grown, pairs->slot[i])] =
				pairs->slot[i];
	free(pairs->slot);
	*pairs = grown;
}

static sym_t *last_of(struct pairs *pairs, size_t row)
{
	size_t had = pairs->last_room;

	if (row >= had) {
		if (!vec_reserve(&pairs->last, &pairs->last_room, row + 1,
				 sizeof(*pairs->last)))
			die("out of memory for a table of %zu values", row);
		memset(pairs->last + had, 0,
		       (pairs->last_room - had) * sizeof(*pairs->last));
	}
	return &pairs->last[row];
}

bool pairs_add(struct pairs *pairs, size_t row, sym_t sym)
{
	uint64_t key = (uint64_t)row << 32 | sym;
	sym_t *last = last_of(pairs, row);
	size_t i;

	if (*last == sym || sym == SYM_NONE)
		return false;
	*last = sym;
	if (pairs->used * 2 >= pairs->slots)
		grow(pairs);
	i = probe(pairs, key);
	if (pairs->slot[i])
		return false;
	pairs->slot[i] = key;
	pairs->used++;
	return true;
}

void pairs_release(struct pairs *pairs)
{
	free(pairs->slot);
	free(pairs->last);
	*pairs = (struct pairs){ .seed = pairs->seed };
}
