/* SPDX-License-Identifier: MIT */
/* finder.c - walks paths in the background, so that the first screen does
 * not wait for a slow disk, and cuts what it finds into tasks.
 *
 * Real trails are thousands of files of a few kB: a task is a run of files
 * that together are worth a worker's trip. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "parcel.h"

void shared_wake(struct shared *shared)
{
	pthread_cond_broadcast(&shared->changed);
	if (shared->woken)
		return;
	shared->woken = true;
	while (write(shared->wake[1], "", 1) < 0 && errno == EINTR)
		;
}

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

void shared_add_file(struct shared *shared, struct file file)
{
	bool join = fits_last_task(shared, file.size);

	assert(file.name && shared->files < UINT32_MAX);
	if (!vec_reserve(&shared->file, &shared->file_room, shared->files + 1,
			 sizeof(*shared->file)) ||
	    !vec_reserve(&shared->task, &shared->task_room, shared->tasks + 1,
			 sizeof(*shared->task)))
		die("out of memory for the list of files");
	if (!join)
		shared->task[shared->tasks++] =
			(struct task){ .first = shared->files };
	shared->task[shared->tasks - 1].count++;
	shared->task[shared->tasks - 1].bytes += file.size;
	shared->file[shared->files++] = file;
}

/* What is published of the finding, which belongs to this thread. */
struct published {
	struct shared *shared;
	size_t files, refusals;
};

/* The lock is held. */
static void publish(struct published *published)
{
	struct shared *shared = published->shared;
	const struct finding *finding = &shared->finding;

	for (; published->files < finding->files; published->files++) {
		const struct found_file *found =
			&finding->file[published->files];
		shared_add_file(shared, (struct file){
						.name = found->path,
						.size = found->size,
					});
	}
	for (; published->refusals < finding->refusals; published->refusals++) {
		const struct refusal *refused =
			&finding->refused[published->refusals];
		shared_add_file(
			shared,
			(struct file){
				.name = refused->path,
				.refused = xstrdup(str_of(refused->why.text)),
			});
	}
	shared_wake(shared);
}

static void publish_some(void *arg)
{
	struct published *published = arg;

	pthread_mutex_lock(&published->shared->lock);
	publish(published);
	pthread_mutex_unlock(&published->shared->lock);
}

/* Only the publishing needs the lock. */
void *finder_run(void *arg)
{
	struct shared *shared = arg;
	struct published published = { .shared = shared };

	shared->finding.tell = publish_some;
	shared->finding.arg = &published;
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
		publish(&published);
	}
	pthread_mutex_unlock(&shared->lock);
	return NULL;
}
