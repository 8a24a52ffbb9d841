/* SPDX-License-Identifier: MIT */
/* workspace.c - when the time order is brought up to date, when the view is
 * shown what came, and what the view's wishes mean for loading. */
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "demo/demo.h"
#include "workspace.h"

#define ROWS_A_TURN 20000 /* at most 4 ms of a filter's work */
/* The view is shown what came at most ten times a second, and so rarely that
 * bringing the time order up to date takes no more than a tenth of the time,
 * and what the view counts of it a fifth; but not so rarely that one would
 * think that nothing comes. */
#define SETTLE_SECONDS 0.1
#define SETTLE_SHARE 9
#define WORK_SHARE 4
#define WORK_WAIT 0.5 /* seconds */

/* `invictus/`, or `invictus/ +2` when there are more paths. */
static void put_title(struct buf *out, const struct options *options)
{
	struct str path = str_of(options->paths ? options->path[0] : "demo");
	struct stat st;

	if (str_eq(path, STR("-")))
		path = STR("standard input");

	while (path.len > 1 && path.at[path.len - 1] == '/')
		path.len--;
	buf_add(out, str_slice(path, (size_t)(str_find_last(path, '/') + 1),
			       path.len));
	if (options->paths && stat(options->path[0], &st) == 0 &&
	    S_ISDIR(st.st_mode))
		buf_addc(out, '/');
	if (options->paths > 1)
		buf_addf(out, " +%zu", options->paths - 1);
}

static void add_demo(struct ingest *ingest)
{
	struct buf name = { 0 };

	for (size_t n = 0; n < demo_files(); n++) {
		buf_reset(&name);
		demo_name(n, &name);
		ingest_made(ingest, buf_str(&name), demo_file, n);
	}
	buf_release(&name);
}

static void chip_of_time(struct workspace *space, const char *test,
			 const char *text, bool relative, int64_t last)
{
	struct buf line = { 0 };
	int64_t time;

	if (!text || (*text == '-') != relative ||
	    !time_read_ago(str_of(text), last, &time))
		return;
	buf_addf(&line, "filter time%s", test);
	time_put_iso(&line, time);
	view_command(space->view, buf_str(&line));
	buf_release(&line);
}

/* --from and --to become chips: at once, or, when they count from the last
 * event, as soon as that is known. */
static void chips_of_time(struct workspace *space, bool relative)
{
	int64_t first, last = 0;

	store_span(space->store, &first, &last);
	chip_of_time(space, ">=", space->options->from, relative, last);
	chip_of_time(space, "<", space->options->to, relative, last);
}

static void show(struct workspace *space)
{
	const char *full = space->evidence.full;

	assert(space->ordered <= store_rows(space->store));
	space->shown = space->evidence;
	space->news = space->ordered != store_rows(space->store);
	view_show(space->view, &space->shown);
	if (full && !space->full)
		view_say(space->view, true, "%s: what follows is missing",
			 full);
	space->full = full != NULL;
}

void workspace_open(struct workspace *space, const struct options *options,
		    bool demo)
{
	struct view_options view = {
		.zone = options->zone,
		.ascii = options->ascii,
		.filter = str_of(options->filter),
		.at = str_of(options->at),
		.columns = str_of(options->columns),
		.fold = options->fold,
		.now = (int64_t)time(NULL),
	};
	uint64_t seed = hash_seed();

	assert(options->jobs && (demo || options->paths));
	*space = (struct workspace){ .options = options };
	space->store = store_new(seed);
	if (!space->store)
		die("out of memory");
	store_bound(space->store, options->memory);
	space->ingest = ingest_new(space->store, &space->evidence,
				   (unsigned)options->jobs, seed);
	if (demo)
		add_demo(space->ingest);
	for (size_t i = 0; i < options->paths; i++)
		ingest_path(space->ingest, options->path[i]);
	put_title(&space->title, options);
	space->evidence.title = space->title.at;
	space->view = view_new(&view);
	show(space);
	chips_of_time(space, false);
	workspace_step(space, 0);
}

void workspace_release(struct workspace *space)
{
	view_free(space->view);
	ingest_free(space->ingest);
	evidence_release(&space->evidence);
	store_free(space->store);
	grid_release(&space->grid);
	buf_release(&space->title);
}

int workspace_due(const struct workspace *space)
{
	double settle = SETTLE_SHARE * space->settle_cost;
	double wait = WORK_SHARE * space->work_cost, left;

	if (!space->news)
		return -1;
	wait = wait < WORK_WAIT ? wait : WORK_WAIT;
	wait = wait > settle ? wait : settle;
	wait = wait > SETTLE_SECONDS ? wait : SETTLE_SECONDS;
	left = space->settled + wait - time_now();
	return left > 0 ? (int)(left * 1e3) + 1 : 0;
}

static void settle(struct workspace *space)
{
	double began = time_now();
	struct err err;

	if (space->ordered != store_rows(space->store) &&
	    store_settle(space->store, &err) < 0)
		view_say(space->view, true, "%s", err.text);
	space->ordered = store_rows(space->store);
	space->settled = time_now();
	space->settle_cost = space->settled - began;
	space->work_cost = 0;
}

/* What the view must know at once: it looks into the lists of sources. */
static bool turned(const struct evidence *a, const struct evidence *b)
{
	return a->source != b->source || a->sources != b->sources ||
	       a->troubles != b->troubles || a->loading != b->loading ||
	       a->stopped != b->stopped;
}

static bool advanced(const struct evidence *a, const struct evidence *b)
{
	return evidence_done(a) != evidence_done(b) ||
	       a->bytes_done != b->bytes_done || a->inflated != b->inflated;
}

/* Each look makes the view count what is new, so there are few while loading,
 * and none while nothing comes. True when the view was shown something. */
static bool look(struct workspace *space, bool grew)
{
	const struct evidence *now = &space->evidence;
	bool at_once = turned(now, &space->shown);

	space->news |= grew || advanced(now, &space->shown);
	int due = workspace_due(space);
	if (!at_once && due != 0)
		return false;
	if (due == 0 || !now->loading)
		settle(space);
	show(space);
	return true;
}

bool workspace_step(struct workspace *space, int ms)
{
	assert(space->view && space->ingest && ms >= 0);
	bool shown = look(space, ingest_step(space->ingest, ms)), more;
	double began;

	if (!space->timed &&
	    (!space->evidence.loading || space->evidence.stopped)) {
		space->timed = true;
		chips_of_time(space, true);
	}
	/* Keys come before the view's work on what it was just shown. */
	if (shown)
		return true;
	began = time_now();
	more = view_work(space->view, ROWS_A_TURN);
	space->work_cost += time_now() - began;
	return more;
}

bool workspace_idle(const struct workspace *space)
{
	return !space->evidence.loading &&
	       space->ordered == store_rows(space->store);
}

void workspace_settle(struct workspace *space)
{
	struct pollfd wake = { .fd = ingest_fd(space->ingest),
			       .events = POLLIN };

	for (;;) {
		if (workspace_step(space, 20))
			continue;
		if (workspace_idle(space) || space->evidence.stopped)
			return;
		if (poll(&wake, 1, space->news ? 10 : 100) < 0 &&
		    errno != EINTR)
			die("cannot wait for the loader");
	}
}

struct effect workspace_effect(struct workspace *space)
{
	struct effect effect = view_effect(space->view);
	char *text;

	switch (effect.kind) {
	case EFFECT_STOP:
		ingest_pause(space->ingest, true);
		break;
	case EFFECT_RESUME:
		ingest_pause(space->ingest, false);
		break;
	case EFFECT_OPEN:
		text = xstrdup(effect.text);
		if (access(text, F_OK) < 0)
			view_say(space->view, true, "cannot open %s: %s", text,
				 strerror(errno));
		else
			ingest_path(space->ingest, text);
		free(text);
		break;
	case EFFECT_ZONE:
		text = xstrdup(effect.text);
		if (!zone_choose(text))
			view_say(space->view, true, "no such time zone: %s",
				 text);
		free(text);
		break;
	default:
		return effect;
	}
	show(space);
	return workspace_effect(space);
}
