/* SPDX-License-Identifier: MIT */
/* memory.c - asking for memory: with death or with an answer, and arenas.
 *
 * The x-functions are for what does not grow with the input; vec_reserve is
 * for what does, and leaves everything as it was when it must refuse. */
#include "base.h"

#include <assert.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#ifndef ARENA_BYTES
#define ARENA_BYTES 4096 /* of the first block of an arena */
#endif
#define ARENA_MOST ((size_t)1 << 20) /* blocks double up to here */

struct arena_block {
	struct arena_block *older;
	uint64_t bytes[]; /* 64 bits wide for the alignment promised */
};

static void *alive(void *at, size_t size)
{
	if (!at)
		die("out of memory (%zu bytes asked for)", size);
	return at;
}

void *xmalloc(size_t size)
{
	return alive(malloc(size ? size : 1), size);
}

void *xcalloc(size_t count, size_t size)
{
	return alive(count && size ? calloc(count, size) : calloc(1, 1), size);
}

void *xrealloc(void *at, size_t size)
{
	return alive(realloc(at, size ? size : 1), size);
}

char *xstrdup(struct str s)
{
	char *copy = xmalloc(s.len + 1);

	assert(s.at || !s.len);
	if (s.len)
		memcpy(copy, s.at, s.len);
	copy[s.len] = '\0';
	return copy;
}

void memory_tune(void)
{
	mallopt(M_TOP_PAD, 16 << 20);
}

bool vec_reserve(void *at, size_t *room, size_t need, size_t size)
{
	size_t want = *room > SIZE_MAX / 2 ? need : *room * 2;
	void *old, *grown;

	assert(size > 0);
	if (need <= *room)
		return true;
	if (want < need)
		want = need;
	if (want > PTRDIFF_MAX / size)
		return false;
	/* `at` is the address of a pointer of any type: only its bytes may
	 * be touched without breaking the aliasing rules. */
	memcpy(&old, at, sizeof(old));
	grown = realloc(old, want * size);
	if (!grown)
		return false;
	memcpy(at, &grown, sizeof(grown));
	*room = want;
	return true;
}

void vec_grow(void *at, size_t *room, size_t need, size_t size)
{
	if (!vec_reserve(at, room, need, size))
		die("out of memory (%zu elements of %zu bytes)", need, size);
}

static void arena_grow(struct arena *arena, size_t size)
{
	size_t room = arena->room ? arena->room * 2 : ARENA_BYTES;
	struct arena_block *block;

	if (room > ARENA_MOST)
		room = ARENA_MOST;
	if (room < size)
		room = size;
	if (room > PTRDIFF_MAX - sizeof(*block))
		die("out of memory (%zu bytes asked for)", size);
	block = xmalloc(sizeof(*block) + room);
	block->older = arena->block;
	arena->block = block;
	arena->room = room;
	arena->used = 0;
}

struct str arena_keep(struct arena *arena, struct str s)
{
	const size_t size = (s.len + 7) & ~(size_t)7;
	char *copy;

	if (!s.at)
		return STR_NONE;
	if (s.len > PTRDIFF_MAX)
		die("out of memory (%zu bytes asked for)", s.len);
	assert(arena->used <= arena->room);
	if (!arena->block || size > arena->room - arena->used)
		arena_grow(arena, size);
	copy = (char *)arena->block->bytes + arena->used;
	arena->used += size;
	if (s.len)
		memcpy(copy, s.at, s.len);
	return (struct str){ copy, s.len };
}

void arena_release(struct arena *arena)
{
	struct arena_block *older;

	for (struct arena_block *b = arena->block; b; b = older) {
		older = b->older;
		free(b);
	}
	*arena = (struct arena){ 0 };
}
