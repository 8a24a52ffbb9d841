/* SPDX-License-Identifier: MIT */
/* view.h - what a view holds, for the modules of this room.
 *
 * What the person has chosen and what follows from it is the selection's.
 * Here are the *panes* (filled forms, struct screen, that draw one area and
 * answer commands) and the *frame* (layout, status, filter, facts, histogram,
 * hint, prompt, overlays), which read it, and tell it of choices. */
#ifndef VIEW_H
#define VIEW_H

#include "screens.h"
#include "selection.h"
#include "column_choice.h"
#include "commands.h"
#include "meaning.h"
#include "table.h"
#include "tree.h"

/* In the order of Tab; all but the last are tables. */
enum pane_id {
	PANE_USERS,
	PANE_RESOURCES,
	PANE_SWEEP,
	PANE_TIMELINE,
	PANE_EVENT,
	PANES
};

/* ---- screens ---- */

/* What an overlay's box is like. */
struct box {
	int widest;      /* cells; 0: all there are */
	bool right;      /* stands to the right; else in the middle */
	bool below;      /* below the histogram, so that the filter is seen */
	bool shrinks;    /* as high as its lines need */
	int over, under; /* blank lines around its rows, where there is room */
	/* Cells it wants, where that is not `widest`. */
	int (*width)(const struct view *view, const struct grid *grid);
};

/* A key and what it does, in the bottom line. */
struct hint {
	const char *key;   /* as a command's row has it, or "j k" */
	const char *words; /* NULL, for `=`: what it would write */
};

/* A form: a pane or an overlay of rows. What it leaves out is done the usual
 * way; a new one is a filled form and its rows. */
struct screen {
	const char *name;              /* "Timeline" */
	int digit;                     /* of a pane: its key */
	unsigned place;                /* IN_...: where its keys stand */
	const char *thing;             /* what a search finds in it: "name" */
	const struct table_form *form; /* NULL: it is no table */
	const struct table_rows *rows; /* over the view */
	bool cells;  /* a cell cursor: columns are gone to and sorted by */
	bool cursor; /* its line shows while another has the focus */
	/* Appends what stands to the right in its title line. */
	void (*put_right)(struct view *view, struct buf *out);
	/* What is said where there is no row: words while it has the focus,
	 * or more than words. */
	const char *empty;
	void (*put_empty)(struct view *view, struct grid *grid,
			  struct area area);
	/* What a filter would ask of the cell under the cursor. False:
	 * nothing is there. Texts are borrowed until the next call. */
	bool (*aim)(struct view *view, struct aim *aim);
	/* Moves to the next (+1), previous (-1) or, while typing, first hit of
	 * the search from the cursor on (0), and says "3/57". */
	void (*find)(struct view *view, int direction);
	void (*sort)(struct view *view, size_t column, bool reverse);
	/* The most wanted first; a NULL key ends them. `?` stands in none: it
	 * has its own place. NULL of an overlay: how to move and leave. */
	const struct hint *hints;
	/* What Enter does where the cursor stands, in a word or two; NULL:
	 * nothing. Left out: what the hints say. */
	const char *(*enter)(const struct view *view);
	const char *(*space)(const struct view *view); /* the same of Space */
	/* What any hint says; NULL: its key does nothing now. */
	const char *(*hint)(const struct view *view, const struct hint *hint);

	/* of a pane that is no table */
	void (*draw)(struct view *view, struct grid *grid, struct area area,
		     bool focused);
	void (*move)(struct view *view, enum table_move move);

	/* of an overlay */
	struct box box;
	void (*put_title)(const struct view *view, struct buf *out);
	/* What a key does here, instead of what its row says; NULL: that. */
	const char *(*brief)(const struct view *view,
			     const struct command *command);
	/* Draws more into the box; the rows it took from below. */
	int (*put_more)(struct view *view, struct grid *grid, struct area box);
	/* Its rows are others now; between two keys. */
	void (*follow)(struct view *view);
	void (*end)(struct view *view); /* it is being closed */

	/* Whose matter it is. The first of an overlay opens it, and closes it
	 * when it is on top. */
	struct command_list commands;

	/* screen_print of what it shows; NULL where no pipe asks for it. */
	size_t (*print)(const struct screen_asked *asked,
			const struct print_options *options, size_t *defused);
};
extern const struct screen users_pane, resources_pane, sweep_pane,
	timeline_pane, event_pane;
extern const struct screen difference_overlay;
extern const struct screen chips_overlay, frequency_overlay, pivot_overlay,
	copy_overlay, sources_overlay, help_overlay, facts_overlay,
	columns_overlay;

/* What the rows of Users and Resources are asked of. */
struct roster_rows {
	const struct store *store;
	struct selection *selection; /* NULL: for pipes, the values alone */
	const struct roster *roster;
	enum roster_kind kind;
	bool ascii;
	uint32_t *at;   /* by symbol: the value's row and one, or 0 */
	size_t symbols; /* so many */
	size_t inside;  /* values that the filter keeps */
	bool notable;   /* some value has a notable event */
	/* by row: a single sign-on role's only session; SESSIONS: several */
#define SESSIONS UINT32_MAX
	sym_t *human;
	const struct alikes *alikes; /* borrowed */
	uint64_t made; /* of the roster, when that was found out */
};

/* What those of the Sweep are asked of. */
struct sweep_rows {
	const struct store *store;
	const struct sweep *sweep;
	const struct alikes *alikes;
	const struct view *view; /* NULL: for pipes */
	size_t most, users;      /* findings there ever were; users now known */
	size_t strip, worst[64]; /* so many are seen at once; where in time */
	bool by_time, narrow;    /* the worst are not first; few cells */
	uint64_t made;           /* of the sweep, as last attended to */
	uint64_t began_at, began_among; /* it and `ordered`, when it began */
};

/* What those of a frequency table are asked of. */
struct frequency_rows {
	const struct store *store;
	const struct tally *tally;
	const struct field *piped; /* for pipes: whole texts, of this field */
	bool identities, users, exact, ascii; /* values; for programs */
	const struct alikes *alikes;          /* borrowed */
	uint64_t most;                        /* events of one value */
};

/* What those of the files are asked of. */
struct file_rows {
	const struct evidence *evidence;
	const struct store *store; /* NULL: none yet */
	size_t lead;               /* bytes that all paths begin with */
	bool piped;                /* for pipes: numbers as they are */
	size_t sources, done;      /* of the evidence, when arranged */
};

enum event_form { FORM_TREE, FORM_JSON, FORM_STORY, FORMS };
struct event_state {
	enum event_form form;
	row_t row;          /* what the lines below were made from */
	row_t rows;         /* of the store, then */
	uint64_t swept;     /* findings of then: sweep.made */
	enum zone zone;     /* then */
	bool made;          /* false: they must be made again */
	struct scroll left; /* how a step back left ... */
	row_t left_row;     /* ... that event; ROW_NONE: none to come */
	struct scroll at;   /* over places; .column is a span of the line */
	size_t page;
	char **turned; /* paths folded or unfolded by hand */
	size_t turns, turn_room;
	/* see event_lines.h */
	struct event_line *line;
	size_t lines, line_room;
	struct event_span *span;
	size_t spans, span_room;
	struct event_place *place; /* rows of the screen, for `width` */
	size_t places, place_room;
	int width;
	bool roomy;        /* blank lines have a place */
	struct arena text; /* of the lines */
};
/* Two events side by side: difference.c. The older one is the left. */
struct difference_line;
enum difference_with { WITH_CALL, WITH_ANYONE, WITH_RESOURCE, WITH_HELD };
/* Another event that is offered where there is none before. */
#define DIFFERENCE_OFFERS 3
struct difference_offer {
	char key[2];
	enum difference_with with;
	int direction;
	row_t found;
};
struct difference_state {
	row_t row, other; /* under the cursor; ROW_NONE: not known, or none */
	enum difference_with with;
	int direction; /* in which `other` was looked for last */
	bool nearest;  /* ... from `row` on */
	bool seeking;  /* something still is: */
	bool asked;    /* ... `other`, else an offer */
	bool missing; /* there is none before: what else there is, is offered */
	struct difference_offer offer[DIFFERENCE_OFFERS];
	size_t offers; /* so many were looked for */
	uint64_t made; /* of the selection's partner, as last attended to */
	row_t held;    /* set as the old one; ROW_NONE */
	bool stacked;  /* in one column */
	bool narrow;   /* ... because there is no room, at the last draw */
	bool open[CHANGES]; /* folds that are unfolded */
	bool right;         /* the cell cursor stands on the new */
	struct scroll at;
	size_t page;
	int width;
	struct difference found; /* of `row` and `other` */
	struct difference_line *line;
	size_t lines, line_room;
	struct arena text;      /* of what was found */
	struct arena line_text; /* of the lines */
};

/* Why nothing is kept, in lines; made again when the store has grown. */
struct empty_state {
	bool begun, done;
	uint64_t choices, changes; /* of the selection, when it was begun */
	row_t rows;                /* of the store, then */
	size_t chip;               /* that is looked at */
	bool lonely;               /* some chip alone keeps nothing */
	struct guess *guess; /* at what its value was meant to be; or NULL */
	size_t kin;          /* 1 + which related field; 0: its own */
	struct buf nearest;  /* what was found so far */
	struct buf text;     /* is drawn, until ... */
	struct buf next;     /* ... is whole */
};
void empty_release(struct empty_state *empty);

struct histogram_state {
	int64_t from, to;  /* zoomed to; from == to: the whole span */
	int64_t low, high; /* range marked by [ and ]; TIME_NONE: not set */
};
/* Zooms in (+1) or out (-1); marks the low (-1) or high (+1) end of a range. */
void span_zoom(struct view *view, struct str rest, int how);
void range_mark(struct view *view, struct str rest, int how);
/* The marked range becomes a chip. */
void range_to_chip(struct view *view);

/* ---- the frame ---- */

/* Its parts; each draws one area and holds no state of its own. */
void status_draw(struct view *view, struct grid *grid, struct area area);
void filter_draw(struct view *view, struct grid *grid, struct area area);
void facts_draw(struct view *view, struct grid *grid, struct area area);
/* Has the events counted by time for a histogram of that width. */
void histogram_ask(struct view *view, struct area area);
/* Lanes with names and an axis where area.height is 5, else bars, and where it
 * is 2 what is notable and denied below them. What is not counted yet is drawn
 * as it was before. */
void histogram_draw(struct view *view, struct grid *grid, struct area area);
void hint_draw(struct view *view, struct grid *grid, struct area area);
/* What can be copied of the event under the cursor: copy.c. */
#define COPY_WAYS 5
struct copy_menu {
	struct buf text[COPY_WAYS]; /* empty: there is nothing to copy */
};

/* The line of facts while it has the focus: facts_focus.c. */
struct fact_state {
	size_t at;        /* the fact under the cursor */
	bool shown;       /* of this draw: the line has a place of its own */
	struct buf words; /* what Enter does */
};

/* What a person may have in hand: help_have.c. */
enum help_have {
	HAVE_ADDRESS,
	HAVE_KEY,
	HAVE_USER,
	HAVE_RESOURCE,
	HAVE_CALL,
	HAVE_TIME,
	HAVE_EVENT,
	HAVE_LIST,
	HAVE_NOTHING,
	HAVES
};
/* The rows of `?`: help.c. */
struct help_row;
struct help_part;
struct help_rows {
	row_t row_here;             /* the event its examples are of */
	struct trial trial[HAVES];  /* counted; of some nothing is asked */
	enum help_have have[HAVES]; /* those that are offered ... */
	size_t haves, chosen;       /* ... and which of these */
	const struct command_list *commands;
	enum pane_id pane; /* whose keys come first */
	struct help_row *row;
	size_t rows, room;
	size_t found; /* the row that a search stands on */
	int width;    /* of the words they were broken for */
	size_t lines; /* of the last draw, as the rest: scrolled through */
	struct help_part *part;
	size_t parts, parts_room;
};

/* The pivot menu: pivot_menu.c. Its ways are counted by the selection, in
 * the same order. */
struct menu_way {
	char letter;
	const char *name;
	char *shown; /* owned */
	row_t told;  /* rows of the store when `shown` told of the first hit */
};
struct pivot_menu {
	struct menu_way at[PIVOT_WAYS];
	size_t count, counted;
	row_t row; /* the event it goes on from */
};

enum prompt_kind {
	PROMPT_NONE,
	PROMPT_SEARCH,
	PROMPT_FILTER,
	PROMPT_COMMAND,
	PROMPT_KINDS
};
/* Where a pane stood: the thing under its cursor, and its window. */
struct spot {
	uint64_t thing; /* an id of the rows; of the Event pane none */
	struct scroll at;
	bool moved;
	size_t sort; /* as in struct table */
	bool reverse;
};

struct history { /* of one kind of prompt, oldest first */
	char **at;
	size_t count, room;
};
/* The ways to go on with the word before the cursor: candidates.c. */
struct candidates {
	size_t from;     /* byte where the word begins */
	struct buf word; /* as it was typed */
	size_t chosen;   /* the way that stands in its place; SIZE_MAX: none */
	int wanted;      /* ways on that a key is waiting for; < 0: back */
	size_t shown;    /* lines of the list, at the last draw */
	bool narrow;     /* ... without the words */
	const struct command **command; /* those it begins, or that hold it */
	size_t commands;
	struct table table;
};
struct prompt {
	enum prompt_kind kind;
	struct buf text;
	size_t at;   /* byte of the cursor */
	size_t left; /* byte of the first character shown */
	struct history history[PROMPT_KINDS];
	size_t place; /* in the history; its count: what is being typed */
	struct buf draft;
	size_t edits;    /* the chip being edited; SIZE_MAX: a new one */
	bool bad, firm;  /* does not parse; nor does Enter take it as text */
	struct err err;  /* why */
	struct buf hint; /* expr_hint */
	struct candidates list;
	struct buf line; /* the command that Enter took */
	struct spot was; /* of what is on top, before `/` */
	struct buf was_pattern;
};

/* What a list is narrowed by: narrow.c. */
struct narrowing {
	struct buf pattern;
	struct search *search; /* NULL: it is not */
};

/* Where everything stands, for one size of the grid. */
struct layout {
	bool tiny;   /* too small for anything */
	bool medium; /* side panes are hidden */
	struct area status, filter, facts, histogram, hint; /* height 0: no */
	struct area pane[PANES];
	struct area rule; /* between the side panes and the others */
	struct area over; /* of an overlay */
};
/* True where there is room for the focused pane alone. */
bool layout_is_single(int width, int height);
void layout_make(struct layout *layout, const struct view *view, int width,
		 int height);

/* ---- back and forward ---- */

/* Where everything stood: what a step of the selection keeps for us. */
struct spots {
	enum pane_id focus;
	bool zoomed;
	struct spot spot[PANES];
	struct histogram_state histogram;
	bool by_focus;  /* recorded for a move between panes only */
	char columns[]; /* of the Timeline, as columns_choose takes them */
};
/* Records a step before the Timeline's cursor jumps, from `was` (NULL: where
 * it stands), and keeps the event for the way back with one key. */
void spots_jump(struct view *view, const struct spot *was);

/* ---- the view: one struct a concern ---- */

/* Steps met on a walk: which hits, and how many up to there. */
struct step_trail {
	size_t count;
	size_t first, last;
	size_t before, befores;  /* the last before `from`; which it is */
	size_t after, after_nth; /* the first after it; 0: none */
};
/* What looks wrong is all on the first. */
enum { TRAIL_PEOPLE, TRAIL_SERVICES, TRAILS };

/* What looks wrong next, or was denied, is looked for, in all hits. */
struct step_walk {
	int direction;    /* 1: later, -1: earlier; 0: nothing is */
	bool denied;      /* else what looks wrong */
	bool given_up;    /* by the key that is being obeyed */
	size_t from;      /* the hit one stands on */
	size_t at;        /* so many were walked over ... */
	uint64_t ordered; /* ... of the hits of then */
	sym_t user, name; /* of the last that looked wrong */
	struct step_trail trail[TRAILS];
};
/* One line at the bottom, until the next key. */
struct message {
	struct buf text;
	bool bad;
};

struct effects { /* a short queue */
	struct {
		enum effect_kind kind;
		char *text; /* owned; NULL: none */
	} at[8];
	size_t count;
	char *lent; /* the text of the one taken last */
};

struct view {
	struct evidence evidence; /* of the last view_show; borrowed */

	enum zone zone;
	bool ascii;
	int64_t now;

	struct selection *selection;        /* what the person has chosen */
	uint64_t choices, ordered, totaled; /* of it, as last attended to */
	char *begin;  /* where to go once all is loaded; or NULL */
	row_t jumped; /* the event before the last jump, or ROW_NONE */
	bool seeking; /* go to the first hit of `/` when it is known */
	struct step_walk steps;
	int bursting; /* the direction of the burst to go to; 0: to none */

	/* the panes */
	enum pane_id focus;
	bool zoomed;
	struct table table[PANE_EVENT];             /* of all panes but Event */
	struct narrowing narrowing[PANE_EVENT + 1]; /* the last: the overlay */
	struct roster_rows listed[ROSTERS];
	struct sweep_rows findings;
	struct alikes *alikes; /* roles that have one label */
	bool begun; /* a key was pressed: nothing moves by itself any more */
	enum table_dated dated;        /* what times begin with */
	struct column_choice *columns; /* of the Timeline; owned */
	struct column_list column_list;
	bool by_day; /* days are long enough to be said once */
	struct event_state event;
	struct histogram_state histogram;
	struct empty_state empty;
	struct difference_state difference;

	/* the frame */
	struct command_list commands; /* its rows are owned */
	const struct screen *overlay; /* NULL: none */
	const struct screen *under;   /* what it was opened from; NULL */
	struct table over;            /* its rows */
	struct frequency_rows values; /* ... of the frequency table */
	uint64_t values_made;         /* of these, as last attended to */
	struct file_rows files;       /* ... of the sources */
	struct pivot_menu pivot;
	struct copy_menu copy;
	struct help_rows help;
	struct fact_state fact;
	struct prompt prompt;
	struct message message;
	struct effects effects;
	bool leaving;   /* a second q leaves */
	bool stale;     /* something changed since the last draw */
	bool medium;    /* of this draw: the side panes are hidden */
	unsigned shown; /* of this draw: bits by pane */

	struct buf aimed; /* lent by the aim of a pane */
	struct buf filter_text;
};

/* ---- what any module may ask ---- */

/* NULL before the first view_show. */
const struct store *view_store(const struct view *view);
/* The pane of that number; the overlay, else the focused pane; where keys
 * mean what they do there. */
const struct screen *pane_at(enum pane_id id);
const struct screen *screen_top(const struct view *view);
/* The row under the Timeline's cursor, ROW_NONE when nothing is kept. */
row_t view_row(const struct view *view);
/* Moves the Timeline's cursor to `row`, if it is kept; else to the nearest
 * in time. */
void view_go(struct view *view, row_t row);
/* change_chip, `ask` taken, and says what stands in the way. False: nothing
 * was done, as for NULL. */
bool view_chip(struct view *view, size_t at, struct ask *ask);
/* The same of what was typed, which may be no expression. */
bool view_typed(struct view *view, size_t at, struct str text);
/* Adds a chip that leaves out what has the value. */
void view_leave_out(struct view *view, const struct aim *aim);
/* The job that the title line tells of, running or stopped; NULL for none.
 * What only follows a store that grows is not told: it is loading. */
const struct job *view_job(const struct view *view);
/* Appends the label of an identity, of a service without its domain; in brief,
 * of account and alike roles as much as tells them from the others loaded. */
void label_put_short(const struct store *store, sym_t identity,
		     struct buf *out);
void label_put_brief(const struct store *store, const struct alikes *alikes,
		     sym_t identity, bool ascii, struct buf *out);
/* Finds out what of a date times begin with; the Timeline is measured anew. */
void view_date(struct view *view);
/* What stands before times from `first` to `last` tells them apart. */
enum table_dated dated_of(int64_t first, int64_t last, enum zone zone);
/* `1 event`, `23,981 events`; appended. */
void count_put(struct buf *out, uint64_t count, const char *what);
/* `12 not whole, 64 set aside`: files; nothing where all were read. */
void trouble_put(struct buf *out, const struct evidence *evidence);
/* What the finder looks for, as a table wants it. */
struct table_find view_finder(const struct view *view);
/* True when it hits `text`, which is then not empty; from *from on. */
bool view_hits(const struct view *view, struct str text, size_t *from);
/* Appends `text` with every secret in it replaced: of JSON, of URLs, tokens
 * wherever they stand. mask_names: the last part of the field says that its
 * value is one. */
#define MASKED "(masked)"
void mask_put(struct str text, struct buf *out);
bool mask_names(struct str field);
/* The style of a row of that event. */
unsigned row_style(uint32_t flags);
/* Another order than the first; appended: " by name, reversed". */
void order_put(const struct table *table, struct buf *out);
/* Goes on counting what `?` shows; what that cost in rows, 0: nothing. */
size_t help_step(struct view *view, size_t budget);
/* Goes on looking for why nothing is kept; returns about how many rows that
 * cost, 0 when it is known or something is kept. */
size_t empty_step(struct view *view, size_t budget);
/* Says why nothing is kept, as far as it is known, in the area. */
void empty_draw(struct view *view, struct grid *grid, struct area area);

/* ---- lists that are narrowed ---- */

/* Has the list show only the names that a pattern hits: a regex, or the
 * letters themselves; all of them for "". -1 and *err (NULL is fine): it is no
 * regex, and what was shown stays. */
int narrow_set(struct view *view, struct table *table, struct str pattern,
	       bool literal, struct err *err);
/* All names are back, as they stood before. False: they all were there. */
bool narrow_end(struct view *view, struct table *table);
/* The same for a table that goes on from where it is. */
void narrow_drop(struct view *view, struct table *table);
/* What the table is narrowed by; "": nothing. Borrowed. */
struct str narrow_pattern(const struct view *view, const struct table *table);
/* Appends `12 of 3,042`; false: the table is not narrowed. */
bool narrow_put(const struct view *view, const struct table *table,
		struct buf *out);

/* ---- back and forward ---- */

/* Records a step that changes no chip. */
void spots_record(struct view *view, bool by_focus);
/* Goes a step back or forward; false: there is none. */
bool spots_go(struct view *view, bool forward);
/* For the selection: the spots of the view, owned. */
void *spots_of(void *view);

/* ---- overlays ---- */

/* The one before it ends. Its rows are asked of `of`. */
void overlay_open(struct view *view, const struct screen *overlay,
		  const void *of);
void overlay_close(struct view *view);
/* The same for who goes back: from the values of a fact to the facts. */
void overlay_leave(struct view *view);

void effect_add(struct view *view, enum effect_kind kind, struct str text);

#endif
