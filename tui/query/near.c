/* SPDX-License-Identifier: MIT */
/* near.c - names that a field may have: whether one is known, what was meant
 * by one that is not, and how one that was begun may go on. */
#include "field.h"

#include <stdlib.h>
#include <string.h>

#define NEAREST 3
#define NAME_MOST 64 /* bytes of a name that was mistyped */

/* ---- known ---- */

static bool path_known(const struct field *field, const struct store *store)
{
	const struct shapes *shapes = store_shapes(store);

	reach_grow(field->reach, shapes);
	return field->reach->slots > 0;
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

/* ---- near ---- */

struct nearness {
	struct str typed; /* in small letters */
	unsigned most;
	struct {
		char name[NAME_MOST * 2];
		unsigned far;
	} best[NEAREST];
	size_t count;
};

static struct str fold(char *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		out[i] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	return (struct str){ out, text.len };
}

/* Whole names count first, then names that begin nearly as typed. */
static unsigned how_far(const struct nearness *near, struct str name)
{
	char folded[NAME_MOST];
	struct str text;
	unsigned whole, begun;

	if (!name.len || name.len > NAME_MOST)
		return UINT32_MAX;
	text = fold(folded, name);
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

static void put_nearest(struct str typed, const struct shapes *shapes,
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
	near.typed = fold(folded, typed);
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
		put_nearest(field_name(field), store_shapes(store), near);
	return false;
}

/* ---- going on ---- */

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
