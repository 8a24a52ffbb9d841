/* SPDX-License-Identifier: MIT */
/* meaning_fill.h - where shredding hands a row to its meaning.
 *
 * A batch calls this once a record, after its leaves are kept and before the
 * row counts: what is appended to the batch's arrays here is cut off again
 * when the answer is -1. */
#ifndef MEANING_FILL_H
#define MEANING_FILL_H

#include "event.h"

/* the meaning of the rows of one batch; memoises by symbol */
struct meaning;
struct meaning *meaning_new(struct batch *batch); /* NULL: no memory */
void meaning_free(struct meaning *meaning);       /* NULL is fine */
/* Forgets what it memoised: the batch's symbols start anew. */
void meaning_reset(struct meaning *meaning);
/* Fills row->column, row->flags (all but HIDDEN), row->time, and appends to
 * batch->resource (row->resource_at, row->resources). 0, or -1 when out of
 * memory (then the batch's arrays may hold extra symbols but no row). */
int meaning_fill(struct meaning *meaning, struct batch *batch,
		 struct batch_row *row, const struct record *record);

/* What the skeletons of one shapes mean, kept in shapes->plans from the first
 * meaning_fill on, so that it outlives batches. shapes_free calls this. */
void plans_free(struct plans *plans); /* NULL is fine */

/* Appends one resource symbol; false when out of memory, nothing changed. */
bool batch_resource_add(struct batch *batch, sym_t resource);

#endif
