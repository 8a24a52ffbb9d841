/* SPDX-License-Identifier: MIT */
/* screens.h - the investigator's screen: rows of a store become a grid, keys
 * become commands.
 *
 * A view holds what the person has set (chips, focus, cursor, zoom, the
 * steps to go back) and never the data: it is shown a store that may grow
 * between two keys. It knows no terminal: the same view is played by
 * scripts. What it cannot do itself (quit, copy, open a path) it asks for as
 * an effect.
 *
 * Nothing here waits: view_work goes on in slices until everything on the
 * screen is exact; until then the numbers say that they are partial. */
#ifndef SCREENS_H
#define SCREENS_H

#include "base.h"
#include "evidence.h"
#include "store.h"
#include "query.h"
#include "grid.h"
#include "keys.h"
#include "print.h"

struct view_options {
	enum zone zone;
	bool ascii;
	bool fold;          /* runs of reads are a line each */
	struct str filter;  /* of -f: the first chips; parsed before */
	struct str columns; /* of the Timeline: see columns_check; or absent */
	struct str at;      /* a time or event id to begin at; or absent */
	int64_t now;        /* names the zone where no event has a time */
};

struct view;
struct view *view_new(const struct view_options *options); /* owned */
void view_free(struct view *view);

/* The evidence has grown or changed; cheap. A copy is kept, whose arrays are
 * borrowed until the next view_show. */
void view_show(struct view *view, const struct evidence *evidence);
/* Answers a key at once (counts may still be partial). */
void view_key(struct view *view, struct key key);
/* Looks at about `budget` rows more of what is asked; true while there is
 * more to do. Call it between keys. */
bool view_work(struct view *view, size_t budget);
/* Draws the whole screen at the grid's size. `calm` is false while keys come
 * quickly: the Event pane then keeps what it showed. */
void view_draw(struct view *view, struct grid *grid, bool calm);
/* True when something changed since the last view_draw. */
bool view_stale(const struct view *view);

/* A message for the hint line, until the next key. */
void view_say(struct view *view, bool bad, const char *format, ...)
	PRINTF_LIKE(3, 4);
/* Says what was copied. */
void view_copied(struct view *view, struct str text);
/* Runs a `:` command as if typed. */
void view_command(struct view *view, struct str line);

enum effect_kind {
	EFFECT_NONE,
	EFFECT_QUIT,
	EFFECT_SUSPEND, /* ^Z */
	EFFECT_REDRAW,  /* ^L */
	EFFECT_STOP,    /* ^C: stop loading */
	EFFECT_RESUME,  /* go on loading */
	EFFECT_OPEN,    /* text: a path to load as well */
	EFFECT_COPY,    /* text: for the clipboard */
	EFFECT_ZONE,    /* text: a time zone to be local from now on */
};
struct effect {
	enum effect_kind kind;
	struct str text; /* borrowed until the next call on the view */
};
/* What the last keys asked for, one at a time, then EFFECT_NONE. */
struct effect view_effect(struct view *view);

/* The chips as one expression, for titles, tests and `y`. Borrowed. */
struct str view_filter(const struct view *view);

/* ---- the Timeline's columns ---- */

/* Names between commas: those it has of itself, or any field; each perhaps
 * with its width in cells, `user:20`. 0, or -1 and ERR_QUERY: one is none. */
int columns_check(struct str text, struct err *err);
/* Puts what fields these are into an empty buffer, between commas, the time
 * first, each once; `what`, which is none, stays itself. */
void columns_put_fields(struct str text, struct buf *out);
/* Appends what that column says of the row, accounts in full: the story of a
 * notable deed, the object, else the resource that it names first. */
void what_put(const struct store *store, row_t row, struct buf *out);

/* ---- for pipes ---- */

enum screen_kind {
	SCREEN_USERS,
	SCREEN_RESOURCES,
	SCREEN_VALUES,
	SCREEN_FILES,
	SCREEN_SWEEP
};
struct screen_asked { /* all borrowed */
	const struct store *store;
	const struct rowset *rows;
	const struct alikes *alikes;     /* which looked at the store */
	const struct field *field;       /* of SCREEN_VALUES */
	const struct evidence *evidence; /* of SCREEN_FILES */
};
/* Prints what that screen shows of the rows, most events first, files in
 * their order, the worst finding first. Returns how many it printed; *defused
 * (NULL is fine) counts the cells of CSV that begin with a `'` now. Costs a
 * pass over the rows. */
size_t screen_print(enum screen_kind what, const struct screen_asked *asked,
		    const struct print_options *options, size_t *defused);

#endif
