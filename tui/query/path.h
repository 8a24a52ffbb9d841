/* SPDX-License-Identifier: MIT */
/* path.h - a path as typed, compared with the paths of leaves. */
#ifndef PATH_H
#define PATH_H

#include "base.h"

struct path;

/* See reach_new. Owned, or NULL and ERR_QUERY. */
struct path *path_new(struct str text, struct err *err);
void path_free(struct path *path);
/* True when it names an element, so that indexes must be told to match. */
bool path_indexed(const struct path *path);
/* True when a leaf at `place` (`a.items[0].b`; without indexes where the
 * path names none) is what the path names or lies below it. */
bool path_leads(const struct path *path, struct str place);

#endif
