/* SPDX-License-Identifier: MIT */
/* alikes.c - see alikes.h. Other labels are told apart by what they say: the
 * digits of such a role are left out of its label alone. */
#include "alikes.h"

#include <stdlib.h>

#include "meaning.h"
#include "query.h"

#define END 4 /* digits that nearly always tell */

static struct str end_of(struct str digits)
{
	return str_slice(digits, digits.len - END, digits.len);
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

void alikes_find(struct alikes *alikes, const struct store *store,
		 const struct tally *tally, size_t count, const sym_t *human)
{
	struct buf look = { 0 };

	alikes_release(alikes);
	for (size_t i = 0; i < count; i++) {
		sym_t shown =
			human && human[i] != SYM_NONE && human[i] != UINT32_MAX
				? human[i]
				: tally->row[i].value;
		struct str digits = role_digits(store_text(store, shown));

		if (!digits.len)
			continue;
		if (!alikes->begun &&
		    !dict_init(&alikes->looks, store_dict(store)->seed))
			die("no memory to tell roles apart");
		alikes->begun = true;
		buf_reset(&look);
		label_put(store, shown, &look);
		meet(alikes, buf_str(&look));
		buf_add(&look, end_of(digits));
		meet(alikes, buf_str(&look));
	}
	buf_release(&look);
}

void alikes_release(struct alikes *alikes)
{
	if (alikes->begun)
		dict_release(&alikes->looks);
	free(alikes->times);
	*alikes = (struct alikes){ 0 };
}

void alikes_put(const struct alikes *alikes, const struct store *store,
		sym_t shown, struct str ellipsis, struct buf *out)
{
	struct str digits = role_digits(store_text(store, shown));
	struct buf look = { 0 };

	if (!alikes->begun || !digits.len)
		return;
	label_put(store, shown, &look);
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
