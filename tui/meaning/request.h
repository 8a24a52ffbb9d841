/* SPDX-License-Identifier: MIT */
/* request.h - parts of a request that are read whole. */
#ifndef REQUEST_H
#define REQUEST_H

#include "document.h"
#include "meaning.h"

/* What stands at a place below `rq.` (leaf.h): an object or array there, or
 * the JSON that a text there holds. Owned: json_decref it; NULL where there is
 * none. */
json_t *request_document(const struct record *record, struct str place);

#endif
