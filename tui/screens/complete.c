/* SPDX-License-Identifier: MIT */
/* complete.c - Tab: the ways to go on with the word before the cursor.
 * Fields and values in `&`, names in `:`. */
#include <string.h>

#include "ask.h"

static bool starts_nocase(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	       str_eq_nocase(str_slice(s, 0, prefix.len), prefix);
}

/* Written into `out` as it is typed, quotes included. */
static struct str nth_value(struct view *view, struct str name,
			    struct str typed, size_t n, struct buf *out)
{
	struct nearest near[NEAREST_MOST];
	struct field *field = field_parse(name, NULL);
	struct str found = STR_NONE;
	struct guess *guess;
	size_t count;

	if (!field)
		return STR_NONE;
	guess = guess_new(field, typed);
	while (guess_step(guess, view_store(view), SIZE_MAX))
		;
	count = guess_values(guess, near);
	for (size_t i = 0; i < count && !found.at; i++) {
		struct str label = identity_label(near[i].text);

		if (starts_nocase(label, typed) && n-- == 0)
			found = label;
	}
	guess_free(guess);
	if (!found.at)
		return STR_NONE;
	expr_put_value(out, found);
	return buf_str(out);
}

static struct str nth_command(const struct view *view, struct str typed,
			      size_t n)
{
	for (size_t i = 0; i < view->commands.count; i++) {
		struct str name = str_of(view->commands.row[i].name);

		if (view->commands.row[i].places & IN_PANES &&
		    str_starts(name, typed) && n-- == 0)
			return name;
	}
	return STR_NONE;
}

/* The n-th way to go on; STR_NONE past the last. `out` may hold it. */
static struct str nth(struct view *view, size_t n, struct buf *out)
{
	struct prompt *prompt = &view->prompt;
	struct str typed = buf_str(&prompt->tab_word), field, none;

	if (!typed.at)
		typed = STR("");
	if (prompt->kind == PROMPT_COMMAND)
		return prompt->tab_from ? STR_NONE
					: nth_command(view, typed, n);
	if (prompt->kind != PROMPT_FILTER || !view_store(view))
		return STR_NONE;
	field = expr_tail(
		str_slice(buf_str(&prompt->text), 0, prompt->tab_from), &none);
	if (field.at)
		return nth_value(view, field, typed, n, out);
	return field_complete(view_store(view), typed, n);
}

static void begin(struct prompt *prompt)
{
	struct str word = str_slice(buf_str(&prompt->text), 0, prompt->at);

	if (prompt->kind == PROMPT_FILTER)
		expr_tail(word, &word);
	prompt->tab_from = prompt->at - word.len;
	prompt->tab = SIZE_MAX;
	buf_reset(&prompt->tab_word);
	buf_add(&prompt->tab_word, word);
}

void ask_complete(struct view *view, int direction)
{
	struct prompt *prompt = &view->prompt;
	struct buf text = { 0 };
	struct str word;
	size_t from;

	if (prompt->tab_from == SIZE_MAX)
		begin(prompt);
	from = prompt->tab_from;
	prompt->tab += (size_t)direction;
	word = nth(view, prompt->tab, &text);
	if (!word.at) { /* past the last: what was typed */
		prompt->tab = SIZE_MAX;
		word = buf_str(&prompt->tab_word);
	}
	while (prompt->at > from) {
		struct key key = { .code = PRESS_BACKSPACE };

		prompt_edit(prompt, key);
	}
	prompt_insert(prompt, word);
	prompt->tab_from = from;
	ask_changed(view);
	buf_release(&text);
}
