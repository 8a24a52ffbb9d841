/* SPDX-License-Identifier: MIT */
/* event_lines.c - lines and spans being written. */
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
