/* SPDX-License-Identifier: MIT */
/* alikes.h - labels that several roles of single sign-on have, and what tells
 * these apart. */
#ifndef ALIKES_H
#define ALIKES_H

#include "counts.h"

struct alikes {
	struct dict looks; /* labels, and labels with the digits' end */
	uint32_t *times;   /* by look: how many rows have it */
	size_t room;
	bool begun;
};
/* Of the tally's first `count` rows; `human` (NULL is fine) are shown in their
 * place, but for SYM_NONE and UINT32_MAX. */
void alikes_find(struct alikes *alikes, const struct store *store,
		 const struct tally *tally, size_t count, const sym_t *human);
void alikes_release(struct alikes *alikes); /* an empty one is fine */
/* Appends ` …cdef`, the end of the role's digits, where another has the label
 * of `shown`; all of them where another has that end, too. */
void alikes_put(const struct alikes *alikes, const struct store *store,
		sym_t shown, struct str ellipsis, struct buf *out);

#endif
