/* SPDX-License-Identifier: MIT */
/* ingest.c - the main thread's side of loading: absorbs parcels in path
 * order and keeps the list of sources. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "meaning.h"
#include "moment.h"
#include "parcel.h"

struct ingest {
	struct shared shared;
	struct store *store; /* borrowed */
	struct worker *worker;
	unsigned workers;
	pthread_t finder;
	struct source *source; /* by file number */
	size_t sources, source_room;
	size_t done;     /* files wholly absorbed */
	size_t troubles; /* notes of all sources */
	uint64_t bytes_all;
	double looked;  /* when the clock was last looked at */
	double seconds; /* spent loading, pauses left out */
	bool full;      /* memory ran out: nothing more is absorbed */
	struct err why_full;
	struct toll toll;
};

static void shared_init(struct shared *shared, unsigned jobs)
{
	pthread_mutex_init(&shared->lock, NULL);
	pthread_cond_init(&shared->changed, NULL);
	shared->most = 4 * (size_t)jobs;
	if (pipe2(shared->wake, O_CLOEXEC | O_NONBLOCK) < 0)
		die("no pipe for the loader");
}

/* False where the system gives no further thread: fewer will do. */
static bool worker_begin(struct ingest *ingest, uint64_t seed)
{
	struct worker *worker = &ingest->worker[ingest->workers];

	worker->shared = &ingest->shared;
	worker->shredder = shredder_new(seed);
	worker->meaning = meaning_new();
	if (worker->shredder && worker->meaning &&
	    pthread_create(&worker->thread, NULL, worker_run, worker) == 0)
		return true;
	meaning_free(worker->meaning);
	shredder_free(worker->shredder);
	return false;
}

struct ingest *ingest_new(struct store *store, unsigned jobs, uint64_t seed)
{
	struct ingest *ingest = xcalloc(1, sizeof(*ingest));

	ingest->store = store;
	ingest->looked = moment_now();
	shared_init(&ingest->shared, jobs);
	ingest->worker = xcalloc(jobs, sizeof(*ingest->worker));
	if (pthread_create(&ingest->finder, NULL, finder_run, &ingest->shared))
		die("no thread for the loader");
	while (ingest->workers < jobs && worker_begin(ingest, seed))
		ingest->workers++;
	if (!ingest->workers)
		die("no thread for the loader");
	return ingest;
}

static void wake_all(struct shared *shared, bool *flag, bool value)
{
	pthread_mutex_lock(&shared->lock);
	*flag = value;
	pthread_cond_broadcast(&shared->changed);
	pthread_mutex_unlock(&shared->lock);
}

static void sources_free(struct ingest *ingest)
{
	for (size_t i = 0; i < ingest->sources; i++) {
		struct source *source = &ingest->source[i];
		for (size_t n = 0; n < source->notes; n++)
			free(source->note[n].text);
		free(source->note);
		free(source->format);
	}
	free(ingest->source);
}

static void shared_release(struct shared *shared)
{
	for (size_t i = 0; i < shared->tasks; i++)
		for (struct parcel *p = shared->task[i].head, *next; p;
		     p = next) {
			next = p->next;
			parcel_free(p);
		}
	for (size_t i = 0; i < shared->paths; i++)
		free(shared->path[i]);
	for (size_t i = 0; i < shared->files; i++) {
		if (shared->file[i].make)
			free(shared->file[i].name);
		free(shared->file[i].refused);
	}
	free(shared->path);
	free(shared->task);
	free(shared->file);
	finding_release(&shared->finding);
	close(shared->wake[0]);
	close(shared->wake[1]);
	pthread_cond_destroy(&shared->changed);
	pthread_mutex_destroy(&shared->lock);
}

void ingest_free(struct ingest *ingest)
{
	if (!ingest)
		return;
	wake_all(&ingest->shared, &ingest->shared.quit, true);
	pthread_join(ingest->finder, NULL);
	for (unsigned i = 0; i < ingest->workers; i++)
		pthread_join(ingest->worker[i].thread, NULL);
	sources_free(ingest);
	shared_release(&ingest->shared);
	for (unsigned i = 0; i < ingest->workers; i++) {
		meaning_free(ingest->worker[i].meaning);
		shredder_free(ingest->worker[i].shredder);
	}
	free(ingest->worker);
	free(ingest);
}

void ingest_path(struct ingest *ingest, const char *path)
{
	struct shared *shared = &ingest->shared;

	pthread_mutex_lock(&shared->lock);
	if (!vec_reserve(&shared->path, &shared->path_room, shared->paths + 1,
			 sizeof(*shared->path)))
		die("out of memory for a path");
	shared->path[shared->paths++] = xstrdup(str_of(path));
	pthread_cond_broadcast(&shared->changed);
	pthread_mutex_unlock(&shared->lock);
}

void ingest_made(struct ingest *ingest, struct str name, make_file *make,
		 size_t number)
{
	struct shared *shared = &ingest->shared;

	pthread_mutex_lock(&shared->lock);
	shared_add_file(shared, (struct file){
					.name = xstrdup(name),
					.make = make,
					.number = number,
				});
	shared_wake(shared);
	pthread_mutex_unlock(&shared->lock);
}

int ingest_fd(const struct ingest *ingest)
{
	return ingest->shared.wake[0];
}

void ingest_stop(struct ingest *ingest)
{
	wake_all(&ingest->shared, &ingest->shared.paused, true);
}

void ingest_resume(struct ingest *ingest)
{
	wake_all(&ingest->shared, &ingest->shared.paused, false);
}

/* ---- absorbing ---- */

/* Takes over what the finder published; the lock is held. */
static void sources_grow(struct ingest *ingest)
{
	struct shared *shared = &ingest->shared;

	if (!vec_reserve(&ingest->source, &ingest->source_room, shared->files,
			 sizeof(*ingest->source)))
		die("out of memory for the list of files");
	for (; ingest->sources < shared->files; ingest->sources++) {
		const struct file *file = &shared->file[ingest->sources];
		ingest->source[ingest->sources] = (struct source){
			.path = file->name,
			.size = file->size,
		};
		ingest->bytes_all += file->size;
	}
}

/* Notes on a file the events that memory ran out for. */
static void note_missing(struct ingest *ingest, struct report *report)
{
	uint64_t held = store_file_events(ingest->store, report->file) +
			store_file_repeats(ingest->store, report->file);
	struct err err;

	if (held >= report->records)
		return;
	err_set(&err, ERR_FULL, 0, "%" PRIu64 " events not loaded: %s",
		report->records - held, ingest->why_full.text);
	report_note_first(report, &err);
	ingest->toll.missing += report->records - held;
}

/* Files are absorbed in path order, so the first one met is the first. */
static void count_trouble(struct toll *toll, const struct report *report)
{
	if (!report->note_count)
		return;
	/* Next to events, what was set aside may have been one. */
	if (report->damaged || report->records) {
		if (!toll->damaged++)
			toll->first_damaged = report->file;
	} else if (!toll->aside++) {
		toll->first_aside = report->file;
	}
}

/* Keeps what a worker tells of a file; its notes are taken. */
static void take_report(struct ingest *ingest, struct report *report)
{
	struct source *source = &ingest->source[report->file];

	note_missing(ingest, report);
	count_trouble(&ingest->toll, report);
	source->format = report->format;
	source->inflated = report->inflated;
	source->records = report->records;
	source->note = report->note;
	source->notes = report->notes;
	source->note_count = report->note_count;
	ingest->troubles += report->note_count;
	report->format = NULL;
	report->note = NULL;
	report->notes = 0;
	source->done = true;
	ingest->done++;
}

/* Memory that ran out ends the load, for good: a later and smaller batch
 * might fit, but then which events are there would be chance. What was
 * absorbed stays usable, and the sources concerned say how much is missing. */
static void absorb(struct ingest *ingest, struct parcel *parcel)
{
	if (parcel->batch && !ingest->full) {
		ingest->full = store_absorb(ingest->store, parcel->batch,
					    &ingest->why_full) < 0;
		parcel->batch = NULL;
	}
	for (size_t i = 0; i < parcel->reports; i++)
		take_report(ingest, &parcel->report[i]);
	parcel_free(parcel);
}

/* The next parcel in path order, or NULL when it is not there yet. */
static struct parcel *take_parcel(struct ingest *ingest)
{
	struct shared *shared = &ingest->shared;
	struct parcel *parcel = NULL;

	pthread_mutex_lock(&shared->lock);
	sources_grow(ingest);
	if (shared->expected < shared->tasks) {
		struct task *task = &shared->task[shared->expected];
		parcel = task->head;
		if (parcel) {
			task->head = parcel->next;
			if (!task->head)
				task->tail = NULL;
			task->waiting--;
			shared->outstanding--;
			shared->expected += parcel->last;
			pthread_cond_broadcast(&shared->changed);
		}
	}
	pthread_mutex_unlock(&shared->lock);
	return parcel;
}

static void drain(struct shared *shared)
{
	char bytes[64];

	pthread_mutex_lock(&shared->lock);
	while (read(shared->wake[0], bytes, sizeof(bytes)) > 0)
		;
	shared->woken = false;
	pthread_mutex_unlock(&shared->lock);
}

/* The lock is held. */
static bool all_absorbed(const struct shared *shared)
{
	return shared->walked == shared->paths &&
	       shared->expected == shared->tasks;
}

/* Counts the time since the last look when there was something to load. */
static void count_time(struct ingest *ingest, bool grew)
{
	struct shared *shared = &ingest->shared;
	double now = moment_now();

	pthread_mutex_lock(&shared->lock);
	bool done = all_absorbed(shared);
	if (grew || (!done && !shared->paused))
		ingest->seconds += now - ingest->looked;
	ingest->looked = now;
	if (done) /* a stop that came too late must not hold up :open */
		shared->paused = false;
	pthread_mutex_unlock(&shared->lock);
}

bool ingest_step(struct ingest *ingest, int ms)
{
	struct shared *shared = &ingest->shared;
	double until = moment_now() + ms / 1e3;
	bool grew = false, late = false;
	struct parcel *parcel;

	drain(shared);
	while (!late && (parcel = take_parcel(ingest)) != NULL) {
		absorb(ingest, parcel);
		grew = true;
		late = moment_now() >= until;
	}
	if (late) { /* there may be more */
		pthread_mutex_lock(&shared->lock);
		shared_wake(shared);
		pthread_mutex_unlock(&shared->lock);
	}
	count_time(ingest, grew);
	return grew;
}

bool ingest_done(const struct ingest *ingest)
{
	struct shared *shared = &((struct ingest *)ingest)->shared;

	pthread_mutex_lock(&shared->lock);
	bool done = all_absorbed(shared);
	pthread_mutex_unlock(&shared->lock);
	return done;
}

const struct toll *ingest_toll(const struct ingest *ingest)
{
	return &ingest->toll;
}

const char *ingest_full(const struct ingest *ingest)
{
	return ingest->full ? ingest->why_full.text : NULL;
}

void ingest_all(struct ingest *ingest)
{
	struct pollfd wake = { .fd = ingest_fd(ingest), .events = POLLIN };

	while (!ingest_done(ingest)) {
		if (poll(&wake, 1, -1) < 0 && errno != EINTR)
			die("cannot wait for the loader");
		ingest_step(ingest, 1000);
	}
	ingest_step(ingest, 0);
	struct err err;
	if (store_settle(ingest->store, &err) < 0)
		die("%s", err.text);
}

void ingest_evidence(struct ingest *ingest, struct evidence *evidence)
{
	struct shared *shared = &ingest->shared;

	pthread_mutex_lock(&shared->lock);
	sources_grow(ingest);
	evidence->loading = !all_absorbed(shared);
	evidence->stopped = evidence->loading && shared->paused;
	pthread_mutex_unlock(&shared->lock);
	evidence->store = ingest->store;
	evidence->source = ingest->source;
	evidence->sources = ingest->sources;
	evidence->files_done = ingest->done;
	evidence->bytes_done = atomic_load(&shared->read);
	evidence->bytes_all = ingest->bytes_all;
	evidence->inflated = atomic_load(&shared->inflated);
	evidence->seconds = ingest->seconds;
	evidence->troubles = ingest->troubles;
}
