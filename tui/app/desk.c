/* SPDX-License-Identifier: MIT */
/* desk.c - see desk.h. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "demo.h"
#include "desk.h"
#include "moment.h"
#include "zone.h"

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

static void chip_of_time(struct desk *desk, const char *test, const char *text,
			 bool relative, int64_t last)
{
	struct buf line = { 0 };
	int64_t time;

	if (!text || (*text == '-') != relative ||
	    !moment_read(text, last, &time))
		return;
	buf_addf(&line, "filter time%s", test);
	time_put_iso(&line, time);
	view_command(desk->view, buf_str(&line));
	buf_release(&line);
}

/* --from and --to become chips: at once, or, when they count from the last
 * event, as soon as that is known. */
static void chips_of_time(struct desk *desk, bool relative)
{
	int64_t first, last = 0;

	store_span(desk->store, &first, &last);
	chip_of_time(desk, ">=", desk->options->from, relative, last);
	chip_of_time(desk, "<", desk->options->to, relative, last);
}

static void show(struct desk *desk, const struct evidence *now)
{
	const char *full = ingest_full(desk->ingest);

	desk->evidence = *now;
	desk->news = desk->ordered != store_rows(desk->store);
	view_show(desk->view, &desk->evidence);
	if (full && !desk->full)
		view_say(desk->view, true, "%s: what follows is missing", full);
	desk->full = full != NULL;
}

static struct evidence evidence_of(struct desk *desk)
{
	struct evidence now = { .title = desk->title.at };

	ingest_evidence(desk->ingest, &now);
	return now;
}

void desk_open(struct desk *desk, const struct options *options, bool demo)
{
	struct view_options view = {
		.zone = options->zone,
		.ascii = options->ascii,
		.filter = str_of(options->filter),
	};
	uint64_t seed = hash_seed();

	*desk = (struct desk){ .options = options };
	desk->store = store_new(seed);
	if (!desk->store)
		die("out of memory");
	store_bound(desk->store, options->memory);
	desk->ingest = ingest_new(desk->store, (unsigned)options->jobs, seed);
	if (demo)
		add_demo(desk->ingest);
	for (size_t i = 0; i < options->paths; i++)
		ingest_path(desk->ingest, options->path[i]);
	put_title(&desk->title, options);
	desk->view = view_new(&view);
	desk_step(desk, 0);
	chips_of_time(desk, false);
}

void desk_release(struct desk *desk)
{
	view_free(desk->view);
	ingest_free(desk->ingest);
	store_free(desk->store);
	grid_release(&desk->grid);
	buf_release(&desk->title);
}

int desk_due(const struct desk *desk)
{
	double settle = SETTLE_SHARE * desk->settle_cost;
	double wait = WORK_SHARE * desk->work_cost, left;

	if (!desk->news)
		return -1;
	wait = wait < WORK_WAIT ? wait : WORK_WAIT;
	wait = wait > settle ? wait : settle;
	wait = wait > SETTLE_SECONDS ? wait : SETTLE_SECONDS;
	left = desk->settled + wait - moment_now();
	return left > 0 ? (int)(left * 1e3) + 1 : 0;
}

static void settle(struct desk *desk)
{
	double began = moment_now();
	struct err err;

	if (desk->ordered != store_rows(desk->store) &&
	    store_settle(desk->store, &err) < 0)
		view_say(desk->view, true, "%s", err.text);
	desk->ordered = store_rows(desk->store);
	desk->settled = moment_now();
	desk->settle_cost = desk->settled - began;
	desk->work_cost = 0;
}

/* What the view must know at once: it holds the list of sources. */
static bool turned(const struct evidence *a, const struct evidence *b)
{
	return a->source != b->source || a->sources != b->sources ||
	       a->loading != b->loading || a->stopped != b->stopped;
}

static bool advanced(const struct evidence *a, const struct evidence *b)
{
	return a->files_done != b->files_done ||
	       a->bytes_done != b->bytes_done || a->inflated != b->inflated;
}

/* Each look makes the view count what is new, so there are few while loading,
 * and none while nothing comes. True when the view was shown something. */
static bool look(struct desk *desk, bool grew)
{
	struct evidence now = evidence_of(desk);
	bool at_once = turned(&now, &desk->evidence);

	desk->news |= grew || advanced(&now, &desk->evidence);
	int due = desk_due(desk);
	if (!at_once && due != 0)
		return false;
	if (due == 0 || !now.loading)
		settle(desk);
	show(desk, &now);
	return true;
}

/* The view's work on what it was shown. */
static bool work(struct desk *desk)
{
	double began = moment_now();
	bool more = view_work(desk->view, ROWS_A_TURN);

	desk->work_cost += moment_now() - began;
	return more;
}

bool desk_step(struct desk *desk, int ms)
{
	bool shown = look(desk, ingest_step(desk->ingest, ms));

	if (!desk->timed &&
	    (!desk->evidence.loading || desk->evidence.stopped)) {
		desk->timed = true;
		chips_of_time(desk, true);
	}
	/* Keys come before the view's work on what it was just shown. */
	return shown || work(desk);
}

bool desk_idle(const struct desk *desk)
{
	return !desk->evidence.loading &&
	       desk->ordered == store_rows(desk->store);
}

void desk_settle(struct desk *desk)
{
	struct pollfd wake = { .fd = ingest_fd(desk->ingest),
			       .events = POLLIN };

	for (;;) {
		if (desk_step(desk, 20))
			continue;
		if (desk_idle(desk) || desk->evidence.stopped)
			return;
		if (poll(&wake, 1, desk->news ? 10 : 100) < 0 && errno != EINTR)
			die("cannot wait for the loader");
	}
}

static void set_zone(struct desk *desk, struct str zone)
{
	char *name = xstrdup(zone);

	if (!zone_choose(name))
		view_say(desk->view, true, "no such time zone: %s", name);
	free(name);
}

struct effect desk_effect(struct desk *desk)
{
	struct effect effect = view_effect(desk->view);
	struct evidence now;
	char *path;

	switch (effect.kind) {
	case EFFECT_STOP:
		ingest_stop(desk->ingest);
		break;
	case EFFECT_RESUME:
		ingest_resume(desk->ingest);
		break;
	case EFFECT_OPEN:
		path = xstrdup(effect.text);
		ingest_path(desk->ingest, path);
		free(path);
		break;
	case EFFECT_ZONE:
		set_zone(desk, effect.text);
		break;
	default:
		return effect;
	}
	now = evidence_of(desk);
	show(desk, &now);
	return desk_effect(desk);
}
