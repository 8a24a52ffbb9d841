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
 * repeats.
 *
 * A slot holds the hash beside the row: an id met for the first time, as
 * nearly all are, costs one cache line, and growing reads slots alone. A large
 * table grows little by little: the slots that it had stay beside the new ones
 * until the batches that come have moved all of them over. */
#include "inside.h"

#include <stdlib.h>

#ifndef REPEAT_SLOTS
#define REPEAT_SLOTS 1024 /* at first; a power of two */
#endif
#ifndef REPEATS_AT_ONCE
#define REPEATS_AT_ONCE ((size_t)1 << 16) /* old slots moved at once ... */
#endif
#define MOVED_EACH 16 /* ... else with a row: long before it grows again */
#define NO_ID 0       /* no id has this hash */

/* What is looked for. `conflict`: entered under id and content. */
struct wanted {
	const struct record *record; /* its id is wanted, */
	struct str id;               /* or this one where there is no record */
	uint64_t content;
	uint32_t hash;
	bool conflict;
};

/* Aggregated events (record version 1.0 of their own) spell it eventId. */
static struct str id_of(const struct record *record, char scratch[SCRATCH])
{
	struct str id = record_field(record, FIELD_ID, scratch);

	return id.at ? id : record_field(record, FIELD_AGGREGATE_ID, scratch);
}

static uint32_t hash_of(const struct store *store, struct str id)
{
	uint32_t hash;

	if (!id.at)
		return NO_ID;
	hash = (uint32_t)hash_bytes(store->seed, id.at, id.len);
	return hash == NO_ID ? 1 : hash;
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
	char ours[SCRATCH], theirs[SCRATCH];
	struct str id = wanted->id;

	if (conflict != wanted->conflict ||
	    (conflict && store->rows.content[row] != wanted->content))
		return false;
	if (wanted->record)
		id = id_of(wanted->record, theirs);
	return str_eq(row_id(store, batch, row, ours), id);
}

/* The slot of the row that bears the id, or the free one where it goes. */
static size_t probe(const struct store *store, const struct batch *batch,
		    const struct wanted *wanted, const struct id_slot *slot,
		    size_t slots)
{
	size_t mask = slots - 1, i = wanted->hash & mask;

	for (; slot[i].who; i = (i + 1) & mask)
		if (slot[i].hash == wanted->hash &&
		    bears(store, batch, slot[i].who - 1, wanted))
			break;
	return i;
}

/* 1 + the row that bears the id; else 0, and *slot is where it goes. */
static uint32_t look_up(const struct store *store, const struct batch *batch,
			const struct wanted *wanted, size_t *slot)
{
	const struct repeats *repeats = &store->repeats;
	uint32_t who;

	*slot = probe(store, batch, wanted, repeats->slot, repeats->slots);
	who = repeats->slot[*slot].who;
	if (who || !repeats->old)
		return who;
	return repeats
		->old[probe(store, batch, wanted, repeats->old, repeats->olds)]
		.who;
}

/* ---- room ---- */

static size_t slots_for(const struct repeats *repeats, size_t more)
{
	size_t slots = repeats->slots ? repeats->slots : REPEAT_SLOTS;

	while (repeats->used + more > slots / 4 * 3)
		slots *= 2;
	return slots;
}

size_t repeats_growth(const struct store *store, size_t more)
{
	const struct repeats *repeats = &store->repeats;
	size_t slots = slots_for(repeats, more);

	return slots == repeats->slots ? 0 : slots * sizeof(*repeats->slot);
}

/* Up to `most` of the old slots; with the last of them they go. */
static void move_slots(struct repeats *repeats, size_t most)
{
	size_t mask = repeats->slots - 1;

	for (; repeats->moved < repeats->olds && most--; repeats->moved++) {
		struct id_slot slot = repeats->old[repeats->moved];
		size_t to = slot.hash & mask;

		if (!slot.who)
			continue;
		while (repeats->slot[to].who)
			to = (to + 1) & mask;
		repeats->slot[to] = slot;
	}
	if (repeats->moved < repeats->olds)
		return;
	free(repeats->old);
	repeats->old = NULL;
	repeats->olds = 0;
}

bool repeats_reserve(struct store *store, size_t more)
{
	struct repeats *repeats = &store->repeats;
	size_t slots = slots_for(repeats, more);
	struct id_slot *slot;

	move_slots(repeats, more * MOVED_EACH);
	if (slots == repeats->slots)
		return true;
	slot = calloc(slots, sizeof(*slot));
	if (!slot)
		return false;
	move_slots(repeats, SIZE_MAX); /* left only by a batch that is huge */
	repeats->old = repeats->slot;
	repeats->olds = repeats->slots;
	repeats->moved = 0;
	repeats->slot = slot;
	repeats->slots = slots;
	move_slots(repeats, REPEATS_AT_ONCE);
	return true;
}

/* ---- choosing ---- */

/* All hashes first, so that their slots, which lie anywhere, are fetched
 * while the others are computed. */
static void hash_ids(struct store *store, const struct batch *batch)
{
	const struct repeats *repeats = &store->repeats;
	uint32_t *hash = store->scratch.hash;

	for (size_t i = 0; i < batch->rows; i++) {
		struct record record;
		char text[SCRATCH];

		batch_record(batch, i, &record);
		hash[i] = hash_of(store, id_of(&record, text));
		__builtin_prefetch(
			&repeats->slot[hash[i] & (repeats->slots - 1)]);
	}
}

enum sighting { SEEN_NEW, SEEN_REPEAT, SEEN_CONFLICT };

/* What the batch's row is; *slot is where it goes, if anywhere. */
static enum sighting look(const struct store *store, const struct batch *batch,
			  struct wanted *wanted, size_t *slot)
{
	uint32_t who = look_up(store, batch, wanted, slot);

	if (!who)
		return SEEN_NEW;
	if (store->rows.content[who - 1] == wanted->content)
		return SEEN_REPEAT;
	wanted->conflict = true;
	wanted->hash = (uint32_t)hash_mix(wanted->hash, wanted->content);
	return look_up(store, batch, wanted, slot) ? SEEN_REPEAT
						   : SEEN_CONFLICT;
}

static void choose(struct store *store, const struct batch *batch, size_t i)
{
	const struct batch_row *row = &batch->row[i];
	struct scratch *scratch = &store->scratch;
	size_t at = store->rows.count + scratch->keeps, slot = SLOT_FREE;
	enum sighting seen = SEEN_NEW;
	struct record record;
	struct wanted wanted = {
		.record = &record,
		.content = row->content,
		.hash = scratch->hash[i],
	};

	if (wanted.hash != NO_ID) {
		batch_record(batch, i, &record);
		seen = look(store, batch, &wanted, &slot);
		if (seen == SEEN_REPEAT)
			return;
		store->repeats.slot[slot] =
			(struct id_slot){ wanted.hash, (row_t)at + 1 };
		store->repeats.used++;
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
	hash_ids(store, batch);
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
		store->repeats.slot[scratch->slot[k]].who = 0;
		store->repeats.used--;
	}
	scratch->keeps = 0;
}

row_t store_row_of_id(const struct store *store, struct str id)
{
	struct wanted wanted = { .id = id, .hash = hash_of(store, id) };
	size_t slot;
	uint32_t who;

	if (!store->repeats.slots || !id.at)
		return ROW_NONE;
	who = look_up(store, NULL, &wanted, &slot);
	return who ? who - 1 : ROW_NONE;
}
