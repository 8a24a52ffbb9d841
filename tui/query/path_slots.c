/* SPDX-License-Identifier: MIT */
/* path_slots.c - from a path as typed to slots, skeleton by skeleton.
 *
 * A typed path is cut into its parts once; the path of a leaf is walked part
 * by part beside them. */
#include "path_slots.h"

#include <assert.h>
#include <stdlib.h>

enum part_kind {
	PART_KEY,
	PART_EITHER, /* `.0` is an index, or a key that looks like one */
	PART_INDEX,  /* `[0]` */
};

struct path_part {
	struct str text; /* a key with its escapes, or digits */
	enum part_kind kind;
};

struct path {
	struct path_part *part;
	size_t parts, room;
	struct buf keys; /* texts of keys; offsets until all are known */
	bool anywhere;   /* `*.` stood before it */
	bool indexed;
};

/* ---- reading what was typed ---- */

static void add_part(struct path *path, size_t from, enum part_kind kind)
{
	struct path_part *part = vec_add(path->part, path->parts, path->room);

	part->text = (struct str){ NULL, path->keys.len - from };
	part->kind = kind;
	path->indexed |= kind != PART_KEY;
}

static bool is_special(char c)
{
	return c == '.' || c == '[' || c == '\\';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Takes a key up to a dot or bracket; the place after it. */
static size_t take_key(struct path *path, struct str text, size_t at)
{
	size_t from = path->keys.len;
	bool digits = at < text.len;

	for (; at < text.len && text.at[at] != '.' && text.at[at] != '[';
	     at++) {
		if (text.at[at] == '\\' && at + 1 < text.len)
			at++;
		if (is_special(text.at[at]))
			buf_addc(&path->keys, '\\');
		buf_addc(&path->keys, text.at[at]);
		digits &= is_digit(text.at[at]);
	}
	digits &= path->keys.len > from;
	add_part(path, from, digits ? PART_EITHER : PART_KEY);
	return at;
}

/* Takes `[digits]`; the place after it, 0 when it is none. */
static size_t take_index(struct path *path, struct str text, size_t at)
{
	size_t from = path->keys.len;

	for (at++; at < text.len && is_digit(text.at[at]); at++)
		buf_addc(&path->keys, text.at[at]);
	if (at == text.len || text.at[at] != ']' || path->keys.len == from)
		return 0;
	add_part(path, from, PART_INDEX);
	return at + 1;
}

static int take_parts(struct path *path, struct str text, size_t at,
		      struct err *err)
{
	do {
		if (path->parts && text.at[at] == '.')
			at++;
		at = take_key(path, text, at);
		while (at < text.len && text.at[at] == '[') {
			size_t open = at;

			at = take_index(path, text, at);
			if (!at)
				return err_set(err, ERR_QUERY, open + 1,
					       "expected an index, "
					       "as in [0]");
		}
		if (at < text.len && text.at[at] != '.')
			return err_set(err, ERR_QUERY, at,
				       "expected '.' after an index");
	} while (at < text.len);
	return 0;
}

/* ---- comparing ---- */

/* Takes the next part off the path of a leaf. */
static bool next_part(struct str *place, bool first, struct path_part *part)
{
	size_t end = 0;

	if (!place->len && !first)
		return false;
	part->kind = place->len && *place->at == '[' ? PART_INDEX : PART_KEY;
	if (part->kind == PART_INDEX) {
		while (end < place->len && place->at[end] != ']')
			end++;
		part->text = str_slice(*place, 1, end++);
	} else {
		if (!first)
			*place = str_slice(*place, 1, place->len);
		while (end < place->len && place->at[end] != '.' &&
		       place->at[end] != '[')
			end += 1 + (size_t)(place->at[end] == '\\');
		part->text = str_slice(*place, 0, end);
	}
	*place = str_slice(*place, end, place->len);
	return true;
}

/* An index that was not typed stands for any. One that was typed where the
 * leaf has one must be it. */
static bool leads_from(const struct path *path, struct str place, bool first)
{
	size_t at = 0;
	struct path_part part;

	for (; at < path->parts; first = false) {
		const struct path_part *typed = &path->part[at];

		if (!next_part(&place, first, &part))
			return false;
		if (part.kind == PART_INDEX && typed->kind == PART_KEY)
			continue;
		if (part.kind == PART_KEY && typed->kind == PART_INDEX)
			return false;
		if (!str_eq(part.text, typed->text))
			return false;
		at++;
	}
	return true;
}

static bool path_leads(const struct path *path, struct str place)
{
	struct path_part skipped;
	bool first = true;

	while (!leads_from(path, place, first)) {
		if (!path->anywhere || !next_part(&place, first, &skipped))
			return false;
		first = false;
	}
	return true;
}

/* ---- slots ---- */

struct path_slots *path_slots_new(struct str text, struct err *err)
{
	struct path_slots *slots = xcalloc(1, sizeof(*slots));
	struct path *path = xcalloc(1, sizeof(*path));
	const char *at;

	slots->path = path;
	path->anywhere = str_starts(text, STR("*."));
	if (take_parts(path, text, path->anywhere ? 2 : 0, err) < 0) {
		path_slots_free(slots);
		return NULL;
	}
	at = path->keys.at ? path->keys.at : "";
	for (size_t i = 0; i < path->parts; i++) {
		path->part[i].text.at = at;
		at += path->part[i].text.len;
	}
	return slots;
}

struct path_slots *path_slots_packed(uint32_t kinds)
{
	struct path_slots *slots = xcalloc(1, sizeof(*slots));

	slots->kinds = kinds;
	return slots;
}

void path_slots_free(struct path_slots *slots)
{
	if (!slots)
		return;
	if (slots->path) {
		buf_release(&slots->path->keys);
		free(slots->path->part);
		free(slots->path);
	}
	memo_release(&slots->paths);
	free(slots->start);
	free(slots->slot);
	free(slots);
}

static void add_slot(struct path_slots *slots, const struct skeleton *skeleton,
		     uint32_t slot)
{
	*vec_add(slots->slot, slots->count, slots->slot_room) =
		(struct path_slot){ skeleton->slot[slot].at, slot,
				    skeleton->slot[slot].kind };
}

static void add_packed(struct path_slots *slots,
		       const struct skeleton *skeleton)
{
	for (uint32_t i = 0; i < skeleton->slots; i++)
		if (text_kind(skeleton->slot[i].kind) & slots->kinds)
			add_slot(slots, skeleton, i);
}

/* Slots know their path without indexes; only a walk tells those. */
static void add_elements(struct path_slots *slots,
			 const struct skeleton *skeleton)
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
		if (path_leads(slots->path, buf_str(&place)))
			add_slot(slots, skeleton, node.slot);
	}
	buf_release(&place);
}

/* Few paths are distinct, and each is compared once. */
static void add_plain(struct path_slots *slots, const struct shapes *shapes,
		      const struct skeleton *skeleton)
{
	for (uint32_t i = 0; i < skeleton->slots; i++) {
		sym_t path = skeleton->slot[i].path;

		if (path == SYM_NONE)
			continue;
		if (memo_at(&slots->paths, path) == MEMO_UNKNOWN)
			memo_put(&slots->paths, path,
				 path_leads(slots->path,
					    dict_text(&shapes->paths, path)));
		if (memo_at(&slots->paths, path) == MEMO_YES)
			add_slot(slots, skeleton, i);
	}
}

void path_slots_grow(struct path_slots *slots, const struct shapes *shapes)
{
	if (slots->shapes != shapes) {
		slots->skeletons = slots->count = 0;
		memo_forget(&slots->paths);
	}
	assert(slots->skeletons <= shapes->count);
	slots->shapes = shapes;
	memo_cover(&slots->paths, shapes->paths.count);
	vec_grow(&slots->start, &slots->start_room, shapes->count + 1,
		 sizeof(*slots->start));
	slots->start[0] = 0;
	for (; slots->skeletons < shapes->count; slots->skeletons++) {
		const struct skeleton *skeleton = shapes->at[slots->skeletons];

		if (!slots->path)
			add_packed(slots, skeleton);
		else if (slots->path->indexed)
			add_elements(slots, skeleton);
		else
			add_plain(slots, shapes, skeleton);
		slots->start[slots->skeletons + 1] = (uint32_t)slots->count;
	}
}
