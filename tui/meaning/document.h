/* SPDX-License-Identifier: MIT */
/* document.h - JSON that stands in a record as a text, read whole with
 * jansson: few records hold one, and each is small. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "base.h"

#include <jansson.h>

/* CloudTrail's own bound of a record; longer ones are not looked into. */
#define DOCUMENT_MOST (256u << 10)

/* The document that the text is, also encoded for a URL, as IAM answers;
 * owned, NULL where it is none. `flags` are jansson's. */
json_t *document_read(struct str text, size_t flags);
/* The `i`-th of a list, where one value alone is a list of itself; NULL: the
 * end. */
const json_t *item_at(const json_t *list, size_t i);
/* True when `text` is one of a list. */
bool list_has(const json_t *list, const char *text);

#endif
