/* SPDX-License-Identifier: MIT */
/* worker.c - a worker takes a run of files, shreds their records into
 * batches and hands these over.
 *
 * The one place where load meets event, and event meaning. Unreadable records
 * do not end the load: an investigator must see what is there, and know what is
 * not. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#include <string.h>

#include "meaning.h"
#include "parcel.h"

struct task_work { /* a worker at one task */
	struct worker *worker;
	size_t task;           /* its number */
	uint32_t file;         /* being read... */
	struct source read;    /* ... and what was learned of it */
	struct parcel *parcel; /* being filled */
	size_t full;           /* bytes of text that make a batch full */
	uint64_t told_read, told_inflated; /* of the file at hand */
};

void shared_wake(struct shared *shared)
{
	pthread_cond_broadcast(&shared->changed);
	if (shared->woken)
		return;
	shared->woken = true;
	while (write(shared->wake[1], "", 1) < 0 && errno == EINTR)
		;
}

void parcel_free(struct parcel *parcel)
{
	if (!parcel)
		return;
	for (size_t i = 0; i < parcel->reports; i++)
		source_release(&parcel->report[i].read);
	free(parcel->report);
	batch_free(parcel->batch);
	free(parcel);
}

/* Waits until the parcel may be left: the task that is absorbed now may
 * always hand over a few, others only while few wait in all. False: quit. */
static bool wait_for_room(struct shared *shared, size_t task)
{
	while (!shared->quit) {
		bool mine = task == shared->expected;
		bool full = shared->task[task].waiting >= PARCELS_A_TASK;
		if (!shared->paused && !full &&
		    (mine || shared->outstanding < shared->most))
			return true;
		pthread_cond_wait(&shared->changed, &shared->lock);
	}
	return false;
}

/* False when the program wants to end. */
static bool hand_over(struct task_work *work, bool last)
{
	struct shared *shared = work->worker->shared;
	struct parcel *parcel = work->parcel;

	assert(parcel && !parcel->next);
	work->parcel = NULL;
	parcel->last = last;
	pthread_mutex_lock(&shared->lock);
	bool go_on = wait_for_room(shared, work->task);
	if (go_on) {
		struct task *task = &shared->task[work->task];
		if (task->tail)
			task->tail->next = parcel;
		else
			task->head = parcel;
		task->tail = parcel;
		task->waiting++;
		shared->outstanding++;
		shared_wake(shared);
	}
	pthread_mutex_unlock(&shared->lock);
	if (!go_on)
		parcel_free(parcel);
	return go_on;
}

/* A batch for the next record. Memory may have run out: that costs the rest
 * of this file, and each later one is tried anew. */
static bool batch_ready(struct task_work *work)
{
	struct worker *worker = work->worker;
	struct parcel *parcel = work->parcel;
	struct err err;

	if (!parcel->batch)
		parcel->batch = shredder_batch(worker->shredder);
	if (parcel->batch)
		return true;
	err_set(&err, ERR_FULL, reader_sum(worker->reader).inflated,
		"no memory to read on: about here the rest is missing");
	source_note_first(&work->read, &err);
	return false;
}

/* Ends the batch at hand when it is full, or when the next record has to be
 * waited for: what a pipe gave so far is then seen at once. */
static bool batch_turn(struct task_work *work, bool waits)
{
	const struct batch *batch = work->parcel->batch;

	if (batch->json_bytes < work->full && batch->rows < BATCH_ROWS &&
	    !(waits && batch->rows))
		return true;
	if (!hand_over(work, false))
		return false;
	work->full = BATCH_BYTES;
	work->parcel = xcalloc(1, sizeof(*work->parcel));
	return true;
}

static void tell_progress(struct task_work *work, uint64_t bytes,
			  uint64_t inflated)
{
	struct shared *shared = work->worker->shared;

	atomic_fetch_add(&shared->read, bytes - work->told_read);
	atomic_fetch_add(&shared->inflated, inflated - work->told_inflated);
	work->told_read = bytes;
	work->told_inflated = inflated;
}

/* Adds the record that `text` begins with and what it means. Its length, or -1
 * and *err. */
static int64_t add(struct task_work *work, const struct text *text,
		   struct err *err)
{
	struct batch *batch = work->parcel->batch;
	int64_t length =
		shredder_add(work->worker->shredder, batch,
			     (struct str){ text->at, text->len },
			     (struct origin){ work->file, text->offset }, err);

	if (length >= 0 && meaning_fill(work->worker->meaning, batch, err) < 0)
		return -1;
	return length;
}

/* Shreds the record that `text` begins with, taking more of the input when
 * its end is not yet there. */
static void shred(struct task_work *work, struct text *text)
{
	struct reader *reader = work->worker->reader;
	struct err err = { 0 };
	int64_t length;

	do {
		length = add(work, text, &err);
	} while (length < 0 && err.code == ERR_CUT && text->more &&
		 reader_extend(reader, text));
	if (length >= 0) {
		work->read.records++;
		reader_took(reader, (size_t)length);
		return;
	}
	reader_refuse(reader, &err);
	source_note(&work->read, &err);
	work->read.damaged = true;
}

/* False when the program wants to end. */
static bool read_records(struct task_work *work)
{
	struct reader *reader = work->worker->reader;
	struct reader_sum sum;
	struct text text;
	struct err err;
	int got;

	while (batch_ready(work) &&
	       (got = reader_next(reader, &text, &err)) != 0) {
		if (got < 0) {
			source_note(&work->read, &err);
			continue;
		}
		shred(work, &text);
		if (!batch_turn(work, reader_waits(reader)))
			return false;
		if (work->read.records % 1024 == 0) {
			sum = reader_sum(reader);
			tell_progress(work, sum.read, sum.inflated);
		}
	}
	return true;
}

/* Begins with the file, which may have to be made first. 0, or -1 and *err. */
static int file_open(struct worker *worker, const struct file *file,
		     struct err *err)
{
	if (file->refused)
		return err_set(err, ERR_FILE, 0, "%s", file->refused);
	if (!file->make)
		return reader_reopen(worker->reader, file->name, err);
	buf_reset(&worker->made);
	file->make(file->number, &worker->made);
	reader_memory(worker->reader, buf_str(&worker->made));
	return 0;
}

static bool read_file(struct task_work *work, size_t number)
{
	struct shared *shared = work->worker->shared;
	struct parcel *parcel;
	struct reader_sum sum;
	struct err err = { 0 };
	bool go_on = true;

	pthread_mutex_lock(&shared->lock);
	struct file file = shared->file[number];
	pthread_mutex_unlock(&shared->lock);
	work->file = (uint32_t)number;
	work->read = (struct source){ 0 };
	work->told_read = 0;
	work->told_inflated = 0;
	if (file_open(work->worker, &file, &err) == 0) {
		go_on = read_records(work);
		sum = reader_sum(work->worker->reader);
		if (sum.format)
			work->read.format = xstrdup(str_of(sum.format));
		work->read.inflated = sum.inflated;
	} else {
		source_note(&work->read, &err);
	}
	/* Done is done, also where not all of it was read. */
	tell_progress(work, file.size, work->read.inflated);
	parcel = work->parcel;
	if (go_on)
		*vec_add(parcel->report, parcel->reports, parcel->report_room) =
			(struct report){ work->file, work->read };
	else
		source_release(&work->read);
	return go_on;
}

static bool work_task(struct worker *worker, size_t number, struct task task)
{
	struct task_work work = {
		.worker = worker,
		.task = number,
		.full = number < TASKS_FIRST ? BATCH_BYTES_FIRST : BATCH_BYTES,
	};
	bool go_on = true;

	work.parcel = xcalloc(1, sizeof(*work.parcel));
	for (size_t i = 0; go_on && i < task.count; i++)
		go_on = read_file(&work, task.first + i);
	if (go_on)
		return hand_over(&work, true);
	parcel_free(work.parcel);
	return false;
}

/* The next task into *number; false when the program wants to end. */
static bool take_task(struct shared *shared, size_t *number, struct task *task)
{
	pthread_mutex_lock(&shared->lock);
	while (!shared->quit &&
	       (shared->paused || shared->next_task == shared->tasks))
		pthread_cond_wait(&shared->changed, &shared->lock);
	bool go_on = !shared->quit;
	if (go_on) {
		*number = shared->next_task++;
		shared->task[*number].taken = true;
		*task = shared->task[*number];
	}
	pthread_mutex_unlock(&shared->lock);
	return go_on;
}

void *worker_run(void *arg)
{
	struct worker *worker = arg;
	struct task task;
	size_t number;

	assert(worker->shredder && worker->meaning);
	setpriority(PRIO_PROCESS, (id_t)gettid(), WORKER_NICE);
	worker->reader = reader_new(NULL);
	while (take_task(worker->shared, &number, &task) &&
	       work_task(worker, number, task))
		;
	reader_free(worker->reader);
	buf_release(&worker->made);
	return NULL;
}
