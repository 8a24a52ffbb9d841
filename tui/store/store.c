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

static bool is_met(const struct met *met, sym_t sym)
{
	return sym / 64 < met->words && met->bit[sym / 64] >> (sym % 64) & 1;
}

/* By their last letters first. */
static int by_end(const void *a, const void *b)
{
	const struct str *one = a, *two = b;
	size_t at = 1;

	while (at <= one->len && at <= two->len) {
		char x = one->at[one->len - at], y = two->at[two->len - at];

		if (x != y)
			return x < y ? -1 : 1;
		at++;
	}
	return (one->len > two->len) - (one->len < two->len);
}

#define END_LEAST 4

void accounts_end(struct store *store)
{
	struct met *met = &store->accounts;
	size_t count = 0, end = END_LEAST;
	struct str *account;

	if (store->ended == met->count)
		return;
	account = xmalloc((met->count + 1) * sizeof(*account));
	for (sym_t sym = 1; sym < store->dict.count; sym++)
		if (is_met(met, sym))
			account[count++] = store_text(store, sym);
	qsort(account, count, sizeof(*account), by_end);
	for (size_t i = 1; i < count; i++) {
		size_t same = 0;

		while (same < account[i].len && same < account[i - 1].len &&
		       account[i].at[account[i].len - 1 - same] ==
			       account[i - 1].at[account[i - 1].len - 1 - same])
			same++;
		end = same + 1 > end ? same + 1 : end;
	}
	free(account);
	store->account_end = end;
	store->ended = met->count;
}

struct str store_account_end(const struct store *store, struct str account)
{
	sym_t sym = store_find(store, account);

	if (!is_met(&store->accounts, sym) || account.len <= store->account_end)
		return account;
	return str_slice(account, account.len - store->account_end,
			 account.len);
}

size_t store_regions(const struct store *store, sym_t *only)
{
	return met_count(&store->regions, only);
}
