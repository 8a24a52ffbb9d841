/* SPDX-License-Identifier: MIT */
/* line.c - the line editor of the prompt: one line of text, edited as readline
 * does. It knows nothing of what is typed. */
#include <assert.h>
#include <string.h>

#include "ask.h"

#define LINE_MOST 4096 /* bytes; more cannot be meant by hand */

/* The place of the character before `at`. */
static size_t before(const struct prompt *prompt, size_t at)
{
	while (at > 0 && (prompt->text.at[--at] & 0xc0) == 0x80)
		;
	return at;
}

size_t line_after(const struct prompt *prompt, size_t at)
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

void line_set(struct prompt *prompt, struct str text)
{
	buf_reset(&prompt->text);
	buf_add(&prompt->text, text);
	prompt->at = prompt->text.len;
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

void line_insert(struct prompt *prompt, struct str text)
{
	struct str whole = buf_str(&prompt->text);
	struct buf tail = { 0 };

	assert(prompt->at <= whole.len);
	if (whole.len + text.len > LINE_MOST)
		text.len = whole.len < LINE_MOST ? LINE_MOST - whole.len : 0;
	buf_add(&tail, str_slice(whole, prompt->at, whole.len));
	prompt->text.len = prompt->at;
	for (size_t i = 0; i < text.len; i++)
		buf_addc(&prompt->text,
			 (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i]);
	prompt->at = prompt->text.len;
	buf_add(&prompt->text, buf_str(&tail));
	buf_release(&tail);
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
	line_set(prompt, prompt->place == history->count
				 ? buf_str(&prompt->draft)
				 : str_of(history->at[prompt->place]));
	return EDIT_CHANGED;
}

static enum edit move_to(struct prompt *prompt, size_t at)
{
	prompt->at = at;
	return EDIT_MOVED;
}

enum edit line_edit(struct prompt *prompt, struct key key)
{
	char bytes[4];

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
		return move_to(prompt, line_after(prompt, prompt->at));
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
		return cut(prompt, prompt->at, line_after(prompt, prompt->at));
	default:
		if (key.code < ' ' || key.code >= PRESS_FIRST_SPECIAL)
			return EDIT_NONE;
		line_insert(
			prompt,
			(struct str){ bytes,
				      utf8_put(bytes, (uint32_t)key.code) });
		return EDIT_CHANGED;
	}
}

void line_replace(struct prompt *prompt, size_t from, struct str text)
{
	cut(prompt, from, prompt->at);
	line_insert(prompt, text);
}
