/* SPDX-License-Identifier: MIT */
/* absorb.c - a batch becomes rows of the store.
 *
 * First all memory is asked for, then it is decided which rows are repeats,
 * then the batch's symbols and skeletons are given numbers of the store, and
 * only when nothing can fail any more the rows are written. What interning
 * left behind when memory ran out are texts that no row has.
 *
 * A symbol is looked up once a batch and only when a kept row uses it: that
 * is 4 look-ups an event instead of 28. */
#include <assert.h>
#include <string.h>

#include "inside.h"

/* How many symbols ahead their slots and entries are fetched: the dictionary
 * is larger than the cache, and look-ups are half of what absorbing costs. */
#define SLOT_AHEAD 16
#define ENTRY_AHEAD 8

static bool map_shapes(struct store *store, const struct batch *batch)
{
	struct scratch *scratch = &store->scratch;

	for (size_t k = 0; k < scratch->keeps; k++) {
		const struct skeleton *theirs =
			batch->row[scratch->kept[k]].skeleton;
		uint32_t *ours = &scratch->shape[theirs->id];
		const struct skeleton *made;

		if (*ours)
			continue;
		made = shapes_put(store->shapes, theirs->signature,
				  theirs->hash);
		if (!made)
			return false;
		*ours = made->id + 1;
	}
	return true;
}

/* Another batch may come from another worker, with numbers of its own. */
static void forget_shapes(struct store *store, const struct batch *batch)
{
	for (size_t i = 0; i < batch->rows; i++)
		store->scratch.shape[batch->row[i].skeleton->id] = 0;
}

/* Arrays of a batch may be NULL where no row has such a value, so that they
 * are indexed, never added to. */
static void mark(sym_t *sym, const sym_t *used, size_t at, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sym[used[at + i]] = 1;
}

static void mark_used(struct store *store, const struct batch *batch)
{
	struct scratch *scratch = &store->scratch;
	sym_t *sym = scratch->sym;

	memset(sym, 0, batch->dict.count * sizeof(*sym));
	for (size_t k = 0; k < scratch->keeps; k++) {
		const struct batch_row *row = &batch->row[scratch->kept[k]];

		mark(sym, batch->value, row->value_at, row->skeleton->values);
		mark(sym, batch->resource, row->resource_at, row->resources);
		mark(sym, row->column, 0, COL_COUNT);
	}
	sym[SYM_NONE] = SYM_NONE;
}

static const uint32_t *slot_of(const struct dict *dict, uint32_t hash)
{
	return &dict->slot[hash & (dict->slots - 1)];
}

/* Speed only: the first slot a look-up will read, and then its entry. */
static void fetch_ahead(const struct dict *dict, const struct dict *theirs,
			size_t i)
{
	const struct dict_entry *entry = theirs->entry + i;

	if (i + SLOT_AHEAD < theirs->count)
		__builtin_prefetch(slot_of(dict, entry[SLOT_AHEAD].hash));
	if (i + ENTRY_AHEAD < theirs->count)
		__builtin_prefetch(
			&dict->entry[*slot_of(dict, entry[ENTRY_AHEAD].hash)]);
}

static bool map_symbols(struct store *store, const struct batch *batch)
{
	const struct dict *theirs = &batch->dict;
	sym_t *sym = store->scratch.sym;

	mark_used(store, batch);
	for (size_t i = 1; i < theirs->count; i++) {
		fetch_ahead(&store->dict, theirs, i);
		if (!sym[i])
			continue;
		sym[i] = dict_put_hashed(&store->dict,
					 dict_text(theirs, (sym_t)i),
					 theirs->entry[i].hash);
		if (!sym[i])
			return false;
	}
	return true;
}

static void translate(sym_t *out, const sym_t *sym, const sym_t *in, size_t at,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		out[i] = sym[in[at + i]];
}

static void append_values(struct store *store, const struct batch *batch,
			  const struct batch_row *row)
{
	const struct skeleton *skeleton = row->skeleton;
	const sym_t *sym = store->scratch.sym;

	translate(store->value + store->values, sym, batch->value,
		  row->value_at, skeleton->values);
	store->values += skeleton->values;
	if (skeleton->packed)
		memcpy(store->packed + store->packed_bytes,
		       batch->packed + row->packed_at, skeleton->packed);
	store->packed_bytes += skeleton->packed;
	translate(store->resource + store->resources, sym, batch->resource,
		  row->resource_at, row->resources);
	store->resources += row->resources;
}

/* `content` and `flags` of the row were written when it was chosen. */
static void append_row(struct store *store, const struct batch *batch,
		       const struct batch_row *row)
{
	struct rows *rows = &store->rows;
	const sym_t *sym = store->scratch.sym;
	size_t at = rows->count;

	rows->time[at] = row->time;
	rows->offset[at] = row->offset;
	rows->file[at] = row->file;
	rows->skeleton[at] = store->scratch.shape[row->skeleton->id] - 1;
	rows->value_at[at] = (uint32_t)store->values;
	rows->packed_at[at] = (uint32_t)store->packed_bytes;
	for (size_t c = 0; c < COL_COUNT; c++)
		rows->column[c][at] = sym[row->column[c]];
	append_values(store, batch, row);
	rows->resource_at[at + 1] = (uint32_t)store->resources;
	rows->count++;
}

static void count_row(struct store *store, size_t row)
{
	const struct rows *rows = &store->rows;
	enum event_kind kind = flags_kind(rows->flags[row]);
	int64_t time = rows->time[row];

	met_add(&store->accounts, rows->column[COL_ACCOUNT][row]);
	met_add(&store->regions, rows->column[COL_REGION][row]);
	store->file[rows->file[row]].events++;
	if (kind < KIND_COUNT)
		store->kinds[kind]++;
	if (rows->flags[row] & FLAG_CONFLICT)
		store->conflicts++;
	if (time == TIME_NONE) {
		store->undated++;
		return;
	}
	if (store->first == TIME_NONE || time < store->first)
		store->first = time;
	if (store->last == TIME_NONE || time > store->last)
		store->last = time;
}

static void append(struct store *store, const struct batch *batch)
{
	const struct scratch *scratch = &store->scratch;
	size_t k = 0;

	for (size_t i = 0; i < batch->rows; i++) {
		const struct batch_row *row = &batch->row[i];

		if (k < scratch->keeps && scratch->kept[k] == i) {
			append_row(store, batch, row);
			count_row(store, store->rows.count - 1);
			k++;
		} else {
			store->file[row->file].repeats++;
			store->repeated++;
		}
	}
	store->json_bytes += batch->json_bytes;
	accounts_end(store);
}

static int absorb(struct store *store, const struct batch *batch,
		  struct err *err)
{
	bool mapped;

	assert(batch->dict.seed == store->seed);
	if (room_reserve(store, batch, err) < 0)
		return -1;
	repeats_choose(store, batch);
	mapped = map_shapes(store, batch) && map_symbols(store, batch);
	if (mapped)
		append(store, batch);
	else
		repeats_undo(store);
	forget_shapes(store, batch);
	if (mapped)
		return 0;
	return err_set(err, ERR_FULL, 0, "out of memory after %zu events",
		       store->rows.count);
}

int store_absorb(struct store *store, struct batch *batch, struct err *err)
{
	int done = absorb(store, batch, err);

	batch_free(batch);
	return done;
}
