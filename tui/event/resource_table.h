/* SPDX-License-Identifier: MIT */
/* resource_table.h - where calls name what they touch, service by service. */
#ifndef RESOURCE_TABLE_H
#define RESOURCE_TABLE_H

#include "type.h"

struct resource_row {
	const char *service; /* without .amazonaws.com; `|` between several */
	const char *name;    /* globs of eventName, `|` between several */
	enum type type;
	/* Places (leaf.h) in order: the first that holds a name counts. */
	const char *paths;
};
size_t resource_row_count(void);
const struct resource_row *resource_row_at(size_t n);

/* Any of the globs that stand between `|`. */
bool globs_match(const char *globs, struct str text);
/* True when a row is asked for an event of that service and name. */
bool resource_row_claims(const struct resource_row *row, struct str service,
			 struct str name);
/* The place of `path` (as an event has it, without indexes) in the row's
 * list, or -1. Where a list is wrapped (`X.items`, `X.content`), what is
 * wrapped counts as X. */
int resource_row_rank(const struct resource_row *row, struct str path);
/* What a key means elsewhere in its service: the type of the first row that
 * ends a path in `key`; TYPE_NONE. */
enum type resource_key_type(struct str service, struct str key);

#endif
