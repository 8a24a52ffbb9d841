/* SPDX-License-Identifier: MIT */
/* event_pane.c - the Event pane on the screen, and its keys. It draws the
 * lines that were made when the cursor rested; here nothing is looked up. */
#include <stdlib.h>

#include "event_pane.h"
#include "event_nodes.h"
#include "event_top.h"

/* ---- the cell under the cursor ---- */

#define ROOMY 12      /* rows from which blank lines are shown */
#define SPAN_GAP 3    /* cells between the spans of a line */
#define SPAN_LEAST 14 /* cells that a span is cut to, or left out */

/* ---- the cell under the cursor ---- */

/* The span that the cell cursor's column stands for: the nearest one that
 * can be asked for, to the left first. */
static size_t span_at(const struct event_state *state,
		      const struct event_line *line)
{
	const struct event_span *span = lines_spans(state, line);
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

static void move_column(struct event_state *state, int by)
{
	const struct event_line *line = event_here(state);
	const struct event_span *span;
	size_t at;

	if (!line || !line->spans)
		return;
	span = lines_spans(state, line);
	at = span_at(state, line);
	for (size_t next = at + (size_t)by; next < line->spans;
	     next += (size_t)by)
		if (span[next].field.at) {
			at = next;
			break;
		}
	state->at.column = (int)at;
}

static bool pane_aim(struct view *view, struct aim *aim)
{
	struct event_state *state = &view->event;
	const struct event_line *line = event_here(state);
	const struct event_span *span;

	if (!line || !line->spans)
		return false;
	span = &lines_spans(state, line)[span_at(state, line)];
	*aim = (struct aim){ .field = span->field,
			     .value = span->field.at || span->value.at
					      ? span->value
					      : span->text,
			     .plain = span->plain };
	return true;
}

/* ---- drawing ---- */

struct pen {
	struct view *view;
	struct grid *grid;
	struct area area; /* of the lines: inside the margins */
	int y;
	int cell_x, cell_width; /* of the span under the cell cursor */
};

/* How narrow the span may become. */
static int span_least(const struct event_span *span, size_t at, int width)
{
	return !at || span[at].firm || width < SPAN_LEAST ? width : SPAN_LEAST;
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

/* The first says most and stays whole as long as it can: as many stand as
 * can be read, the last left out first; of these the widest are cut. */
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

static void put_spans(struct pen *pen, const struct event_line *line, int x)
{
	const struct event_state *state = &pen->view->event;
	const struct event_span *span = lines_spans(state, line);
	int width[SPANS_MOST], end = pen->area.x + pen->area.width;
	size_t count = fit_spans(span, line->spans, pen->grid, end - x, width);

	for (size_t i = 0; i < count; i++) {
		int took = hit_put(pen->view, pen->grid,
				   (struct area){ x, pen->y, width[i], 1 },
				   span[i].style, span[i].text);

		if (i == span_at(state, line)) {
			pen->cell_x = x;
			pen->cell_width = took;
		}
		x += took + SPAN_GAP;
	}
}

static void put_piece(struct pen *pen, const struct event_line *line,
		      const struct event_place *place, int x)
{
	const struct event_span *span = lines_spans(&pen->view->event, line);
	int room = pen->area.x + pen->area.width - x;

	pen->cell_x = x;
	pen->cell_width = hit_put(
		pen->view, pen->grid, (struct area){ x, pen->y, room, 1 },
		span->style,
		str_slice(span->text, place->from, place->from + place->len));
}

static void put_label(struct pen *pen, const struct event_line *line, int x)
{
	enum glyph glyph = line->fold == FOLD_OPEN ? GLYPH_OPEN : GLYPH_CLOSED;

	if (line->fold != FOLD_NONE)
		grid_put(pen->grid, x - 2, pen->y, 1, STYLE_TEXT,
			 grid_glyph(pen->grid, glyph));
	hit_put(pen->view, pen->grid,
		(struct area){ x, pen->y, pen->area.x + pen->area.width - x,
			       1 },
		line->label_style, line->label);
}

static void put_place(struct pen *pen, const struct event_place *place)
{
	const struct event_state *state = &pen->view->event;
	const struct event_line *line = &state->line[place->line];
	int label = pen->area.x + lines_label_at(line, pen->area.width);
	int values =
		pen->area.x + lines_values_at(line, pen->grid, pen->area.width);
	bool below = place->values && place > state->place &&
		     place[-1].line == place->line && !place[-1].values;

	pen->cell_width = 0;
	if (place->label)
		put_label(pen, line, label);
	if (!place->values)
		return;
	if (line->spans == 1)
		put_piece(pen, line, place, below ? label : values);
	else
		put_spans(pen, line, values);
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
	const struct event_line *line = &state->line[state->place[at].line];

	grid_mark(pen->grid,
		  (struct area){ pen->area.x, pen->y, pen->area.width, 1 },
		  STYLE_SELECTED);
	if (line->spans &&
	    lines_spans(state, line)[span_at(state, line)].field.at)
		grid_mark(pen->grid,
			  (struct area){ pen->cell_x, pen->y, pen->cell_width,
					 1 },
			  STYLE_CELL);
	if (at != state->at.cursor)
		return;
	pen->grid->cursor_x = pen->area.x;
	pen->grid->cursor_y = pen->y;
}

static void put_form(const struct event_state *state, struct buf *out)
{
	static const char *const names[FORMS] = { "tree", "JSON", "story" };

	buf_addf(out, "%s  v: %s, %s", names[state->form],
		 names[(state->form + 1) % FORMS],
		 names[(state->form + 2) % FORMS]);
}

/* Events of one second have no known order: that is said where the event
 * is. */
static void put_right(struct view *view, struct buf *out)
{
	const struct event_state *state = &view->event;
	bool focused = view->focus == PANE_EVENT;
	struct told told;
	size_t nth, of;

	if (focused && state->places > state->page && state->width >= 58)
		buf_addf(out, "%zu of %zu lines   ", state->at.cursor + 1,
			 state->places);
	if (state->width >= 68 && told_init(&told, view, state->row) &&
	    told_order(&told, &nth, &of))
		buf_addf(out, "%zu of %zu in this second   ", nth, of);
	put_form(state, out);
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
	if (state->width != pen.area.width || state->roomy != roomy) {
		state->roomy = roomy;
		event_wrap(state, grid, pen.area.width, true);
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

static bool hits(struct view *view, struct str text, size_t *from)
{
	size_t to;

	return text.len &&
	       search_text(view->selection->finder.search, text, from, &to);
}

static bool line_hits(struct view *view, const struct event_line *line)
{
	const struct event_span *span = lines_spans(&view->event, line);
	size_t from;

	if (hits(view, line->label, &from))
		return true;
	for (size_t i = 0; i < line->spans; i++)
		if (hits(view, span[i].text, &from))
			return true;
	return false;
}

static bool holds_hit(struct view *view, const struct tree *tree, size_t at)
{
	size_t from;

	for (size_t i = at + 1; i < tree->at[at].next; i++)
		if (hits(view, tree->at[i].name, &from) ||
		    hits(view, tree->at[i].text, &from))
			return true;
	return false;
}

/* Opens what is folded around hits. */
static void unfold_hits(struct view *view)
{
	struct event_state *state = &view->event;
	struct tree tree = { 0 };
	struct told told;

	if (state->form != FORM_TREE || !told_init(&told, view, state->row))
		return;
	tree_make(&tree, &told);
	for (size_t at = 0; at < tree.count; at++)
		if (tree.at[at].kind == TREE_INSIDE &&
		    fold_closed(state, tree.at[at].path) &&
		    holds_hit(view, &tree, at))
			fold_turn(state, tree.at[at].path);
	tree_release(&tree);
	event_prepare(view, state->row);
}

struct found {
	size_t count, nth, line;
	bool wrapped;
};

/* The line with a hit that `direction` leads to from line `here`. */
static struct found seek(struct view *view, size_t here, int direction)
{
	const struct event_state *state = &view->event;
	struct found found = { .wrapped = true };

	for (size_t i = 0; i < state->lines; i++) {
		bool ahead = direction > 0 ? i > here : i >= here;
		bool take;

		if (!line_hits(view, &state->line[i]))
			continue;
		found.count++;
		if (direction < 0)
			take = i < here || found.wrapped;
		else
			take = found.count == 1 || (ahead && found.wrapped);
		if (take) {
			found.line = i;
			found.nth = found.count;
		}
		if (direction < 0 ? i < here : ahead)
			found.wrapped = false;
	}
	return found;
}

/* The first place of the line; for a wrapped value that of the hit. */
static size_t place_of(struct view *view, size_t line)
{
	const struct event_state *state = &view->event;
	const struct event_line *at = &state->line[line];
	size_t place = 0, from = 0;

	while (place < state->places && state->place[place].line != line)
		place++;
	if (at->spans != 1 || hits(view, at->label, &from) ||
	    !hits(view, lines_spans(state, at)->text, &from))
		return place;
	while (place + 1 < state->places &&
	       state->place[place + 1].line == line &&
	       state->place[place + 1].from <= from)
		place++;
	return place;
}

static void find(struct view *view, int direction)
{
	struct event_state *state = &view->event;
	struct event_line *line = event_here(state);
	size_t here = line ? (size_t)(line - state->line) : 0;
	struct found found;

	if (!view->selection->finder.search)
		return;
	found = seek(view, here, direction);
	if (direction || !found.count) {
		unfold_hits(view);
		line = event_here(state);
		here = line ? (size_t)(line - state->line) : 0;
		found = seek(view, here, direction);
	}
	if (!found.count) {
		view_say(view, true, "nothing in this event has %s",
			 view->selection->finder.pattern);
		return;
	}
	state->at.cursor = place_of(view, found.line);
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

void event_enter(struct view *view)
{
	struct event_state *state = &view->event;
	const struct event_line *line = event_here(state);

	if (!line)
		return;
	if (line->row != ROW_NONE && line->row != state->row)
		view_go(view, line->row);
	else if (line->path.len)
		turn(view, line->path);
	view->stale = true;
}

void event_next_form(struct view *view)
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

static const struct hint hints[] = {
	{ "Enter", "fold" }, { "=", NULL },    { "v", "form" },
	{ "y", "copy" },     { "!", "not" },   { "/", "find" },
	{ "f", "count" },    { "p", "pivot" }, { NULL, NULL },
};

const struct screen event_pane = {
	.name = "Event",
	.place = IN_EVENT,
	.put_right = put_right,
	.draw = event_draw,
	.move = pane_move,
	.aim = pane_aim,
	.find = find,
	.hints = hints,
};
