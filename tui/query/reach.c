/* SPDX-License-Identifier: MIT */
/* reach.c - from a path to slots, skeleton by skeleton. */
#include "reach.h"

#include <stdlib.h>

#include "path.h"
#include "room.h"

struct reach *reach_new(struct str text, struct err *err)
{
	struct path *path = path_new(text, err);
	struct reach *reach;

	if (!path)
		return NULL;
	reach = xcalloc(1, sizeof(*reach));
	reach->path = path;
	return reach;
}

struct reach *reach_packed(uint32_t kinds)
{
	struct reach *reach = xcalloc(1, sizeof(*reach));

	reach->kinds = kinds;
	return reach;
}

void reach_free(struct reach *reach)
{
	if (!reach)
		return;
	path_free(reach->path);
	memo_release(&reach->paths);
	free(reach->start);
	free(reach->slot);
	free(reach);
}

static void add_slot(struct reach *reach, const struct skeleton *skeleton,
		     uint32_t slot)
{
	room_make(&reach->slot, &reach->slot_room, reach->slots + 1,
		  sizeof(*reach->slot));
	reach->slot[reach->slots++] =
		(struct reach_slot){ skeleton->slot[slot].at, slot,
				     skeleton->slot[slot].kind };
}

uint32_t reach_kind(uint8_t kind)
{
	return kind == LEAF_UUID     ? REACH_UUID
	       : kind == LEAF_ID     ? REACH_ID
	       : kind == LEAF_BASE64 ? REACH_BASE64
				     : 0;
}

static void add_packed(struct reach *reach, const struct skeleton *skeleton)
{
	for (uint32_t i = 0; i < skeleton->slots; i++)
		if (reach_kind(skeleton->slot[i].kind) & reach->kinds)
			add_slot(reach, skeleton, i);
}

/* Slots know their path without indexes; only a walk tells those. */
static void add_elements(struct reach *reach, const struct skeleton *skeleton)
{
	struct record record = { .skeleton = skeleton };
	struct walk walk = { .record = &record };
	struct buf place = { 0 };
	struct node node;

	while (walk_next(&walk, &node)) {
		if (node.kind != NODE_LEAF)
			continue;
		buf_reset(&place);
		walk_put_path(&walk, &node, &place);
		if (path_leads(reach->path, buf_str(&place)))
			add_slot(reach, skeleton, node.slot);
	}
	buf_release(&place);
}

/* Few paths are distinct, and each is compared once. */
static bool leads(struct reach *reach, const struct shapes *shapes, sym_t path)
{
	if (path == SYM_NONE)
		return false;
	if (memo_at(&reach->paths, path) == MEMO_UNKNOWN)
		memo_put(&reach->paths, path,
			 path_leads(reach->path,
				    dict_text(&shapes->paths, path)));
	return memo_at(&reach->paths, path) == MEMO_YES;
}

static void add_plain(struct reach *reach, const struct shapes *shapes,
		      const struct skeleton *skeleton)
{
	for (uint32_t i = 0; i < skeleton->slots; i++)
		if (leads(reach, shapes, skeleton->slot[i].path))
			add_slot(reach, skeleton, i);
}

void reach_grow(struct reach *reach, const struct shapes *shapes)
{
	if (reach->shapes != shapes) {
		reach->skeletons = reach->slots = 0;
		memo_forget(&reach->paths);
	}
	reach->shapes = shapes;
	memo_cover(&reach->paths, shapes->paths.count);
	room_make(&reach->start, &reach->start_room, shapes->count + 1,
		  sizeof(*reach->start));
	reach->start[0] = 0;
	for (; reach->skeletons < shapes->count; reach->skeletons++) {
		const struct skeleton *skeleton = shapes->at[reach->skeletons];

		if (!reach->path)
			add_packed(reach, skeleton);
		else if (path_indexed(reach->path))
			add_elements(reach, skeleton);
		else
			add_plain(reach, shapes, skeleton);
		reach->start[reach->skeletons + 1] = (uint32_t)reach->slots;
	}
}
