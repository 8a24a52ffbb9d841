/* SPDX-License-Identifier: MIT */
/* complete.c - Tab: the ways to go on with the word before the cursor.
 * Fields and values in `&`, names in `:`. */
#include <string.h>

#include "frame.h"
#include "panes.h"

static bool ends_word(char c)
{
	return memchr(" ()!,=<>~[", c, 10) != NULL;
}

/* What is completed: a value when the word follows `field=`. */
static struct str field_before(const struct prompt *prompt, size_t from)
{
	struct str text = buf_str(&prompt->text);
	size_t to = from;

	if (!from || text.at[from - 1] != '=')
		return STR_NONE;
	to = from - 1;
	if (to && text.at[to - 1] == '!')
		to--;
	from = to;
	while (from && !ends_word(text.at[from - 1]))
		from--;
	return str_slice(text, from, to);
}

static bool starts_nocase(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	       str_eq_nocase(str_slice(s, 0, prefix.len), prefix);
}

static struct str nth_value(struct view *view, struct str name,
			    struct str typed, size_t n)
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
	return found;
}

static struct str nth_command(struct str typed, size_t n)
{
	for (size_t i = 0; i < command_count(); i++) {
		struct str name = str_of(command_at(i)->name);

		if (str_starts(name, typed) && n-- == 0)
			return name;
	}
	return STR_NONE;
}

static struct str nth(struct view *view, size_t n)
{
	struct prompt *prompt = &view->prompt;
	struct str typed = buf_str(&prompt->tab_word);
	struct str field = field_before(prompt, prompt->tab_from);

	if (!typed.at)
		typed = STR("");
	if (prompt->kind == PROMPT_COMMAND)
		return prompt->tab_from ? STR_NONE : nth_command(typed, n);
	if (prompt->kind != PROMPT_FILTER || !view_store(view))
		return STR_NONE;
	if (field.at)
		return nth_value(view, field, typed, n);
	return field_complete(view_store(view), typed, n);
}

static void begin(struct prompt *prompt)
{
	size_t from = prompt->at;

	while (from && !ends_word(prompt->text.at[from - 1]))
		from--;
	prompt->tab_from = from;
	prompt->tab = SIZE_MAX;
	buf_reset(&prompt->tab_word);
	buf_add(&prompt->tab_word,
		str_slice(buf_str(&prompt->text), from, prompt->at));
}

void ask_complete(struct view *view, int direction)
{
	struct prompt *prompt = &view->prompt;
	size_t from;
	struct str word;

	if (prompt->tab_from == SIZE_MAX)
		begin(prompt);
	from = prompt->tab_from;
	prompt->tab += (size_t)direction;
	word = nth(view, prompt->tab);
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
}
