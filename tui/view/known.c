/* SPDX-License-Identifier: MIT */
/* known.c - every user, session and resource the store holds.
 *
 * A chip should read `user=alice`, not carry an account number when only one
 * alice was seen. That takes a look at all identities, which are few beside
 * the rows; they are collected once, from new rows only. */
#include <stdlib.h>
#include <string.h>

#include "model.h"

static void seen_reserve(struct known *known, size_t syms)
{
	size_t had = known->words;

	if (syms / 64 < had)
		return;
	if (!vec_reserve(&known->seen, &known->words, syms / 64 + 1,
			 sizeof(*known->seen)))
		die("no memory for identities");
	memset(known->seen + had, 0,
	       (known->words - had) * sizeof(*known->seen));
}

static void meet(struct known *known, sym_t sym, sym_t user)
{
	uint64_t bit = (uint64_t)1 << (sym % 64);

	if (sym == SYM_NONE || known->seen[sym / 64] & bit)
		return;
	known->seen[sym / 64] |= bit;
	if (!vec_reserve(&known->at, &known->room, known->count + 1,
			 sizeof(*known->at)))
		die("no memory for identities");
	known->at[known->count++] = (struct identity){ sym, user };
}

static void look_columns(struct known *known, const struct store *store,
			 size_t rows, bool sessions)
{
	const sym_t *user = store_column(store, COL_USER);
	const sym_t *session = store_column(store, COL_SESSION);

	for (size_t row = known->looked; row < rows; row++)
		meet(known, sessions ? session[row] : user[row], user[row]);
}

static void look_resources(struct known *known, const struct store *store,
			   size_t rows)
{
	const uint32_t *start = store_resource_start(store);
	const sym_t *list = store_resource_list(store);

	for (size_t row = known->looked; row < rows; row++)
		for (uint32_t i = start[row]; i < start[row + 1]; i++)
			meet(known, list[i], SYM_NONE);
}

void known_look(struct view *view, enum known_kind kind)
{
	const struct store *store = view_store(view);
	struct known *known = &view->known[kind];

	if (!store || known->looked >= view->rows)
		return;
	seen_reserve(known, store_dict(store)->count);
	if (kind == KNOWN_RESOURCES)
		look_resources(known, store, view->rows);
	else
		look_columns(known, store, view->rows, kind == KNOWN_SESSIONS);
	known->looked = view->rows;
}

void known_release(struct known *known)
{
	free(known->at);
	free(known->seen);
	memset(known, 0, sizeof(*known));
}

static int by_symbol(const void *a, const void *b)
{
	sym_t x = ((const struct identity *)a)->sym;
	sym_t y = ((const struct identity *)b)->sym;

	return (x > y) - (x < y);
}

sym_t known_user(struct known *sessions, sym_t session)
{
	struct identity key = { .sym = session }, *found;

	if (sessions->sorted < sessions->count)
		qsort(sessions->at, sessions->count, sizeof(*sessions->at),
		      by_symbol);
	sessions->sorted = sessions->count;
	if (!sessions->count)
		return SYM_NONE;
	found = bsearch(&key, sessions->at, sessions->count,
			sizeof(*sessions->at), by_symbol);
	return found ? found->user : SYM_NONE;
}

/* Quick: what identity_matches takes is an end or a beginning of the label,
 * but for ARNs. There may be a hundred thousand to look at. */
static bool may_match(struct str identity, struct str typed)
{
	struct str label = identity_label(identity);

	return str_ends(label, typed) || str_starts(label, typed) ||
	       str_starts(typed, STR("arn:"));
}

static bool names_another(const struct view *view, enum known_kind kind,
			  sym_t identity, struct str typed)
{
	const struct known *known = &view->known[kind];

	for (size_t i = 0; i < known->count; i++) {
		struct str other =
			store_text(view_store(view), known->at[i].sym);

		if (known->at[i].sym != identity && may_match(other, typed) &&
		    identity_matches(other, typed, false))
			return true;
	}
	return false;
}

static struct str without_domain(struct str label)
{
	struct str domain = STR(".amazonaws.com");

	return str_ends(label, domain)
		       ? str_slice(label, 0, label.len - domain.len)
		       : label;
}

struct str known_text(const struct view *view, enum known_kind kind,
		      sym_t identity, bool *plain)
{
	struct str text = store_text(view_store(view), identity);
	struct str label = identity_label(text), bare = without_domain(label);

	*plain = true;
	if (kind == KNOWN_USERS && identity_matches(text, bare, false) &&
	    !names_another(view, kind, identity, bare))
		return bare;
	if (!names_another(view, kind, identity, label))
		return label;
	*plain = false;
	return text;
}
