/* SPDX-License-Identifier: MIT */
/* finder.c - walks paths in the background, so that the first screen does
 * not wait for a slow disk, and cuts what it finds into tasks.
 *
 * Real trails are thousands of files of a few kB: a task is a run of files
 * that together are worth a worker's trip. */
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

static uint64_t task_bytes(const struct shared *shared, const struct task *task)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < task->count; i++)
		bytes += shared->file[task->first + i].size;
	return bytes;
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
	       task_bytes(shared, task) + size <= most;
}

void shared_add_file(struct shared *shared, struct file file)
{
	bool join = fits_last_task(shared, file.size);

	if (!vec_reserve(&shared->file, &shared->file_room, shared->files + 1,
			 sizeof(*shared->file)) ||
	    !vec_reserve(&shared->task, &shared->task_room, shared->tasks + 1,
			 sizeof(*shared->task)))
		die("out of memory for the list of files");
	if (join)
		shared->task[shared->tasks - 1].count++;
	else
		shared->task[shared->tasks++] = (struct task){
			.first = shared->files,
			.count = 1,
		};
	shared->file[shared->files++] = file;
}

static void publish(struct shared *shared, size_t file, size_t refusal)
{
	const struct finding *finding = &shared->finding;

	for (; file < finding->files; file++)
		shared_add_file(shared,
				(struct file){
					.name = finding->file[file].path,
					.size = finding->file[file].size,
				});
	for (; refusal < finding->refusals; refusal++)
		shared_add_file(
			shared,
			(struct file){
				.name = finding->refused[refusal].path,
				.refused = xstrdup(str_of(
					finding->refused[refusal].why.text)),
			});
}

/* The finding belongs to this thread; only the publishing needs the lock. */
void *finder_run(void *arg)
{
	struct shared *shared = arg;

	pthread_mutex_lock(&shared->lock);
	while (!shared->quit) {
		if (shared->walked == shared->paths) {
			pthread_cond_wait(&shared->changed, &shared->lock);
			continue;
		}
		const char *path = shared->path[shared->walked];
		size_t file = shared->finding.files;
		size_t refusal = shared->finding.refusals;
		pthread_mutex_unlock(&shared->lock);
		find_files(&shared->finding, path);
		pthread_mutex_lock(&shared->lock);
		publish(shared, file, refusal);
		shared->walked++;
		shared_wake(shared);
	}
	pthread_mutex_unlock(&shared->lock);
	return NULL;
}
