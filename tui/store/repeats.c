/* SPDX-License-Identifier: MIT */
/* repeats.c - one event is kept once, however often it was delivered.
 *
 * CloudTrail promises at-least-once delivery, and evidence is copied around:
 * the same eventID with the same content is a repeat. The same id with other
 * content is kept, since one of the two was tampered with or corrected.
 *
 * The first row with an id is entered under the hash of the id; later ones
 * with other content under the hash of id and content. So a flood of events
 * that share one id does not make a long chain. Events without id are never
 * repeats. */
#include "inside.h"

#include <stdlib.h>

#ifndef REPEAT_SLOTS
#define REPEAT_SLOTS 1024 /* at first; a power of two */
#endif

/* What is looked for. `conflict`: entered under id and content. */
struct wanted {
	struct str id;
	uint64_t hash, content;
	bool conflict;
};

/* Aggregated events (record version 1.0 of their own) spell it eventId. */
static struct str id_of(const struct record *record, char scratch[SCRATCH])
{
	struct str id = record_field(record, FIELD_ID, scratch);

	return id.at ? id : record_field(record, FIELD_AGGREGATE_ID, scratch);
}

static void batch_record(const struct batch *batch, size_t i,
			 struct record *record)
{
	const struct batch_row *row = &batch->row[i];

	*record = (struct record){
		.skeleton = row->skeleton,
		.value = batch->value + row->value_at,
		.packed = batch->packed + row->packed_at,
		.dict = &batch->dict,
	};
}

/* The id of a row, also of one that is about to be made from the batch. */
static struct str row_id(const struct store *store, const struct batch *batch,
			 row_t row, char scratch[SCRATCH])
{
	struct record record;

	if (row < store->rows.count)
		store_record(store, row, &record);
	else
		batch_record(batch,
			     store->scratch.kept[row - store->rows.count],
			     &record);
	return id_of(&record, scratch);
}

static bool bears(const struct store *store, const struct batch *batch,
		  row_t row, const struct wanted *wanted)
{
	bool conflict = store->rows.flags[row] & FLAG_CONFLICT;
	char scratch[SCRATCH];

	return conflict == wanted->conflict &&
	       (!conflict || store->rows.content[row] == wanted->content) &&
	       str_eq(row_id(store, batch, row, scratch), wanted->id);
}

static uint8_t tag_of(uint64_t hash)
{
	uint8_t tag = (uint8_t)(hash >> 56);

	return tag ? tag : 1;
}

/* The slot of the row that bears the id, or the free one where it goes. */
static size_t probe(const struct store *store, const struct batch *batch,
		    const struct wanted *wanted)
{
	const struct repeats *repeats = &store->repeats;
	size_t mask = repeats->slots - 1, i = wanted->hash & mask;
	uint8_t tag = tag_of(wanted->hash);

	for (; repeats->tag[i]; i = (i + 1) & mask)
		if (repeats->tag[i] == tag &&
		    bears(store, batch, repeats->row[i], wanted))
			break;
	return i;
}

static struct wanted wanted_id(const struct store *store, struct str id,
			       uint64_t content)
{
	return (struct wanted){
		.id = id,
		.hash = hash_bytes(store->seed, id.at, id.len),
		.content = content,
	};
}

static void want_conflict(struct wanted *wanted)
{
	wanted->conflict = true;
	wanted->hash = hash_mix(wanted->hash, wanted->content);
}

static void enter(struct repeats *repeats, size_t slot, uint64_t hash,
		  row_t row)
{
	repeats->tag[slot] = tag_of(hash);
	repeats->row[slot] = row;
	repeats->used++;
}

static size_t slots_for(const struct repeats *repeats, size_t more)
{
	size_t slots = repeats->slots ? repeats->slots : REPEAT_SLOTS;

	while (repeats->used + more > slots / 8 * 7)
		slots *= 2;
	return slots;
}

size_t repeats_growth(const struct store *store, size_t more)
{
	const struct repeats *old = &store->repeats;

	return (slots_for(old, more) - old->slots) *
	       (sizeof(*old->tag) + sizeof(*old->row));
}

/* Rows are distinct, so the first free slot is the right one. */
static void enter_again(struct store *store, row_t row)
{
	struct repeats *repeats = &store->repeats;
	size_t mask = repeats->slots - 1, slot;
	char scratch[SCRATCH];
	struct wanted wanted;
	struct str id = row_id(store, NULL, row, scratch);

	if (!id.at)
		return;
	wanted = wanted_id(store, id, store->rows.content[row]);
	if (store->rows.flags[row] & FLAG_CONFLICT)
		want_conflict(&wanted);
	slot = wanted.hash & mask;
	while (repeats->tag[slot])
		slot = (slot + 1) & mask;
	enter(repeats, slot, wanted.hash, row);
}

bool repeats_reserve(struct store *store, size_t more)
{
	size_t slots = slots_for(&store->repeats, more);
	struct repeats grown = { .slots = slots };

	if (slots == store->repeats.slots)
		return true;
	grown.tag = calloc(slots, sizeof(*grown.tag));
	grown.row = malloc(slots * sizeof(*grown.row));
	if (!grown.tag || !grown.row) {
		repeats_release(&grown);
		return false;
	}
	repeats_release(&store->repeats);
	store->repeats = grown;
	for (size_t row = 0; row < store->rows.count; row++)
		enter_again(store, (row_t)row);
	return true;
}

void repeats_release(struct repeats *repeats)
{
	free(repeats->tag);
	free(repeats->row);
}

/* What the batch's row is; *slot is where it goes, if anywhere. */
static enum seen look(const struct store *store, const struct batch *batch,
		      const struct batch_row *row, struct wanted *wanted,
		      size_t *slot)
{
	const struct repeats *repeats = &store->repeats;

	*slot = probe(store, batch, wanted);
	if (!repeats->tag[*slot])
		return SEEN_NEW;
	if (store->rows.content[repeats->row[*slot]] == row->content)
		return SEEN_REPEAT;
	want_conflict(wanted);
	*slot = probe(store, batch, wanted);
	return repeats->tag[*slot] ? SEEN_REPEAT : SEEN_CONFLICT;
}

static void choose(struct store *store, const struct batch *batch, size_t i)
{
	const struct batch_row *row = &batch->row[i];
	struct scratch *scratch = &store->scratch;
	size_t at = store->rows.count + scratch->keeps, slot = SLOT_FREE;
	enum seen seen = SEEN_NEW;
	char text[SCRATCH];
	struct wanted wanted;
	struct record record;
	struct str id;

	batch_record(batch, i, &record);
	id = id_of(&record, text);
	if (id.at) {
		wanted = wanted_id(store, id, row->content);
		seen = look(store, batch, row, &wanted, &slot);
		if (seen == SEEN_REPEAT)
			return;
		enter(&store->repeats, slot, wanted.hash, (row_t)at);
	}
	store->rows.content[at] = row->content;
	store->rows.flags[at] = row->flags & ~(uint32_t)FLAG_CONFLICT;
	if (seen == SEEN_CONFLICT)
		store->rows.flags[at] |= FLAG_CONFLICT;
	scratch->slot[scratch->keeps] = slot;
	scratch->kept[scratch->keeps++] = (uint32_t)i;
}

void repeats_choose(struct store *store, const struct batch *batch)
{
	store->scratch.keeps = 0;
	for (size_t i = 0; i < batch->rows; i++)
		choose(store, batch, i);
}

void repeats_undo(struct store *store)
{
	struct scratch *scratch = &store->scratch;

	/* Entering moved nothing, so that freeing the slots undoes it. */
	for (size_t k = 0; k < scratch->keeps; k++) {
		if (scratch->slot[k] == SLOT_FREE)
			continue;
		store->repeats.tag[scratch->slot[k]] = 0;
		store->repeats.used--;
	}
	scratch->keeps = 0;
}

row_t store_row_of_id(const struct store *store, struct str id)
{
	struct wanted wanted = wanted_id(store, id, 0);
	size_t slot;

	if (!store->repeats.slots || !id.at)
		return ROW_NONE;
	slot = probe(store, NULL, &wanted);
	return store->repeats.tag[slot] ? store->repeats.row[slot] : ROW_NONE;
}
