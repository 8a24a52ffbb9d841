/* SPDX-License-Identifier: MIT */
/* store.c - a store's birth and death, and its numbers. */
#include "inside.h"

#include <stdlib.h>

struct store *store_new(uint64_t seed)
{
	struct store *store = calloc(1, sizeof(*store));

	if (!store)
		return NULL;
	store->seed = seed;
	store->first = store->last = TIME_NONE;
	store->shapes = shapes_new(seed);
	if (!store->shapes || !dict_init(&store->dict, seed)) {
		store_free(store);
		return NULL;
	}
	return store;
}

static void rows_release(struct rows *rows)
{
	free(rows->time);
	free(rows->offset);
	free(rows->content);
	free(rows->flags);
	free(rows->file);
	free(rows->skeleton);
	free(rows->value_at);
	free(rows->packed_at);
	free(rows->resource_at);
	for (size_t c = 0; c < COL_COUNT; c++)
		free(rows->column[c]);
}

static void scratch_release(struct scratch *scratch)
{
	free(scratch->sym);
	free(scratch->shape);
	free(scratch->hash);
	free(scratch->kept);
	free(scratch->slot);
}

void store_free(struct store *store)
{
	if (!store)
		return;
	rows_release(&store->rows);
	scratch_release(&store->scratch);
	free(store->repeats.slot);
	free(store->repeats.old);
	free(store->accounts.bit);
	free(store->regions.bit);
	free(store->value);
	free(store->packed);
	free(store->resource);
	free(store->file);
	free(store->order);
	dict_release(&store->dict);
	shapes_free(store->shapes);
	free(store);
}

void store_bound(struct store *store, size_t bytes)
{
	store->bound = bytes;
}

void store_stats(const struct store *store, struct store_stats *stats)
{
	*stats = (struct store_stats){
		.events = store->rows.count,
		.repeats = store->repeated,
		.conflicts = store->conflicts,
		.undated = store->undated,
		.values = store->dict.count - 1,
		.skeletons = store->shapes->count,
		.json_bytes = store->json_bytes,
		.memory = room_memory(store),
	};
	for (size_t kind = 0; kind < KIND_COUNT; kind++)
		stats->kinds[kind] = store->kinds[kind];
}

size_t store_file_events(const struct store *store, uint32_t file)
{
	return file < store->files ? store->file[file].events : 0;
}

size_t store_file_repeats(const struct store *store, uint32_t file)
{
	return file < store->files ? store->file[file].repeats : 0;
}

static size_t met_count(const struct met *met, sym_t *only)
{
	if (only)
		*only = met->first;
	return met->count;
}

size_t store_accounts(const struct store *store, sym_t *only)
{
	return met_count(&store->accounts, only);
}

size_t store_regions(const struct store *store, sym_t *only)
{
	return met_count(&store->regions, only);
}
