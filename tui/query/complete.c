/* SPDX-License-Identifier: MIT */
/* complete.c - names of fields for what is begun: those that begin with it
 * first, then paths of which a key does, since nobody knows a path from its
 * root on, then those that hold it. */
#include "field.h"
#include "lex.h"

#define HELD 3 /* letters; fewer are held by too much */

struct completion {
	const struct shapes *shapes;
	struct str typed;
	struct field_names *names;
};

/* As a filter has it; false: there is no room for more. */
static bool add(struct completion *c, const char *lead, struct str name)
{
	struct field_names *names = c->names;
	struct buf text = { 0 }, whole = { 0 };
	bool had = false;

	buf_addf(&whole, "%s%.*s", lead, STR_ARG(name));
	lex_put_name(&text, buf_str(&whole));
	for (size_t i = 0; i < names->count; i++)
		had |= str_eq(buf_str(&names->name[i]), buf_str(&text));
	if (had || names->count == ARRAY_LEN(names->name))
		buf_release(&text);
	else
		names->name[names->count++] = text;
	buf_release(&whole);
	return names->count < ARRAY_LEN(names->name);
}

/* Byte of the key behind the next dot that parts two keys; 0: there is none. */
static size_t next_key(struct str path, size_t at)
{
	for (; at < path.len; at++) {
		if (path.at[at] == '.')
			return at + 1;
		at += path.at[at] == '\\';
	}
	return 0;
}

static struct str last_key(struct str path)
{
	size_t last = 0, at;

	while ((at = next_key(path, last)))
		last = at;
	return str_slice(path, last, path.len);
}

/* ---- ways to go on ---- */

static bool begins(struct str path, struct str typed)
{
	return str_starts_nocase(path, typed);
}

static bool has_key(struct str path, struct str typed)
{
	size_t at = 0;

	while ((at = next_key(path, at)))
		if (str_starts_nocase(str_slice(path, at, path.len), typed))
			return true;
	return false;
}

static bool holds(struct str path, struct str typed)
{
	return str_search_nocase(path, typed) >= 0;
}

static bool add_paths(struct completion *c,
		      bool (*fits)(struct str path, struct str typed))
{
	for (sym_t path = 1; path < c->shapes->paths.count; path++) {
		struct str name = dict_text(&c->shapes->paths, path);

		if (fits(name, c->typed) && place_met(c->shapes, path) &&
		    !add(c, "", name))
			return false;
	}
	return true;
}

/* Asked of many keys: what ends otherwise is passed at once. */
static bool ends_other(const struct completion *c, sym_t before, struct str key)
{
	for (sym_t path = 1; path < before; path++) {
		struct str name = dict_text(&c->shapes->paths, path);

		if (str_ends(name, key) && str_eq(last_key(name), key) &&
		    place_met(c->shapes, path))
			return true;
	}
	return false;
}

/* `*.groupId`, where several paths end so, or it was begun that way. */
static bool add_ends(struct completion *c, struct str typed, bool lone)
{
	for (sym_t path = 1; path < c->shapes->paths.count; path++) {
		struct str name = dict_text(&c->shapes->paths, path);
		struct str key = last_key(name);

		if (str_starts_nocase(key, typed) && key.len < name.len &&
		    place_met(c->shapes, path) &&
		    (lone || ends_other(c, path, key)) && !add(c, "*.", key))
			return false;
	}
	return true;
}

static bool add_aliases(struct completion *c)
{
	struct str name;
	const char *about;

	for (size_t n = 0; (name = field_alias(n, &about)).at; n++)
		if (begins(name, c->typed) && !add(c, "", name))
			return false;
	return true;
}

void field_complete(const struct store *store, struct str typed,
		    struct field_names *names)
{
	struct completion c = { store_shapes(store), typed, names };
	bool room = add_aliases(&c) && add_paths(&c, begins);

	if (room && str_starts(typed, STR("*.")))
		room = add_ends(&c, str_slice(typed, 2, typed.len), true);
	else if (room && typed.len > 1)
		room = add_ends(&c, typed, false) && add_paths(&c, has_key);
	if (room && typed.len >= HELD)
		add_paths(&c, holds);
}

void field_names_release(struct field_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		buf_release(&names->name[i]);
	names->count = 0;
}
