/* SPDX-License-Identifier: MIT */
/* batch.c - rows of one worker, with their own small dictionary.
 *
 * A record is walked, given its skeleton, and only then counted: until the last
 * line of batch_add everything new stands behind what the batch counts, so that
 * a failure needs no undoing. Only new dictionary entries and skeletons stay,
 * which mean nothing by themselves. */
#include "hiding.h"
#include "shred.h"
#include "spare.h"

#include <assert.h>
#include <stdlib.h>

/* A larger one would keep what only a strange record wanted. */
#define SPARE_BYTES ((size_t)4 << 20)

static void end(struct batch *batch)
{
	if (batch->hiding)
		hiding_release(batch->hiding);
	free(batch->hiding);
	shred_free(batch->shred);
	dict_release(&batch->dict);
	free(batch->row);
	free(batch->value);
	free(batch->packed);
	free(batch->resource);
	free(batch);
}

static struct batch *make(struct shapes *shapes, uint64_t seed)
{
	struct batch *batch = calloc(1, sizeof(*batch));

	if (!batch)
		return NULL;
	batch->shapes = shapes;
	if (dict_init(&batch->dict, seed)) {
		batch->shred = shred_new(batch);
		batch->hiding = calloc(1, sizeof(*batch->hiding));
	}
	if (!batch->shred || !batch->hiding) {
		end(batch);
		return NULL;
	}
	return batch;
}

/* It is emptied only here: that touches what the worker's other batches use
 * too, which is no business of the thread that frees one. */
struct batch *batch_new(struct shapes *shapes, uint64_t seed)
{
	struct batch *batch;

	if (!shapes->spares)
		shapes->spares = spares_new(end);
	if (!shapes->spares)
		return NULL;
	batch = spares_take(shapes->spares);
	if (!batch)
		return make(shapes, seed);
	assert(batch->dict.seed == seed);
	batch_reset(batch);
	return batch;
}

void batch_free(struct batch *batch)
{
	if (!batch)
		return;
	if (batch_memory(batch) > SPARE_BYTES ||
	    !spares_put(batch->shapes->spares, batch))
		end(batch);
}

void batch_reset(struct batch *batch)
{
	dict_reset(&batch->dict);
	hiding_reset(batch->hiding);
	shred_reset(batch->shred);
	batch->rows = batch->values = batch->packed_bytes = 0;
	batch->resources = batch->json_bytes = batch->newest = 0;
}

size_t batch_memory(const struct batch *batch)
{
	const struct shred *s = batch->shred;

	return sizeof(*batch) + sizeof(*s) + dict_memory(&batch->dict) +
	       batch->row_room * sizeof(*batch->row) +
	       batch->value_room * sizeof(*batch->value) + batch->packed_room +
	       batch->resource_room * sizeof(*batch->resource) + s->sign_room +
	       s->leaf_room * sizeof(*s->leaf) + s->text_room;
}

static int full(struct err *err)
{
	return err_set(err, ERR_FULL, 0, "no memory for this record");
}

/* The hash of what the record says, whatever the order of its keys. */
static uint64_t content(const struct skeleton *skeleton, const uint64_t *leaf)
{
	uint64_t sum = skeleton->fixed;

	for (size_t i = 0; i < skeleton->slots; i++)
		sum += hash_mix(skeleton->salt[i], leaf[i]);
	return sum;
}

/* Offsets in rows have 4 bytes. */
static bool fits(const struct batch *batch)
{
	return batch->values + batch->shred->values <= UINT32_MAX &&
	       batch->packed_bytes + batch->shred->packed <= UINT32_MAX &&
	       batch->resources <= UINT32_MAX;
}

/* Fills the row that batch->rows does not count yet; false: no memory. */
static bool row_fill(struct batch *batch, struct batch_row *row)
{
	row->skeleton = shred_skeleton(batch->shred);
	if (!row->skeleton || !hiding_look(batch->hiding, &batch->dict))
		return false;
	row->value_at = (uint32_t)batch->values;
	row->packed_at = (uint32_t)batch->packed_bytes;
	row->resource_at = (uint32_t)batch->resources;
	row->time = TIME_NONE;
	row->content = content(row->skeleton, batch->shred->leaf);
	if (row->skeleton->hides ||
	    hiding_has(batch->hiding, batch->value + batch->values,
		       row->skeleton->values))
		row->flags = FLAG_HIDDEN;
	return true;
}

int64_t batch_add(struct batch *batch, struct str text, uint32_t file,
		  uint64_t offset, struct err *err)
{
	const char *end = shred_record(batch->shred, text, err);
	struct batch_row *row;

	if (!end)
		return -1;
	if (!fits(batch) || !vec_reserve(&batch->row, &batch->row_room,
					 batch->rows + 1, sizeof(*row)))
		return full(err);
	row = &batch->row[batch->rows];
	*row = (struct batch_row){ .file = file, .offset = offset };
	if (!row_fill(batch, row))
		return full(err);
	batch->rows++;
	batch->values += batch->shred->values;
	batch->packed_bytes += batch->shred->packed;
	batch->newest = (size_t)(end - text.at);
	batch->json_bytes += batch->newest;
	return end - text.at;
}

bool batch_add_resource(struct batch *batch, sym_t identity)
{
	assert(batch->rows && identity != SYM_NONE);
	if (batch->resources >= UINT32_MAX ||
	    !vec_reserve(&batch->resource, &batch->resource_room,
			 batch->resources + 1, sizeof(*batch->resource)))
		return false;
	batch->resource[batch->resources++] = identity;
	batch->row[batch->rows - 1].resources++;
	return true;
}

void batch_drop(struct batch *batch)
{
	const struct batch_row *row;

	assert(batch->rows && batch->newest);
	row = &batch->row[--batch->rows];
	batch->values = row->value_at;
	batch->packed_bytes = row->packed_at;
	batch->resources = row->resource_at;
	batch->json_bytes -= batch->newest;
	batch->newest = 0;
}

/* Arrays may be NULL where no row has such a value: nothing is added to
 * these. */
void batch_record(const struct batch *batch, size_t n, struct record *record)
{
	const struct batch_row *row;

	assert(n < batch->rows);
	row = &batch->row[n];
	*record = (struct record){
		.skeleton = row->skeleton,
		.dict = &batch->dict,
	};
	if (row->skeleton->values)
		record->value = batch->value + row->value_at;
	if (row->skeleton->packed)
		record->packed = batch->packed + row->packed_at;
}
