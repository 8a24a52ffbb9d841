/* SPDX-License-Identifier: MIT */
/* parcel.h - what workers and the main thread share (ingest's inside).
 *
 * Everything in `struct shared` is guarded by its lock, except the counters
 * that are atomic. Files keep their number for ever; a task is a run of
 * consecutive files, and tasks are numbered in path order. */
#ifndef PARCEL_H
#define PARCEL_H

#include <pthread.h>
#include <stdatomic.h>

#include "ingest.h"
#include "load.h"
#include "shredder.h"

/* Tuning, which tests make tiny. Some 256 kB of text a batch keep its private
 * dictionary in the cache and are absorbed in about a millisecond, so that a
 * key waits for no more; 1 MB would load 2% faster and answer the slowest of a
 * hundred keys in 11 ms in place of 8. The first ones are smaller so that the
 * screen fills at once. */
#ifndef BATCH_BYTES
#define BATCH_BYTES (256u << 10)
#endif
#ifndef BATCH_BYTES_FIRST
#define BATCH_BYTES_FIRST (64u << 10)
#endif
#ifndef BATCH_ROWS
#define BATCH_ROWS 4096
#endif
#ifndef TASK_BYTES
#define TASK_BYTES (256u << 10) /* on disk */
#endif
#ifndef TASK_BYTES_FIRST
#define TASK_BYTES_FIRST (16u << 10)
#endif
#ifndef PARCELS_A_TASK
#define PARCELS_A_TASK 4
#endif
#define TASKS_FIRST 4    /* so many small ones at the start */
#define FILES_A_TASK 512 /* even when they are empty */
/* Workers give way to the thread that answers keys. */
#define WORKER_NICE 10

struct file {
	char *name;      /* owned by the finding; of one to make by us */
	make_file *make; /* NULL: on disk */
	size_t number;   /* for make */
	uint64_t size;
	const char *refused; /* why it cannot be tried; NULL: it can */
};

struct task {
	size_t first, count;        /* files */
	uint64_t bytes;             /* of them, on disk */
	struct parcel *head, *tail; /* waiting, in order */
	size_t waiting;
	bool taken;
};

/* What was learned of one file, when it was read to its end. */
struct report {
	uint32_t file;
	struct source read; /* without path and size */
};

struct parcel {
	struct parcel *next;
	struct batch *batch; /* NULL: no record was read for it */
	struct report *report;
	size_t reports, report_room;
	bool last; /* of its task */
};

struct shared {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct file *file;
	size_t files, file_room;
	struct task *task;
	size_t tasks, task_room, next_task; /* next to be taken */
	size_t expected; /* the task that the main thread absorbs now */
	size_t outstanding, most; /* parcels waiting; bound */
	bool paused, quit;
	int wake[2];
	bool woken;
	struct finding finding;
	size_t found, refused; /* of the finding, in `file` */
	char **path;           /* still to be walked by the finder */
	size_t paths, path_room, walked;
	atomic_uint_fast64_t read, inflated;
};

struct worker {
	struct shared *shared;
	struct shredder *shredder;
	struct meaning *meaning;
	struct reader *reader; /* for every file */
	struct buf made;       /* the file that was made last */
	pthread_t thread;
};
void *worker_run(void *worker); /* the body of its thread */

void shared_wake(struct shared *shared); /* the lock is held */
void parcel_free(struct parcel *parcel); /* NULL is fine */

#endif
