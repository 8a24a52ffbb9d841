/* SPDX-License-Identifier: MIT */
/* event_forms.c - the Event pane's lines, made when the cursor rests, in the
 * form that is asked for: as JSON and as a story here; the tree, and what
 * stands above it, by who tells them.
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
	bool closes = str_starts(bare, STR("}")) || str_starts(bare, STR("]"));
	struct event_line *line;
	struct node node;

	if (!indent || closes || !walk_next(walk, &node)) {
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

/* ---- as a story: in sentences, why it matters, and what the same credential
 * did just before and after ---- */

static void put_paragraph(struct told *told, unsigned style, struct buf *text)
{
	told_blank(told);
	told_put(told, style, told_keep(told, text));
}

static void add_column(const struct told *told, struct buf *out,
		       const char *lead, enum column column)
{
	sym_t value = told_sym(told, column);

	if (value == SYM_NONE)
		return;
	buf_add(out, str_of(lead));
	if (column == COL_USER || column == COL_SESSION)
		label_put(told->store, value, out);
	else
		buf_add(out, store_text(told->store, value));
}

static void add_time(const struct told *told, struct buf *out)
{
	int64_t time = store_time(told->store)[told->row];
	enum zone zone = told->view->zone;

	if (time == TIME_NONE) {
		buf_add(out, STR("At a time not recorded"));
		return;
	}
	buf_add(out, STR("On "));
	time_put_date(out, time, zone);
	buf_add(out, STR(" at "));
	time_put_clock(out, time, zone);
	buf_addc(out, ' ');
	time_put_zone(out, time, zone);
}

/* "On ..., ci-bot (IAM user), with AKIA... (long-term key, ...), from ..." */
static void put_scene(struct told *told)
{
	struct str identity = told_text(told, COL_USER);
	bool key = told_sym(told, COL_KEY) != SYM_NONE;
	sym_t actor = row_actor(told->store, told->row);
	struct buf text = { 0 };

	add_time(told, &text);
	if (actor != SYM_NONE) {
		buf_add(&text, STR(", "));
		label_put(told->store, actor, &text);
	}
	buf_addf(&text, " (%s)", user_kind_name(user_kind(identity)));
	add_column(told, &text, ", with ", COL_KEY);
	buf_add(&text, key ? STR(" (") : STR(", "));
	told_credential(told, &text);
	buf_add(&text, key ? STR(")") : STR(""));
	add_column(told, &text, ", from ", COL_ADDRESS);
	add_column(told, &text, ", using ", COL_TOOL);
	add_column(told, &text, ", in ", COL_REGION);
	buf_addc(&text, ':');
	put_paragraph(told, STYLE_TEXT, &text);
}

static void put_deed(struct told *told)
{
	bool notable = told->flags & FLAG_NOTABLE;
	bool denied = told->flags & FLAG_DENIED;
	struct buf text = { 0 };

	told_deed(told, &text);
	put_paragraph(told, notable ? STYLE_NOTABLE : STYLE_WRITE, &text);
	record_put_omitted(&told->record, &text);
	if (text.len)
		put_paragraph(told, STYLE_WARN, &text);
	if (!(told->flags & (FLAG_FAILED | FLAG_PARTIAL)))
		return;
	buf_add(&text, denied                       ? STR("It was denied")
		       : told->flags & FLAG_PARTIAL ? STR("It failed in part")
						    : STR("It failed"));
	add_column(told, &text, ": ", COL_ERROR);
	put_paragraph(told, denied ? STYLE_DENIED : STYLE_FAILED, &text);
}

static void put_why(struct told *told)
{
	const struct notable *notable = record_notable(&told->record);
	struct buf text = { 0 };

	told_blank(told);
	if (!notable && told_finding(told, NULL))
		return; /* what it belongs to is said below */
	if (!notable) {
		buf_add(&text, STR("Nothing marks this call as notable."));
		put_paragraph(told, STYLE_LABEL, &text);
		return;
	}
	buf_add(&text, STR("Why it matters: "));
	record_put_why(&told->record, notable, &text);
	buf_addc(&text, '.');
	put_paragraph(told, STYLE_TEXT, &text);
	buf_addf(&text, "%s%s%.*s. Source: %s", tactic_name(notable->tactic),
		 notable->when.len ? "; condition: " : "",
		 STR_ARG(notable->when), notable->source);
	put_paragraph(told, STYLE_LABEL, &text);
}

static void put_findings(struct told *told)
{
	const struct sweep_finding *finding = NULL;
	struct buf text = { 0 };

	while ((finding = told_finding(told, finding))) {
		buf_add(&text, STR("Part of what looks wrong, "));
		count_put(&text, finding->events, "event");
		buf_add(&text, STR(": "));
		buf_add(&text, str_of(finding->what));
		buf_addc(&text, '.');
		put_paragraph(told, STYLE_TEXT, &text);
	}
}

/* ---- its neighbours ---- */

#define NEIGHBOURS 5     /* on each side */
#define LOOK_MOST 400000 /* events passed over to find them */

/* The mark that the row has in the Timeline, and a blank. */
static void put_mark(const struct told *told, uint32_t flags, struct buf *out)
{
	const struct grid plain = { .ascii = told->view->ascii };
	struct str mark = STR(" ");

	if (flags & FLAG_FAILED)
		mark = grid_glyph(&plain, GLYPH_BANG);
	else if (flags & FLAG_NOTABLE)
		mark = grid_glyph(&plain, GLYPH_BULLET);
	else if (flags & FLAG_WRITE)
		mark = grid_glyph(&plain, GLYPH_DOT);
	buf_add(out, mark);
	buf_addc(out, ' ');
}

static void put_neighbour(struct told *told, row_t row)
{
	uint32_t flags = store_flags(told->store)[row];
	int64_t time = store_time(told->store)[row];
	sym_t name = store_column(told->store, COL_NAME)[row];
	const sym_t *resource;
	struct buf text = { 0 };
	struct event_line *line;

	if (time == TIME_NONE)
		buf_add(&text, STR("--:--:--"));
	else
		time_put_clock(&text, time, told->view->zone);
	line = told_line(told, row == told->row ? STYLE_ACCENT : STYLE_LABEL,
			 told_keep(told, &text));
	line->row = row;
	line->indent = 2;
	line->values = 13;
	put_mark(told, flags, &text);
	buf_add(&text, store_text(told->store, name));
	if (store_resources(told->store, row, &resource)) {
		buf_add(&text, STR("  "));
		label_put(told->store, resource[0], &text);
	}
	told_put(told, row_style(flags), told_keep(told, &text));
}

/* What ties neighbours together: the key, else the session, else the user. */
static enum column tie_of(const struct told *told)
{
	static const enum column ties[] = { COL_KEY, COL_SESSION, COL_USER };

	for (size_t i = 0; i < ARRAY_LEN(ties); i++)
		if (told_sym(told, ties[i]) != SYM_NONE)
			return ties[i];
	return COL_COUNT;
}

/* The places of up to NEIGHBOURS events before or after, the nearest first. */
static size_t find_near(const struct told *told, enum column tie, int direction,
			size_t near[NEIGHBOURS])
{
	const sym_t *column = store_column(told->store, tie);
	size_t at = store_place(told->store, told->row), found = 0, count;
	const row_t *order = store_order(told->store, &count);

	for (size_t i = 0; i < LOOK_MOST && found < NEIGHBOURS; i++) {
		if (direction < 0 ? at == 0 : at + 1 >= count)
			break;
		at += (size_t)direction;
		if (column[order[at]] == column[told->row])
			near[found++] = at;
	}
	return found;
}

static void put_neighbours(struct told *told)
{
	enum column tie = tie_of(told);
	size_t near[NEIGHBOURS], found, count;
	const row_t *order = store_order(told->store, &count);

	if (tie == COL_COUNT || store_place(told->store, told->row) >= count)
		return;
	told_blank(told);
	told_line(told, STYLE_TITLE, STR(""));
	told_say(told, STYLE_TITLE, "the same %s, before and after",
		 column_alias(tie));
	found = find_near(told, tie, -1, near);
	while (found)
		put_neighbour(told, order[near[--found]]);
	put_neighbour(told, told->row);
	found = find_near(told, tie, 1, near);
	for (size_t i = 0; i < found; i++)
		put_neighbour(told, order[near[i]]);
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
		put_scene(told);
		put_deed(told);
		put_why(told);
		put_findings(told);
		put_neighbours(told);
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
	    state->rows == view->selection->rows &&
	    state->swept == view->selection->sweep.made &&
	    state->zone == view->zone)
		return;
	state->lines = state->spans = 0;
	arena_release(&state->text);
	if (told_init(&told, view, row))
		make(&told);
	state->row = row;
	state->rows = view->selection->rows;
	state->swept = view->selection->sweep.made;
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
