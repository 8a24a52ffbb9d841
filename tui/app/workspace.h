/* SPDX-License-Identifier: MIT */
/* workspace.h - a loading store and the view on it: what the investigator and
 * `script` have in common.
 *
 * workspace_step is the loop's one turn: absorb for some milliseconds, bring
 * the time order up to date now and then, and let the view look at some rows.
 */
#ifndef WORKSPACE_H
#define WORKSPACE_H

#include "ingest.h"
#include "options.h"
#include "screens.h"

struct workspace {
	struct store *store;
	struct ingest *ingest;
	struct view *view;
	struct grid grid;
	struct evidence evidence;
	struct evidence shown; /* the evidence as the view knows it */
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
 * options are borrowed until workspace_release. */
void workspace_open(struct workspace *space, const struct options *options,
		    bool demo);
void workspace_release(struct workspace *space);

/* One turn of about `ms` milliseconds. True while there is more to do at
 * once; false: wait for a key, for ingest_fd or for workspace_due. */
bool workspace_step(struct workspace *space, int ms);
/* Milliseconds until a turn is due even when nothing comes (a pipe that has
 * paused: its last rows are not in the time order yet); -1: none is. */
int workspace_due(const struct workspace *space);
/* Loaded, and every number on the screen is exact. */
bool workspace_idle(const struct workspace *space);
/* Turns until workspace_idle. */
void workspace_settle(struct workspace *space);

/* Does what the view asked for as far as it needs no terminal (open, stop,
 * resume, zone) and hands on the rest. */
struct effect workspace_effect(struct workspace *space);

#endif
