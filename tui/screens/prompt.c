/* SPDX-License-Identifier: MIT */
/* prompt.c - one line of text being edited, as readline does. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"

#define HISTORY_MOST 200
#define LINE_MOST 4096 /* bytes; more cannot be meant by hand */

static struct str rest_of(const struct prompt *prompt)
{
	return str_slice(buf_str(&prompt->text), prompt->at, prompt->text.len);
}

/* The place of the character before `at`. */
static size_t before(const struct prompt *prompt, size_t at)
{
	while (at > 0 && (prompt->text.at[--at] & 0xc0) == 0x80)
		;
	return at;
}

static size_t after(const struct prompt *prompt, size_t at)
{
	while (at < prompt->text.len && (prompt->text.at[++at] & 0xc0) == 0x80)
		;
	return at;
}

static size_t word_before(const struct prompt *prompt)
{
	const char *text = prompt->text.at;
	size_t at = prompt->at;

	while (at > 0 && text[at - 1] == ' ')
		at--;
	while (at > 0 && text[at - 1] != ' ')
		at--;
	return at;
}

static void put_text(struct prompt *prompt, struct str text)
{
	struct buf copy = { 0 }; /* it may be the prompt's own */

	buf_add(&copy, text);
	buf_reset(&prompt->text);
	buf_add(&prompt->text, buf_str(&copy));
	prompt->at = prompt->text.len;
	buf_release(&copy);
}

static enum edit cut(struct prompt *prompt, size_t from, size_t to)
{
	if (from == to)
		return EDIT_MOVED;
	memmove(prompt->text.at + from, prompt->text.at + to,
		prompt->text.len - to + 1);
	prompt->text.len -= to - from;
	prompt->at = from;
	return EDIT_CHANGED;
}

void prompt_insert(struct prompt *prompt, struct str text)
{
	struct buf tail = { 0 };

	assert(prompt->at <= prompt->text.len);
	if (prompt->text.len + text.len > LINE_MOST)
		text.len = prompt->text.len < LINE_MOST
				   ? LINE_MOST - prompt->text.len
				   : 0;
	buf_add(&tail, rest_of(prompt));
	prompt->text.len = prompt->at;
	for (size_t i = 0; i < text.len; i++)
		buf_addc(&prompt->text,
			 (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i]);
	prompt->at = prompt->text.len;
	buf_add(&prompt->text, buf_str(&tail));
	buf_release(&tail);
}

void prompt_replace(struct prompt *prompt, size_t from, struct str text)
{
	cut(prompt, from, prompt->at);
	prompt_insert(prompt, text);
}

/* The line `by` away in the history; past its end what was being typed. */
static enum edit recall(struct prompt *prompt, int by)
{
	const struct history *history = &prompt->history[prompt->kind];

	if (by < 0 ? prompt->place == 0 : prompt->place == history->count)
		return EDIT_MOVED;
	if (prompt->place == history->count) {
		buf_reset(&prompt->draft);
		buf_add(&prompt->draft, buf_str(&prompt->text));
	}
	prompt->place += (size_t)by;
	put_text(prompt, prompt->place == history->count
				 ? buf_str(&prompt->draft)
				 : str_of(history->at[prompt->place]));
	return EDIT_CHANGED;
}

static enum edit move_to(struct prompt *prompt, size_t at)
{
	prompt->at = at;
	return EDIT_MOVED;
}

static enum edit insert_key(struct prompt *prompt, struct key key)
{
	char bytes[4];
	size_t len;

	if (key.code < ' ' || key.code >= PRESS_FIRST_SPECIAL)
		return EDIT_NONE;
	len = utf8_put(bytes, (uint32_t)key.code);
	prompt_insert(prompt, (struct str){ bytes, len });
	return EDIT_CHANGED;
}

static enum edit edit_key(struct prompt *prompt, struct key key)
{
	switch (key.code) {
	case PRESS_CTRL('A'):
	case PRESS_HOME:
		return move_to(prompt, 0);
	case PRESS_CTRL('E'):
	case PRESS_END:
		return move_to(prompt, prompt->text.len);
	case PRESS_CTRL('B'):
	case PRESS_LEFT:
		return move_to(prompt, before(prompt, prompt->at));
	case PRESS_CTRL('F'):
	case PRESS_RIGHT:
		return move_to(prompt, after(prompt, prompt->at));
	case PRESS_CTRL('P'):
	case PRESS_UP:
		return recall(prompt, -1);
	case PRESS_CTRL('N'):
	case PRESS_DOWN:
		return recall(prompt, 1);
	case PRESS_CTRL('W'):
		return cut(prompt, word_before(prompt), prompt->at);
	case PRESS_CTRL('U'):
		return cut(prompt, 0, prompt->at);
	case PRESS_CTRL('K'):
		return cut(prompt, prompt->at, prompt->text.len);
	case PRESS_BACKSPACE:
		return cut(prompt, before(prompt, prompt->at), prompt->at);
	case PRESS_CTRL('D'):
	case PRESS_DELETE:
		return cut(prompt, prompt->at, after(prompt, prompt->at));
	default:
		return insert_key(prompt, key);
	}
}

enum edit prompt_edit(struct prompt *prompt, struct key key)
{
	enum edit edit = edit_key(prompt, key);

	assert(prompt->at <= prompt->text.len);
	if (edit != EDIT_NONE)
		completion_end(prompt);
	return edit;
}

void prompt_begin(struct prompt *prompt, enum prompt_kind kind, struct str text)
{
	prompt->kind = kind;
	put_text(prompt, text.at ? text : STR(""));
	prompt->left = 0;
	prompt->place = prompt->history[kind].count;
	prompt->edits = SIZE_MAX;
	completion_end(prompt);
	prompt->bad = prompt->firm = false;
	buf_reset(&prompt->hint);
}

static void remember(struct history *history, struct str text)
{
	if (!text.len ||
	    (history->count &&
	     str_eq(str_of(history->at[history->count - 1]), text)))
		return;
	if (history->count == HISTORY_MOST) {
		free(history->at[0]);
		memmove(history->at, history->at + 1,
			--history->count * sizeof(*history->at));
	}
	if (!vec_reserve(&history->at, &history->room, history->count + 1,
			 sizeof(*history->at)))
		die("no memory for the history");
	history->at[history->count++] = xstrdup(text);
}

void prompt_end(struct prompt *prompt, bool keep)
{
	if (keep)
		remember(&prompt->history[prompt->kind],
			 buf_str(&prompt->text));
	prompt->kind = PROMPT_NONE;
	completion_end(prompt);
}

void prompt_release(struct prompt *prompt)
{
	for (int k = 0; k < PROMPT_KINDS; k++) {
		for (size_t i = 0; i < prompt->history[k].count; i++)
			free(prompt->history[k].at[i]);
		free(prompt->history[k].at);
	}
	buf_release(&prompt->text);
	buf_release(&prompt->draft);
	buf_release(&prompt->hint);
	completion_end(prompt);
	buf_release(&prompt->tab.word);
	buf_release(&prompt->line);
	buf_release(&prompt->was_pattern);
	memset(prompt, 0, sizeof(*prompt));
}
