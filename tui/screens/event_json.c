/* SPDX-License-Identifier: MIT */
/* event_json.c - the JSON form: the record as it would be written, two
 * blanks a level, a line each. The walk goes beside the text, so that each
 * line knows its place in the record. */
#include "event_top.h"

#define LINES_MOST 60000

static bool closes(struct str line)
{
	return str_starts(line, STR("}")) || str_starts(line, STR("]"));
}

static unsigned style_of(struct str value)
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

static void put_node(struct told *told, struct str line,
		     const struct node *node)
{
	size_t key = key_length(line, node);
	struct str value = str_trim(str_slice(line, key, line.len));
	struct event_line *to;

	lines_add(told->state, STYLE_KEY, str_slice(line, 0, key));
	to = lines_last(told->state);
	to->slot = node->slot;
	if (node->slot == SLOT_NONE) {
		lines_put(told->state, style_of(value), value);
		return;
	}
	lines_ask(told->state, style_of(value), value,
		  told_slot_field(told, node->slot),
		  told_slot(told, node->slot));
}

static size_t blanks(struct str line)
{
	size_t count = 0;

	while (count < line.len && line.at[count] == ' ')
		count++;
	return count;
}

static void put_line(struct told *told, struct str line, struct walk *walk)
{
	size_t indent = blanks(line);
	struct event_line *to;
	struct node node;

	line = str_slice(line, indent, line.len);
	if (!indent || closes(line) || !walk_next(walk, &node)) {
		lines_add(told->state, STYLE_TEXT, STR(""));
		lines_put(told->state, STYLE_TEXT, line);
		lines_last(told->state)->values = (uint16_t)indent;
		return;
	}
	put_node(told, line, &node);
	to = lines_last(told->state);
	to->indent = (uint16_t)indent;
	to->values = (uint16_t)(indent + to->label.len + 1);
	if (!to->label.len)
		to->values = (uint16_t)indent;
}

void event_put_json(struct told *told)
{
	struct walk walk = { .record = &told->record };
	struct buf text = { 0 };
	struct str rest;

	record_put_json(&told->record, 2, &text);
	rest = lines_keep(told->state, &text);
	buf_release(&text);
	while (rest.len && told->state->lines < LINES_MOST) {
		ptrdiff_t end = str_find(rest, '\n');
		size_t len = end < 0 ? rest.len : (size_t)end;

		put_line(told, str_slice(rest, 0, len), &walk);
		rest = str_slice(rest, len + 1, rest.len);
	}
	if (!rest.len)
		return;
	lines_add(told->state, STYLE_LABEL, STR(""));
	told_say(told, STYLE_LABEL, "%zu bytes more are not shown here",
		 rest.len);
}
