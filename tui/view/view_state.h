/* SPDX-License-Identifier: MIT */
/* view_state.h - struct view: all that a view holds, one struct a concern.
 *
 * Included by screen.h, after the parts it is made of. What a person set
 * stands beside what was computed from it; `changes` tells the two apart:
 * it goes up whenever the kept rows are other ones than before. */
#ifndef VIEW_STATE_H
#define VIEW_STATE_H

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
	/* as of the last view_show; all of it borrowed */
	struct evidence evidence;
	row_t rows; /* of the store, then */

	enum zone zone;
	bool ascii;
	int64_t now;

	/* the model */
	struct chips chips;
	struct kept kept;
	struct facts facts;
	struct known known[KNOWN_KINDS];
	struct finder finder;
	struct probe aimed;     /* what `=` would leave */
	struct probe candidate; /* what the `&` prompt would */
	struct steps steps;
	uint64_t changes; /* goes up when kept.rows changes */

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
	struct frequency frequency;
	struct pivot pivot;
	struct prompt prompt;
	struct message message;
	struct effects effects;
	bool copying; /* `y` waits for what to copy */
	bool leaving; /* a second q leaves */
	bool hunting; /* the filter changed: its story is told */
	bool stale;   /* something changed since the last draw */
	bool calm;    /* of this draw: the Event pane may be made anew */
	bool medium;  /* of this draw: the side panes are hidden */

	struct buf scratch; /* of whoever needs a text for a moment */
	struct buf filter_text;
};

#endif
