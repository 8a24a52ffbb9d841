/* SPDX-License-Identifier: MIT */
/* batch.c - rows of one worker, with their own small dictionary, and the pool
 * where the memory of those that were freed waits. */
#include "batch.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#define POOL_BATCHES 4 /* most that wait */
/* A larger one would keep what only a strange record wanted. */
#define POOL_BYTES ((size_t)4 << 20)

struct batch_pool {
	pthread_mutex_t lock;
	struct batch *batch[POOL_BATCHES];
	size_t count;
};

/* ---- memory ---- */

static struct batch *make(void)
{
	return calloc(1, sizeof(struct batch));
}

static void end(struct batch *batch)
{
	dict_release(&batch->dict);
	free(batch->row);
	free(batch->value);
	free(batch->packed);
	free(batch->resource);
	free(batch);
}

static void empty(struct batch *batch)
{
	dict_reset(&batch->dict);
	batch->rows = batch->values = batch->packed_bytes = 0;
	batch->resources = batch->json_bytes = batch->newest = 0;
}

static size_t memory(const struct batch *batch)
{
	return sizeof(*batch) + dict_memory(&batch->dict) +
	       batch->row_room * sizeof(*batch->row) +
	       batch->value_room * sizeof(*batch->value) + batch->packed_room +
	       batch->resource_room * sizeof(*batch->resource);
}

/* ---- the pool ---- */

struct batch_pool *batch_pool_new(void)
{
	struct batch_pool *pool = calloc(1, sizeof(*pool));

	if (pool && pthread_mutex_init(&pool->lock, NULL) != 0) {
		free(pool);
		return NULL;
	}
	return pool;
}

void batch_pool_free(struct batch_pool *pool)
{
	if (!pool)
		return;
	while (pool->count)
		end(pool->batch[--pool->count]);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}

/* Takes the batch and says true, or leaves it and says false. */
static bool put(struct batch_pool *pool, struct batch *batch)
{
	bool room;

	pthread_mutex_lock(&pool->lock);
	room = pool->count < POOL_BATCHES;
	if (room)
		pool->batch[pool->count++] = batch;
	pthread_mutex_unlock(&pool->lock);
	return room;
}

static struct batch *take(struct batch_pool *pool)
{
	struct batch *batch = NULL;

	pthread_mutex_lock(&pool->lock);
	if (pool->count)
		batch = pool->batch[--pool->count];
	pthread_mutex_unlock(&pool->lock);
	return batch;
}

/* Emptying is the worker's work: who frees a batch has keys to answer. */
struct batch *batch_pool_take(struct batch_pool *pool,
			      const struct shapes *shapes)
{
	struct batch *batch = take(pool);

	if (batch) {
		assert(batch->shapes == shapes);
		empty(batch);
		return batch;
	}
	batch = make();
	if (batch && !dict_init(&batch->dict, shapes->seed)) {
		end(batch);
		return NULL;
	}
	if (batch) {
		batch->shapes = shapes;
		batch->pool = pool;
	}
	return batch;
}

void batch_free(struct batch *batch)
{
	if (!batch)
		return;
	assert(batch->pool);
	if (memory(batch) > POOL_BYTES || !put(batch->pool, batch))
		end(batch);
}

/* ---- rows ---- */

bool batch_add_resource(struct batch *batch, sym_t identity)
{
	assert(batch->rows);
	assert(identity != SYM_NONE && identity < batch->dict.count);
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
