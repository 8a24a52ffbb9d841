/* SPDX-License-Identifier: MIT */
/* hit.c - does a search find something in a row?
 *
 * Distinct values are searched once and remembered by symbol, one bit each; a
 * row then costs one look-up a value and no branch. Packed ids have no
 * symbol: their texts are made and searched, unless the pattern needs a
 * letter that they cannot have. */
#include "search.h"

#include <string.h>

#ifndef LEARN_AHEAD
#define LEARN_AHEAD 256 /* symbols */
#endif

static bool finds(struct search *search, struct str text)
{
	size_t from, to;

	return search_text(search, text, &from, &to);
}

/* ---- symbols ---- */

static inline bool bit_of(const uint64_t *bits, sym_t sym)
{
	return bits[sym / 64] >> (sym % 64) & 1;
}

static void cover(uint64_t **bits, size_t *words, size_t syms, int byte)
{
	size_t had = *words;

	vec_grow(bits, words, syms / 64 + 1, sizeof(**bits));
	memset(*bits + had, byte, (*words - had) * sizeof(**bits));
}

static void learn(struct search *search, sym_t sym)
{
	uint64_t bit = (uint64_t)1 << (sym % 64);

	if (bit_of(search->known, sym))
		return;
	search->known[sym / 64] |= bit;
	if (!finds(search, dict_text(search->dict, sym)))
		search->maybe[sym / 64] &= ~bit;
}

/* Symbols are numbered as rows brought them, so that those after an unknown
 * one are wanted next: they are learnt in one go, unless that is slow. */
static bool hits_sym(struct search *search, sym_t sym)
{
	size_t end = sym + (size_t)(search->gave_up ? 1 : LEARN_AHEAD);

	if (!bit_of(search->maybe, sym))
		return false;
	if (end > search->dict->count)
		end = search->dict->count;
	if (!bit_of(search->known, sym))
		for (size_t i = sym; i < end; i++)
			learn(search, (sym_t)i);
	return bit_of(search->maybe, sym);
}

void hits_begin(struct hits *hits, struct search *search,
		const struct store *store)
{
	const struct dict *dict = store_dict(store);

	if (search->dict != dict)
		search->maybe_words = search->known_words = 0;
	search->dict = dict;
	cover(&search->maybe, &search->maybe_words, dict->count, 0xff);
	cover(&search->known, &search->known_words, dict->count, 0);
	path_slots_grow(search->packed, store_shapes(store));
	*hits = (struct hits){
		.search = search,
		.store = store,
		.skeleton = store_skeleton(store),
		.shape = store_shapes(store)->at,
	};
}

/* ---- rows ---- */

/* Nearly all rows end here: no branch depends on a single value. */
static bool may_hit(const uint64_t *maybe, const sym_t *value, uint32_t values)
{
	uint64_t bits = 0;

	for (uint32_t i = 0; i < values; i++)
		bits |= maybe[value[i] / 64] >> (value[i] % 64);
	return bits & 1;
}

static bool hits_packed(struct hits *hits, row_t row)
{
	const struct path_slot *slot;
	char scratch[SCRATCH];
	struct record record;
	size_t slots;

	slot = path_slots_of(hits->search->packed, hits->skeleton[row], &slots);
	if (!slots)
		return false;
	store_record(hits->store, row, &record);
	for (size_t i = 0; i < slots; i++) {
		struct str text = record_slot(&record, slot[i].slot, scratch);

		if (prefilter_lets_id(&hits->search->prefilter,
				      packed_kind(slot[i].kind), text) &&
		    finds(hits->search, text))
			return true;
	}
	return false;
}

bool hits_row(struct hits *hits, row_t row)
{
	const sym_t *value = store_values(hits->store, row);
	uint32_t values = hits->shape[hits->skeleton[row]]->values;

	if (may_hit(hits->search->maybe, value, values))
		for (uint32_t i = 0; i < values; i++)
			if (hits_sym(hits->search, value[i]))
				return true;
	return hits_packed(hits, row);
}

uint32_t search_row(struct search *search, const struct store *store, row_t row)
{
	char scratch[SCRATCH];
	struct record record;
	struct hits hits;

	hits_begin(&hits, search, store);
	store_record(store, row, &record);
	for (uint32_t i = 0; i < record.skeleton->slots; i++) {
		const struct slot *slot = &record.skeleton->slot[i];
		bool hit;

		if (leaf_packed(slot->kind))
			hit = finds(search, record_slot(&record, i, scratch));
		else
			hit = hits_sym(search, record.value[slot->at]);
		if (hit)
			return i;
	}
	return SLOT_NONE;
}
