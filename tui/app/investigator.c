/* SPDX-License-Identifier: MIT */
/* investigator.c - the loop: a slice of work, a key, a frame.
 *
 * Keys come first: a frame is drawn at once after a key, at most ten times a
 * second while loading, and not at all while the last one still drains
 * through a slow line. When keys pause, the Event pane follows. */
#include <assert.h>
#include <stdlib.h>

#include "demo/demo.h"
#include "loop.h"
#include "output.h"
#include "subcommands.h"
#include "term.h"
#include "workspace.h"

#define CALM_MS 80
#define FRAME_MS 100 /* between frames that no key asked for */
#define LINE_MS 10   /* between looks whether a slow line is free */
#define SLICE_MS 2   /* of work between two looks for keys */

struct investigator {
	struct workspace *space;
	struct loop loop;
	size_t frame, settle; /* timers */
	double keyed, drawn;  /* seconds */
	bool dirty;           /* a key came since the last frame */
	bool calmed;          /* the Event pane is up to date */
	bool busy;            /* there is work to do at once */
	bool leave;
};

static void handle_effects(struct investigator *it)
{
	for (;;) {
		struct effect effect = workspace_effect(it->space);
		switch (effect.kind) {
		case EFFECT_QUIT:
			it->leave = true;
			return;
		case EFFECT_SUSPEND:
			term_suspend();
			break;
		case EFFECT_REDRAW:
			term_redraw();
			break;
		case EFFECT_COPY:
			if (term_copy(effect.text))
				view_copied(it->space->view, effect.text);
			else
				view_say(it->space->view, true,
					 "too long for the clipboard of a "
					 "terminal: %zu bytes",
					 effect.text.len);
			break;
		default:
			return;
		}
	}
}

/* The frame's timer. */
static void draw(void *arg)
{
	struct investigator *it = arg;
	struct grid *grid = &it->space->grid;
	bool calm = time_now() >= it->keyed + CALM_MS / 1e3;
	int width, height;

	assert(!it->leave);
	if (term_busy())
		return;
	term_size(&width, &height);
	grid_resize(grid, width, height);
	view_draw(it->space->view, grid, calm);
	term_show(grid);
	it->drawn = time_now();
	it->dirty = false;
	it->calmed = calm;
}

static double frame_due(const struct investigator *it)
{
	double due = LOOP_NEVER;

	if (it->dirty)
		due = 0;
	else if (view_stale(it->space->view))
		due = it->drawn + FRAME_MS / 1e3;
	if (!it->calmed && due > it->keyed + CALM_MS / 1e3)
		due = it->keyed + CALM_MS / 1e3;
	if (due < LOOP_NEVER && term_busy())
		return time_now() + LINE_MS / 1e3;
	return due;
}

static void set_timers(struct investigator *it)
{
	int due = workspace_due(it->space);

	assert(it->frame != it->settle);
	loop_due(&it->loop, it->frame, frame_due(it));
	loop_due(&it->loop, it->settle,
		 due < 0 ? LOOP_NEVER : time_now() + due / 1e3);
}

/* Something came to absorb, or rows wait to be put in order. */
static void want_work(void *arg)
{
	struct investigator *it = arg;

	it->busy = true;
}

static void take_key(struct investigator *it, struct key key)
{
	if (key.code == PRESS_HUNG_UP) {
		it->leave = true;
		return;
	}
	if (key.code == PRESS_NONE)
		return;
	it->dirty = true;
	it->busy = true;
	it->calmed = false;
	if (key.code == PRESS_RESIZE)
		return;
	it->keyed = time_now();
	view_key(it->space->view, key);
	handle_effects(it);
}

/* One wait, and what it brings: a key, a frame, a slice of work. */
static void turn(struct investigator *it)
{
	struct loop *loop = &it->loop;
	bool busy = it->busy;

	set_timers(it);
	take_key(it, term_wait(loop->set, loop->waiters,
			       busy ? 0 : loop_patience(loop)));
	if (it->leave)
		return;
	set_timers(it);
	loop_run(loop);
	/* Keys typed ahead are answered before any more work. */
	if (it->busy && (busy || !it->dirty))
		it->busy = workspace_step(it->space, SLICE_MS);
}

static void run(struct investigator *it)
{
	it->dirty = true;
	loop_add(&it->loop, ingest_fd(it->space->ingest), want_work, it);
	it->frame = loop_add(&it->loop, -1, draw, it);
	it->settle = loop_add(&it->loop, -1, want_work, it);
	while (!it->leave)
		turn(it);
	loop_release(&it->loop);
}

static int investigate(const struct options *options, bool demo)
{
	struct term_options term = { .mono = options->mono,
				     .ascii = options->ascii };
	struct options own = *options;
	struct workspace space;
	struct err err;

	die_hook(term_close);
	if (term_open(&term, &err) < 0) {
		message("%s; without a terminal use a sub-command (events, "
			"count, top, users...), see --help",
			err.text);
		return 2;
	}
	own.ascii = term.ascii;
	workspace_open(&space, &own, demo);
	space.grid.ascii = own.ascii;
	struct investigator it = { .space = &space };
	run(&it);
	term_close();
	/* Nothing is released: a worker may sit in a read of a pipe that never
	 * ends, and to leave must not wait for it, nor for gigabytes of memory
	 * to be given back piece by piece. */
	exit(0);
}

int run_investigator(const struct options *options)
{
	if (!options_found(options))
		return 2;
	return investigate(options, false);
}

int run_demo(const struct options *options)
{
	struct err err;

	if (!options->write)
		return investigate(options, true);
	if (demo_write(options->write, &err) == 0)
		return 0;
	message("%s", err.text);
	return 2;
}
