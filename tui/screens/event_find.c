/* SPDX-License-Identifier: MIT */
/* event_find.c - search in the Event pane: keys and values, also those that
 * are folded away. */
#include "event_find.h"
#include "event_pane.h"
#include "event_fold.h"
#include "event_nodes.h"

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
static void unfold(struct view *view)
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

void event_find(struct view *view, int direction)
{
	struct event_state *state = &view->event;
	struct event_line *line = event_here(state);
	size_t here = line ? (size_t)(line - state->line) : 0;
	struct found found;

	if (!view->selection->finder.search)
		return;
	found = seek(view, here, direction);
	if (direction || !found.count) {
		unfold(view);
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
