/* SPDX-License-Identifier: MIT */
/* desk.c - see desk.h. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "demo.h"
#include "desk.h"
#include "zone.h"

#define ROWS_A_TURN 60000 /* about 2 ms of a filter's work */
/* The time order is brought up to date at most ten times a second, and so
 * rarely that it takes no more than a tenth of the time. */
#define SETTLE_SECONDS 0.1
#define SETTLE_SHARE 9

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
	    !time_read_ago(str_of(text), last, &time))
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

static void show(struct desk *desk)
{
	const char *full = desk->evidence.full;

	desk->shown = desk->evidence;
	desk->news = desk->ordered != store_rows(desk->store);
	view_show(desk->view, &desk->shown);
	if (full && !desk->full)
		view_say(desk->view, true, "%s: what follows is missing", full);
	desk->full = full != NULL;
}

void desk_open(struct desk *desk, const struct options *options, bool demo)
{
	struct view_options view = {
		.zone = options->zone,
		.ascii = options->ascii,
		.filter = str_of(options->filter),
		.now = (int64_t)time(NULL),
	};
	uint64_t seed = hash_seed();

	*desk = (struct desk){ .options = options };
	desk->store = store_new(seed);
	if (!desk->store)
		die("out of memory");
	store_bound(desk->store, options->memory);
	desk->ingest = ingest_new(desk->store, &desk->evidence,
				  (unsigned)options->jobs, seed);
	if (demo)
		add_demo(desk->ingest);
	for (size_t i = 0; i < options->paths; i++)
		ingest_path(desk->ingest, options->path[i]);
	put_title(&desk->title, options);
	desk->evidence.title = desk->title.at;
	desk->view = view_new(&view);
	desk_step(desk, 0);
	chips_of_time(desk, false);
}

void desk_release(struct desk *desk)
{
	view_free(desk->view);
	ingest_free(desk->ingest);
	evidence_release(&desk->evidence);
	store_free(desk->store);
	grid_release(&desk->grid);
	buf_release(&desk->title);
}

int desk_due(const struct desk *desk)
{
	double wait = SETTLE_SHARE * desk->settle_cost;
	double left = desk->settled - time_now() +
		      (wait > SETTLE_SECONDS ? wait : SETTLE_SECONDS);

	if (!desk->news)
		return -1;
	return left > 0 ? (int)(left * 1e3) + 1 : 0;
}

static void settle(struct desk *desk)
{
	double began = time_now();
	struct err err;

	if (desk->ordered != store_rows(desk->store) &&
	    store_settle(desk->store, &err) < 0)
		view_say(desk->view, true, "%s", err.text);
	desk->ordered = store_rows(desk->store);
	desk->settled = time_now();
	desk->settle_cost = desk->settled - began;
}

/* What the view must know at once: it looks into the lists of sources. */
static bool turned(const struct evidence *a, const struct evidence *b)
{
	return a->source != b->source || a->sources != b->sources ||
	       a->troubled != b->troubled || a->loading != b->loading ||
	       a->stopped != b->stopped;
}

static bool advanced(const struct evidence *a, const struct evidence *b)
{
	return evidence_done(a) != evidence_done(b) ||
	       a->bytes_done != b->bytes_done || a->inflated != b->inflated;
}

/* Each look makes the view count anew, so there are few while loading, and
 * none while nothing comes. True when the view was shown something. */
static bool look(struct desk *desk, bool grew)
{
	const struct evidence *now = &desk->evidence;
	bool at_once = turned(now, &desk->shown);

	desk->news |= grew || advanced(now, &desk->shown);
	int due = desk_due(desk);
	if (!at_once && due != 0)
		return false;
	if (due == 0 || !now->loading)
		settle(desk);
	show(desk);
	return true;
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
	return shown || view_work(desk->view, ROWS_A_TURN);
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
	show(desk);
	return desk_effect(desk);
}
