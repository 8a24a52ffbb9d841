/* SPDX-License-Identifier: MIT */
/* reserve.c - asks for all the memory a batch may need before anything of it
 * becomes visible, and says how much the store has taken.
 *
 * Arrays at least double, so that growing costs a constant per row. The half
 * that is not yet used was never touched and takes no memory from anybody:
 * what counts, here and for the bound, is what was written to. */
#include "inside.h"

#include <string.h>

struct array {
	void *at;    /* address of the pointer to its first element */
	size_t size; /* of an element, bytes */
};

#define BY_ROW 9 /* arrays by row beside the columns */

static void arrays_by_row(struct rows *rows, struct array *list)
{
	size_t n = 0;

#define ARRAY(name) (struct array){ &rows->name, sizeof(*rows->name) }
	list[n++] = ARRAY(time);
	list[n++] = ARRAY(offset);
	list[n++] = ARRAY(content);
	list[n++] = ARRAY(flags);
	list[n++] = ARRAY(file);
	list[n++] = ARRAY(skeleton);
	list[n++] = ARRAY(value_at);
	list[n++] = ARRAY(packed_at);
	list[n++] = ARRAY(resource_at);
	for (size_t c = 0; c < COL_COUNT; c++)
		list[n++] = ARRAY(column[c]);
#undef ARRAY
}

/* When one array is refused others have grown; as `room` does not say so,
 * they are merely asked again. */
static bool rows_reserve(struct rows *rows, size_t more)
{
	struct array list[BY_ROW + COL_COUNT];
	size_t room = rows->room;

	arrays_by_row(rows, list);
	for (size_t i = 0; i < ARRAY_LEN(list); i++) {
		room = rows->room;
		if (!vec_reserve(list[i].at, &room, rows->count + more + 1,
				 list[i].size))
			return false;
	}
	if (!rows->count)
		rows->resource_at[0] = 0;
	rows->room = room;
	return true;
}

/* The largest number of a skeleton and of a file in the batch. The worker's
 * shapes are not asked: they belong to another thread. */
static void largest(const struct batch *batch, uint32_t *shape, uint32_t *file)
{
	*shape = *file = 0;
	for (size_t i = 0; i < batch->rows; i++) {
		const struct batch_row *row = &batch->row[i];

		if (row->skeleton->id > *shape)
			*shape = row->skeleton->id;
		if (row->file > *file)
			*file = row->file;
	}
}

static bool shapes_reserve(struct scratch *scratch, size_t count)
{
	size_t had = scratch->shape_room;

	if (!vec_reserve(&scratch->shape, &scratch->shape_room, count,
			 sizeof(*scratch->shape)))
		return false;
	memset(scratch->shape + had, 0,
	       (scratch->shape_room - had) * sizeof(*scratch->shape));
	return true;
}

static bool files_reserve(struct store *store, size_t count)
{
	if (count <= store->files)
		return true;
	if (!vec_reserve(&store->file, &store->file_room, count,
			 sizeof(*store->file)))
		return false;
	memset(store->file + store->files, 0,
	       (count - store->files) * sizeof(*store->file));
	store->files = count;
	return true;
}

static bool scratch_reserve(struct scratch *scratch, const struct batch *batch,
			    uint32_t shape)
{
	return vec_reserve(&scratch->sym, &scratch->sym_room, batch->dict.count,
			   sizeof(*scratch->sym)) &&
	       vec_reserve(&scratch->hash, &scratch->hash_room, batch->rows,
			   sizeof(*scratch->hash)) &&
	       vec_reserve(&scratch->kept, &scratch->kept_room, batch->rows,
			   sizeof(*scratch->kept)) &&
	       vec_reserve(&scratch->slot, &scratch->slot_room, batch->rows,
			   sizeof(*scratch->slot)) &&
	       shapes_reserve(scratch, (size_t)shape + 1);
}

/* One more than is needed, so that there is an array even where no event has
 * such a value. */
static bool values_reserve(struct store *store, const struct batch *batch)
{
	return vec_reserve(&store->value, &store->value_room,
			   store->values + batch->values + 1,
			   sizeof(*store->value)) &&
	       vec_reserve(&store->packed, &store->packed_room,
			   store->packed_bytes + batch->packed_bytes + 1, 1) &&
	       vec_reserve(&store->resource, &store->resource_room,
			   store->resources + batch->resources + 1,
			   sizeof(*store->resource));
}

static int check_widths(const struct store *store, const struct batch *batch,
			struct err *err)
{
	if (batch->rows > ROWS_MOST - store->rows.count)
		return err_set(err, ERR_FULL, 0,
			       "more than %zu events do not fit", ROWS_MOST);
	if (batch->values > VALUES_MOST - store->values ||
	    batch->packed_bytes > VALUES_MOST - store->packed_bytes ||
	    batch->resources > VALUES_MOST - store->resources)
		return err_set(err, ERR_FULL, 0,
			       "more than %zu values do not fit", VALUES_MOST);
	return 0;
}

static size_t row_bytes(void)
{
	struct array list[BY_ROW + COL_COUNT];
	struct rows rows;
	size_t sum = sizeof(row_t); /* in the order */

	arrays_by_row(&rows, list);
	for (size_t i = 0; i < ARRAY_LEN(list); i++)
		sum += list[i].size;
	return sum;
}

/* At most so much is added by the batch: as if nothing in it were known. */
static size_t growth(const struct store *store, const struct batch *batch)
{
	const struct dict *dict = &store->dict;
	size_t sum = repeats_growth(store, batch->rows);

	if ((dict->count + batch->dict.count) * 2 > dict->slots)
		sum += dict->slots * 2 * sizeof(*dict->slot);
	sum += batch->dict.count * sizeof(*dict->entry) + batch->dict.bytes;
	sum += batch->rows * row_bytes();
	sum += (batch->values + batch->resources) * sizeof(sym_t);
	return sum + batch->packed_bytes;
}

static int check_bound(const struct store *store, const struct batch *batch,
		       struct err *err)
{
	size_t need;

	if (!store->bound)
		return 0;
	need = room_memory(store) + growth(store, batch);
	if (need <= store->bound)
		return 0;
	return err_set(err, ERR_FULL, 0,
		       "the memory bound of %zu bytes is reached",
		       store->bound);
}

static bool met_reserve(struct met *met, size_t syms)
{
	size_t had = met->words;

	if (!vec_reserve(&met->bit, &met->words, syms / 64 + 1,
			 sizeof(*met->bit)))
		return false;
	memset(met->bit + had, 0, (met->words - had) * sizeof(*met->bit));
	return true;
}

int room_reserve(struct store *store, const struct batch *batch,
		 struct err *err)
{
	size_t syms = store->dict.count + batch->dict.count;
	uint32_t shape, file;

	if (check_widths(store, batch, err) < 0 ||
	    check_bound(store, batch, err) < 0)
		return -1;
	largest(batch, &shape, &file);
	if (rows_reserve(&store->rows, batch->rows) &&
	    values_reserve(store, batch) &&
	    scratch_reserve(&store->scratch, batch, shape) &&
	    files_reserve(store, (size_t)file + 1) &&
	    met_reserve(&store->accounts, syms) &&
	    met_reserve(&store->regions, syms) &&
	    repeats_reserve(store, batch->rows))
		return 0;
	return err_set(err, ERR_FULL, 0, "out of memory after %zu events",
		       store->rows.count);
}

static size_t scratch_memory(const struct scratch *scratch)
{
	return scratch->sym_room * sizeof(*scratch->sym) +
	       scratch->shape_room * sizeof(*scratch->shape) +
	       scratch->hash_room * sizeof(*scratch->hash) +
	       scratch->kept_room * sizeof(*scratch->kept) +
	       scratch->slot_room * sizeof(*scratch->slot);
}

size_t room_memory(const struct store *store)
{
	const struct dict *dict = &store->dict;
	size_t sum = sizeof(*store);

	sum += dict_memory(dict);
	sum -= (dict->room - dict->count) * sizeof(*dict->entry);
	sum += shapes_memory(store->shapes);
	sum += store->rows.count * row_bytes();
	sum += store->values * sizeof(*store->value);
	sum += store->resources * sizeof(*store->resource);
	sum += store->packed_bytes;
	sum += (store->repeats.slots + store->repeats.olds) *
	       sizeof(*store->repeats.slot);
	sum += (store->accounts.words + store->regions.words) *
	       sizeof(uint64_t);
	sum += store->files * sizeof(*store->file);
	return sum + scratch_memory(&store->scratch);
}
