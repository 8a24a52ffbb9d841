/* SPDX-License-Identifier: MIT */
/* loaded.h - everything loaded and asked, for the sub-commands that print
 * and leave. */
#ifndef LOADED_H
#define LOADED_H

#include "ingest.h"
#include "query.h"
#include "options.h"

struct loaded {
	struct store *store;
	struct ingest *ingest;
	struct evidence evidence;
	struct rowset rows; /* what -f, --from and --to leave */
};

/* Loads the paths to the end and asks the question of the options; warns on
 * stderr, once, of repeats and of what was not read in whole. 0, or -1 when
 * the question is wrong (told). loaded_release in both cases. */
int loaded_open(struct loaded *loaded, const struct options *options);
void loaded_release(struct loaded *loaded);
/* The exit status, as grep: 0 found, 1 nothing, 2 an error. With --strict a
 * damaged or unreadable file is an error; one that is whole and holds no
 * CloudTrail events (a README, a digest) is none. */
int loaded_status(const struct loaded *loaded, const struct options *options,
		  bool found);

#endif
