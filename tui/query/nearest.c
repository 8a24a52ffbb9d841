/* SPDX-License-Identifier: MIT */
/* nearest.c - what a person may have meant: by a name that no event has, by a
 * name that was only begun, and by a value that no event has.
 *
 * Texts are compared without regard to case, an identity also by its label
 * and its name alone, since that is what people type. One that holds what
 * was typed is as near as can be. */
#include "field.h"
#include "meaning.h"
#include "tally_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define NEAREST 3
#define NAME_MOST 64   /* bytes of a name that was mistyped */
#define TYPED_MOST 128 /* of a value; longer ones were pasted */

static void fold(char *out, struct str text)
{
	assert(text.len <= TYPED_MOST);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		out[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
}

/* ---- names: is one known? ---- */

static bool path_known(const struct field *field, const struct store *store)
{
	const struct shapes *shapes = store_shapes(store);

	path_slots_grow(field->slots, shapes);
	return field->slots->count > 0;
}

/* The dictionary of paths holds the well-known ones also when no event has
 * them. */
static bool place_met(const struct shapes *shapes, sym_t path)
{
	if (path > FIELD_COUNT)
		return true;
	for (size_t i = 0; i < shapes->count; i++)
		if (shapes->at[i]->field[path - 1] != SLOT_NONE)
			return true;
	return false;
}

/* ---- names: what was meant ---- */

struct nearness {
	struct str typed; /* in small letters */
	unsigned most;
	struct {
		char name[NAME_MOST * 2];
		unsigned far;
	} best[NEAREST];
	size_t count;
};

/* Whole names count first, then names that begin nearly as typed. */
static unsigned how_far(const struct nearness *near, struct str name)
{
	char folded[NAME_MOST];
	struct str text;
	unsigned whole, begun;

	if (!name.len || name.len > NAME_MOST)
		return UINT32_MAX;
	fold(folded, name);
	text = (struct str){ folded, name.len };
	whole = str_distance(near->typed, text, near->most);
	begun = str_distance(near->typed,
			     str_slice(text, 0, near->typed.len + 1),
			     near->most);
	if (str_search(text, near->typed) >= 0)
		begun = 0;
	whole = whole > near->most ? UINT32_MAX : whole * 2;
	begun = begun > near->most ? UINT32_MAX : begun * 2 + 1;
	return whole < begun ? whole : begun;
}

static bool listed(const struct nearness *near, const char *name)
{
	for (size_t i = 0; i < near->count; i++)
		if (!strcmp(near->best[i].name, name))
			return true;
	return false;
}

static void offer(struct nearness *near, const char *lead, struct str name)
{
	unsigned far = how_far(near, name);
	struct buf text = { 0 };
	size_t at = near->count;

	assert(near->count <= NEAREST);
	buf_addf(&text, "%s%.*s", lead, STR_ARG(name));
	if (far == UINT32_MAX || text.len >= sizeof(near->best->name) ||
	    (at == NEAREST && near->best[--at].far <= far) ||
	    listed(near, text.at))
		goto out;
	near->count = at + 1;
	for (; at && near->best[at - 1].far > far; at--)
		near->best[at] = near->best[at - 1];
	memcpy(near->best[at].name, text.at, text.len + 1);
	near->best[at].far = far;
out:
	buf_release(&text);
}

/* A path is offered by its last key, since that is what is remembered. */
static void offer_path(struct nearness *near, struct str path)
{
	ptrdiff_t dot = str_find_last(path, '.');

	if (dot < 0)
		offer(near, "", path);
	else
		offer(near, "*.", str_slice(path, (size_t)dot + 1, path.len));
}

static void put_nearest_fields(struct str typed, const struct shapes *shapes,
			       struct buf *out)
{
	char folded[NAME_MOST];
	struct nearness near = { .most = typed.len > 8   ? 3
					 : typed.len > 4 ? 2
							 : 1 };
	ptrdiff_t dot = str_find_last(typed, '.');

	typed = str_slice(typed, (size_t)(dot + 1), typed.len);
	if (!typed.len || typed.len > NAME_MOST)
		return;
	fold(folded, typed);
	near.typed = (struct str){ folded, typed.len };
	for (size_t i = 0; alias_at(i); i++)
		offer(&near, "", str_of(alias_at(i)->name));
	for (sym_t path = 1; path < shapes->paths.count; path++)
		if (place_met(shapes, path))
			offer_path(&near, dict_text(&shapes->paths, path));
	for (size_t i = 0; i < near.count; i++)
		buf_addf(out, "%s%s", i ? ", " : "", near.best[i].name);
}

bool field_known(const struct field *field, const struct store *store,
		 struct buf *near)
{
	if (field->alias || path_known(field, store))
		return true;
	if (near)
		put_nearest_fields(field_name(field), store_shapes(store),
				   near);
	return false;
}

/* ---- names: how one goes on ---- */

struct str field_complete(const struct store *store, struct str prefix,
			  size_t n)
{
	const struct shapes *shapes = store_shapes(store);

	for (size_t i = 0; alias_at(i); i++) {
		struct str name = str_of(alias_at(i)->name);

		if (str_starts(name, prefix) && n-- == 0)
			return name;
	}
	for (sym_t path = 1; path < shapes->paths.count; path++) {
		struct str name = dict_text(&shapes->paths, path);

		if (str_starts(name, prefix) && place_met(shapes, path) &&
		    n-- == 0)
			return name;
	}
	return STR_NONE;
}

/* ---- values ---- */

struct typed {
	char text[TYPED_MOST];
	size_t len;
	unsigned limit; /* edits that still count as near */
};

static unsigned edits(const struct typed *typed, struct str text)
{
	char folded[TYPED_MOST];

	if (!text.at || text.len > TYPED_MOST)
		return typed->limit + 1;
	fold(folded, text);
	return str_distance((struct str){ typed->text, typed->len },
			    (struct str){ folded, text.len }, typed->limit);
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned distance(const struct typed *typed, struct str text)
{
	struct str part = { typed->text, typed->len };
	unsigned most;

	if (typed->len > 1 && str_search_nocase(text, part) >= 0)
		return 0;
	most = edits(typed, text);
	most = least(most, edits(typed, identity_label(text)));
	return least(most, edits(typed, identity_name(text)));
}

struct candidate {
	struct nearest nearest;
	unsigned distance;
};

static bool nearer(const struct candidate *a, const struct candidate *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->nearest.events != b->nearest.events)
		return a->nearest.events > b->nearest.events;
	return str_cmp(a->nearest.text, b->nearest.text) < 0;
}

/* Puts it where it belongs among the best `most`; their number. */
static size_t insert(struct candidate *best, size_t count, size_t most,
		     const struct candidate *new)
{
	size_t at = count;

	assert(most && count <= most);
	if (count == most && !nearer(new, &best[count - 1]))
		return count;
	if (count == most)
		at--;
	else
		count++;
	for (; at && nearer(new, &best[at - 1]); at--)
		best[at] = best[at - 1];
	best[at] = *new;
	return count;
}

/* Texts of the table's own die with it; the store may have the same. */
static struct str lasting(const struct tally *tally, const struct store *store,
			  size_t row)
{
	struct str text = tally_text(tally, store, row);

	return tally->own ? store_text(store, store_find(store, text)) : text;
}

static size_t choose(const struct tally *tally, const struct store *store,
		     const struct typed *typed, struct candidate *best,
		     size_t most)
{
	size_t count = 0;

	for (size_t i = 0; i < tally->count; i++) {
		struct str text = lasting(tally, store, i);
		struct candidate new = {
			.nearest = { text, tally->row[i].events },
		};

		if (!text.at)
			continue;
		new.distance = distance(typed, text);
		if (new.distance <= typed->limit)
			count = insert(best, count, most, &new);
	}
	return count;
}

size_t nearest_values(const struct store *store, const struct field *field,
		      struct str typed, struct nearest *out, size_t most)
{
	struct typed folded = { .len = typed.len };
	struct candidate *best;
	struct tally tally = { 0 };
	struct rowset all = { 0 };
	size_t count;

	if (!most || !typed.len || typed.len > TYPED_MOST)
		return 0;
	fold(folded.text, typed);
	folded.limit = 1 + (unsigned)typed.len / 4;
	best = xmalloc(most * sizeof(*best));
	rowset_fill(&all, store_rows(store));
	tally_field(&tally, store, &all, field, TALLY_PLAIN);
	count = choose(&tally, store, &folded, best, most);
	for (size_t i = 0; i < count; i++)
		out[i] = best[i].nearest;
	tally_release(&tally);
	rowset_release(&all);
	free(best);
	return count;
}
