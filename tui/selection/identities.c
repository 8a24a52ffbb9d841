/* SPDX-License-Identifier: MIT */
/* identities.c - every user, session and resource the store holds.
 *
 * A chip should read `user=alice`, not carry an account number when only one
 * alice was seen. That takes a look at all identities, which are few beside
 * the rows; they are collected once, from new rows only. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "meaning.h"

static void seen_reserve(struct identities *identities, size_t syms)
{
	size_t had = identities->words;

	if (syms / 64 < had)
		return;
	if (!vec_reserve(&identities->seen, &identities->words, syms / 64 + 1,
			 sizeof(*identities->seen)))
		die("no memory for identities");
	memset(identities->seen + had, 0,
	       (identities->words - had) * sizeof(*identities->seen));
}

static void meet(struct identities *identities, sym_t sym, sym_t user)
{
	uint64_t bit = (uint64_t)1 << (sym % 64);

	if (sym == SYM_NONE || identities->seen[sym / 64] & bit)
		return;
	identities->seen[sym / 64] |= bit;
	if (!vec_reserve(&identities->at, &identities->room,
			 identities->count + 1, sizeof(*identities->at)))
		die("no memory for identities");
	identities->at[identities->count++] =
		(struct known_identity){ sym, user };
}

static void look_columns(struct identities *identities,
			 const struct store *store, size_t rows, bool sessions)
{
	const sym_t *user = store_column(store, COL_USER);
	const sym_t *session = store_column(store, COL_SESSION);

	for (size_t row = identities->looked; row < rows; row++)
		meet(identities, sessions ? session[row] : user[row],
		     user[row]);
}

static void look_resources(struct identities *identities,
			   const struct store *store, size_t rows)
{
	const uint32_t *start = store_resource_start(store);
	const sym_t *list = store_resource_list(store);

	for (size_t row = identities->looked; row < rows; row++)
		for (uint32_t i = start[row]; i < start[row + 1]; i++)
			meet(identities, list[i], SYM_NONE);
}

void identities_look(struct selection *selection, enum identity_kind kind)
{
	const struct store *store = selection->store;
	struct identities *identities = &selection->inner->identities[kind];

	assert(kind < IDENTITY_KINDS);
	if (!store || identities->looked >= selection->rows)
		return;
	seen_reserve(identities, store_dict(store)->count);
	if (kind == IDENTITY_RESOURCES)
		look_resources(identities, store, selection->rows);
	else
		look_columns(identities, store, selection->rows,
			     kind == IDENTITY_SESSIONS);
	identities->looked = selection->rows;
}

void identities_release(struct identities *identities)
{
	free(identities->at);
	free(identities->seen);
	memset(identities, 0, sizeof(*identities));
}

static int by_symbol(const void *a, const void *b)
{
	sym_t x = ((const struct known_identity *)a)->sym;
	sym_t y = ((const struct known_identity *)b)->sym;

	return (x > y) - (x < y);
}

sym_t session_user(struct selection *selection, sym_t session)
{
	struct identities *sessions =
		&selection->inner->identities[IDENTITY_SESSIONS];
	struct known_identity key = { .sym = session }, *found;

	identities_look(selection, IDENTITY_SESSIONS);
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

static bool names_another(const struct selection *selection,
			  enum identity_kind kind, sym_t identity,
			  struct str typed)
{
	const struct identities *identities =
		&selection->inner->identities[kind];

	for (size_t i = 0; i < identities->count; i++) {
		struct str other =
			store_text(selection->store, identities->at[i].sym);

		if (identities->at[i].sym != identity &&
		    may_match(other, typed) &&
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

struct str identity_text(struct selection *selection, enum identity_kind kind,
			 sym_t identity, bool *plain)
{
	struct str text = store_text(selection->store, identity);
	struct str label = identity_label(text), bare = without_domain(label);

	identities_look(selection, kind);
	*plain = true;
	if (kind == IDENTITY_USERS && identity_matches(text, bare, false) &&
	    !names_another(selection, kind, identity, bare))
		return bare;
	if (!names_another(selection, kind, identity, label))
		return label;
	*plain = false;
	return text;
}
