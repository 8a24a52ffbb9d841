/* SPDX-License-Identifier: MIT */
/* shredder.c - what a worker keeps from record to record, the batches it fills,
 * and how a record that was walked becomes a row.
 *
 * A record is walked, given its skeleton, and only then counted: until the last
 * lines of row_add everything new stands behind what the batch counts, so
 * that a failure needs no undoing. Only new dictionary entries and skeletons
 * stay, which mean nothing by themselves. */
#include "shred.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* ---- memory of batches ---- */

#define POOL_BATCHES 4 /* most that wait */
/* A larger one would keep what only a strange record wanted. */
#define POOL_BYTES ((size_t)4 << 20)

/* A batch is filled by a worker and freed by whoever absorbed it, on another
 * thread. Memory that goes back and forth through the allocator is handed to
 * the kernel and faulted in again, which cost a third of shredding; so freed
 * batches come back to the pool of their shredder. The one place of the room
 * with a lock. */
struct batch_pool {
	pthread_mutex_t lock;
	struct batch *batch[POOL_BATCHES];
	size_t count;
};

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

static struct batch_pool *pool_new(void)
{
	struct batch_pool *pool = calloc(1, sizeof(*pool));

	if (pool && pthread_mutex_init(&pool->lock, NULL) != 0) {
		free(pool);
		return NULL;
	}
	return pool;
}

static void pool_free(struct batch_pool *pool)
{
	if (!pool)
		return;
	while (pool->count)
		end(pool->batch[--pool->count]);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}

/* An empty batch, without a number yet. Emptying is the worker's work: who
 * frees a batch has keys to answer. */
static struct batch *pool_take(struct batch_pool *pool,
			       const struct shapes *shapes)
{
	struct batch *batch = NULL;

	pthread_mutex_lock(&pool->lock);
	if (pool->count)
		batch = pool->batch[--pool->count];
	pthread_mutex_unlock(&pool->lock);
	if (batch) {
		assert(batch->shapes == shapes);
		empty(batch);
		return batch;
	}
	batch = calloc(1, sizeof(*batch));
	if (!batch)
		return NULL;
	batch->shapes = shapes;
	batch->pool = pool;
	if (dict_init(&batch->dict, shapes->seed))
		return batch;
	end(batch);
	return NULL;
}

void batch_free(struct batch *batch)
{
	struct batch_pool *pool;
	bool kept;

	if (!batch)
		return;
	pool = batch->pool;
	assert(pool);
	kept = memory(batch) <= POOL_BYTES;
	pthread_mutex_lock(&pool->lock);
	kept = kept && pool->count < POOL_BATCHES;
	if (kept)
		pool->batch[pool->count++] = batch;
	pthread_mutex_unlock(&pool->lock);
	if (!kept)
		end(batch);
}

/* ---- rows of a batch ---- */

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

/* ---- the shredder ---- */

struct shredder *shredder_new(uint64_t seed)
{
	struct shredder *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	s->shapes = shapes_new(seed);
	s->pool = pool_new();
	if (!s->shapes || !s->pool) {
		shredder_free(s);
		return NULL;
	}
	return s;
}

void shredder_free(struct shredder *s)
{
	if (!s)
		return;
	pool_free(s->pool);
	shapes_free(s->shapes);
	free(s->trie.step);
	free(s->hidden.bit);
	free(s->text);
	free(s->sign);
	free(s->leaf);
	free(s);
}

struct batch *shredder_batch(struct shredder *s)
{
	struct batch *batch = pool_take(s->pool, s->shapes);

	if (batch)
		batch->number = ++s->batches;
	return batch;
}

/* ---- hidden texts ---- */

#define EACH_BYTE (UINT64_MAX / 255)

/* Speed only (a look at every distinct text, 8 bytes a step): true when all
 * is printable ASCII, which hides nothing. */
static bool printable(const char *at, size_t len)
{
	uint64_t odd = 0, word;

	for (; len >= 8; at += 8, len -= 8) {
		memcpy(&word, at, 8);
		odd |= (word - EACH_BYTE * 0x20) | word | (word + EACH_BYTE);
	}
	for (; len; at++, len--)
		odd |= *at < 0x20 || *at == 0x7f ? EACH_BYTE << 7 : 0;
	return !(odd & EACH_BYTE << 7);
}

static bool hidden_mark(struct hidden_text *hidden, size_t sym, size_t count)
{
	size_t words = count / 64 + 1, old = hidden->words;

	if (!vec_reserve(&hidden->bit, &hidden->words, words,
			 sizeof(*hidden->bit)))
		return false;
	memset(hidden->bit + old, 0,
	       (hidden->words - old) * sizeof(*hidden->bit));
	hidden->bit[sym / 64] |= UINT64_C(1) << sym % 64;
	hidden->any = true;
	return true;
}

/* Looks at what is new in the batch, by number: texts that meaning derives
 * are in the same dictionary. False: no memory. */
static bool hidden_look(struct hidden_text *hidden, const struct batch *batch)
{
	const struct dict *dict = &batch->dict;

	if (hidden->batch != batch->number) {
		if (hidden->words)
			memset(hidden->bit, 0,
			       hidden->words * sizeof(*hidden->bit));
		hidden->batch = batch->number;
		hidden->known = 1; /* no text has SYM_NONE */
		hidden->any = false;
	}
	for (; hidden->known < dict->count; hidden->known++) {
		struct str text = dict_text(dict, (sym_t)hidden->known);

		if (!printable(text.at, text.len) && text_hides(text) &&
		    !hidden_mark(hidden, hidden->known, dict->count))
			return false;
	}
	return true;
}

/* True when one of the symbols stands for such a text. */
static bool hidden_has(const struct hidden_text *hidden, const sym_t *sym,
		       size_t count)
{
	if (!hidden->any)
		return false;
	for (size_t i = 0; i < count; i++)
		if (sym[i] / 64 < hidden->words &&
		    hidden->bit[sym[i] / 64] >> sym[i] % 64 & 1)
			return true;
	return false;
}

/* ---- adding a record ---- */

/* The hash of what the record says, whatever the order of its keys. */
static uint64_t content(const struct skeleton *skeleton, const uint64_t *leaf)
{
	uint64_t sum = skeleton->fixed;

	for (size_t i = 0; i < skeleton->slots; i++)
		sum += hash_mix(skeleton->salt[i], leaf[i]);
	return sum;
}

/* Makes the record just walked the newest row. Offsets in rows have 4 bytes.
 * False: no memory, or no more fits. */
static bool row_add(struct shredder *s, struct batch *batch,
		    const struct skeleton *skeleton, struct origin origin)
{
	struct batch_row *row;

	if (batch->values + s->values > UINT32_MAX ||
	    batch->packed_bytes + s->packed > UINT32_MAX ||
	    batch->resources > UINT32_MAX ||
	    !vec_reserve(&batch->row, &batch->row_room, batch->rows + 1,
			 sizeof(*row)) ||
	    !hidden_look(&s->hidden, batch))
		return false;
	assert(skeleton->slots == s->leaves);
	assert(skeleton->values == s->values);
	row = &batch->row[batch->rows];
	*row = (struct batch_row){
		.skeleton = skeleton,
		.value_at = (uint32_t)batch->values,
		.packed_at = (uint32_t)batch->packed_bytes,
		.resource_at = (uint32_t)batch->resources,
		.file = origin.file,
		.offset = origin.offset,
		.time = TIME_NONE,
		.content = content(skeleton, s->leaf),
	};
	if (skeleton->hides ||
	    hidden_has(&s->hidden, batch->value + batch->values,
		       skeleton->values))
		row->flags = FLAG_HIDDEN;
	batch->rows++;
	batch->values += s->values;
	batch->packed_bytes += s->packed;
	return true;
}

int64_t shredder_add(struct shredder *s, struct batch *batch, struct str text,
		     struct origin origin, struct err *err)
{
	const struct skeleton *skeleton;
	const char *end = shred_record(s, batch, text, &skeleton, err);

	if (!end)
		return -1;
	if (!row_add(s, batch, skeleton, origin))
		return err_set(err, ERR_FULL, 0, "no memory for this record");
	batch->newest = (size_t)(end - text.at);
	batch->json_bytes += batch->newest;
	return end - text.at;
}
