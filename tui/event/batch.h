/* SPDX-License-Identifier: MIT */
/* batch.h - the memory of batches that were emptied elsewhere and wait to be
 * filled again.
 *
 * A batch is filled by a worker and freed by whoever absorbed it, on another
 * thread. Memory that goes back and forth through the allocator is handed to
 * the kernel and faulted in again, which cost a third of shredding; so freed
 * batches come back to the pool of their shredder. The one place of the room
 * with a lock. */
#ifndef BATCH_H
#define BATCH_H

#include "shredder.h"

struct batch_pool *batch_pool_new(void); /* NULL: no memory */
void batch_pool_free(
	struct batch_pool *pool); /* and what waits; NULL is fine */

/* An empty batch whose rows will have skeletons of `shapes`: owned, without a
 * number yet; NULL: no memory. */
struct batch *batch_pool_take(struct batch_pool *pool,
			      const struct shapes *shapes);

#endif
