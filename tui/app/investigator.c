/* SPDX-License-Identifier: MIT */
/* investigator.c - the loop: a slice of work, a key, a frame.
 *
 * Keys come first: a frame is drawn at once after a key, at most ten times a
 * second while loading, and not at all while the last one still drains
 * through a slow line. When keys pause, the Event pane follows. */
#include <stdlib.h>

#include "subcommands.h"
#include "demo/demo.h"
#include "workspace.h"

#include "message.h"
#include "term.h"

#define CALM_MS 80
#define FRAME_MS 100 /* between frames that no key asked for */

struct loop {
	struct workspace *space;
	double keyed, drawn; /* seconds */
	bool dirty;          /* a key came since the last frame */
	bool calmed;         /* the Event pane is up to date */
	bool leave;
};

static void handle_effects(struct loop *loop)
{
	for (;;) {
		struct effect effect = workspace_effect(loop->space);
		switch (effect.kind) {
		case EFFECT_QUIT:
			loop->leave = true;
			return;
		case EFFECT_SUSPEND:
			term_suspend();
			break;
		case EFFECT_REDRAW:
			term_redraw();
			break;
		case EFFECT_COPY:
			if (term_copy(effect.text))
				view_say(loop->space->view, false,
					 "copied %zu bytes", effect.text.len);
			else
				view_say(loop->space->view, true,
					 "too long for the clipboard of a "
					 "terminal: %zu bytes",
					 effect.text.len);
			break;
		default:
			return;
		}
	}
}

static void draw(struct loop *loop, bool calm)
{
	struct grid *grid = &loop->space->grid;
	int width, height;

	term_size(&width, &height);
	grid_resize(grid, width, height);
	view_draw(loop->space->view, grid, calm);
	term_show(grid);
	loop->drawn = time_now();
	loop->dirty = false;
	loop->calmed = calm;
}

static void draw_when_due(struct loop *loop)
{
	double now = time_now();
	bool calm = now >= loop->keyed + CALM_MS / 1e3;
	bool stale = view_stale(loop->space->view) &&
		     now >= loop->drawn + FRAME_MS / 1e3;

	if ((loop->dirty || stale || (calm && !loop->calmed)) && !term_busy())
		draw(loop, calm);
}

/* How long a wait for keys may take, in milliseconds. */
static int patience(const struct loop *loop, bool busy)
{
	if (busy)
		return 0;
	if (loop->dirty || view_stale(loop->space->view))
		return 10;
	int due = workspace_due(loop->space);
	if (!loop->calmed && (due < 0 || due > CALM_MS))
		return CALM_MS;
	return due;
}

static void take_key(struct loop *loop, struct key key)
{
	if (key.code == PRESS_HUNG_UP) {
		loop->leave = true;
		return;
	}
	if (key.code == PRESS_NONE)
		return;
	loop->dirty = true;
	loop->calmed = false;
	if (key.code == PRESS_RESIZE)
		return;
	loop->keyed = time_now();
	view_key(loop->space->view, key);
	handle_effects(loop);
}

static void run(struct loop *loop)
{
	int fd = ingest_fd(loop->space->ingest);
	bool busy = false;

	loop->dirty = true;
	while (!loop->leave) {
		draw_when_due(loop);
		take_key(loop, term_wait(&fd, 1, patience(loop, busy)));
		if (loop->leave)
			break;
		/* Keys typed ahead are answered before any more work. */
		if (!loop->dirty || busy)
			busy = workspace_step(loop->space, 2);
		else
			busy = true;
	}
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
	own.ascii = options->ascii || term_ascii();
	workspace_open(&space, &own, demo);
	space.grid.ascii = own.ascii;
	struct loop loop = { .space = &space };
	run(&loop);
	term_close();
	/* Nothing is released: a worker may sit in a read of a pipe that never
	 * ends, and to leave must not wait for it, nor for gigabytes of memory
	 * to be given back piece by piece. */
	exit(0);
}

int run_investigator(const struct options *options)
{
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
