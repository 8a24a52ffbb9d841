/* SPDX-License-Identifier: MIT */
/* common.h - what several events have in common in one field. */
#ifndef COMMON_H
#define COMMON_H

#include "query.h"

struct events { /* all borrowed */
	const struct store *store;
	const struct alikes *alikes; /* which looked at it */
	const row_t *row;
	size_t count; /* at least one */
};
/* Appends the value that all have (`field` NULL: what they did), a role of
 * single sign-on told apart from others of its label; false, and what was
 * appended says nothing: some have another, or none has one. */
bool common_put(const struct events *events, const struct field *field,
		struct buf *out);

#endif
