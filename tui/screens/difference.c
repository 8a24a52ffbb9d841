/* SPDX-License-Identifier: MIT */
/* difference.c - `D`: one event and another, and only what is different. The
 * other one is looked for by the selection, or was kept by `o`; the older of
 * both stands left. */
#include "difference.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "event_lines.h"

/* ---- which two ---- */

static void compare(struct view *view)
{
	struct difference_state *state = &view->difference;
	const struct store *store = view_store(view);
	row_t row = state->row, other = state->other;
	struct record old, new;

	difference_release(&state->found);
	arena_release(&state->text);
	state->at = (struct scroll){ 0 };
	if (other != ROW_NONE) {
		store_record(store, difference_row(view, false), &old);
		store_record(store, difference_row(view, true), &new);
		state->found = difference_make(&old, &new, &state->text);
	} else if (state->missing) {
		store_record(store, row, &new);
		state->found = difference_alone(&new, &state->text);
	}
	difference_fill(view, state->width);
	view->stale = true;
}

static void seek(struct view *view, enum difference_with with, row_t from,
		 int direction)
{
	static const enum partner_by by[] = {
		[WITH_CALL] = PARTNER_CALL,
		[WITH_ANYONE] = PARTNER_ANYONE,
		[WITH_RESOURCE] = PARTNER_RESOURCE,
	};
	struct difference_state *state = &view->difference;

	assert(with < ARRAY_LEN(by));
	state->seeking = true;
	state->made = view->selection->partner.made;
	partner_ask(view->selection, state->row, by[with], from, direction);
}

static void ask_partner(struct view *view, row_t from, int direction)
{
	struct difference_state *state = &view->difference;

	state->direction = direction;
	state->nearest = from == state->row;
	state->asked = true;
	seek(view, state->with, from, direction);
}

/* ---- where there is none before ---- */

static void ask_offer(struct view *view)
{
	struct difference_state *state = &view->difference;
	const struct difference_offer *offer = &state->offer[state->offers];

	state->asked = false;
	if (state->missing && state->offers < DIFFERENCE_OFFERS)
		seek(view, offer->with, state->row, offer->direction);
}

/* The event stands alone, and what else it can be compared with is looked
 * for, one after the other. */
static void miss(struct view *view)
{
	struct difference_state *state = &view->difference;
	enum difference_with with = state->with;

	state->missing = true;
	state->offers = 0;
	state->offer[0] = (struct difference_offer){ "]", with, 1, ROW_NONE };
	state->offer[1] = (struct difference_offer){
		"a", with == WITH_ANYONE ? WITH_CALL : WITH_ANYONE, -1, ROW_NONE
	};
	state->offer[2] = (struct difference_offer){
		"r", with == WITH_RESOURCE ? WITH_CALL : WITH_RESOURCE, -1,
		ROW_NONE
	};
	ask_offer(view);
	compare(view);
}

static void follow_offer(struct view *view, row_t found)
{
	struct difference_state *state = &view->difference;

	state->offer[state->offers++].found = found;
	ask_offer(view);
	difference_fill(view, state->width);
	view->stale = true;
}

static void found_other(struct view *view, row_t found)
{
	struct difference_state *state = &view->difference;

	if (found != ROW_NONE) {
		state->other = found;
		state->missing = false;
		compare(view);
	} else if (state->other == ROW_NONE && !state->missing) {
		miss(view);
	} else {
		view_say(view, false, "no %s one",
			 state->direction < 0 ? "earlier" : "later");
		ask_offer(view);
	}
}

/* What was looked for is known. */
static void follow(struct view *view)
{
	struct difference_state *state = &view->difference;
	const struct partner *partner = &view->selection->partner;

	if (!state->seeking || partner->made == state->made || !partner->done)
		return;
	state->seeking = false;
	if (state->asked)
		found_other(view, partner->found);
	else
		follow_offer(view, partner->found);
}

static void open(struct view *view, struct str rest, int how)
{
	struct difference_state *state = &view->difference;
	row_t row = view_row(view), held = state->held;

	if (row == ROW_NONE) {
		view_say(view, false, "no event to compare");
		return;
	}
	overlay_open(view, &difference_overlay, view);
	state->row = row;
	state->other = ROW_NONE;
	state->right = true;
	state->seeking = state->missing = false;
	state->with = held != ROW_NONE && held != row ? WITH_HELD : WITH_CALL;
	if (state->with == WITH_HELD)
		state->other = held;
	else
		ask_partner(view, row, -1);
	compare(view);
}

static void step_partner(struct view *view, struct str rest, int how)
{
	struct difference_state *state = &view->difference;

	if (state->with == WITH_HELD)
		state->with = WITH_CALL;
	if (state->other == ROW_NONE && !state->missing)
		return; /* it is being looked for */
	ask_partner(view, state->other != ROW_NONE ? state->other : state->row,
		    how);
}

/* One of that kind; again: of the same user and call. */
static void other_kind(struct view *view, struct str rest, int how)
{
	struct difference_state *state = &view->difference;
	enum difference_with with = (enum difference_with)how;

	state->with = state->with == with ? WITH_CALL : with;
	state->other = ROW_NONE;
	state->missing = false;
	ask_partner(view, state->row, -1);
	compare(view);
}

/* Keeps the event as the one that D compares with from now on. */
static void hold(struct view *view, struct str rest, int how)
{
	struct difference_state *state = &view->difference;

	if (state->held == state->row || state->with == WITH_HELD) {
		state->held = ROW_NONE;
		view_say(view, false, "D compares with the previous one again");
		return;
	}
	state->held = state->row;
	view_say(view, false,
		 "kept: D on another event compares it with "
		 "this one, until o");
}

static void release(struct difference_state *state)
{
	difference_release(&state->found);
	arena_release(&state->text);
	arena_release(&state->line_text);
	free(state->line);
	state->line = NULL;
	state->lines = state->line_room = 0;
}

static void end(struct view *view)
{
	partner_drop(view->selection);
	release(&view->difference);
}

/* ---- as text ---- */

static void put_masked(struct buf *out, struct str label, struct str text)
{
	bool token = label.len >= 12 &&
		     str_eq_nocase(str_slice(label, label.len - 12, label.len),
				   STR("sessionToken"));

	buf_add(out, token ? STR("(masked)") : text);
}

static void put_text_line(const struct difference_line *line, struct buf *out)
{
	buf_addf(out, "%*s", line->indent, "");
	if (line->sign)
		buf_addf(out, "%c ", line->sign);
	buf_add(out, line->label);
	if (line->kind != LINE_PAIR ||
	    (!line->old_text.at && !line->new_text.at)) {
		buf_add(out, line->kind == LINE_RULE ? STR(":\n") : STR("\n"));
		return;
	}
	buf_addc(out, '\n');
	if (line->old_text.at && (line->differs || !line->new_text.at)) {
		buf_addf(out, "%*s- ", line->indent + 4, "");
		put_masked(out, line->label, line->old_text);
		buf_addc(out, '\n');
	}
	if (line->new_text.at) {
		buf_addf(out, "%*s%c ", line->indent + 4, "",
			 line->differs ? '+' : ' ');
		put_masked(out, line->label, line->new_text);
		buf_addc(out, '\n');
	}
}

/* The lines as text, session tokens masked. */
static void put_text(struct view *view, struct buf *out)
{
	struct difference_state *state = &view->difference;
	bool stacked = state->stacked, narrow = state->narrow;
	int width = state->width;

	assert(state->other != ROW_NONE);
	state->stacked = state->narrow = false;
	difference_fill(view, 0);
	for (int is_new = 0; is_new < 2; is_new++) {
		buf_add(out, is_new ? STR("+ ") : STR("- "));
		difference_put_head(view, is_new, out);
		buf_add(out, difference_in_filter(view, is_new)
				     ? STR("\n")
				     : STR(", " NOT_IN_FILTER "\n"));
	}
	difference_put_counts(view, out);
	buf_addc(out, '\n');
	for (size_t i = 0; i < state->lines; i++)
		put_text_line(&state->line[i], out);
	state->stacked = stacked;
	state->narrow = narrow;
	difference_fill(view, width);
}

/* ---- keys ---- */

static void move(struct view *view, enum table_move how)
{
	struct difference_state *state = &view->difference;

	if (how == MOVE_LEFT || how == MOVE_RIGHT)
		state->right = how == MOVE_RIGHT;
	else
		scroll_move(&state->at, how, state->lines, state->page);
}

static void go_side(struct view *view, struct str rest, int how)
{
	move(view, (enum table_move)how);
}

/* The event whose side the cell cursor stands on. */
static row_t event_here(const struct view *view)
{
	const struct difference_state *state = &view->difference;
	const struct difference_line *line = difference_here(state);
	bool is_new = line ? difference_on_new(state, line) : state->right;

	if (line && line->row == SIZE_MAX && line->kind == LINE_PAIR)
		is_new = state->right;
	if (state->other == ROW_NONE)
		return state->row;
	return difference_row(view, is_new);
}

static void unfold(struct view *view, struct str rest, int how)
{
	struct difference_state *state = &view->difference;
	const struct difference_line *line = difference_here(state);

	if (!line || line->kind != LINE_FOLD)
		return;
	state->open[line->fold] = !state->open[line->fold];
	difference_fill(view, state->width);
}

static void take_offer(struct view *view, size_t at)
{
	struct difference_state *state = &view->difference;

	state->with = state->offer[at].with;
	ask_partner(view, state->row, state->offer[at].direction);
}

static void enter(struct view *view, struct str rest, int how)
{
	const struct difference_line *line = difference_here(&view->difference);
	row_t row = event_here(view);

	if (line && line->kind == LINE_FOLD) {
		unfold(view, rest, how);
		return;
	}
	if (line && line->kind == LINE_OFFER) {
		take_offer(view, line->fold);
		return;
	}
	overlay_close(view);
	if (view_row(view) == row)
		return;
	spots_record(view, false);
	view_go(view, row);
	if (view_row(view) != row)
		view_say(view, false,
			 "the filter leaves that event out; the nearest");
}

static bool aim_here(struct view *view, struct aim *aim)
{
	const struct difference_state *state = &view->difference;
	const struct difference_line *line = difference_here(state);
	const struct change_row *row;
	const struct tree *tree;
	struct told told;
	bool is_new;
	size_t at;

	if (!line || line->row == SIZE_MAX)
		return false;
	row = &state->found.row[line->row];
	is_new = difference_on_new(state, line);
	tree = is_new ? &state->found.new_tree : &state->found.old_tree;
	at = is_new ? row->new_at : row->old_at;
	return at != SIZE_MAX && told_init(&told, view, event_here(view)) &&
	       event_aim(&told, &tree->at[at], aim);
}

static void keep_value(struct view *view, struct str rest, int how)
{
	struct aim aim = { 0 };
	size_t replaces;
	struct expr *keep;

	if (!aim_here(view, &aim)) {
		view_say(view, false, "nothing there that a filter can ask");
		return;
	}
	keep = chips_keep(&view->selection->chips, &aim, &replaces);
	view_chip(view, replaces, ask_of(keep));
}

static void one_column(struct view *view, struct str rest, int how)
{
	struct difference_state *state = &view->difference;

	if (state->narrow && state->other != ROW_NONE) {
		view_say(view, false, "here is room for one column only");
		return;
	}
	state->stacked = !state->stacked;
	state->at = (struct scroll){ 0 };
	difference_fill(view, state->width);
}

static void copy(struct view *view, struct str rest, int how)
{
	struct buf text = { 0 };

	if (view->difference.other == ROW_NONE) {
		view_say(view, false, "there is no difference to copy");
		return;
	}
	put_text(view, &text);
	effect_add(view, EFFECT_COPY, buf_str(&text));
	buf_release(&text);
}

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "difference", "D", IN_PANES | IN_DIFFERENCE, "look", NULL,
	  "difference to the previous event of this user and call", open },
	{ "difference-go", "Enter", IN_DIFFERENCE, "difference", NULL,
	  "go to the event, or unfold the line", enter },
	{ "difference-unfold", "Space", IN_DIFFERENCE, "difference", NULL,
	  "unfold the line", unfold },
	{ "difference-old", "h Left", IN_DIFFERENCE, "difference", NULL,
	  "the old value", go_side, MOVE_LEFT },
	{ "difference-new", "l Right", IN_DIFFERENCE, "difference", NULL,
	  "the new value", go_side, MOVE_RIGHT },
	{ "difference-keep", "=", IN_DIFFERENCE, "difference", NULL,
	  "only events that have this value", keep_value },
	{ "difference-column", "Tab", IN_DIFFERENCE, "difference", NULL,
	  "old and new in one column, values whole", one_column },
	{ "difference-earlier", "[", IN_DIFFERENCE, "difference", NULL,
	  "compare with the one before", step_partner, -1 },
	{ "difference-later", "]", IN_DIFFERENCE, "difference", NULL,
	  "compare with the one after", step_partner, 1 },
	{ "difference-resource", "r", IN_DIFFERENCE, "difference", NULL,
	  "compare with one of the same resource, or call", other_kind,
	  WITH_RESOURCE },
	{ "difference-anyone", "a", IN_DIFFERENCE, "difference", NULL,
	  "compare with the same call by anyone, or by the user", other_kind,
	  WITH_ANYONE },
	{ "difference-hold", "o", IN_DIFFERENCE, "difference", NULL,
	  "keep this event: D on others compares with it", hold },
	{ "difference-copy", "y", IN_DIFFERENCE, "difference", NULL,
	  "copy the difference as text", copy },
};

static const struct hint hints[] = {
	{ "Enter", "event" }, { "=", NULL },     { "Esc", "back" },
	{ "[ ]", "other" },   { "/", "find" },   { "n N", "next" },
	{ "r", "resource" },  { "a", "anyone" }, { "Tab", "column" },
	{ "o", "keep" },      { "y", "copy" },   { NULL, NULL },
};

/* Where the event stands alone, what is offered alone can be gone to. */
static bool leads(const struct difference_state *state, char key)
{
	for (size_t i = 0; state->missing && i < DIFFERENCE_OFFERS; i++)
		if (state->offer[i].key[0] == key)
			return i < state->offers &&
			       state->offer[i].found != ROW_NONE;
	return true;
}

static const char *hint_words(const struct view *view, const struct hint *hint)
{
	const struct difference_state *state = &view->difference;
	const struct difference_line *line = difference_here(state);
	bool alone = state->other == ROW_NONE;

	switch (hint->key[0]) {
	case 'E':
		if (hint->key[1] == 's')
			return hint->words;
		if (line && line->kind == LINE_FOLD)
			return state->open[line->fold] ? "fold" : "unfold";
		return line && line->kind == LINE_OFFER ? "compare" : "event";
	case 'n':
		return view->selection->finder.search ? hint->words : NULL;
	case '[':
		return leads(state, ']') ? hint->words : NULL;
	case 'r':
		if (!leads(state, 'r'))
			return NULL;
		return state->with == WITH_RESOURCE ? "call" : hint->words;
	case 'a':
		if (!leads(state, 'a'))
			return NULL;
		return state->with == WITH_ANYONE ? "user" : hint->words;
	case 'T':
		return alone || !state->narrow ? hint->words : NULL;
	case 'o':
		return state->held != ROW_NONE && (state->held == state->row ||
						   state->with == WITH_HELD)
			       ? "let go"
			       : hint->words;
	case 'y':
		return alone ? NULL : hint->words;
	default:
		return hint->words;
	}
}

const struct screen difference_overlay = {
	.name = "the difference",
	.place = IN_DIFFERENCE,
	.draw = difference_draw,
	.move = move,
	.aim = aim_here,
	.follow = follow,
	.end = end,
	.find = difference_find,
	.hints = hints,
	.hint = hint_words,
	.commands = COMMAND_LIST(commands),
};
