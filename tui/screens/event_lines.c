/* SPDX-License-Identifier: MIT */
/* event_lines.c - the Event pane's lines: made of spans, cut to a width, and
 * what one folded, by path, so that it stays so from event to event. */
#include <assert.h>
#include <stdlib.h>

#include "event_lines.h"

void lines_add(struct event_state *state, unsigned style, struct str label)
{
	if (!vec_reserve(&state->line, &state->line_room, state->lines + 1,
			 sizeof(*state->line)))
		die("no memory for an event");
	state->line[state->lines++] = (struct event_line){
		.label = label,
		.label_style = (uint8_t)style,
		.span = (uint32_t)state->spans,
		.slot = SLOT_NONE,
		.row = ROW_NONE,
	};
}

struct event_line *lines_last(struct event_state *state)
{
	assert(state->lines);
	return &state->line[state->lines - 1];
}

static void put(struct event_state *state, struct event_span span)
{
	struct event_line *line = lines_last(state);

	if (line->spans == SPANS_MOST)
		return;
	if (!vec_reserve(&state->span, &state->span_room, state->spans + 1,
			 sizeof(*state->span)))
		die("no memory for an event");
	state->span[state->spans++] = span;
	line->spans++;
}

void lines_put(struct event_state *state, unsigned style, struct str text)
{
	put(state, (struct event_span){ .style = style, .text = text });
}

void lines_ask(struct event_state *state, unsigned style, struct str text,
	       struct str field, struct str value)
{
	put(state, (struct event_span){ style, text, field, value, false });
}

struct event_span *span_last(struct event_state *state)
{
	assert(state->spans);
	return &state->span[state->spans - 1];
}

struct str lines_keep(struct event_state *state, const struct buf *text)
{
	return arena_keep(&state->text, text->len ? buf_str(text) : STR(""));
}

void lines_take(struct event_state *state, unsigned style, struct buf *text)
{
	lines_put(state, style, lines_keep(state, text));
	buf_release(text);
}

void lines_clear(struct event_state *state)
{
	state->lines = state->spans = state->places = 0;
	arena_release(&state->text);
}

const struct event_span *lines_spans(const struct event_state *state,
				     const struct event_line *line)
{
	return &state->span[line->span];
}

struct event_line *event_here(struct event_state *state)
{
	if (state->at.cursor >= state->places)
		return NULL;
	return &state->line[state->place[state->at.cursor].line];
}

/* ---- cut to a width ---- */

#define PIECES_MOST 400 /* rows of one value */
#define NARROW 10       /* cells that values need beside their label */

int lines_label_at(const struct event_line *line, int width)
{
	return line->indent < width / 2 ? line->indent : width / 2;
}

int lines_values_at(const struct event_line *line, const struct grid *grid,
		    int width)
{
	int at = lines_label_at(line, width), label;

	if (!line->label.len)
		return line->values < width / 2 ? line->values : width / 2;
	label = at + grid_measure(grid, line->label, width);
	if (line->values > label && line->values <= width / 2)
		return line->values;
	return label + 2;
}

static void add(struct event_state *state, struct event_place place)
{
	if (!vec_reserve(&state->place, &state->place_room, state->places + 1,
			 sizeof(*state->place)))
		die("no memory for an event");
	state->place[state->places++] = place;
}

/* Bytes of the piece that `text` begins with. */
static size_t piece(const struct grid *grid, struct str text, int width)
{
	size_t len = grid_fit(grid, text, width), at = len;

	if (len == text.len)
		return len;
	while (at > len - len / 3 && text.at[at - 1] != ' ')
		at--;
	return at > len - len / 3 ? at : len;
}

static void wrap_value(struct event_state *state, const struct grid *grid,
		       struct event_place place, int width)
{
	struct str text = lines_spans(state, &state->line[place.line])->text;
	size_t pieces = 0, len;

	do {
		/* What is over the bound is put, and cut, by the last. */
		len = ++pieces < PIECES_MOST ? piece(grid, text, width)
					     : text.len;
		place.len = (uint32_t)len;
		add(state, place);
		place.from += place.len;
		place.label = false;
		text = str_slice(text, len, text.len);
	} while (text.len);
}

static void wrap_line(struct event_state *state, const struct grid *grid,
		      uint32_t at, int width)
{
	const struct event_line *line = &state->line[at];
	int x = lines_values_at(line, grid, width);
	struct event_place place = { .line = at,
				     .label = true,
				     .values = true };

	if (!line->spans && !line->label.len && !state->roomy)
		return;
	if (line->spans != 1) {
		add(state, place);
		return;
	}
	if (width - x < NARROW && line->label.len) {
		place.values = false;
		add(state, place);
		place.values = true;
		place.label = false;
		x = lines_label_at(line, width);
	}
	wrap_value(state, grid, place, width - x > 1 ? width - x : 1);
}

void event_wrap(struct event_state *state, const struct grid *grid, int width,
		bool keep)
{
	struct event_line *here = keep ? event_here(state) : NULL;
	size_t line = here ? (size_t)(here - state->line) : SIZE_MAX;

	assert(width > 0);
	state->places = 0;
	state->width = width;
	for (uint32_t at = 0; at < state->lines; at++) {
		if (at == line)
			state->at.cursor = state->places;
		wrap_line(state, grid, at, width);
	}
}

/* ---- folded and not ---- */

static bool closed_at_first(struct str path)
{
	return str_eq(path, STR("userIdentity"));
}

static size_t find(const struct event_state *state, struct str path)
{
	size_t at = 0;

	while (at < state->turns && !str_eq(str_of(state->turned[at]), path))
		at++;
	return at;
}

bool fold_closed(const struct event_state *state, struct str path)
{
	bool turned = find(state, path) < state->turns;

	return closed_at_first(path) != turned;
}

void fold_turn(struct event_state *state, struct str path)
{
	size_t at = find(state, path);

	state->made = false;
	if (at < state->turns) {
		free(state->turned[at]);
		state->turned[at] = state->turned[--state->turns];
		return;
	}
	if (!vec_reserve(&state->turned, &state->turn_room, state->turns + 1,
			 sizeof(*state->turned)))
		die("no memory for a fold");
	state->turned[state->turns++] = xstrdup(path);
}

void fold_open(struct event_state *state, struct str path)
{
	for (size_t len = 1; len <= path.len; len++) {
		struct str around = str_slice(path, 0, len);
		bool ends = len == path.len || path.at[len] == '.' ||
			    path.at[len] == '[';

		if (ends && fold_closed(state, around))
			fold_turn(state, around);
	}
}

void folds_release(struct event_state *state)
{
	for (size_t i = 0; i < state->turns; i++)
		free(state->turned[i]);
	free(state->turned);
	state->turned = NULL;
	state->turns = state->turn_room = 0;
}
