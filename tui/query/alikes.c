/* SPDX-License-Identifier: MIT */
/* alikes.c - roles of single sign-on that have one label, told apart by the
 * end of their digits. Whether there are several is asked of the whole store,
 * so that a role is called the same whatever is kept and wherever it stands. */
#include <stdlib.h>

#include "meaning.h"
#include "query.h"

#define END 4 /* digits that nearly always tell */
#define LEAD STR("AWSReservedSSO_")

struct alikes {
	struct dict looks; /* labels, and labels with the digits' end */
	uint32_t *times;   /* by look: how many roles have it */
	size_t room;
	size_t symbols; /* of the store, that were looked at */
	bool begun;
};

struct alikes *alikes_new(void)
{
	struct alikes *alikes = xcalloc(1, sizeof(*alikes));

	alikes->symbols = 1; /* 0 is absent */
	return alikes;
}

void alikes_free(struct alikes *alikes)
{
	if (!alikes)
		return;
	if (alikes->begun)
		dict_release(&alikes->looks);
	free(alikes->times);
	free(alikes);
}

static void meet(struct alikes *alikes, struct str look)
{
	sym_t sym = dict_put(&alikes->looks, look);
	size_t had = alikes->room;

	if (sym >= had)
		vec_grow(&alikes->times, &alikes->room, (size_t)sym + 1,
			 sizeof(*alikes->times));
	for (; had < alikes->room; had++)
		alikes->times[had] = 0;
	alikes->times[sym]++;
}

static bool several(const struct alikes *alikes, struct str look)
{
	sym_t sym = dict_find(&alikes->looks, look);

	return sym != SYM_NONE && alikes->times[sym] > 1;
}

/* The permission set and its account, for the role and its sessions alike;
 * false: it is neither. */
static bool put_look(struct str identity, struct str digits, struct buf *look)
{
	ptrdiff_t from = str_search(identity, LEAD);

	if (!digits.len || from < 0)
		return false;
	buf_add(look, str_slice(identity, (size_t)from,
				(size_t)(digits.at - identity.at)));
	buf_add(look, identity_account(identity));
	buf_addc(look, ' ');
	return true;
}

static struct str end_of(struct str digits)
{
	return str_slice(digits, digits.len < END ? 0 : digits.len - END,
			 digits.len);
}

void alikes_look(struct alikes *alikes, const struct store *store)
{
	const struct dict *dict = store_dict(store);
	struct buf look = { 0 };

	if (!alikes->begun && !dict_init(&alikes->looks, dict->seed))
		die("no memory to tell roles apart");
	alikes->begun = true;
	for (; alikes->symbols < dict->count; alikes->symbols++) {
		struct str text = store_text(store, (sym_t)alikes->symbols);
		struct str digits;

		if (!str_starts(text, STR("role/")))
			continue;
		digits = role_digits(text);
		buf_reset(&look);
		if (!put_look(text, digits, &look))
			continue;
		meet(alikes, buf_str(&look));
		buf_add(&look, end_of(digits));
		meet(alikes, buf_str(&look));
	}
	buf_release(&look);
}

void alikes_put(const struct alikes *alikes, const struct store *store,
		sym_t shown, struct str ellipsis, struct buf *out)
{
	struct str text = store_text(store, shown), digits = role_digits(text);
	struct buf look = { 0 };

	if (!alikes || !alikes->begun || !put_look(text, digits, &look))
		return;
	if (several(alikes, buf_str(&look))) {
		buf_add(&look, end_of(digits));
		buf_addc(out, ' ');
		if (several(alikes, buf_str(&look))) {
			buf_add(out, digits);
		} else {
			buf_add(out, ellipsis);
			buf_add(out, end_of(digits));
		}
	}
	buf_release(&look);
}

bool alikes_has(const struct alikes *alikes, const struct store *store,
		sym_t shown)
{
	struct buf digits = { 0 };
	bool has;

	alikes_put(alikes, store, shown, STR_NONE, &digits);
	has = digits.len > 0;
	buf_release(&digits);
	return has;
}

void label_put_apart(const struct store *store, const struct alikes *alikes,
		     sym_t identity, struct str ellipsis, struct buf *out)
{
	label_put(store, identity, out);
	alikes_put(alikes, store, identity, ellipsis, out);
}
