/* SPDX-License-Identifier: MIT */
/* label.c - which accounts and regions are loaded, and what a label may
 * therefore leave out. */
#include "inside.h"

#include <string.h>

bool met_reserve(struct met *met, size_t syms)
{
	size_t had = met->words;

	if (!vec_reserve(&met->bit, &met->words, syms / 64 + 1,
			 sizeof(*met->bit)))
		return false;
	memset(met->bit + had, 0, (met->words - had) * sizeof(*met->bit));
	return true;
}

static size_t met_count(const struct met *met, sym_t *only)
{
	if (only)
		*only = met->first;
	return met->count;
}

size_t store_accounts(const struct store *store, sym_t *only)
{
	return met_count(&store->accounts, only);
}

size_t store_regions(const struct store *store, sym_t *only)
{
	return met_count(&store->regions, only);
}

void store_put_label(const struct store *store, sym_t identity, struct buf *out)
{
	struct str text = store_text(store, identity);
	struct str account = identity_account(text);
	sym_t only;

	if (!account.at || (store_accounts(store, &only) == 1 &&
			    str_eq(account, store_text(store, only))))
		buf_add(out, identity_label(text));
	else
		buf_add(out, text);
}
