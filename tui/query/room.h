/* SPDX-License-Identifier: MIT */
/* room.h - room for more elements of an array, or death: what a filter keeps
 * beside the store is small beside it. */
#ifndef ROOM_H
#define ROOM_H

#include "base.h"

static inline void room_make(void *at, size_t *room, size_t need, size_t size)
{
	if (!vec_reserve(at, room, need, size))
		die("out of memory (%zu elements of %zu bytes)", need, size);
}

#endif
