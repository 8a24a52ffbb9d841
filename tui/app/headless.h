/* SPDX-License-Identifier: MIT */
/* headless.h - everything loaded and asked, for the sub-commands that print
 * and leave. */
#ifndef HEADLESS_H
#define HEADLESS_H

#include "ingest.h"
#include "query.h"
#include "options.h"

struct headless {
	struct store *store;
	struct ingest *ingest;
	struct evidence evidence;
	struct rowset rows; /* what -f, --from and --to leave */
};

/* Whether -f, --from and --to can be read at all, before anything is loaded: a
 * slip must not cost the time of a load. 0, or -1 after a message. */
int headless_check(const struct options *options);
/* Loads the paths to the end and keeps what the options ask for; warns on
 * stderr, once, of repeats and of what was not read in whole. 0, or -1 when
 * what is asked for is wrong (said). headless_release in both cases. */
int headless_open(struct headless *headless, const struct options *options);
void headless_release(struct headless *headless);
/* The exit status, as grep: 0 found, 1 nothing, 2 an error. With --strict a
 * damaged or unreadable file is an error; one that is whole and holds no
 * CloudTrail events (a README, a digest) is none. */
int headless_status(const struct headless *headless,
		    const struct options *options, bool found);

#endif
