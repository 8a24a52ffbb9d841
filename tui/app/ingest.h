/* SPDX-License-Identifier: MIT */
/* ingest.h - where load, event and store meet: files become rows while the
 * screen stays alive.
 *
 * A finder thread walks the paths; worker threads each take a run of files,
 * shred their records into batches, and hand these over in parcels. The main
 * thread absorbs parcels in path order, between two keys, so that there is
 * one writer, no lock inside the store, and the same rows whatever the
 * number of jobs. The number of parcels waiting is bounded. */
#ifndef INGEST_H
#define INGEST_H

#include "load.h"
#include "store.h"
#include "screens.h"

struct ingest;

/* Starts `jobs` workers that fill `store` (borrowed; its seed must be
 * `seed`), or fewer where the system gives no more threads. Owned; dies when
 * it gives none. */
struct ingest *ingest_new(struct store *store, unsigned jobs, uint64_t seed);
/* Stops the workers, waits for them, and forgets what was not absorbed. */
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
 * True when it did. Memory that runs out is a note of each file concerned. */
bool ingest_step(struct ingest *ingest, int ms);
/* Loads to the end, then settles the store. For headless commands. */
void ingest_all(struct ingest *ingest);
bool ingest_done(const struct ingest *ingest); /* all is absorbed */

/* Until ingest_resume, or until all is absorbed that was on its way. */
void ingest_stop(struct ingest *ingest);
void ingest_resume(struct ingest *ingest);

/* How things stand. Arrays are borrowed until the next call. */
void ingest_evidence(struct ingest *ingest, struct evidence *evidence);

/* Files that were not read in whole. Numbers of files are as in the
 * evidence; a first one that there is not is 0. */
struct toll {
	size_t damaged; /* or unreadable, or cut short by memory */
	size_t aside;   /* whole, and without a single event */
	size_t first_damaged, first_aside;
	uint64_t missing; /* events that memory ran out for */
};
const struct toll *ingest_toll(const struct ingest *ingest);
/* Why nothing more is kept (memory ran out); NULL while all is well. What
 * follows is read all the same, so that it is known how much is missing. */
const char *ingest_full(const struct ingest *ingest);

#endif
