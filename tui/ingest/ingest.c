/* SPDX-License-Identifier: MIT */
/* ingest.c - the main thread's side of loading: absorbs parcels in path
 * order and keeps the list of sources.
 *
 * The finder walks paths in the background, so that the first screen does not
 * wait for a slow disk, and cuts what it finds into tasks. Real trails are
 * thousands of files of a few kB: a task is a run of files that together are
 * worth a worker's trip. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "meaning.h"
#include "parcel.h"

struct ingest {
	struct shared shared;
	struct store *store;       /* borrowed */
	struct evidence *evidence; /* borrowed */
	struct worker *worker;
	unsigned workers;
	pthread_t finder;
	double looked; /* when the clock was last looked at */
	bool full;     /* memory ran out: nothing more is absorbed */
	struct err why_full;
};

/* ---- finding ---- */

static bool fits_last_task(const struct shared *shared, uint64_t size)
{
	if (!shared->tasks)
		return false;
	const struct task *task = &shared->task[shared->tasks - 1];
	uint64_t most =
		shared->tasks <= TASKS_FIRST ? TASK_BYTES_FIRST : TASK_BYTES;
	return !task->taken && task->count < FILES_A_TASK &&
	       task->first + task->count == shared->files &&
	       task->bytes + size <= most;
}

/* Adds a file and puts it into a task; the lock is held. */
static void add_file(struct shared *shared, struct file file)
{
	struct task *task;

	assert(file.name && shared->files < UINT32_MAX);
	if (!fits_last_task(shared, file.size))
		*vec_add(shared->task, shared->tasks, shared->task_room) =
			(struct task){ .first = shared->files };
	task = &shared->task[shared->tasks - 1];
	task->count++;
	task->bytes += file.size;
	*vec_add(shared->file, shared->files, shared->file_room) = file;
}

/* Adds what was found since; the lock is held. */
static void publish(struct shared *shared)
{
	const struct finding *finding = &shared->finding;

	for (; shared->found < finding->files; shared->found++) {
		const struct found_file *file = &finding->file[shared->found];

		add_file(shared, (struct file){ .name = file->path,
						.size = file->size });
	}
	for (; shared->refused < finding->refusals; shared->refused++) {
		const struct refusal *refusal =
			&finding->refused[shared->refused];

		add_file(shared, (struct file){ .name = refusal->path,
						.refused = refusal->why });
	}
	shared_wake(shared);
}

static void publish_some(void *arg)
{
	struct shared *shared = arg;

	pthread_mutex_lock(&shared->lock);
	publish(shared);
	pthread_mutex_unlock(&shared->lock);
}

/* The finder's thread. The finding belongs to it: only the publishing needs
 * the lock. */
static void *finder_run(void *arg)
{
	struct shared *shared = arg;

	shared->finding.tell = publish_some;
	shared->finding.arg = shared;
	pthread_mutex_lock(&shared->lock);
	while (!shared->quit) {
		if (shared->walked == shared->paths) {
			pthread_cond_wait(&shared->changed, &shared->lock);
			continue;
		}
		const char *path = shared->path[shared->walked];
		pthread_mutex_unlock(&shared->lock);
		find_files(&shared->finding, path);
		pthread_mutex_lock(&shared->lock);
		shared->walked++;
		publish(shared);
	}
	pthread_mutex_unlock(&shared->lock);
	return NULL;
}

/* ---- beginning and ending ---- */

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

struct ingest *ingest_new(struct store *store, struct evidence *evidence,
			  unsigned jobs, uint64_t seed)
{
	struct ingest *ingest = xcalloc(1, sizeof(*ingest));

	assert(store && evidence && !evidence->sources && jobs);
	ingest->store = store;
	ingest->evidence = evidence;
	evidence->store = store;
	ingest->looked = time_now();
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
	for (size_t i = 0; i < shared->files; i++)
		if (shared->file[i].make)
			free(shared->file[i].name);
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
	shared_release(&ingest->shared);
	for (unsigned i = 0; i < ingest->workers; i++) {
		meaning_free(ingest->worker[i].meaning);
		shredder_free(ingest->worker[i].shredder);
	}
	free(ingest->worker);
	free(ingest);
}

/* ---- absorbing ---- */

/* The lock is held. */
static bool all_absorbed(const struct shared *shared)
{
	assert(shared->walked <= shared->paths);
	assert(shared->expected <= shared->tasks);
	return shared->walked == shared->paths &&
	       shared->expected == shared->tasks;
}

/* Takes over what the finder published; the lock is held. */
static void add_sources(struct evidence *evidence, const struct shared *shared)
{
	while (evidence->sources < shared->files) {
		const struct file *file = &shared->file[evidence->sources];
		evidence_add(evidence, file->name, file->size);
	}
}

/* Brings the evidence up to date with what the threads did. */
static void look(struct ingest *ingest)
{
	struct evidence *evidence = ingest->evidence;
	struct shared *shared = &ingest->shared;

	pthread_mutex_lock(&shared->lock);
	add_sources(evidence, shared);
	evidence->loading = !all_absorbed(shared);
	evidence->stopped = evidence->loading && shared->paused;
	pthread_mutex_unlock(&shared->lock);
	evidence->bytes_done = atomic_load(&shared->read);
	evidence->inflated = atomic_load(&shared->inflated);
}

/* Notes on a file the events that memory ran out for. */
static void note_missing(struct ingest *ingest, struct report *report)
{
	uint64_t held = store_file_events(ingest->store, report->file) +
			store_file_repeats(ingest->store, report->file);
	struct source *read = &report->read;
	struct err err;

	if (held >= read->records)
		return;
	assert(ingest->full);
	err_set(&err, ERR_FULL, 0, "%" PRIu64 " events not loaded: %s",
		read->records - held, ingest->why_full.text);
	source_note_first(read, &err);
	ingest->evidence->missing += read->records - held;
}

static void absorb_batch(struct ingest *ingest, struct batch *batch)
{
	ingest->full =
		store_absorb(ingest->store, batch, &ingest->why_full) < 0;
	if (ingest->full)
		ingest->evidence->full = ingest->why_full.text;
}

/* Memory that ran out ends the load, for good: a later and smaller batch
 * might fit, but then which events are there would be chance. What was
 * absorbed stays usable, and the sources concerned say how much is missing. */
static void absorb(struct ingest *ingest, struct parcel *parcel)
{
	if (parcel->batch && !ingest->full) {
		absorb_batch(ingest, parcel->batch);
		parcel->batch = NULL;
	}
	for (size_t i = 0; i < parcel->reports; i++) {
		struct report *report = &parcel->report[i];
		note_missing(ingest, report);
		evidence_finish(ingest->evidence, report->file, &report->read);
	}
	parcel_free(parcel);
}

/* The next parcel in path order, or NULL when it is not there yet. */
static struct parcel *take_parcel(struct ingest *ingest)
{
	struct shared *shared = &ingest->shared;
	struct parcel *parcel = NULL;

	pthread_mutex_lock(&shared->lock);
	add_sources(ingest->evidence, shared);
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

/* Counts the time since the last look when there was something to load. */
static void count_time(struct ingest *ingest, bool grew)
{
	struct shared *shared = &ingest->shared;
	double now = time_now();

	pthread_mutex_lock(&shared->lock);
	bool done = all_absorbed(shared);
	if (grew || (!done && !shared->paused))
		ingest->evidence->seconds += now - ingest->looked;
	ingest->looked = now;
	if (done) /* a stop that came too late must not hold up :open */
		shared->paused = false;
	pthread_mutex_unlock(&shared->lock);
}

bool ingest_step(struct ingest *ingest, int ms)
{
	struct shared *shared = &ingest->shared;
	double until = time_now() + ms / 1e3;
	bool grew = false, late = false;
	struct parcel *parcel;

	drain(shared);
	while (!late && (parcel = take_parcel(ingest)) != NULL) {
		absorb(ingest, parcel);
		grew = true;
		late = time_now() >= until;
	}
	if (late) { /* there may be more */
		pthread_mutex_lock(&shared->lock);
		shared_wake(shared);
		pthread_mutex_unlock(&shared->lock);
	}
	count_time(ingest, grew);
	look(ingest);
	return grew;
}

void ingest_all(struct ingest *ingest)
{
	struct pollfd wake = { .fd = ingest_fd(ingest), .events = POLLIN };

	while (ingest->evidence->loading) {
		if (poll(&wake, 1, -1) < 0 && errno != EINTR)
			die("cannot wait for the loader");
		ingest_step(ingest, 1000);
	}
	ingest_step(ingest, 0);
	struct err err;
	if (store_settle(ingest->store, &err) < 0)
		die("%s", err.text);
}

/* ---- what to load ---- */

void ingest_path(struct ingest *ingest, const char *path)
{
	struct shared *shared = &ingest->shared;

	evidence_name(ingest->evidence, path);
	pthread_mutex_lock(&shared->lock);
	*vec_add(shared->path, shared->paths, shared->path_room) =
		xstrdup(str_of(path));
	pthread_cond_broadcast(&shared->changed);
	pthread_mutex_unlock(&shared->lock);
	look(ingest);
}

void ingest_made(struct ingest *ingest, struct str name, make_file *make,
		 size_t number)
{
	struct shared *shared = &ingest->shared;

	pthread_mutex_lock(&shared->lock);
	add_file(shared, (struct file){ .name = xstrdup(name),
					.make = make,
					.number = number });
	shared_wake(shared);
	pthread_mutex_unlock(&shared->lock);
	look(ingest);
}

void ingest_pause(struct ingest *ingest, bool paused)
{
	wake_all(&ingest->shared, &ingest->shared.paused, paused);
	look(ingest);
}

int ingest_fd(const struct ingest *ingest)
{
	return ingest->shared.wake[0];
}
