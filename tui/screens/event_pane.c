/* SPDX-License-Identifier: MIT */
/* event_pane.c - the Event pane on the screen, and its keys. It draws the
 * lines that were made when the cursor rested; here nothing is looked up. */
#include <stdlib.h>

#include "event_pane.h"
#include "event_lines.h"

#define ROOMY 12       /* rows from which blank lines are shown */
#define SPAN_GAP 3     /* cells between the spans of a line */
#define SPAN_LEAST 14  /* cells that a span is cut to, or left out */
#define FIRST_LEAST 24 /* ... of the first, beside an id */

/* ---- the cell under the cursor ---- */

/* The line under the cursor; NULL: there is none. */
static const struct event_line *line_here(const struct event_state *state)
{
	if (state->at.cursor >= state->places)
		return NULL;
	return &state->line[state->place[state->at.cursor].line];
}

/* Which span the cell cursor's column stands for: the nearest one that can be
 * asked for, to the left first. */
static size_t span_at(const struct event_state *state,
		      const struct event_line *line)
{
	const struct event_span *span = &state->span[line->span];
	size_t at = (size_t)state->at.column, from;

	if (at >= line->spans)
		at = line->spans ? line->spans - 1 : 0;
	from = at;
	while (at && !span[at].field.at)
		at--;
	while (at < line->spans && !span[at].field.at)
		at++;
	return at < line->spans ? at : from;
}

/* The same span; NULL: the line, which may be NULL, has none. */
static const struct event_span *span_of(const struct event_state *state,
					const struct event_line *line)
{
	if (!line || !line->spans)
		return NULL;
	return &state->span[line->span + span_at(state, line)];
}

static void move_column(struct event_state *state, int by)
{
	const struct event_line *line = line_here(state);
	size_t at;

	if (!line || !line->spans)
		return;
	at = span_at(state, line);
	state->at.column = (int)at;
	for (at += (size_t)by; at < line->spans; at += (size_t)by)
		if (state->span[line->span + at].field.at) {
			state->at.column = (int)at;
			return;
		}
}

static bool pane_aim(struct view *view, struct aim *aim)
{
	const struct event_state *state = &view->event;
	const struct event_span *span = span_of(state, line_here(state));
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

static bool is_firm(const struct event_span *span)
{
	return span->firm || words_are_firm(span->text);
}

/* How narrow the span may become. */
static int span_least(const struct event_span *span, size_t at, int width)
{
	return !at || is_firm(&span[at]) || width < SPAN_LEAST ? width
							       : SPAN_LEAST;
}

/* The one with the most cells to spare; 0: none has any. */
static size_t widest_span(const struct event_span *span, size_t count,
			  const int *width)
{
	size_t found = 0;
	int most = 0;

	for (size_t i = 1; i < count; i++)
		if (width[i] >= most &&
		    width[i] > span_least(span, i, width[i])) {
			found = i;
			most = width[i];
		}
	return found;
}

/* Cells that its brief words take less than it has. */
static int brief_saves(const struct event_span *span, const struct grid *grid,
		       int width)
{
	return span->brief.len ? width - grid_measure(grid, span->brief, 400)
			       : 0;
}

/* The first says most and stays whole as long as it can: as many stand as
 * can be read, the last left out first, or briefly said; of these the widest
 * are cut. Only for an id beside it, which tells it from others, it is cut,
 * too. */
static size_t fit_spans(const struct event_span *span, size_t count,
			const struct grid *grid, int room, int *width)
{
	int total = -SPAN_GAP, least = -SPAN_GAP;

	for (size_t i = 0; i < count; i++) {
		width[i] = grid_measure(grid, span[i].text, 400);
		total += width[i] + SPAN_GAP;
		least += span_least(span, i, width[i]) + SPAN_GAP;
	}
	while (count > 1 && least > room) {
		int less =
			brief_saves(&span[count - 1], grid, width[count - 1]);

		if (less > 0) {
			width[count - 1] -= less;
			total -= less;
			least -= less;
			continue;
		}
		if (count == 2 && is_firm(&span[1]) && !is_firm(&span[0]) &&
		    room - SPAN_GAP - width[1] >= FIRST_LEAST) {
			width[0] = room - SPAN_GAP - width[1];
			return count;
		}
		count--;
		total -= width[count] + SPAN_GAP;
		least -= span_least(span, count, width[count]) + SPAN_GAP;
	}
	for (; count > 1 && total > room; total--)
		width[widest_span(span, count, width)]--;
	if (count && width[0] > room)
		width[0] = room;
	return room > 0 ? count : 0;
}

/* Puts the text, what the search hits in it marked; the cells it took. */
static int put_text(struct pen *pen, int x, int width, unsigned style,
		    struct str text)
{
	struct table_pen found = { .grid = pen->grid,
				   .find = view_finder(pen->view) };

	return table_put_found(&found, (struct area){ x, pen->y, width, 1 },
			       style, text);
}

static struct str span_words(const struct grid *grid,
			     const struct event_span *span, int width)
{
	return span->brief.len &&
			       grid_measure(grid, span->text, width + 1) > width
		       ? span->brief
		       : span->text;
}

static void put_spans(struct pen *pen, const struct event_line *line, int x)
{
	const struct event_state *state = &pen->view->event;
	const struct event_span *span = &state->span[line->span];
	int width[SPANS_MOST];
	size_t count =
		fit_spans(span, line->spans, pen->grid, pen->end - x, width);

	for (size_t i = 0; i < count; i++) {
		int took = put_text(pen, x, width[i], span[i].style,
				    span_words(pen->grid, &span[i], width[i]));

		if (i == span_at(state, line)) {
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
	const struct event_line *line = &state->line[place->line];
	const struct event_span *span = &state->span[line->span];
	int x = pen->area.x + place->x;

	pen->cell_x = x;
	pen->cell_width = 0;
	if (place->label)
		put_label(pen, line, pen->area.x + place->label_x);
	if (place->values && line->spans == 1)
		pen->cell_width = put_text(pen, x, pen->end - x, span->style,
					   str_slice(span->text, place->from,
						     place->from + place->len));
	else if (place->values)
		put_spans(pen, line, x);
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
	const struct event_span *span =
		span_of(state, &state->line[state->place[at].line]);

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

/* The first place of the line; for a wrapped value that of the hit. */
static size_t place_of_hit(const struct view *view, size_t line)
{
	const struct event_state *state = &view->event;
	const struct event_line *at = &state->line[line];
	size_t place = place_of(state, line), from;

	if (at->spans != 1 || view_hits(view, at->label, &from) ||
	    !view_hits(view, state->span[at->span].text, &from))
		return place;
	while (place + 1 < state->places &&
	       state->place[place + 1].line == line &&
	       state->place[place + 1].from <= from)
		place++;
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
