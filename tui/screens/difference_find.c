/* SPDX-License-Identifier: MIT */
/* difference_find.c - `/` in the Difference: paths and values, also those that
 * are folded away. A label and the texts that go on below it are one. */
#include "difference.h"

static bool has_label(const struct difference_line *line)
{
	return line->kind == LINE_PAIR || line->kind == LINE_OWN;
}

/* The line that has the label of the one at `at`. */
static size_t labelled(const struct difference_state *state, size_t at)
{
	while (at && (state->line[at].kind == LINE_MORE ||
		      state->line[at].kind == LINE_OLD ||
		      state->line[at].kind == LINE_NEW))
		at--;
	return at;
}

static bool row_hits(const struct view *view, const struct change_row *row)
{
	size_t from;

	return view_hits(view, row->path, &from) ||
	       view_hits(view, row->old_text, &from) ||
	       view_hits(view, row->new_text, &from);
}

static bool line_hits(const void *of, size_t at)
{
	const struct view *view = of;
	const struct difference_state *state = &view->difference;
	const struct difference_line *line = &state->line[at];
	size_t from;

	if (!has_label(line))
		return false;
	return view_hits(view, line->label, &from) ||
	       view_hits(view, line->old_whole, &from) ||
	       view_hits(view, line->new_whole, &from) ||
	       (line->row != SIZE_MAX &&
		row_hits(view, &state->found.row[line->row]));
}

static struct table_found seek(const struct view *view, int direction)
{
	const struct difference_state *state = &view->difference;

	return lines_find(state->lines, labelled(state, state->at.cursor),
			  direction, line_hits, view);
}

/* Makes the lines anew; the cursor stays on its field. */
static void fill_again(struct view *view)
{
	struct difference_state *state = &view->difference;
	const struct difference_line *line = difference_here(state);
	size_t row = line ? line->row : SIZE_MAX;

	difference_fill(view, state->width);
	for (size_t i = 0; row != SIZE_MAX && i < state->lines; i++)
		if (state->line[i].row == row && has_label(&state->line[i]))
			state->at.cursor = i;
}

/* Unfolds what has a hit in it. */
static void unfold_hits(struct view *view)
{
	struct difference_state *state = &view->difference;
	bool opened = false;

	for (size_t i = 0; i < state->found.rows && !state->missing; i++) {
		const struct change_row *row = &state->found.row[i];
		bool folds =
			row->change == CHANGE_IDS || row->change == CHANGE_NONE;

		if (!folds || state->open[row->change] || !row_hits(view, row))
			continue;
		state->open[row->change] = opened = true;
	}
	if (opened)
		fill_again(view);
}

/* Below the label, to the piece of the text that is hit. */
static size_t piece_of(const struct difference_state *state, size_t at,
		       bool is_new, const char *hit)
{
	for (size_t i = at; i < state->lines && labelled(state, i) == at; i++) {
		struct str text = is_new ? state->line[i].new_text
					 : state->line[i].old_text;

		if (text.at && hit >= text.at && hit < text.at + text.len)
			return i;
	}
	return at;
}

/* The cursor stands on the text that is hit, that of its own side first. */
static void go(struct view *view, size_t at)
{
	struct difference_state *state = &view->difference;
	const struct difference_line *line = &state->line[at];
	size_t from;

	state->at.cursor = at;
	if (view_hits(view, line->label, &from))
		return;
	for (int k = 0; k < 2; k++) {
		bool is_new = state->right == !k;
		struct str text = is_new ? line->new_whole : line->old_whole;

		if (!text.at || !view_hits(view, text, &from))
			continue;
		state->right = is_new;
		state->at.cursor = piece_of(state, at, is_new, text.at + from);
		return;
	}
}

void difference_find(struct view *view, int direction)
{
	struct table_found found = { 0 };

	if (!view->selection->finder.search)
		return;
	if (!direction)
		found = seek(view, 0);
	if (!found.count) {
		unfold_hits(view);
		found = seek(view, direction);
	}
	if (!found.count) {
		view_say(view, true, "nothing in this difference has %s",
			 view->selection->finder.pattern);
		return;
	}
	go(view, found.line);
	view_say(view, false, "%zu/%zu%s", found.nth, found.count,
		 found.wrapped ? "  wrapped" : "");
}
