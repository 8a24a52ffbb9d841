/* SPDX-License-Identifier: MIT */
/* shredder.h - record texts become batches of rows.
 *
 * A *shredder* belongs to one worker. It owns what makes the next record
 * cheap: the skeletons it has seen, the trie of their keys, the scratch of
 * its walk, and the memory of batches that came back. A *batch* is what a
 * worker hands over: rows and their values, with a dictionary of its own.
 *
 * A record is walked once (about 700 MB/s of text on one core). Adding it
 * either adds one row or changes nothing that counts. */
#ifndef SHREDDER_H
#define SHREDDER_H

#include "event.h"

/* ---- batches ---- */

struct batch_row {
	const struct skeleton *skeleton; /* of batch.shapes */
	uint32_t value_at, packed_at, resource_at, resources;
	uint32_t file, flags;
	uint64_t offset;  /* in the decompressed file, bytes */
	uint64_t content; /* keyed hash; the same whatever the key order */
	int64_t time;     /* TIME_NONE when undated */
	sym_t column[COL_COUNT];
};

struct batch {
	struct dict dict;            /* private to the batch */
	const struct shapes *shapes; /* its shredder's; outlive it */
	struct batch_pool *pool;     /* where its memory goes back to */
	struct batch_row *row;
	size_t rows, row_room;
	sym_t *value;
	size_t values, value_room;
	unsigned char *packed;
	size_t packed_bytes, packed_room;
	sym_t *resource; /* identities: type/name, a space, account */
	size_t resources, resource_room;
	size_t json_bytes; /* of record text added ... */
	size_t newest;     /* ... and of the newest row alone */
	uint32_t number;   /* among its shredder's batches; from 1. Its symbols
			    * mean nothing in a batch of another number */
};

/* On any thread, NULL is fine; its memory may wait for the next batch. */
void batch_free(struct batch *batch);

/* Names one more resource of the newest row. False: no memory, and nothing
 * changed. */
bool batch_add_resource(struct batch *batch, sym_t identity);
/* Takes the newest row away again, once after each record added; texts that
 * it brought stay in the dictionary. */
void batch_drop(struct batch *batch);

/* A row as a record; borrowed until the batch changes. */
void batch_record(const struct batch *batch, size_t row, struct record *record);

/* ---- the shredder ---- */

struct shredder;
/* Owned, or NULL without memory. `seed` must be the store's. */
struct shredder *shredder_new(uint64_t seed);
void shredder_free(struct shredder *shredder); /* after all its batches */
/* An empty batch, owned: give it to store_absorb or batch_free. NULL: no
 * memory. */
struct batch *shredder_batch(struct shredder *shredder);

/* Where a record came from. */
struct origin {
	uint32_t file;   /* its number */
	uint64_t offset; /* in the decompressed file, bytes */
};

/* Adds the record that `text` begins with to a batch of this shredder, as the
 * newest row. Its columns are SYM_NONE, its time TIME_NONE, its flags 0 but
 * for FLAG_HIDDEN: what it means is for meaning_fill. The record's length in
 * bytes, or -1: ERR_DATA broken, ERR_CUT the text ends inside it, ERR_FULL no
 * memory or over a bound; err->at is the byte in `text`; the batch is then as
 * it was. */
int64_t shredder_add(struct shredder *shredder, struct batch *batch,
		     struct str text, struct origin origin, struct err *err);

#endif
