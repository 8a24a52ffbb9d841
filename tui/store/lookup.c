/* SPDX-License-Identifier: MIT */
/* lookup.c - reading what is kept: rows, columns, values and texts. */
#include "inside.h"

#include <assert.h>

row_t store_rows(const struct store *store)
{
	return (row_t)store->rows.count;
}

const sym_t *store_column(const struct store *store, enum column column)
{
	assert(column < COL_COUNT);
	return store->rows.column[column];
}

const uint32_t *store_flags(const struct store *store)
{
	return store->rows.flags;
}

const int64_t *store_time(const struct store *store)
{
	return store->rows.time;
}

const uint32_t *store_file(const struct store *store)
{
	return store->rows.file;
}

uint64_t store_offset(const struct store *store, row_t row)
{
	assert(row < store->rows.count);
	return store->rows.offset[row];
}

uint32_t store_resources(const struct store *store, row_t row,
			 const sym_t **resource)
{
	const uint32_t *at = store->rows.resource_at;

	assert(row < store->rows.count);
	*resource = store->resource + at[row];
	return at[row + 1] - at[row];
}

const uint32_t *store_resource_start(const struct store *store)
{
	return store->rows.resource_at;
}

const sym_t *store_resource_list(const struct store *store)
{
	return store->resource;
}

const struct dict *store_dict(const struct store *store)
{
	return &store->dict;
}

struct str store_text(const struct store *store, sym_t sym)
{
	assert(sym < store->dict.count);
	return dict_text(&store->dict, sym);
}

sym_t store_find(const struct store *store, struct str text)
{
	return dict_find(&store->dict, text);
}

const struct shapes *store_shapes(const struct store *store)
{
	return store->shapes;
}

const uint32_t *store_skeleton(const struct store *store)
{
	return store->rows.skeleton;
}

const sym_t *store_values(const struct store *store, row_t row)
{
	assert(row < store->rows.count);
	return store->value + store->rows.value_at[row];
}

static const unsigned char *packed_of(const struct store *store, row_t row)
{
	assert(row < store->rows.count);
	return store->packed + store->rows.packed_at[row];
}

void store_record(const struct store *store, row_t row, struct record *record)
{
	*record = (struct record){
		.skeleton = store->shapes->at[store->rows.skeleton[row]],
		.value = store_values(store, row),
		.packed = packed_of(store, row),
		.dict = &store->dict,
	};
}
