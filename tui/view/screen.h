/* SPDX-License-Identifier: MIT */
/* screen.h - what a view holds, for the modules of this room.
 *
 * Three layers, each in its own modules: the *model* (chips, what they keep,
 * the order of hits, tallies; work in slices), the *panes* (filled pane_ops
 * forms that draw one area and answer commands), and the *frame* (layout,
 * status, filter, facts, histogram, hint, prompt, overlays). Panes read the
 * model; only the model's functions change it. */
#ifndef SCREEN_H
#define SCREEN_H

#include "view.h"
#include "commands.h"
#include "meaning.h"

enum pane_id { PANE_USERS, PANE_RESOURCES, PANE_TIMELINE, PANE_EVENT, PANES };

/* ---- the model ---- */

/* An expression at work, shared by chips and steps: going back costs no new
 * evaluation. */
struct ask {
	unsigned holders;
	char *text; /* the expression as shown */
	struct filter *filter;
	char *field;  /* expr_field, "" when it is no simple test */
	bool picks;   /* expr_picks: `field = value` or `in` */
	bool negated; /* drawn as "without" */
};

struct chip {
	struct ask *ask;
	bool off;
};

struct chips {
	struct chip *at;
	size_t count, room;
	bool off; /* all of them, by F */
};

/* What is still to be done before the screen is exact. */
enum stage {
	STAGE_ROWS,      /* chips look at rows */
	STAGE_HITS,      /* kept rows are put in time order */
	STAGE_TOTALS,    /* and counted */
	STAGE_FACTS,     /* what is constant in them */
	STAGE_USERS,     /* the panes' tables */
	STAGE_RESOURCES, /* ... */
	STAGE_DONE
};

/* What the chips keep, brought up to date by model_work. */
struct kept {
	enum stage stage;
	struct rowset rows;
	size_t looked; /* rows looked at; less than the store's: partial */
	row_t *hit;    /* kept rows in the order shown, of the stage HITS */
	size_t hits, hit_room;
	row_t *next; /* the same being made anew */
	size_t nexts, next_room;
	size_t place;   /* in the store's order, while making it */
	size_t ordered; /* rows of that order when the hits were made */
	struct totals totals;
	bool at_least; /* a regex gave up somewhere */
};

/* How many values the kept rows have of an address, a key, a tool, a region
 * and an account; of other columns it is not counted. */
struct facts {
	size_t distinct[COL_COUNT]; /* absent not counted */
	sym_t only[COL_COUNT];      /* one of them */
	bool absent[COL_COUNT];     /* some kept row has none */
};

/* Every identity the store holds of one kind: a chip's text is a label only
 * where the label names one of them. */
enum known_kind { KNOWN_USERS, KNOWN_SESSIONS, KNOWN_RESOURCES, KNOWN_KINDS };
struct known {
	struct identity {
		sym_t sym;
		sym_t user; /* of a session */
	} * at;
	size_t count, room;
	size_t sorted;  /* so many stand by symbol */
	uint64_t *seen; /* bit by symbol */
	size_t words;
	size_t looked; /* rows */
};

/* An expression counted against kept rows before it is a chip. */
struct probe {
	struct buf text; /* "" : nothing asked */
	struct filter *filter;
	struct rowset base; /* what the chips that stay keep */
	uint64_t changes;   /* of the view, when `base` was made */
	size_t replaces;    /* the chip it takes the place of; SIZE_MAX: none */
	bool counted;
	size_t count;
};

/* What `/` looks for. */
struct finder {
	struct search *search; /* NULL: nothing */
	char *pattern;
	struct filter *filter; /* keeps the events with a hit */
	size_t *found;         /* places in kept.hit, made when asked */
	size_t founds, room;
	uint64_t changes; /* of the view, when `found` was made */
	bool exact;       /* `found` speaks of all rows */
	bool seek;        /* go to the first hit from `from` when known */
	row_t from;       /* where the cursor stood before `/` */
};

/* ---- panes ---- */

struct scroll {             /* of a list */
	size_t cursor, top; /* rows */
	int column;         /* the cell cursor's column, of those shown */
	int left;           /* first cell shown, when scrolled sideways */
};
/* Answers movement commands over `count` lines, `page` of them shown. */
bool scroll_command(struct scroll *scroll, enum command command, size_t count,
		    size_t page);
/* Keeps the cursor inside `count` lines and on the page. */
void scroll_fit(struct scroll *scroll, size_t count, size_t page);

/* What `=` `!` `y` act on. */
struct aim {
	struct str field; /* alias or path; absent: nothing can be asked */
	struct str value; /* exact text; absent: the value is absent */
	struct str shown; /* what the hint line shows */
	bool plain;       /* the value names one thing without quotes, too */
};

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
	/* Search with view->finder: moves to the next (+1), previous (-1)
	 * or, while typing, first hit from the cursor on (0), and says
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
	uint32_t at;  /* in list.tally or list.sessions */
	uint32_t sessions;
	sym_t value;
};
struct list {
	struct scroll at;   /* over lines */
	struct tally tally; /* of rows kept by chips on other fields */
	struct tally sessions;
	struct rowset base; /* these rows, where they are not all kept */
	struct list_line *line;
	size_t lines, room;
	size_t inside; /* values, for the title */
	sym_t *open;   /* users whose sessions are unfolded */
	size_t opens, open_room;
	sym_t here; /* the value under the cursor */
	enum list_column sort;
	bool reverse, moved;
	size_t page;  /* lines shown at the last draw */
	int width;    /* of the pane, then */
	bool wide;    /* its columns need distinct users or addresses */
	bool counted; /* ... and these were counted */
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
enum dated { DATED_NOT, DATED_DAY, DATED_YEAR }; /* what times begin with */
struct timeline {
	struct scroll at; /* over kept.hit; .column is not used */
	row_t row;        /* the event under the cursor, or ROW_NONE */
	bool moved;       /* else the cursor stays on the first event */
	enum timeline_column column; /* of the cell cursor */
	enum timeline_column sort;
	bool reverse;
	/* of the kept rows, made anew when view->changes moved on */
	uint64_t changes;
	int want[TIMELINE_COLUMNS];  /* cells that nearly all values take */
	int full[TIMELINE_COLUMNS];  /* ... and that all take */
	bool same[TIMELINE_COLUMNS]; /* one value only */
	enum dated dated;
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
	struct buf text;
	uint64_t changes; /* of the view, when it was made */
	row_t rows;       /* of the store, then */
};

/* The histogram's own state. */
struct histogram_state {
	int64_t from, to;     /* zoomed to; from == to: the whole span */
	int64_t low, high;    /* range marked by [ and ]; TIME_NONE: not set */
	struct buckets shown; /* of the kept rows */
	int width;            /* cells they were counted for */
	uint64_t changes;     /* of the view, when they were counted */
};
/* SPAN_IN, SPAN_OUT, RANGE_LOW, RANGE_HIGH, RANGE_CHIP. */
bool histogram_command(struct view *view, enum command command);
void histogram_release(struct histogram_state *state);

/* ---- the frame ---- */

/* Its parts; each draws one area and holds no state of its own. */
void status_draw(struct view *view, struct grid *grid, struct area area);
void filter_draw(struct view *view, struct grid *grid, struct area area);
void facts_draw(struct view *view, struct grid *grid, struct area area);
/* Three rows and an axis where area.height is 4, else one row. */
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

/* The frequency table: frequency.h. */
struct frequency {
	char *name; /* of the field, as chips write it */
	struct field *field;
	enum known_kind kind; /* KNOWN_KINDS: its values are no identities */
	struct tally tally;   /* of rows kept by chips on other fields */
	struct rowset base;   /* these rows, where they are not all kept */
	struct buf without;   /* the chips left out; "": none */
	enum tally_sort sort;
	uint32_t most, values; /* events of one value; values but absent */
	uint64_t changes;      /* of the view, when counted */
	bool counted;
};

/* The pivot menu: pivot.h. */
struct way {
	char letter;
	const char *name;
	char *shown;
	struct ask *ask; /* what it puts */
	bool stays;      /* ... beside the chips for people and writes */
	bool counted;
	row_t rows; /* of the store, then */
	size_t count;
};
struct pivot {
	struct way at[12];
	size_t count;
	row_t row; /* the event it goes on from */
	struct rowset base;
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
struct step {
	struct chips chips;
	enum pane_id focus;
	bool zoomed;
	struct spot spot[PANES];
	int64_t from, to, low, high; /* of the histogram */
	size_t hits;                 /* as counted when it was left */
	bool counted;
	bool by_focus; /* recorded for a move between panes only */
};
struct steps {
	struct step *back, *forward; /* the nearest last */
	size_t backs, back_room, forwards, forward_room;
};

#include "view_state.h"

/* ---- what the model offers to panes and frame ---- */

/* NULL before the first view_show. */
const struct store *view_store(const struct view *view);
/* The row under the Timeline's cursor, ROW_NONE when nothing is kept. */
row_t view_row(const struct view *view);
/* Moves the Timeline's cursor to `row`, if it is kept; else to the nearest
 * in time. */
void view_go(struct view *view, row_t row);
/* Adds a chip and records a step for Esc. False: it does not parse. */
bool view_chip_add(struct view *view, struct str text, struct err *err);
/* The label of an identity symbol in `buf`, borrowed until buf changes. */
struct str view_label(const struct view *view, sym_t identity, struct buf *buf);
/* True when counts are still being made. */
bool view_partial(const struct view *view);
/* Puts `s` with what the finder hits in it marked. Returns the cells. */
int hit_put(struct view *view, struct grid *grid, int x, int y, int width,
	    unsigned style, struct str s);

#endif
