/* SPDX-License-Identifier: MIT */
/* worker.c - a worker takes a run of files, shreds their records into
 * batches and hands these over.
 *
 * The one place where load meets event, and event meaning. Unreadable records
 * do not end the load: an investigator must see what is there, and know what is
 * not. */
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#include <string.h>

#include "meaning.h"
#include "parcel.h"

struct shift { /* a worker at one task */
	struct worker *worker;
	size_t task;
	struct parcel *parcel; /* being filled */
	size_t full;           /* bytes of text that make a batch full */
	uint64_t told_read, told_inflated; /* of the file at hand */
};

static struct note note_of(const struct err *err)
{
	return (struct note){ err->at, xstrdup(str_of(err->text)) };
}

void report_note(struct report *report, const struct err *err)
{
	report->note_count++;
	/* A whole value that is no event; damage says ERR_CUT, or comes with
	 * a record that was refused. */
	report->damaged |= err->code != ERR_DATA;
	if (report->notes == NOTES_A_FILE ||
	    !vec_reserve(&report->note, &report->note_room, report->notes + 1,
			 sizeof(*report->note)))
		return;
	report->note[report->notes++] = note_of(err);
}

void report_note_first(struct report *report, const struct err *err)
{
	report->note_count++;
	report->damaged = true;
	if (!vec_reserve(&report->note, &report->note_room, report->notes + 1,
			 sizeof(*report->note)))
		return;
	memmove(report->note + 1, report->note,
		report->notes++ * sizeof(*report->note));
	report->note[0] = note_of(err);
}

static void report_release(struct report *report)
{
	for (size_t i = 0; i < report->notes; i++)
		free(report->note[i].text);
	free(report->note);
	free(report->format);
}

void parcel_free(struct parcel *parcel)
{
	if (!parcel)
		return;
	for (size_t i = 0; i < parcel->reports; i++)
		report_release(&parcel->report[i]);
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
static bool hand_over(struct shift *shift, bool last)
{
	struct shared *shared = shift->worker->shared;
	struct parcel *parcel = shift->parcel;

	shift->parcel = NULL;
	parcel->last = last;
	pthread_mutex_lock(&shared->lock);
	bool go_on = wait_for_room(shared, shift->task);
	if (go_on) {
		struct task *task = &shared->task[shift->task];
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

static struct parcel *parcel_new(void)
{
	return xcalloc(1, sizeof(struct parcel));
}

/* A batch for the next record. Memory may have run out: that costs the rest
 * of this file, and each later one is tried anew. */
static bool batch_ready(struct shift *shift, const struct reader *reader,
			struct report *report)
{
	struct worker *worker = shift->worker;
	struct parcel *parcel = shift->parcel;
	struct err err;

	if (!parcel->batch)
		parcel->batch = shredder_batch(worker->shredder);
	if (parcel->batch)
		return true;
	err_set(&err, ERR_FULL, reader_inflated(reader),
		"no memory to read on: about here the rest is missing");
	report_note_first(report, &err);
	return false;
}

/* Ends the batch at hand when it is full, or when the next record has to be
 * waited for: what a pipe gave so far is then seen at once. */
static bool batch_turn(struct shift *shift, bool waits)
{
	const struct batch *batch = shift->parcel->batch;

	if (batch->json_bytes < shift->full && batch->rows < BATCH_ROWS &&
	    !(waits && batch->rows))
		return true;
	if (!hand_over(shift, false))
		return false;
	shift->full = BATCH_BYTES;
	shift->parcel = parcel_new();
	return true;
}

static void tell_progress(struct shift *shift, uint64_t bytes,
			  uint64_t inflated)
{
	struct shared *shared = shift->worker->shared;

	atomic_fetch_add(&shared->read, bytes - shift->told_read);
	atomic_fetch_add(&shared->inflated, inflated - shift->told_inflated);
	shift->told_read = bytes;
	shift->told_inflated = inflated;
}

/* Adds the record that `text` begins with and what it means. Its length, or -1
 * and *err. */
static int64_t add(struct shift *shift, const struct text *text, uint32_t file,
		   struct err *err)
{
	struct batch *batch = shift->parcel->batch;
	int64_t length =
		shredder_add(shift->worker->shredder, batch,
			     (struct str){ text->at, text->len },
			     (struct origin){ file, text->offset }, err);

	if (length >= 0 && meaning_fill(shift->worker->meaning, batch, err) < 0)
		return -1;
	return length;
}

/* Shreds the record that `text` begins with, taking more of the input when
 * its end is not yet there. */
static void shred(struct shift *shift, struct reader *reader, struct text *text,
		  struct report *report)
{
	struct err err = { 0 };
	int64_t length;

	do {
		length = add(shift, text, report->file, &err);
	} while (length < 0 && err.code == ERR_CUT && text->more &&
		 reader_extend(reader, text));
	if (length >= 0) {
		report->records++;
		reader_took(reader, (size_t)length);
		return;
	}
	reader_refuse(reader, &err);
	report_note(report, &err);
	report->damaged = true;
}

/* False when the program wants to end. */
static bool read_records(struct shift *shift, struct reader *reader,
			 struct report *report)
{
	struct text text;
	struct err err;
	int got;

	while (batch_ready(shift, reader, report) &&
	       (got = reader_next(reader, &text, &err)) != 0) {
		if (got < 0) {
			report_note(report, &err);
			continue;
		}
		shred(shift, reader, &text, report);
		if (!batch_turn(shift, reader_waits(reader)))
			return false;
		if (report->records % 1024 == 0)
			tell_progress(shift, reader_read(reader),
				      reader_inflated(reader));
	}
	return true;
}

static void keep_report(struct parcel *parcel, const struct report *report)
{
	if (!vec_reserve(&parcel->report, &parcel->report_room,
			 parcel->reports + 1, sizeof(*parcel->report)))
		die("out of memory for a report");
	parcel->report[parcel->reports++] = *report;
}

/* The worker's own reader, which keeps its memory from file to file; or, for
 * a file that is made, one of its own over worker->made. */
static struct reader *file_open(struct worker *worker, const struct file *file,
				struct err *err)
{
	if (file->make) {
		buf_reset(&worker->made);
		file->make(file->number, &worker->made);
		return reader_memory(buf_str(&worker->made), NULL);
	}
	if (!file->refused)
		return reader_reopen(worker->reader, file->name, err) < 0
			       ? NULL
			       : worker->reader;
	err_set(err, ERR_FILE, 0, "%s", file->refused);
	return NULL;
}

static void report_fill(struct report *report, const struct reader *reader)
{
	if (reader_format(reader))
		report->format = xstrdup(str_of(reader_format(reader)));
	report->inflated = reader_inflated(reader);
}

static bool read_file(struct shift *shift, size_t number)
{
	struct shared *shared = shift->worker->shared;
	struct report report = { .file = (uint32_t)number };
	struct err err = { 0 };
	bool go_on = true;

	pthread_mutex_lock(&shared->lock);
	struct file file = shared->file[number];
	pthread_mutex_unlock(&shared->lock);
	shift->told_read = 0;
	shift->told_inflated = 0;
	struct reader *reader = file_open(shift->worker, &file, &err);
	if (reader) {
		go_on = read_records(shift, reader, &report);
		report_fill(&report, reader);
	} else {
		report_note(&report, &err);
	}
	/* Done is done, also where not all of it was read. */
	tell_progress(shift, file.size, report.inflated);
	if (reader != shift->worker->reader)
		reader_free(reader);
	if (go_on)
		keep_report(shift->parcel, &report);
	else
		report_release(&report);
	return go_on;
}

static bool work_task(struct worker *worker, size_t number, struct task task)
{
	struct shift shift = {
		.worker = worker,
		.task = number,
		.full = number < TASKS_FIRST ? BATCH_BYTES_FIRST : BATCH_BYTES,
	};
	bool go_on = true;

	shift.parcel = parcel_new();
	for (size_t i = 0; go_on && i < task.count; i++)
		go_on = read_file(&shift, task.first + i);
	if (go_on)
		return hand_over(&shift, true);
	parcel_free(shift.parcel);
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

	setpriority(PRIO_PROCESS, (id_t)gettid(), WORKER_NICE);
	worker->reader = reader_new(NULL);
	while (take_task(worker->shared, &number, &task) &&
	       work_task(worker, number, task))
		;
	reader_free(worker->reader);
	buf_release(&worker->made);
	return NULL;
}
