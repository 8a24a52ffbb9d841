/* SPDX-License-Identifier: MIT */
/* asking.c - what `/`, `&` and `:` do with the line being edited: the answer
 * is shown while one types, and Enter takes it. */
#include <assert.h>
#include <string.h>

#include "ask.h"
#include "pane.h"

static void search_from(struct view *view)
{
	struct prompt *prompt = &view->prompt;

	prompt->was = *scroll_top(view);
	prompt->was_row = view_row(view);
	buf_reset(&prompt->was_pattern);
	buf_add(&prompt->was_pattern,
		view->selection->finder.pattern
			? str_of(view->selection->finder.pattern)
			: STR(""));
}

static void search_restart(struct view *view)
{
	*scroll_top(view) = view->prompt.was;
	if (view->focus == PANE_TIMELINE && view->prompt.was_row != ROW_NONE)
		view_go(view, view->prompt.was_row);
}

static void search_changed(struct view *view)
{
	struct prompt *prompt = &view->prompt;

	prompt->bad = finder_set(view->selection, buf_str(&prompt->text), false,
				 &prompt->err) < 0;
	search_restart(view);
	if (!prompt->bad && prompt->text.len)
		screen_find(view, 0);
}

/* While loading, a field may still turn up. */
static bool checks(const struct view *view, const struct expr *expr,
		   struct err *err)
{
	return !view_store(view) || view->evidence.loading ||
	       expr_check(expr, view_store(view), err) == 0;
}

static void filter_changed(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	struct expr *expr = NULL;

	buf_reset(&prompt->hint);
	prompt->bad = prompt->firm = false;
	if (str_trim(buf_str(&prompt->text)).len) {
		expr = expr_parse(buf_str(&prompt->text), &prompt->err);
		prompt->bad = !expr;
	}
	if (expr)
		buf_add(&prompt->hint, str_of(expr_hint(expr)));
	if (expr && !checks(view, expr, &prompt->err)) {
		prompt->bad = prompt->firm = true;
		expr_free(expr);
		expr = NULL;
	}
	trial_ask(view->selection, &view->selection->candidate, expr,
		  prompt->edits);
}

void ask_changed(struct view *view)
{
	if (view->prompt.kind == PROMPT_SEARCH)
		search_changed(view);
	else if (view->prompt.kind == PROMPT_FILTER)
		filter_changed(view);
}

void ask_open(struct view *view, enum prompt_kind kind, struct str text)
{
	assert(kind != PROMPT_NONE && kind < PROMPT_KINDS);
	prompt_begin(&view->prompt, kind, text);
	if (kind == PROMPT_SEARCH)
		search_from(view);
	if (kind == PROMPT_FILTER)
		filter_changed(view);
}

void ask_edit(struct view *view, size_t chip)
{
	assert(chip < view->selection->chips.count);
	prompt_begin(&view->prompt, PROMPT_FILTER,
		     str_of(view->selection->chips.at[chip].ask->text));
	view->prompt.edits = chip;
	filter_changed(view);
}

static void cancel(struct view *view)
{
	struct prompt *prompt = &view->prompt;

	if (prompt->kind == PROMPT_SEARCH) {
		search_restart(view);
		finder_set(view->selection, buf_str(&prompt->was_pattern),
			   false, NULL);
		view->seeking = false;
	}
	trial_drop(&view->selection->candidate);
	prompt_end(prompt, false);
}

/* An empty pattern means the last one again. */
static void accept_search(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	bool again = !prompt->text.len;

	prompt_end(prompt, true);
	if (again)
		finder_set(view->selection, buf_str(&prompt->was_pattern),
			   false, NULL);
	else if (prompt->bad)
		finder_set(view->selection, buf_str(&prompt->text), true, NULL);
	screen_find(view, again ? 1 : 0);
}

static void accept_filter(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	struct buf text = { 0 };

	if (prompt->bad && prompt->firm)
		return;
	if (prompt->bad)
		expr_put_literal(&text, str_trim(buf_str(&prompt->text)));
	else
		buf_add(&text, str_trim(buf_str(&prompt->text)));
	prompt_end(prompt, true);
	trial_drop(&view->selection->candidate);
	if (text.len)
		view_typed(view, prompt->edits, buf_str(&text));
	buf_release(&text);
}

static void accept_command(struct view *view)
{
	struct prompt *prompt = &view->prompt;

	buf_reset(&prompt->line);
	buf_add(&prompt->line, buf_str(&prompt->text));
	prompt_end(prompt, true);
}

/* True when a command is to be run. */
static bool accept(struct view *view)
{
	static void (*const accepts[PROMPT_KINDS])(struct view *) = {
		[PROMPT_SEARCH] = accept_search,
		[PROMPT_FILTER] = accept_filter,
		[PROMPT_COMMAND] = accept_command,
	};
	enum prompt_kind kind = view->prompt.kind;

	accepts[kind](view);
	return kind == PROMPT_COMMAND && view->prompt.line.len;
}

bool ask_key(struct view *view, struct key key)
{
	bool empty = !view->prompt.text.len;

	if (key.code == PRESS_ESC || key.code == PRESS_CTRL('C') ||
	    (key.code == PRESS_BACKSPACE && empty))
		cancel(view);
	else if (key.code == PRESS_ENTER || key.code == '\n')
		return accept(view);
	else if (prompt_edit(&view->prompt, key) == EDIT_CHANGED)
		ask_changed(view);
	return false;
}

void ask_paste(struct view *view, struct str text)
{
	struct buf literal = { 0 };

	if (view->prompt.kind != PROMPT_NONE) {
		prompt_insert(&view->prompt, text);
		ask_changed(view);
		return;
	}
	overlay_close(view);
	expr_put_lines(&literal, text);
	if (literal.len) {
		ask_open(view, PROMPT_FILTER, STR(""));
		prompt_insert(&view->prompt, buf_str(&literal));
		filter_changed(view);
	}
	buf_release(&literal);
}
