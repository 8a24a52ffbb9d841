/* SPDX-License-Identifier: MIT */
/* event_prepare.c - the Event pane's lines, made when the cursor rests; those
 * of the JSON form here, the others by who tells them.
 *
 * Lines are made again when the event, the form or a fold changed, when the
 * zone did, and while the store grows, because they tell how often an issued
 * key was used. */
#include <assert.h>
#include <stdlib.h>

#include "event_pane.h"
#include "event_lines.h"

#define WIDTH_AT_FIRST 80

/* ---- as JSON ---- */

#define LINES_MOST 60000

static bool closes(struct str line)
{
	return str_starts(line, STR("}")) || str_starts(line, STR("]"));
}

static unsigned json_style(struct str value)
{
	if (!value.len || value.at[0] == '{' || value.at[0] == '[')
		return STYLE_TEXT;
	if (value.at[0] == '"')
		return STYLE_STRING;
	return value.at[0] == 'n' ? STYLE_LABEL : STYLE_NUMBER;
}

/* Bytes of the key with its colon, 0 for an element of an array. */
static size_t key_length(struct str line, const struct node *node)
{
	size_t at = 1;

	if (!node->key.at || !line.len)
		return 0;
	while (at < line.len && line.at[at] != '"')
		at += line.at[at] == '\\' ? 2 : 1;
	return at + 2 < line.len ? at + 2 : 0; /* `":` */
}

static void put_json_line(struct told *told, struct str text, struct walk *walk)
{
	struct str bare = str_trim(text), value;
	size_t indent = text.len - bare.len, key;
	struct event_line *line;
	struct node node;

	if (!indent || closes(bare) || !walk_next(walk, &node)) {
		told_line(told, STYLE_TEXT, STR(""))->values = (uint16_t)indent;
		told_put(told, STYLE_TEXT, bare);
		return;
	}
	key = key_length(bare, &node);
	value = str_trim(str_slice(bare, key, bare.len));
	line = told_line(told, STYLE_KEY, str_slice(bare, 0, key));
	line->slot = node.slot;
	line->indent = (uint16_t)indent;
	line->values = (uint16_t)(key ? indent + key + 1 : indent);
	if (node.slot == SLOT_NONE)
		told_put(told, json_style(value), value);
	else
		told_ask(told, json_style(value), value,
			 told_slot_field(told, node.slot),
			 told_slot(told, node.slot));
}

/* The JSON that it was. */
static void put_json(struct told *told)
{
	struct walk walk = { .record = &told->record };
	struct buf text = { 0 };
	struct str rest;

	record_put_json(&told->record, 2, &text);
	rest = told_keep(told, &text);
	while (rest.len && told->state->lines < LINES_MOST) {
		ptrdiff_t end = str_find(rest, '\n');
		size_t len = end < 0 ? rest.len : (size_t)end;

		put_json_line(told, str_slice(rest, 0, len), &walk);
		rest = str_slice(rest, len + 1, rest.len);
	}
	if (!rest.len)
		return;
	told_blank(told);
	told_say(told, STYLE_LABEL, "%zu bytes more are not shown here",
		 rest.len);
}

/* ---- the lines ---- */

/* The file and the byte in it that the event came from. */
static void put_origin(struct told *told)
{
	const struct evidence *evidence = &told->view->evidence;
	uint32_t file = store_file(told->store)[told->row];
	struct buf text = { 0 };

	told_blank(told);
	told_line(told, STYLE_LABEL, STR("file"))->values = TOP_LABEL;
	if (file < evidence->sources && evidence->source[file].path)
		told_put(told, STYLE_TEXT, str_of(evidence->source[file].path));
	buf_add(&text, STR("byte "));
	buf_add_count(&text, store_offset(told->store, told->row));
	told_put(told, STYLE_LABEL, told_keep(told, &text));
}

static void make(struct told *told)
{
	switch (told->state->form) {
	case FORM_JSON:
		put_json(told);
		return;
	case FORM_STORY:
		event_put_story(told);
		break;
	default:
		event_put_top(told);
		told_blank(told);
		event_put_tree(told);
	}
	put_origin(told);
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
	state->lines = state->spans = 0;
	arena_release(&state->text);
	if (told_init(&told, view, row))
		make(&told);
	state->row = row;
	state->rows = view->selection->rows;
	state->zone = view->zone;
	state->made = true;
	event_wrap(state, &plain, state->width ? state->width : WIDTH_AT_FIRST);
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
		if (node.slot == slot) {
			walk_put_path(&walk, &node, &path);
			break;
		}
	for (size_t len = 1; len <= path.len; len++) {
		struct str around = str_slice(buf_str(&path), 0, len);
		bool ends = len == path.len || path.at[len] == '.' ||
			    path.at[len] == '[';

		if (ends && fold_closed(&view->event, around))
			fold_turn(&view->event, around);
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
	for (size_t i = 0; i < state->turns; i++)
		free(state->turned[i]);
	free(state->turned);
	arena_release(&state->text);
	free(state->line);
	free(state->span);
	free(state->place);
	*state = (struct event_state){ .row = ROW_NONE, .left_row = ROW_NONE };
}
