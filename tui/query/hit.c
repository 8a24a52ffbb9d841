/* SPDX-License-Identifier: MIT */
/* hit.c - does a search find something in a row?
 *
 * Distinct values are searched once and remembered by symbol; a row then
 * costs one look-up a value. Packed ids have no symbol: their texts are made
 * and searched, unless the pattern needs a letter that they cannot have. */
#include "search.h"

#include <stdlib.h>

static bool finds(struct search *search, struct str text)
{
	size_t from, to;

	return search_text(search, text, &from, &to);
}

void hits_begin(struct hits *hits, struct search *search,
		const struct store *store)
{
	const struct dict *dict = store_dict(store);

	if (search->dict != dict)
		memo_forget(&search->memo);
	search->dict = dict;
	memo_cover(&search->memo, dict->count);
	reach_grow(search->packed, store_shapes(store));
	*hits = (struct hits){
		.search = search,
		.store = store,
		.skeleton = store_skeleton(store),
		.shape = store_shapes(store)->at,
	};
}

static bool ask(struct search *search, sym_t sym)
{
	bool yes = finds(search, dict_text(search->dict, sym));

	memo_put(&search->memo, sym, yes);
	return yes;
}

static bool hits_sym(struct search *search, sym_t sym)
{
	enum memo_state state = memo_at(&search->memo, sym);

	return state == MEMO_UNKNOWN ? ask(search, sym) : state == MEMO_YES;
}

static bool hits_packed(struct hits *hits, row_t row)
{
	const struct reach_slot *slot;
	char scratch[SCRATCH];
	struct record record;
	size_t slots;

	slot = reach_slots(hits->search->packed, hits->skeleton[row], &slots);
	if (!slots)
		return false;
	store_record(hits->store, row, &record);
	for (size_t i = 0; i < slots; i++)
		if (finds(hits->search,
			  record_slot(&record, slot[i].slot, scratch)))
			return true;
	return false;
}

bool hits_row(struct hits *hits, row_t row)
{
	const sym_t *value = store_values(hits->store, row);
	uint32_t values = hits->shape[hits->skeleton[row]]->values;

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
