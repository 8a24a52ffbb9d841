/* SPDX-License-Identifier: MIT */
/* spare.c - a few batches behind a lock. How a batch ends is told by whoever
 * makes batches, so that this knows nothing of them. */
#include "spare.h"

#include <pthread.h>
#include <stdlib.h>

struct spares {
	pthread_mutex_t lock;
	void (*end)(struct batch *);
	struct batch *batch[SPARES];
	size_t count;
};

struct spares *spares_new(void (*end)(struct batch *))
{
	struct spares *spares = calloc(1, sizeof(*spares));

	if (!spares)
		return NULL;
	if (pthread_mutex_init(&spares->lock, NULL) != 0) {
		free(spares);
		return NULL;
	}
	spares->end = end;
	return spares;
}

void spares_free(struct spares *spares)
{
	if (!spares)
		return;
	while (spares->count)
		spares->end(spares->batch[--spares->count]);
	pthread_mutex_destroy(&spares->lock);
	free(spares);
}

bool spares_put(struct spares *spares, struct batch *batch)
{
	bool room;

	pthread_mutex_lock(&spares->lock);
	room = spares->count < SPARES;
	if (room)
		spares->batch[spares->count++] = batch;
	pthread_mutex_unlock(&spares->lock);
	return room;
}

struct batch *spares_take(struct spares *spares)
{
	struct batch *batch = NULL;

	pthread_mutex_lock(&spares->lock);
	if (spares->count)
		batch = spares->batch[--spares->count];
	pthread_mutex_unlock(&spares->lock);
	return batch;
}
