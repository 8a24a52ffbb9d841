/* SPDX-License-Identifier: MIT */
/* batch_room.c - what meaning appends to a batch. It stands apart from
 * batch.c, which calls meaning, so that modules form no cycle. */
#include "meaning_fill.h"

bool batch_resource_add(struct batch *batch, sym_t resource)
{
	if (batch->resources >= UINT32_MAX ||
	    !vec_reserve(&batch->resource, &batch->resource_room,
			 batch->resources + 1, sizeof(*batch->resource)))
		return false;
	batch->resource[batch->resources++] = resource;
	return true;
}
