/* SPDX-License-Identifier: MIT */
/* spare.h - batches that were emptied elsewhere and wait to be filled again.
 *
 * A batch is made by a worker and freed by whoever absorbed it, on another
 * thread. Memory that goes back and forth through the allocator is handed to
 * the kernel and faulted in again, which cost a third of shredding; so freed
 * batches come back to the shapes they were made for. The one place of the
 * room with a lock. */
#ifndef SPARE_H
#define SPARE_H

#include "event.h"

#define SPARES 4 /* most that wait */

struct spares *spares_new(void (*end)(struct batch *)); /* NULL: no memory */
void spares_free(struct spares *spares); /* ends those that wait */

/* Takes the batch and says true, or leaves it and says false. */
bool spares_put(struct spares *spares, struct batch *batch);
/* A batch as it was put, owned, or NULL. */
struct batch *spares_take(struct spares *spares);

#endif
