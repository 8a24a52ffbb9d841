/* SPDX-License-Identifier: MIT */
/* event_wrap.c - lines cut into rows of the screen.
 *
 * A user's start-up script or a policy can take hundreds of rows; all of
 * them can be reached, up to a bound that keeps one huge value from hiding
 * what stands below it. Where a row ends, a blank near its end is preferred,
 * so that messages read well. */
#include "event_lines.h"

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

	state->places = 0;
	state->width = width;
	for (uint32_t at = 0; at < state->lines; at++) {
		if (at == line)
			state->at.cursor = state->places;
		wrap_line(state, grid, at, width);
	}
}
