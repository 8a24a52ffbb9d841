/* SPDX-License-Identifier: MIT */
/* words.h - what the elements of some lists in a request say, in words. */
#ifndef WORDS_H
#define WORDS_H

#include "document.h"

/* Appends what an element of the list of that name says: `Allow s3:GetObject
 * to everyone on arn:aws:s3:::b` of a policy's Statement, `writes of
 * management events` of event selectors. False, and nothing, for others. */
bool words_put(struct str list, const json_t *item, struct buf *out);
/* True for the names of such lists. */
static inline bool words_known(struct str list)
{
	return str_eq(list, STR("Statement")) ||
	       str_eq(list, STR("eventSelectors")) ||
	       str_eq(list, STR("advancedEventSelectors"));
}

#endif
