/* SPDX-License-Identifier: MIT */
/* event_lines.h - one event being told: what is said of it, in lines, between
 * who writes them and who puts them on the screen.
 *
 * A *line* is a label and up to six *spans*; a span can be asked for (`=`)
 * when it has a field. Lines know nothing of the pane's width; for it they
 * take one or more *places*, rows of the screen, with as many spans as have
 * room there. No value is cut: one that is wider than a row goes on below. */
#ifndef EVENT_LINES_H
#define EVENT_LINES_H

#include "view.h"

#define SPANS_MOST 6
#define SPAN_GAP 3  /* cells between the spans of a place */
#define TOP_LABEL 7 /* cells of a label above the keys, with blanks */

struct event_span {
	unsigned style;
	struct str text;
	struct str field; /* absent: nothing can be asked */
	struct str value; /* exact; absent: the value is */
	bool plain, part; /* as in struct aim */
	bool joined;      /* stands beside the span before it */
	bool spare;       /* left out where the row has no room for it */
};

enum fold { FOLD_NONE, FOLD_OPEN, FOLD_CLOSED };

struct event_line {
	struct str label;
	struct str path; /* of the container that Enter folds; or absent */
	uint32_t span;   /* the first, in the state's spans */
	uint32_t slot;   /* SLOT_NONE: it shows no leaf of the record */
	row_t row;       /* the event that Enter goes to, or ROW_NONE */
	uint16_t indent, values; /* cells before the label, and the spans */
	uint8_t label_style, spans, fold;
};

struct event_place {
	uint32_t line;
	uint32_t from, len;  /* bytes of its only span */
	uint8_t span, spans; /* which of the line's */
	int label_x, x;      /* of the label, and the spans */
	bool label;          /* the line's first place */
};

/* ---- the event ---- */

struct told {
	struct view *view;
	struct event_state *state;
	const struct store *store;
	row_t row;
	uint32_t flags;
	bool summary; /* of many calls: it is none itself */
	struct record record;
};

/* False: there is no such row. */
bool told_init(struct told *told, struct view *view, row_t row);
/* What its row has in the column; SYM_NONE, absent: nothing. */
sym_t told_sym(const struct told *told, enum column column);
struct str told_text(const struct told *told, enum column column);
/* The text of a well-known place or of a slot, for as long as the lines live;
 * absent where there is no such place. */
struct str told_field(struct told *told, enum field_id field);
struct str told_slot(struct told *told, uint32_t slot);
/* What a filter calls the slot's place: its alias, else its path. */
struct str told_slot_field(const struct told *told, uint32_t slot);
/* What was done, without its outcome; appended. */
void told_deed(const struct told *told, struct buf *out);
/* `long-term key, MFA not recorded`; appended. */
void told_credential(struct told *told, struct buf *out);

/* The next finding after `after` (NULL: the first) that the event belongs to
 * and that says more than the event itself; borrowed; NULL: no more. */
const struct sweep_finding *told_finding(const struct told *told,
					 const struct sweep_finding *after);

/* ---- its lines ---- */

/* Adds a line. Texts are borrowed: they live in the store or the arena. The
 * line is borrowed until the next one. */
struct event_line *told_line(struct told *told, unsigned style,
			     struct str label);
/* Adds a line without words. */
void told_blank(struct told *told);
/* Adds a span to the line added last; borrowed until the next one. */
struct event_span *told_put(struct told *told, unsigned style, struct str text);
struct event_span *told_ask(struct told *told, unsigned style, struct str text,
			    struct str field, struct str value);
/* The same of the program's own words. */
struct event_span *told_say(struct told *told, unsigned style,
			    const char *format, ...) PRINTF_LIKE(3, 4);
/* Keeps what the buffer holds for as long as the lines live; the buffer is
 * empty then, and has nothing to release. */
struct str told_keep(struct told *told, struct buf *text);
/* Puts the lines on places for `width` cells. */
void event_wrap(struct event_state *state, const struct grid *grid, int width);

/* ---- folds: containers of an event, by path ---- */

/* The fold of an authorization message that is encoded: closed at first. */
#define ENCODED_FOLD "(encoded message)"
bool fold_closed(const struct event_state *state, struct str path);
/* Folds what is unfolded, or the other way round. */
void fold_turn(struct event_state *state, struct str path);

/* Where the text goes on as `Encoded authorization failure message: ` and what
 * only AWS can read, its bytes before that; else its length. */
size_t encoded_at(struct str message);

/* ---- who tells it ---- */

/* who, with, from, did, what came of it, and why it should be looked at. */
void event_put_top(struct told *told);
/* ... and below that what the record hides or lacks. */
void event_put_notes(struct told *told);
/* Puts the object or list at that path as JSON into an empty buffer; false:
 * there is none, or the tree leaves something out. */
bool event_put_json(struct view *view, struct str path, struct buf *out);
/* Keys and values, nested, foldable. */
void event_put_tree(struct told *told);
/* What was asked and what came of it stands before the rest: by top-level
 * key, from 0. */
#define EVENT_RANKS 9 /* of those before the rest */
static inline size_t event_rank(struct str name)
{
	static const char *const firsts[EVENT_RANKS] = {
		"requestParameters",   "responseElements",    "errorCode",
		"errorMessage",        "serviceEventDetails", "insightDetails",
		"additionalEventData", "resources",           "summary",
	};
	size_t at = 0;

	while (at < EVENT_RANKS && !str_eq(name, str_of(firsts[at])))
		at++;
	return at;
}
/* What `=` asks of a node; what stands in a string is a part of it, where it
 * is written there as it is shown. False: nothing can be asked. */
struct tree_node;
bool event_aim(struct told *told, const struct tree_node *node,
	       struct aim *aim);
/* Unfolds there what is folded around hits of the search; the lines are then
 * to be made again. */
void event_unfold_hits(struct view *view);

#endif
