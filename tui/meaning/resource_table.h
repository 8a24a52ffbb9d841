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

/* The rows of one service. */
#define SERVICE_ROWS 64 /* none has more */
struct service_rows {
	uint16_t row[SERVICE_ROWS];
	size_t count;
};
struct service_rows resource_rows_of(struct str service);

/* The place of `path` (as an event has it, without indexes) in the row's
 * list, or -1. Where a list is wrapped (`X.items`, `X.content`), what is
 * wrapped counts as X. */
int resource_row_rank(const struct resource_row *row, struct str path);
/* What a key means elsewhere in its service: the type of the first row that
 * ends a path in `key`; TYPE_NONE. */
enum type resource_key_type(const struct service_rows *rows, struct str key);

#endif
