/* SPDX-License-Identifier: MIT */
/* complete.c - Tab: the ways to go on with the word before the cursor.
 * Fields and values in `&`, names in `:`. */
#include <assert.h>
#include <string.h>

#include "ask.h"

static bool is_told(const struct nearest *near, size_t count, struct str label)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(identity_label(near[i].text), label))
			return true;
	return false;
}

/* Written into `out` as it is typed, quotes included. Of several accounts one
 * label is told once. */
static struct str nth_value(const struct completion *tab, size_t n,
			    struct buf *out)
{
	struct nearest near[NEAREST_MOST];
	size_t count = guess_values(tab->guess, near);

	for (size_t i = 0; i < count; i++) {
		struct str label = identity_label(near[i].text);

		if (is_told(near, i, label) || n--)
			continue;
		expr_put_value(out, label);
		return buf_str(out);
	}
	return STR_NONE;
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
static struct str nth(const struct view *view, size_t n, struct buf *out)
{
	const struct prompt *prompt = &view->prompt;
	struct str typed = buf_str(&prompt->tab.word);

	if (!typed.at)
		typed = STR("");
	if (prompt->kind == PROMPT_COMMAND)
		return prompt->tab.from ? STR_NONE
					: nth_command(view, typed, n);
	if (prompt->kind != PROMPT_FILTER || !view_store(view))
		return STR_NONE;
	if (prompt->tab.guess)
		return nth_value(&prompt->tab, n, out);
	return field_complete(view_store(view), typed, n);
}

/* Takes up the word; a value's are to be found out. */
static void begin(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	struct completion *tab = &prompt->tab;
	struct str word = str_slice(buf_str(&prompt->text), 0, prompt->at);
	struct field *field = NULL;
	struct str name;

	if (prompt->kind == PROMPT_FILTER) {
		name = expr_tail(word, &word);
		if (name.at && view_store(view))
			field = field_parse(name, NULL);
	}
	tab->from = prompt->at - word.len;
	tab->nth = SIZE_MAX;
	buf_reset(&tab->word);
	buf_add(&tab->word, word);
	if (field)
		tab->guess = guess_new(field, word, true);
}

/* Puts the wanted way in the place of the word. */
static void fill(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	struct completion *tab = &prompt->tab;
	struct buf text = { 0 };
	struct str word;

	tab->nth += (size_t)tab->wanted;
	tab->wanted = 0;
	word = nth(view, tab->nth, &text);
	if (!word.at) { /* past the last: what was typed */
		tab->nth = SIZE_MAX;
		word = buf_str(&tab->word);
	}
	prompt_replace(prompt, tab->from, word);
	ask_changed(view);
	buf_release(&text);
	view->stale = true;
}

void ask_complete(struct view *view, int direction)
{
	struct completion *tab = &view->prompt.tab;

	assert(direction == 1 || direction == -1);
	if (tab->from == SIZE_MAX)
		begin(view);
	tab->wanted += direction;
}

size_t complete_step(struct view *view, size_t budget)
{
	struct completion *tab = &view->prompt.tab;
	size_t spent = 0;

	if (!tab->wanted)
		return 0;
	while (tab->guess && spent < budget) {
		size_t cost = guess_step(tab->guess, view_store(view),
					 budget - spent);

		if (!cost)
			break;
		spent += cost;
	}
	if (spent < budget)
		fill(view);
	return spent + 1;
}
