/* SPDX-License-Identifier: MIT */
/* event_pane.c - the Event pane on the screen, and its keys. It draws the
 * lines that were made when the cursor rested; here nothing is looked up. */
#include <stdlib.h>

#include "event_pane.h"
#include "event_lines.h"

#define ROOMY 12 /* rows from which blank lines are shown */

/* ---- the cell under the cursor ---- */

/* The line under the cursor; NULL: there is none. */
static const struct event_line *line_here(const struct event_state *state)
{
	if (state->at.cursor >= state->places)
		return NULL;
	return &state->line[state->place[state->at.cursor].line];
}

/* The spans of the place. */
static const struct event_span *spans_of(const struct event_state *state,
					 const struct event_place *place)
{
	return &state->span[state->line[place->line].span + place->span];
}

/* Which of them the cell cursor's column stands for: the nearest one that can
 * be asked for, to the left first. */
static size_t span_at(const struct event_state *state,
		      const struct event_place *place)
{
	const struct event_span *span = spans_of(state, place);
	size_t at = (size_t)state->at.column, from;

	if (at >= place->spans)
		at = place->spans ? place->spans - 1u : 0;
	from = at;
	while (at && !span[at].field.at)
		at--;
	while (at < place->spans && !span[at].field.at)
		at++;
	return at < place->spans ? at : from;
}

/* The same span; NULL: the place has none. */
static const struct event_span *span_of(const struct event_state *state,
					size_t at)
{
	const struct event_place *place = &state->place[at];

	if (at >= state->places || !place->spans)
		return NULL;
	return spans_of(state, place) + span_at(state, place);
}

static void move_column(struct event_state *state, int by)
{
	const struct event_place *place = &state->place[state->at.cursor];
	size_t at;

	if (!span_of(state, state->at.cursor))
		return;
	at = span_at(state, place);
	state->at.column = (int)at;
	for (at += (size_t)by; at < place->spans; at += (size_t)by)
		if (spans_of(state, place)[at].field.at) {
			state->at.column = (int)at;
			return;
		}
}

static bool pane_aim(struct view *view, struct aim *aim)
{
	const struct event_state *state = &view->event;
	const struct event_span *span = span_of(state, state->at.cursor);
	bool asked = span && (span->field.at || span->value.at);

	if (!span)
		return false;
	*aim = (struct aim){ .field = span->field,
			     .value = asked ? span->value : span->text,
			     .plain = span->plain,
			     .part = span->part };
	return true;
}

bool event_put_node(struct view *view, struct buf *out)
{
	const struct event_line *line = line_here(&view->event);

	return line && line->fold != FOLD_NONE &&
	       event_put_json(view, line->path, out);
}

/* ---- drawing ---- */

struct pen {
	struct view *view;
	struct grid *grid;
	struct area area; /* of the lines: inside the margins */
	int end;          /* the cell right of it */
	int y;
	int cell_x, cell_width; /* of the span under the cell cursor */
};

/* Puts the text, what the search hits in it marked; the cells it took. */
static int put_text(struct pen *pen, int x, int width, unsigned style,
		    struct str text)
{
	struct table_pen found = { .grid = pen->grid,
				   .find = view_finder(pen->view) };

	return table_put_found(&found, (struct area){ x, pen->y, width, 1 },
			       style, text);
}

static void put_spans(struct pen *pen, const struct event_place *place, int x)
{
	const struct event_state *state = &pen->view->event;
	const struct event_span *span = spans_of(state, place);

	for (size_t i = 0; i < place->spans; i++) {
		struct str text = span[i].text;
		int took;

		if (place->spans == 1)
			text = str_slice(text, place->from,
					 place->from + place->len);
		took = put_text(pen, x, pen->end - x, span[i].style, text);
		if (i == span_at(state, place)) {
			pen->cell_x = x;
			pen->cell_width = took;
		}
		x += took + SPAN_GAP;
	}
}

static void put_label(struct pen *pen, const struct event_line *line, int x)
{
	enum glyph glyph = line->fold == FOLD_OPEN ? GLYPH_OPEN : GLYPH_CLOSED;

	if (line->fold != FOLD_NONE)
		grid_put(pen->grid, x - 2, pen->y, 1, STYLE_TEXT,
			 grid_glyph(pen->grid, glyph));
	put_text(pen, x, pen->end - x, line->label_style, line->label);
}

static void put_place(struct pen *pen, const struct event_place *place)
{
	const struct event_state *state = &pen->view->event;

	pen->cell_x = pen->area.x + place->x;
	pen->cell_width = 0;
	if (place->label)
		put_label(pen, &state->line[place->line],
			  pen->area.x + place->label_x);
	put_spans(pen, place, pen->area.x + place->x);
}

/* A sentence of the story is marked whole; other values by the row, since
 * they may be longer than the pane. */
static bool is_here(const struct event_state *state, size_t at)
{
	size_t here = state->at.cursor;

	return at == here || (state->form == FORM_STORY &&
			      state->place[at].line == state->place[here].line);
}

static void mark_cursor(struct pen *pen, size_t at)
{
	const struct event_state *state = &pen->view->event;
	const struct event_span *span = span_of(state, at);

	grid_mark(pen->grid,
		  (struct area){ pen->area.x, pen->y, pen->area.width, 1 },
		  STYLE_SELECTED);
	if (span && span->field.at)
		grid_mark(pen->grid,
			  (struct area){ pen->cell_x, pen->y, pen->cell_width,
					 1 },
			  STYLE_CELL);
	if (at != state->at.cursor)
		return;
	pen->grid->cursor_x = pen->area.x;
	pen->grid->cursor_y = pen->y;
}

/* Appends "3 of 10 in this second": events of one second have no known order,
 * which is said where the event is. */
static void put_order(const struct view *view, struct buf *out)
{
	const struct store *store = view_store(view);
	row_t row = view->event.row;
	size_t place, from, to, count;
	int64_t time;

	if (!store || row >= store_rows(store))
		return;
	time = store_time(store)[row];
	place = store_place(store, row);
	store_order(store, &count);
	if (time == TIME_NONE || place >= count)
		return;
	from = store_at_time(store, time);
	to = store_at_time(store, time + 1);
	if (to - from > 1)
		buf_addf(out, "%zu of %zu in this second   ", place - from + 1,
			 to - from);
}

static void put_right(struct view *view, struct buf *out)
{
	static const char *const names[FORMS] = { "tree", "JSON", "story" };
	const struct event_state *state = &view->event;

	if (view->focus == PANE_EVENT && state->places > state->page &&
	    state->width >= 58)
		buf_addf(out, "%zu of %zu lines   ", state->at.cursor + 1,
			 state->places);
	if (state->width >= 68)
		put_order(view, out);
	buf_addf(out, "%s  v: %s, %s", names[state->form],
		 names[(state->form + 1) % FORMS],
		 names[(state->form + 2) % FORMS]);
}

/* The first place of the line, the number of places where it has none. */
static size_t place_of(const struct event_state *state, size_t line)
{
	size_t at = 0;

	while (at < state->places && state->place[at].line != line)
		at++;
	return at;
}

/* Cuts the lines to another width; the cursor stays on its line. */
static void wrap_again(struct event_state *state, const struct grid *grid,
		       int width)
{
	const struct event_line *here = line_here(state);
	size_t at;

	event_wrap(state, grid, width);
	at = here ? place_of(state, (size_t)(here - state->line))
		  : state->places;
	if (at < state->places)
		state->at.cursor = at;
}

static void event_draw(struct view *view, struct grid *grid, struct area area,
		       bool focused)
{
	struct event_state *state = &view->event;
	struct pen pen = { .view = view, .grid = grid, .area = area };
	bool roomy = area.height > ROOMY;

	state->page = area.height > 1 ? (size_t)area.height - 1 : 0;
	pen.area.x++;
	pen.area.width -= 2;
	pen.end = pen.area.x + pen.area.width;
	if (state->width != pen.area.width || state->roomy != roomy) {
		state->roomy = roomy;
		wrap_again(state, grid, pen.area.width);
	}
	scroll_fit(&state->at, state->places, state->page);
	for (size_t i = 0; i < state->page; i++) {
		size_t at = state->at.top + i;

		if (at >= state->places)
			break;
		pen.y = area.y + 1 + (int)i;
		put_place(&pen, &state->place[at]);
		if (focused && is_here(state, at))
			mark_cursor(&pen, at);
	}
}

/* ---- search: keys and values, also those that are folded away ---- */

static bool line_hits(const void *of, size_t at)
{
	const struct view *view = of;
	const struct event_line *line = &view->event.line[at];
	const struct event_span *span = &view->event.span[line->span];
	size_t from;

	if (view_hits(view, line->label, &from))
		return true;
	for (size_t i = 0; i < line->spans; i++)
		if (view_hits(view, span[i].text, &from))
			return true;
	return false;
}

static struct table_found seek(const struct view *view, int direction)
{
	const struct event_state *state = &view->event;
	const struct event_line *here = line_here(state);

	return lines_find(state->lines, here ? (size_t)(here - state->line) : 0,
			  direction, line_hits, view);
}

/* The place of the line's first hit. */
static size_t place_of_hit(const struct view *view, size_t line)
{
	const struct event_state *state = &view->event;
	const struct event_line *at = &state->line[line];
	const struct event_place *next;
	size_t place = place_of(state, line), span = 0, from;

	if (view_hits(view, at->label, &from))
		return place;
	while (span < at->spans &&
	       !view_hits(view, state->span[at->span + span].text, &from))
		span++;
	if (span == at->spans)
		return place;
	while (place + 1 < state->places) {
		next = &state->place[place + 1];
		if (next->line != line || next->span > span ||
		    (next->span == span && next->from > from))
			break;
		place++;
	}
	return place;
}

static void find(struct view *view, int direction)
{
	struct table_found found = { 0 };

	if (!view->selection->finder.search)
		return;
	if (!direction)
		found = seek(view, 0);
	if (!found.count) {
		event_unfold_hits(view);
		if (!view->event.made)
			event_prepare(view, view->event.row);
		found = seek(view, direction);
	}
	if (!found.count) {
		view_say(view, true, "nothing in this event has %s",
			 view->selection->finder.pattern);
		return;
	}
	view->event.at.cursor = place_of_hit(view, found.line);
	view_say(view, false, "%zu/%zu%s", found.nth, found.count,
		 found.wrapped ? "  wrapped" : "");
}

/* ---- keys ---- */

/* Folds the container on the line or around it; the cursor goes to it. */
static void turn(struct view *view, struct str path)
{
	struct event_state *state = &view->event;
	char *copy = xstrdup(path);

	fold_turn(state, path);
	event_prepare(view, state->row);
	for (size_t i = 0; i < state->places; i++) {
		const struct event_line *line =
			&state->line[state->place[i].line];

		if (line->fold != FOLD_NONE && str_eq(line->path, str_of(copy)))
			state->at.cursor = i;
	}
	free(copy);
}

/* Folds or unfolds what is under the cursor, or goes to the event there. */
static void enter(struct view *view, struct str rest, int how)
{
	struct event_state *state = &view->event;
	const struct event_line *line = line_here(state);

	if (!line)
		return;
	if (line->row != ROW_NONE && line->row != state->row) {
		spots_jump(view, NULL);
		view_go(view, line->row);
	} else if (line->path.len)
		turn(view, line->path);
	view->stale = true;
}

static void next_form(struct view *view, struct str rest, int how)
{
	struct event_state *state = &view->event;

	state->form = (enum event_form)((state->form + 1) % FORMS);
	state->made = false;
	state->at = (struct scroll){ 0 };
	event_prepare(view, state->row);
}

/* Up and down go by what is marked: in the story, by whole sentences. */
static void go_on(struct event_state *state, enum table_move move, size_t was)
{
	const struct event_place *place = state->place;
	size_t *at = &state->at.cursor;

	if (state->form != FORM_STORY || was >= state->places)
		return;
	if (move == MOVE_DOWN)
		while (*at + 1 < state->places &&
		       place[*at].line == place[was].line)
			++*at;
	if (move == MOVE_UP)
		while (*at && place[*at - 1].line == place[*at].line)
			--*at;
}

static void pane_move(struct view *view, enum table_move move)
{
	struct event_state *state = &view->event;
	size_t was = state->at.cursor;

	if (move == MOVE_LEFT || move == MOVE_RIGHT) {
		move_column(state, move == MOVE_LEFT ? -1 : 1);
		return;
	}
	scroll_move(&state->at, move, state->places, state->page);
	go_on(state, move, was);
}

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "fold", "Enter", IN_EVENT, "look", NULL,
	  "fold or unfold what is under the cursor", enter },
	{ "form", "v", IN_PANES, "look", NULL, "Event as tree, JSON, story",
	  next_form },
};

static const char *enter_word(const struct view *view)
{
	const struct event_state *state = &view->event;
	const struct event_line *line = line_here(state);

	if (!line)
		return NULL;
	if (line->row != ROW_NONE && line->row != state->row)
		return "go there";
	if (!line->path.len)
		return NULL;
	return fold_closed(state, line->path) ? "unfold" : "fold";
}

static const struct hint hints[] = {
	{ "Enter", "fold" }, { "=", NULL },    { "v", "form" },
	{ "y", "copy" },     { "!", "not" },   { "/", "find" },
	{ "f", "count" },    { "p", "pivot" }, { NULL, NULL },
};

const struct screen event_pane = {
	.name = "Event",
	.digit = 4,
	.place = IN_EVENT,
	.put_right = put_right,
	.draw = event_draw,
	.move = pane_move,
	.aim = pane_aim,
	.find = find,
	.commands = COMMAND_LIST(commands),
	.hints = hints,
	.enter = enter_word,
};
