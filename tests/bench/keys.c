/* SPDX-License-Identifier: MIT */
/* keys.c - how long a key waits for its screen, while a trail loads and once
 * it is loaded: the loop of the investigator without a terminal.
 *
 *	keys JOBS PATH [verbose]
 *
 * A key may come at any moment of a turn, so that what is told of each is the
 * longest: the turn before it, obeying it, drawing. What is measured is the
 * time that the thread was given, so that others on the machine do not count.
 * Prints `name value` lines: milliseconds, and how many keys; `ready` is how
 * long all panes take once everything is loaded, the Sweep as the last.
 * `verbose` tells of the slow ones. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../tui/app/workspace.h"
#include "../../tui/screens/view.h"

#define MOST 100000
#define SLOW 10.0 /* ms */

struct waits {
	double ms[MOST];
	size_t count;
};

static struct workspace space;
static double turn; /* ms that the longest turn since the last key took */
static const char *verbose;
static double slice_max;  /* ms of one slice of a job ... */
static size_t slice_rows; /* ... and the most that one spent */

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static bool take_turn(void)
{
	double began = now_ms(), took;
	bool more = workspace_step(&space, 2);

	took = now_ms() - began;
	if (verbose && took > SLOW)
		fprintf(stderr, "turn %.1f ms, %zu events\n", took,
			(size_t)space.view->selection->rows);
	turn = took > turn ? took : turn;
	return more;
}

/* What is left after a choice, slice by slice, as the jobs see it. */
static void take_slices(void)
{
	for (;;) {
		double began = now_ms(), took;
		size_t rows = selection_step(space.view->selection, 20000);

		took = now_ms() - began;
		if (!rows)
			return;
		slice_max = took > slice_max ? took : slice_max;
		slice_rows = rows > slice_rows ? rows : slice_rows;
	}
}

static void press(struct waits *waits, const char *name)
{
	double began = now_ms(), obeyed, drawn;
	struct key key;

	if (!key_read(str_of(name), &key))
		die("no key %s", name);
	view_key(space.view, key);
	while (workspace_effect(&space).kind != EFFECT_NONE)
		;
	obeyed = now_ms() - began;
	view_draw(space.view, &space.grid, false);
	drawn = now_ms() - began;
	if (verbose && drawn > SLOW)
		fprintf(stderr, "key %s: obeyed %.1f, drawn %.1f ms\n", name,
			obeyed, drawn - obeyed);
	if (waits->count < MOST)
		waits->ms[waits->count++] = turn + drawn;
	turn = 0;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void tell(const char *name, struct waits *waits)
{
	size_t n = waits->count;

	if (!n)
		die("no key was pressed");
	qsort(waits->ms, n, sizeof(*waits->ms), by_size);
	printf("%s_keys %zu\n%s_p50 %.2f\n%s_p99 %.2f\n%s_max %.2f\n", name, n,
	       name, waits->ms[n / 2], name, waits->ms[n * 99 / 100], name,
	       waits->ms[n - 1]);
}

static void keys_while_loading(void)
{
	static const char *const keys[] = { "j", "j", "k", "G", "j", "g" };
	static struct waits waits;
	size_t n = 0;

	while (space.evidence.loading) {
		for (int i = 0; i < 5 && space.evidence.loading; i++)
			take_turn();
		press(&waits, keys[n++ % ARRAY_LEN(keys)]);
	}
	tell("loading", &waits);
}

/* Words of keys, each pressed when so much was done after the one before. */
static const char *const hunt[] = {
	"j j j k G g 1 j j = Esc 2 j j Enter Esc 3 l l s s S S",
	"P P W W & d e n i e d Enter Esc / G e t O b j e c t Enter n n n Esc",
	"f j s s Esc f Esc p Esc 3 \\ j j G g \\ & i p = 1 0 . * Enter Esc",
	"N N z Z x Esc F F & / 4 [ 0 - 9 ] + b e e f / Enter Esc",
	"3 g e e . . G E , & u s e r = a Tab Tab BackTab Esc",
	"3 l l s e G E : g o t o Space 1 2 : 0 0 Enter S g . Esc"
};

static void keys_once_loaded(int turns)
{
	static struct waits waits;

	for (size_t i = 0; i < ARRAY_LEN(hunt); i++) {
		char *words = xstrdup(str_of(hunt[i]));

		for (char *word = strtok(words, " "); word;
		     word = strtok(NULL, " ")) {
			press(&waits, word);
			for (int n = 0; n < turns && take_turn(); n++)
				;
			view_draw(space.view, &space.grid, true);
		}
		free(words);
	}
	tell(turns > 1 ? "settled" : "loaded", &waits);
}

int main(int argc, char **argv)
{
	struct options options = { .zone = ZONE_UTC };
	double loaded;

	if (argc < 3)
		die("keys JOBS PATH [verbose]");
	memory_tune();
	options.jobs = (size_t)atoi(argv[1]);
	options.path = &argv[2];
	options.paths = 1;
	verbose = argc > 3 ? argv[3] : NULL;
	grid_resize(&space.grid, 160, 48);
	workspace_open(&space, &options, false);
	grid_resize(&space.grid, 160, 48);
	keys_while_loading();
	loaded = now_ms();
	while (take_turn() || !workspace_idle(&space))
		;
	printf("ready %.2f\n", now_ms() - loaded);
	turn = 0;
	printf("events %zu\n", (size_t)store_rows(space.store));
	keys_once_loaded(1);
	keys_once_loaded(1 << 20);
	selection_sort(space.view->selection,
		       (struct hit_order){ .by = ORDER_RESOURCE });
	take_slices();
	change_chip(space.view->selection, SIZE_MAX,
		    ask_new(STR("/[0-9]{4}beef/"), NULL));
	take_slices();
	printf("slice_max %.2f\nslice_rows %zu\n", slice_max, slice_rows);
	workspace_release(&space);
	return 0;
}
