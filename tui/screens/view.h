/* SPDX-License-Identifier: MIT */
/* view.h - what a view holds, for the modules of this room.
 *
 * What the person has chosen and what follows from it is the selection's.
 * Here are the *panes* (filled pane_ops forms that draw one area and answer
 * commands) and the *frame* (layout, status, filter, facts, histogram, hint,
 * prompt, overlays), which read it, and tell it of choices. */
#ifndef VIEW_H
#define VIEW_H

#include "screens.h"
#include "selection.h"
#include "commands.h"
#include "meaning.h"
#include "table.h"

enum pane_id { PANE_USERS, PANE_RESOURCES, PANE_TIMELINE, PANE_EVENT, PANES };

/* ---- panes ---- */

/* Answers movement commands over `count` lines, `page` of them shown. */
bool scroll_command(struct scroll *scroll, enum command command, size_t count,
		    size_t page);

struct pane_ops {
	const char *name; /* "Timeline" */
	const char *help; /* one line */
	/* Draws inside `area`, whose first row is the pane's title line. */
	void (*draw)(struct view *view, struct grid *grid, struct area area,
		     bool focused);
	/* True when the command was this pane's. */
	bool (*command)(struct view *view, enum command command);
	/* False: nothing is under the cursor. Texts are borrowed until the
	 * next call on the pane. */
	bool (*aim)(struct view *view, struct aim *aim);
	/* Search with the selection's finder: moves to the next (+1), previous
	 * (-1) or, while typing, first hit from the cursor on (0), and says
	 * "3/57" with view_say. */
	void (*find)(struct view *view, int direction);
};
extern const struct pane_ops users_pane, resources_pane, timeline_pane,
	event_pane;

/* The title line of a pane: `─ 3 Timeline ──────── 12 of 508`. */
void title_draw(struct view *view, struct grid *grid, struct area area,
		enum pane_id id, bool focused, struct str right);

/* Users and Resources. */
enum list_column {
	LIST_NAME,
	LIST_KIND,
	LIST_TYPE,
	LIST_ACCOUNT,
	LIST_EVENTS,
	LIST_DENIED,
	LIST_WRITES,
	LIST_USERS,
	LIST_ADDRESSES,
	LIST_FIRST,
	LIST_LAST,
	LIST_COLUMNS
};
enum line_kind { LINE_VALUE, LINE_SESSION, LINE_RULE };
struct list_line {
	enum line_kind kind;
	bool inside;  /* the chips keep some of it */
	bool machine; /* an AWS service */
	uint32_t at;  /* in the roster's tally or sessions */
	uint32_t sessions;
	sym_t value;
};
struct list {
	struct scroll at; /* over lines */
	uint64_t made;    /* of the roster, when the lines were made */
	struct list_line *line;
	size_t lines, room;
	size_t inside; /* values, for the title */
	sym_t *open;   /* users whose sessions are unfolded */
	size_t opens, open_room;
	sym_t here; /* the value under the cursor */
	enum list_column sort;
	bool reverse, moved;
	size_t page; /* lines shown at the last draw */
	int width;   /* of the pane, then */
};

enum timeline_column {
	TIMELINE_TIME,
	TIMELINE_USER,
	TIMELINE_SERVICE,
	TIMELINE_EVENT,
	TIMELINE_RESOURCE,
	TIMELINE_ADDRESS,
	TIMELINE_TOOL,
	TIMELINE_KEY,
	TIMELINE_REGION,
	TIMELINE_ACCOUNT,
	TIMELINE_ERROR,
	TIMELINE_SESSION,
	TIMELINE_COLUMNS
};
struct timeline {
	struct scroll at; /* over the hits; .column is not used */
	row_t row;        /* the event under the cursor, or ROW_NONE */
	bool moved;       /* else the cursor stays on the first event */
	enum timeline_column column; /* of the cell cursor */
	enum timeline_column sort;
	bool reverse;
	/* of the kept rows, made anew when view->selection->changes moved on */
	uint64_t changes;
	int want[TIMELINE_COLUMNS];  /* cells that nearly all values take */
	int full[TIMELINE_COLUMNS];  /* ... and that all take */
	bool same[TIMELINE_COLUMNS]; /* one value only */
	enum table_dated dated;
	size_t page;
	int width;              /* of the pane, at the last draw */
	bool all;               /* zoomed, then: every column */
	struct buf text, value; /* lent by aim */
};

/* The event pane's own state. */
enum event_form { FORM_TREE, FORM_JSON, FORM_STORY, FORMS };
struct event_state {
	enum event_form form;
	row_t row;        /* what the lines below were made from */
	row_t rows;       /* of the store, then */
	enum zone zone;   /* then */
	bool made;        /* false: they must be made again */
	bool stays;       /* the next row keeps the scroll: a step gave it */
	struct scroll at; /* over places; .column is a span of the line */
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
/* Makes the lines again when the row, form or folds changed. ROW_NONE: no
 * lines. Called before a calm draw; draw itself makes nothing. */
void event_prepare(struct view *view, row_t row);
/* Puts the cursor on the line of that slot, unfolding what hides it. */
void event_show_slot(struct view *view, uint32_t slot);
void event_release(struct event_state *state);

/* Why nothing is kept, in lines; made once for a filter. */
struct empty_state {
	bool begun, done;
	uint64_t changes;    /* of the selection, when it was begun */
	row_t rows;          /* of the store, then */
	size_t chip;         /* that is looked at */
	bool lonely;         /* some chip alone keeps nothing */
	struct guess *guess; /* at what its value was meant to be; or NULL */
	struct buf text;
};
void empty_release(struct empty_state *empty);

/* The histogram's own state. */
struct histogram_state {
	int64_t from, to;  /* zoomed to; from == to: the whole span */
	int64_t low, high; /* range marked by [ and ]; TIME_NONE: not set */
};
/* SPAN_IN, SPAN_OUT, RANGE_LOW, RANGE_HIGH, RANGE_CHIP. */
bool histogram_command(struct view *view, enum command command);

/* ---- the frame ---- */

/* Its parts; each draws one area and holds no state of its own. */
void status_draw(struct view *view, struct grid *grid, struct area area);
void filter_draw(struct view *view, struct grid *grid, struct area area);
void facts_draw(struct view *view, struct grid *grid, struct area area);
/* Has the events counted by time for a histogram of that width. */
void histogram_ask(struct view *view, int width);
/* Three rows and an axis where area.height is 4, else one row. What is not
 * counted yet is drawn as it was before. */
void histogram_draw(struct view *view, struct grid *grid, struct area area);
void hint_draw(struct view *view, struct grid *grid, struct area area);
/* Overlays fill the area, which is cleared and boxed by them. They set
 * overlay.lines and overlay.page. */
void help_draw(struct view *view, struct grid *grid, struct area area);
void sources_draw(struct view *view, struct grid *grid, struct area area);

/* Overlays are lists over the panes: Esc or q closes them. */
enum overlay {
	OVERLAY_NONE,
	OVERLAY_HELP,
	OVERLAY_SOURCES,
	OVERLAY_CHIPS,
	OVERLAY_FREQUENCY,
	OVERLAY_PIVOT
};
struct overlay_state {
	enum overlay kind;
	struct scroll at;
	size_t lines, page;
};

/* The pivot menu: pivot_menu.h. Its ways are counted by the selection, in
 * the same order. */
struct menu_way {
	char letter;
	const char *name;
	char *shown; /* owned */
	row_t told;  /* rows of the store when `shown` told of the first hit */
};
struct pivot_menu {
	struct menu_way at[PIVOT_WAYS];
	size_t count;
	row_t row; /* the event it goes on from */
};

enum prompt_kind {
	PROMPT_NONE,
	PROMPT_SEARCH,
	PROMPT_FILTER,
	PROMPT_COMMAND,
	PROMPT_KINDS
};
struct history { /* of one kind of prompt, oldest first */
	char **at;
	size_t count, room;
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
	bool bad;        /* does not parse */
	bool firm;       /* ... and Enter will not take it as plain text */
	struct err err;  /* why */
	struct buf hint; /* expr_hint */
	size_t tab;      /* the n-th completion is shown */
	size_t tab_from; /* byte where the completed word begins */
	struct buf tab_word;
	struct buf line;   /* the command that Enter took */
	struct scroll was; /* of the focused pane, before `/` */
	row_t was_row;
	struct buf was_pattern;
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
void layout_make(struct layout *layout, const struct view *view, int width,
		 int height);

/* ---- back and forward ---- */

/* Where a list stood: the thing under its cursor, and how far below the top
 * of the pane. */
struct spot {
	uint32_t thing; /* row_t or sym_t; for the Event pane a line */
	size_t above;
	int column, left;
	bool moved;
};
/* Where everything stood: what a step of the selection keeps for us. */
struct spots {
	enum pane_id focus;
	bool zoomed;
	struct spot spot[PANES];
	int64_t from, to, low, high; /* of the histogram */
	bool by_focus; /* recorded for a move between panes only */
};

/* ---- the view: one struct a concern ---- */

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
	bool seeking; /* go to the first hit of `/` when it is known */

	/* the panes */
	const struct pane_ops *panes[PANES];
	enum pane_id focus;
	bool zoomed;
	struct list list[2]; /* PANE_USERS, PANE_RESOURCES */
	struct timeline timeline;
	struct event_state event;
	struct histogram_state histogram;
	struct empty_state empty;

	/* the frame */
	struct overlay_state overlay;
	struct buf frequency_here; /* the table's value under the cursor */
	uint64_t frequency_made;   /* of the table, as last attended to */
	struct pivot_menu pivot;
	struct prompt prompt;
	struct message message;
	struct effects effects;
	bool copying; /* `y` waits for what to copy */
	bool leaving; /* a second q leaves */
	bool stale;   /* something changed since the last draw */
	bool calm;    /* of this draw: the Event pane may be made anew */
	bool medium;  /* of this draw: the side panes are hidden */

	struct buf scratch; /* of whoever needs a text for a moment */
	struct buf filter_text;
};

/* ---- what any module may ask ---- */

/* NULL before the first view_show. */
const struct store *view_store(const struct view *view);
/* The row under the Timeline's cursor, ROW_NONE when nothing is kept. */
row_t view_row(const struct view *view);
/* Moves the Timeline's cursor to `row`, if it is kept; else to the nearest
 * in time. */
void view_go(struct view *view, row_t row);
/* change_chip, and says what stands in the way. */
int view_chip(struct view *view, size_t at, struct str text);
/* The label of an identity symbol in `buf`, borrowed until buf changes. */
struct str view_label(const struct view *view, sym_t identity, struct buf *buf);
/* The job that the title line tells of, running or stopped; NULL for none.
 * What only follows a store that grows is not told: it is loading. */
const struct job *view_job(const struct view *view);
/* True when counts are still being made. */
bool view_partial(const struct view *view);
/* Puts `s` with what the finder hits in it marked. Returns the cells. */
int hit_put(struct view *view, struct grid *grid, int x, int y, int width,
	    unsigned style, struct str s);

#endif
