/* SPDX-License-Identifier: MIT */
/* desk.h - a loading store and the view on it: what the investigator and
 * `script` have in common.
 *
 * desk_step is the loop's one turn: absorb for some milliseconds, bring the
 * time order up to date now and then, and let the view look at some rows. */
#ifndef DESK_H
#define DESK_H

#include "ingest.h"
#include "options.h"

struct desk {
	struct store *store;
	struct ingest *ingest;
	struct view *view;
	struct grid grid;
	struct evidence evidence; /* as the view was shown it last */
	struct buf title;
	const struct options *options;
	double settled, settle_cost; /* seconds */
	double work_cost;            /* ... that the view worked since */
	row_t ordered; /* rows when the time order was last brought up */
	bool news;     /* something came that the view was not shown */
	bool timed;    /* --from and --to of the form -2h became chips */
	bool full;     /* that memory ran out was said */
};

/* Starts loading what the options name: their paths, or the demo. The
 * options are borrowed until desk_release. */
void desk_open(struct desk *desk, const struct options *options, bool demo);
void desk_release(struct desk *desk);

/* One turn of about `ms` milliseconds. True while there is more to do at
 * once; false: wait for a key, for ingest_fd or for desk_due. */
bool desk_step(struct desk *desk, int ms);
/* Milliseconds until a turn is due even when nothing comes (a pipe that has
 * paused: its last rows are not in the time order yet); -1: none is. */
int desk_due(const struct desk *desk);
/* Loaded, and every number on the screen is exact. */
bool desk_idle(const struct desk *desk);
/* Turns until desk_idle. */
void desk_settle(struct desk *desk);

/* Does what the view asked for as far as it needs no terminal (open, stop,
 * resume, zone) and hands on the rest. */
struct effect desk_effect(struct desk *desk);

#endif
