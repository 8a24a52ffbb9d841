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
#include "loaded.h"
#include "moment.h"

#define ROWS_A_TURN 200000 /* about 5 ms of a filter's work */
/* The time order is brought up to date at most ten times a second, and so
 * rarely that it takes no more than a tenth of the time. */
#define SETTLE_SECONDS 0.1
#define SETTLE_SHARE 9

/* `invictus/`, or `invictus/ +2` when there are more paths. */
static void put_title(struct buf *out, const struct options *options)
{
	struct str path = str_of(options->paths ? options->path[0] : "demo");
	struct stat st;

	while (path.len > 1 && path.at[path.len - 1] == '/')
		path.len--;
	buf_add(out, str_slice(path,
			       (size_t)(str_find_last(path, '/') + 1),
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

static int check_filter(const struct options *options)
{
	struct err err;
	struct expr *expr;

	if (!options->filter)
		return 0;
	expr = expr_parse(str_of(options->filter), &err);
	expr_free(expr);
	if (expr)
		return 0;
	return query_refused(options->filter, &err);
}

int desk_open(struct desk *desk, const struct options *options, bool demo)
{
	struct view_options view = {
		.zone = options->zone,
		.ascii = options->ascii,
		.filter = str_of(options->filter),
	};
	uint64_t seed = hash_seed();

	*desk = (struct desk){ .options = options };
	if (check_filter(options) < 0)
		return -1;
	desk->store = store_new(seed);
	if (!desk->store)
		die("out of memory");
	store_bound(desk->store, options->memory);
	desk->ingest = ingest_new(desk->store, (unsigned)options->jobs,
				  seed);
	if (demo)
		add_demo(desk->ingest);
	for (size_t i = 0; i < options->paths; i++)
		ingest_path(desk->ingest, options->path[i]);
	put_title(&desk->title, options);
	desk->view = view_new(&view);
	desk_step(desk, 0);
	return 0;
}

void desk_release(struct desk *desk)
{
	view_free(desk->view);
	ingest_free(desk->ingest);
	store_free(desk->store);
	grid_release(&desk->grid);
	buf_release(&desk->title);
}

/* True when the order was brought up to date. */
static bool settle(struct desk *desk, bool loaded)
{
	double now = moment_now();
	double wait = SETTLE_SHARE * desk->settle_cost;
	struct err err;

	if (desk->ordered == store_rows(desk->store))
		return false;
	if (!loaded && now < desk->settled +
				     (wait > SETTLE_SECONDS ? wait
							    : SETTLE_SECONDS))
		return false;
	if (store_settle(desk->store, &err) < 0)
		view_say(desk->view, true, "%s", err.text);
	desk->ordered = store_rows(desk->store);
	desk->settled = moment_now();
	desk->settle_cost = desk->settled - now;
	return true;
}

static void chip_of_time(struct desk *desk, const char *option,
			 const char *test, const char *text, int64_t last)
{
	struct buf line = { 0 };
	int64_t time;

	if (!text)
		return;
	if (moment_read(text, last, &time)) {
		buf_addf(&line, "filter time%s", test);
		time_put_iso(&line, time);
		view_command(desk->view, buf_str(&line));
	} else {
		view_say(desk->view, true, "%s is no time: %s", option, text);
	}
	buf_release(&line);
}

/* --from and --to count from the last event loaded, so they become chips
 * when that is known. */
static void chips_of_time(struct desk *desk)
{
	int64_t first, last = 0;

	desk->timed = true;
	store_span(desk->store, &first, &last);
	chip_of_time(desk, "--from", ">=", desk->options->from, last);
	chip_of_time(desk, "--to", "<", desk->options->to, last);
}

bool desk_step(struct desk *desk, int ms)
{
	bool grew = ingest_step(desk->ingest, ms);
	bool loaded = ingest_done(desk->ingest);
	bool settled = settle(desk, loaded);

	if (grew || settled || desk->evidence.loading || !desk->timed) {
		ingest_evidence(desk->ingest, &desk->evidence);
		desk->evidence.title = desk->title.at;
		view_show(desk->view, &desk->evidence);
	}
	if (loaded && !desk->timed)
		chips_of_time(desk);
	return view_work(desk->view, ROWS_A_TURN) ||
	       (loaded && desk->ordered < store_rows(desk->store));
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
		if (poll(&wake, 1, 100) < 0 && errno != EINTR)
			die("cannot wait for the loader");
	}
}

static void set_zone(struct str zone)
{
	char *name = xstrdup(zone);

	setenv("TZ", name, 1);
	tzset();
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
		set_zone(effect.text);
		break;
	default:
		return effect;
	}
	desk->evidence.loading = true; /* so that the next turn looks */
	return desk_effect(desk);
}
