/* SPDX-License-Identifier: MIT */
/* event_prepare.c - the Event pane's lines, made when the cursor rests.
 *
 * Lines are made again when the event, the form or a fold changed, when the
 * zone did, and while the store grows, because they tell how often an issued
 * key was used. */
#include <assert.h>
#include <stdlib.h>

#include "event_pane.h"
#include "event_top.h"

#define WIDTH_AT_FIRST 80

static void put_blank(struct event_state *state)
{
	lines_add(state, STYLE_LABEL, STR(""));
}

static void make(struct told *told)
{
	struct event_state *state = told->state;

	switch (state->form) {
	case FORM_JSON:
		event_put_json(told);
		return;
	case FORM_STORY:
		event_put_story(told);
		break;
	default:
		event_put_top(told);
		event_put_notes(told);
		put_blank(state);
		event_put_tree(told);
	}
	put_blank(state);
	event_put_origin(told);
}

void event_prepare(struct view *view, row_t row)
{
	struct event_state *state = &view->event;
	const struct grid plain = { .ascii = view->ascii };
	struct told told;

	if (state->row != row)
		state->at = (struct scroll){ .column = state->at.column };
	if (state->left_row == row && row != ROW_NONE) {
		state->at = state->left;
		state->left_row = ROW_NONE;
	}
	if (state->made && state->row == row &&
	    state->rows == view->selection->rows && state->zone == view->zone)
		return;
	lines_clear(state);
	if (told_init(&told, view, row))
		make(&told);
	state->row = row;
	state->rows = view->selection->rows;
	state->zone = view->zone;
	state->made = true;
	event_wrap(state, &plain, state->width ? state->width : WIDTH_AT_FIRST,
		   false);
}

/* Opens what is folded around the slot. */
static void unfold(struct view *view, uint32_t slot)
{
	struct told told;
	struct walk walk = { .record = &told.record };
	struct node node;
	struct buf path = { 0 };

	if (!told_init(&told, view, view->event.row))
		return;
	while (walk_next(&walk, &node))
		if (node.slot == slot && node.kind == NODE_LEAF) {
			walk_put_path(&walk, &node, &path);
			fold_open(&view->event, buf_str(&path));
			break;
		}
	buf_release(&path);
}

void event_show_slot(struct view *view, uint32_t slot)
{
	struct event_state *state = &view->event;

	assert(slot != SLOT_NONE);
	if (state->form == FORM_STORY) {
		state->form = FORM_TREE;
		state->made = false;
	}
	unfold(view, slot);
	event_prepare(view, state->row);
	for (size_t i = 0; i < state->places; i++)
		if (state->line[state->place[i].line].slot == slot) {
			state->at.cursor = i;
			break;
		}
	view->stale = true;
}

void event_release(struct event_state *state)
{
	folds_release(state);
	arena_release(&state->text);
	free(state->line);
	free(state->span);
	free(state->place);
	*state = (struct event_state){ .row = ROW_NONE, .left_row = ROW_NONE };
}
