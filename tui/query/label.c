/* SPDX-License-Identifier: MIT */
/* label.c - how an identity is shown: what its label may leave out. */
#include "meaning.h"
#include "query.h"

void label_put(const struct store *store, sym_t identity, struct buf *out)
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
