/* SPDX-License-Identifier: MIT */
/* resource_table.h - where calls name what they touch, service by service. */
#ifndef RESOURCE_TABLE_H
#define RESOURCE_TABLE_H

#include "arn.h"

struct resource_row {
	const char *service; /* without .amazonaws.com; `|` between several */
	const char *name;    /* globs of eventName, `|` between several */
	enum type type;
	/* Places (leaf.h) in order: the first that holds a name counts. */
	const char *paths;
};
/* The table and how many rows it has. */
const struct resource_row *resource_rows(size_t *count);

#endif
