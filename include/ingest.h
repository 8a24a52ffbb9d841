/* SPDX-License-Identifier: MIT */
/* ingest.h - where load, event and store meet: files become rows of a store
 * and sources of the evidence, whoever asks, a screen or a pipe.
 *
 * A finder thread walks the paths; worker threads each take a run of files,
 * shred their records into batches, and hand these over in parcels. The
 * caller's thread absorbs parcels in path order, whenever it likes, so that
 * there is one writer, no lock inside the store, and the same rows whatever
 * the number of jobs. The number of parcels waiting is bounded.
 *
 * Store and evidence change in calls of this door only, and belong to the
 * thread that makes them. After each call the evidence says how things
 * stand. */
#ifndef INGEST_H
#define INGEST_H

#include "base.h"
#include "evidence.h"
#include "store.h"

struct ingest;

/* Starts `jobs` workers that fill `store`, whose seed must be `seed`, and
 * `evidence` (both borrowed until ingest_free; paths in the evidence are lent
 * by it until then), or fewer where the system gives no more threads. Owned;
 * dies when it gives none. */
struct ingest *ingest_new(struct store *store, struct evidence *evidence,
			  unsigned jobs, uint64_t seed);
/* Stops the workers, waits for them, and forgets what was not absorbed. NULL
 * is fine. */
void ingest_free(struct ingest *ingest);

/* Adds what a path leads to; found in the background, in the order given. */
void ingest_path(struct ingest *ingest, const char *path);
/* Adds a file that is made when it is read: `make` appends its bytes, in a
 * worker, from its number alone. The name is copied. */
typedef void make_file(size_t number, struct buf *out);
void ingest_made(struct ingest *ingest, struct str name, make_file *make,
		 size_t number);

/* Readable while parcels wait. */
int ingest_fd(const struct ingest *ingest);
/* Absorbs what waits, for at most about `ms` milliseconds (0: one parcel).
 * True when it did. Memory that runs out is a note of each file concerned:
 * what follows is read all the same, so that it is known how much is
 * missing. */
bool ingest_step(struct ingest *ingest, int ms);
/* Loads to the end, then settles the store: for who has nothing to do
 * meanwhile. Dies when the store cannot be settled. */
void ingest_all(struct ingest *ingest);

/* Pauses until the next call says otherwise, or until all is absorbed that was
 * on its way. */
void ingest_pause(struct ingest *ingest, bool paused);

#endif
