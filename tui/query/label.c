/* SPDX-License-Identifier: MIT */
/* label.c - identities as they are shown and asked for. What is left out of a
 * label is what nobody needs, as long as no two things have one label. */
#include "field.h"
#include "meaning.h"

bool label_is_bare(const struct store *store, struct str identity)
{
	struct str account = identity_account(identity);
	sym_t only;

	return !account.at || (store_accounts(store, &only) == 1 &&
			       str_eq(account, store_text(store, only)));
}

/* True where the label of another is the same, which leaves out the only
 * account. */
static bool has_namesake(const struct store *store, struct str identity)
{
	struct buf other = { 0 };
	bool has;
	sym_t only;

	if (!identity.at || identity_account(identity).at ||
	    store_accounts(store, &only) != 1)
		return false;
	buf_add(&other, identity);
	buf_addc(&other, ' ');
	buf_add(&other, store_text(store, only));
	has = store_find(store, buf_str(&other)) != SYM_NONE;
	buf_release(&other);
	return has;
}

void label_put(const struct store *store, sym_t identity, struct buf *out)
{
	struct str text = store_text(store, identity);

	identity_put(text, !label_is_bare(store, text), out);
	if (has_namesake(store, text))
		buf_add(out, NO_ACCOUNT);
}

void label_put_whole(const struct store *store, sym_t identity, struct buf *out)
{
	struct str text = store_text(store, identity);

	buf_add(out, text);
	if (has_namesake(store, text))
		buf_add(out, NO_ACCOUNT);
}
