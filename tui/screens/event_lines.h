/* SPDX-License-Identifier: MIT */
/* event_lines.h - the Event pane's text, between who writes it and who puts
 * it on the screen.
 *
 * A *line* is a label and up to four *spans*; a span can be asked for (`=`)
 * when it has a field. Lines know nothing of the pane's width; cut to it they
 * take one or more *places*, rows of the screen. Only lines of one span are
 * wrapped; of the others the longest span is cut in the middle. */
#ifndef EVENT_LINES_H
#define EVENT_LINES_H

#include "view.h"

#define SPANS_MOST 4

struct event_span {
	unsigned style;
	struct str text;
	struct str field; /* absent: nothing can be asked */
	struct str value; /* exact; absent: the value is */
	bool plain;       /* as in struct aim */
	bool firm;        /* cut only when it stands alone */
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
	uint32_t line, from, len; /* bytes of its only span */
	bool label;               /* the line's first place */
	bool values;              /* false: they begin on the next */
};

/* Adds a line. Texts are borrowed: they live in the store or the arena. */
void lines_add(struct event_state *state, unsigned style, struct str label);
/* All of these speak of the line added last. */
struct event_line *lines_last(struct event_state *state);
void lines_put(struct event_state *state, unsigned style, struct str text);
void lines_ask(struct event_state *state, unsigned style, struct str text,
	       struct str field, struct str value);
struct event_span *span_last(struct event_state *state);
/* A copy in the arena. */
struct str lines_keep(struct event_state *state, const struct buf *text);
/* Keeps the text, puts it, and releases the buffer. */
void lines_take(struct event_state *state, unsigned style, struct buf *text);
void lines_clear(struct event_state *state);
const struct event_span *lines_spans(const struct event_state *state,
				     const struct event_line *line);

/* Where the label and the spans of a line begin in a pane that wide. */
int lines_label_at(const struct event_line *line, int width);
int lines_values_at(const struct event_line *line, const struct grid *grid,
		    int width);
/* Cuts the lines into places for `width` cells. The cursor stays on its line,
 * if `keep`. */
void event_wrap(struct event_state *state, const struct grid *grid, int width,
		bool keep);
/* The line under the cursor; NULL: there is none. */
struct event_line *event_here(struct event_state *state);

/* ---- folds: containers of an event, by path ---- */

bool fold_closed(const struct event_state *state, struct str path);
void fold_turn(struct event_state *state, struct str path);
/* Opens the container and all around it. */
void fold_open(struct event_state *state, struct str path);
void folds_release(struct event_state *state);

#endif
