/* SPDX-License-Identifier: MIT */
/* key_path.h - how a key stands in a path: a dot, `[` or backslash inside it
 * has a backslash before it, so that `a.b` the key is not `a.b` the way. */
#ifndef KEY_PATH_H
#define KEY_PATH_H

#include "event.h"

static inline bool path_special(char c)
{
	return c == '.' || c == '[' || c == '\\';
}

/* Bytes at the start of `key` that stand as they are; what follows them, if
 * anything does, wants a backslash. */
static inline size_t path_plain(struct str key)
{
	size_t n = 0;

	while (n < key.len && !path_special(key.at[n]))
		n++;
	return n;
}

#endif
