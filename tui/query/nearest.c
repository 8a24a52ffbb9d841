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
#define NAME_MOST 64    /* bytes of a name that was mistyped */
#define TYPED_MOST 128  /* of a value; longer ones were pasted */
#define COMPARE_ROWS 20 /* of a budget, for comparing one value */

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

/* First the values are counted, then each is compared. */
struct guess {
	struct field *field; /* owned */
	struct typed typed;
	struct rowset all; /* rows that are counted */
	struct counting *counting;
	struct tally tally;
	size_t at; /* values compared */
	struct candidate best[NEAREST_MOST];
	size_t count;
	bool done;
};

struct guess *guess_new(struct field *field, struct str typed)
{
	struct guess *guess = xcalloc(1, sizeof(*guess));

	assert(field);
	guess->field = field;
	guess->counting = counting_new(COL_COUNT, field, TALLY_PLAIN);
	guess->done = !typed.len || typed.len > TYPED_MOST;
	if (guess->done)
		return guess;
	fold(guess->typed.text, typed);
	guess->typed.len = typed.len;
	guess->typed.limit = 1 + (unsigned)typed.len / 4;
	return guess;
}

void guess_free(struct guess *guess)
{
	if (!guess)
		return;
	counting_free(guess->counting);
	tally_release(&guess->tally);
	rowset_release(&guess->all);
	field_free(guess->field);
	free(guess);
}

static void compare(struct guess *guess, const struct store *store, size_t row)
{
	struct str text = lasting(&guess->tally, store, row);
	struct candidate new = {
		.nearest = { text, guess->tally.row[row].events },
	};

	if (!text.at)
		return;
	new.distance = distance(&guess->typed, text);
	if (new.distance <= guess->typed.limit)
		guess->count =
			insert(guess->best, guess->count, NEAREST_MOST, &new);
}

size_t guess_step(struct guess *guess, const struct store *store, size_t budget)
{
	size_t spent, end;

	if (guess->done)
		return 0;
	if (!guess->all.rows)
		rowset_fill(&guess->all, store_rows(store));
	spent = counting_step(guess->counting, store, &guess->all, budget);
	if (spent)
		return spent;
	if (!counting_put(guess->counting, &guess->tally, budget))
		return budget;
	end = guess->tally.count - guess->at > budget / COMPARE_ROWS
		      ? guess->at + budget / COMPARE_ROWS + 1
		      : guess->tally.count;
	for (; guess->at < end; guess->at++)
		compare(guess, store, guess->at);
	guess->done = end == guess->tally.count;
	return budget < COMPARE_ROWS * end ? budget : COMPARE_ROWS * end + 1;
}

size_t guess_values(const struct guess *guess, struct nearest out[NEAREST_MOST])
{
	for (size_t i = 0; i < guess->count; i++)
		out[i] = guess->best[i].nearest;
	return guess->count;
}
