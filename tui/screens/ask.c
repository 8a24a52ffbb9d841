/* SPDX-License-Identifier: MIT */
/* ask.c - the prompt: what `/`, `&` and `:` do with its line, which is shown
 * while one types, and which Enter takes; and its drawing, red from where the
 * text stops making sense. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "pane.h"

#define HISTORY_MOST 200

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
	*vec_add(history->at, history->count, history->room) = xstrdup(text);
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
	buf_release(&prompt->list.word);
	free(prompt->list.command);
	table_release(&prompt->list.table);
	buf_release(&prompt->line);
	buf_release(&prompt->was_pattern);
}

/* ---- while one types ---- */

static void search_restart(struct view *view)
{
	const struct spot *was = &view->prompt.was;
	struct table *table = table_top(view);

	*scroll_top(view) = was->at;
	if (table) {
		table->here = was->thing;
		table->moved = was->moved;
	}
	if (table == &view->table[PANE_TIMELINE] && was->thing != ROW_NONE)
		view_go(view, (row_t)was->thing);
}

static void filter_changed(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	const struct store *store = view_store(view);
	struct expr *expr = NULL;

	buf_reset(&prompt->hint);
	prompt->bad = prompt->firm = false;
	if (str_trim(buf_str(&prompt->text)).len) {
		expr = expr_parse(buf_str(&prompt->text), &prompt->err);
		prompt->bad = !expr;
	}
	if (expr)
		buf_add(&prompt->hint, str_of(expr_hint(expr)));
	/* While loading, a field may still turn up. */
	if (expr && store && !view->evidence.loading &&
	    expr_check(expr, store, &prompt->err) < 0) {
		prompt->bad = prompt->firm = true;
		expr_free(expr);
		expr = NULL;
	}
	trial_ask(view->selection, &view->selection->candidate, expr,
		  prompt->edits);
}

/* The text is another one: what it would do is shown. */
static void changed(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	struct str text = buf_str(&prompt->text);
	struct table *list = list_top(view);

	if (prompt->kind == PROMPT_FILTER)
		filter_changed(view);
	if (prompt->kind != PROMPT_SEARCH)
		return;
	if (list) {
		prompt->bad =
			narrow_set(view, list, text, false, &prompt->err) < 0;
		return;
	}
	prompt->bad =
		finder_set(view->selection, text, false, &prompt->err) < 0;
	search_restart(view);
	if (!prompt->bad && text.len)
		screen_find(view, 0);
}

/* ---- beginning and ending ---- */

/* `chip` is being edited; SIZE_MAX: a new one. */
static void begin(struct view *view, enum prompt_kind kind, struct str text,
		  size_t chip)
{
	struct prompt *prompt = &view->prompt;
	const struct table *table = table_top(view);
	const char *pattern = view->selection->finder.pattern;

	assert(kind != PROMPT_NONE && kind < PROMPT_KINDS);
	prompt->kind = kind;
	line_set(prompt, text);
	prompt->left = 0;
	prompt->place = prompt->history[kind].count;
	prompt->edits = chip;
	prompt->bad = prompt->firm = false;
	buf_reset(&prompt->hint);
	if (kind == PROMPT_SEARCH) {
		prompt->was = (struct spot){
			.thing = table ? table->here : 0,
			.at = *scroll_top(view),
			.moved = table && table->moved,
			.sort = table ? table->sort : SIZE_MAX,
			.reverse = table && table->reverse,
		};
		buf_reset(&prompt->was_pattern);
		buf_add(&prompt->was_pattern, str_of(pattern ? pattern : ""));
	} else if (kind == PROMPT_FILTER) {
		filter_changed(view);
	}
	candidates_renew(view);
}

void ask_open(struct view *view, enum prompt_kind kind, struct str text)
{
	begin(view, kind, text, SIZE_MAX);
}

void ask_edit(struct view *view, size_t chip)
{
	const struct chips *chips = &view->selection->chips;

	assert(chip < chips->count);
	begin(view, PROMPT_FILTER, str_of(chips->at[chip].ask->text), chip);
}

static void cancel(struct view *view)
{
	struct prompt *prompt = &view->prompt;

	struct table *list = list_top(view);

	if (prompt->kind == PROMPT_SEARCH && list) {
		narrow_end(view, list);
	} else if (prompt->kind == PROMPT_SEARCH) {
		search_restart(view);
		finder_set(view->selection, buf_str(&prompt->was_pattern),
			   false, NULL);
		view->seeking = false;
	}
	trial_drop(&view->selection->candidate);
	candidates_end(view);
	prompt->kind = PROMPT_NONE;
}

/* The list stays narrow: by the letters as they stand where they are no regex,
 * and by those of last time where there are none; but not to nothing. */
static void accept_names(struct view *view, struct table *list)
{
	const struct prompt *prompt = &view->prompt;
	const struct history *history = &prompt->history[PROMPT_SEARCH];
	struct str last = history->count
				  ? str_of(history->at[history->count - 1])
				  : STR("");

	if (prompt->bad)
		narrow_set(view, list, buf_str(&prompt->text), true, NULL);
	else if (!prompt->text.len)
		narrow_set(view, list, last, false, NULL);
	else if (!table_lines(list) && narrow_end(view, list))
		view_say(view, true, "no %s here has %.*s",
			 screen_top(view)->thing, STR_ARG(last));
}

/* An empty pattern means the last one again. */
static void accept_search(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	bool again = !prompt->text.len;

	if (again)
		finder_set(view->selection, buf_str(&prompt->was_pattern),
			   false, NULL);
	else if (prompt->bad)
		finder_set(view->selection, buf_str(&prompt->text), true, NULL);
	screen_find(view, again ? 1 : 0);
	if (!again && table_top(view) == &view->table[PANE_TIMELINE] &&
	    (view->seeking || view_row(view) != (row_t)prompt->was.thing))
		spots_jump(view, &prompt->was);
}

static void accept_filter(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	struct str typed = str_trim(buf_str(&prompt->text));
	struct buf text = { 0 };

	if (prompt->bad)
		expr_put_literal(&text, typed);
	else
		buf_add(&text, typed);
	trial_drop(&view->selection->candidate);
	if (text.len)
		view_typed(view, prompt->edits, buf_str(&text));
	buf_release(&text);
}

/* True when a command is to be run. */
static bool accept(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	enum prompt_kind kind = prompt->kind;
	struct table *list = kind == PROMPT_SEARCH ? list_top(view) : NULL;

	if (kind == PROMPT_FILTER && prompt->bad && prompt->firm)
		return false;
	remember(&prompt->history[kind], buf_str(&prompt->text));
	candidates_end(view);
	prompt->kind = PROMPT_NONE;
	buf_reset(&prompt->line);
	if (list)
		accept_names(view, list);
	else if (kind == PROMPT_SEARCH)
		accept_search(view);
	else if (kind == PROMPT_FILTER)
		accept_filter(view);
	else
		buf_add(&prompt->line, buf_str(&prompt->text));
	return prompt->line.len || (list && list->narrowed.find.by &&
				    prompt->text.len && !prompt->bad);
}

static bool choose(struct view *view, int direction)
{
	struct prompt *prompt = &view->prompt;
	struct str text;

	if (!candidates_choose(view, direction, &text))
		return false;
	line_replace(prompt, prompt->list.from, text);
	changed(view);
	view->stale = true;
	return true;
}

bool ask_settle(struct view *view)
{
	return choose(view, 0);
}

/* Down and Up go through the list; but Up through the lines of before while
 * nothing in it is chosen, and Down until it is back from these. ^P and ^N
 * always do that. */
static bool moves_list(const struct prompt *prompt, struct key key)
{
	const struct history *history = &prompt->history[prompt->kind];

	if (key.code == PRESS_UP)
		return prompt->list.chosen != SIZE_MAX;
	return key.code == PRESS_DOWN && prompt->list.shown &&
	       prompt->place == history->count;
}

/* Back to what was typed where a candidate is chosen, else out. */
static void leave(struct view *view)
{
	struct candidates *list = &view->prompt.list;

	if (list->chosen == SIZE_MAX) {
		cancel(view);
		return;
	}
	line_replace(&view->prompt, list->from, buf_str(&list->word));
	changed(view);
	list->chosen = SIZE_MAX;
}

static void edit(struct view *view, struct key key)
{
	enum edit done = line_edit(&view->prompt, key);

	if (done == EDIT_CHANGED)
		changed(view);
	if (done != EDIT_NONE)
		candidates_renew(view);
}

/* What moves in a list that is being narrowed; false: none of these. */
static bool moves_names(struct table *list, struct key key)
{
	static const struct {
		int code;
		enum table_move move;
	} moves[] = {
		{ PRESS_UP, MOVE_UP },
		{ PRESS_DOWN, MOVE_DOWN },
		{ PRESS_PAGE_UP, MOVE_PAGE_UP },
		{ PRESS_PAGE_DOWN, MOVE_PAGE_DOWN },
	};

	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (key.code == moves[i].code) {
			table_move(list, moves[i].move);
			return true;
		}
	return false;
}

/* What is still being looked for is not taken half-typed. */
static bool waits(const struct prompt *prompt, const struct table *list)
{
	return prompt->list.wanted ||
	       (list && prompt->text.len && !prompt->bad && list->arranging);
}

bool ask_key(struct view *view, struct key key)
{
	struct prompt *prompt = &view->prompt;
	struct table *list =
		prompt->kind == PROMPT_SEARCH ? list_top(view) : NULL;
	bool enter = key.code == PRESS_ENTER || key.code == '\n';

	if (enter && waits(prompt, list))
		return false;
	if (list && moves_names(list, key))
		return false;
	if (list && key.code == PRESS_TAB)
		accept(view);
	else if (key.code == PRESS_TAB || key.code == PRESS_BACK_TAB)
		choose(view, key.code == PRESS_TAB ? 1 : -1);
	else if (moves_list(prompt, key))
		choose(view, key.code == PRESS_DOWN ? 1 : -1);
	else if (key.code == PRESS_ESC)
		leave(view);
	else if (key.code == PRESS_CTRL('C') ||
		 (key.code == PRESS_BACKSPACE && !prompt->text.len))
		cancel(view);
	else if (enter)
		return accept(view);
	else
		edit(view, key);
	return false;
}

void ask_paste(struct view *view, struct str text)
{
	struct buf literal = { 0 };

	if (view->prompt.kind != PROMPT_NONE) {
		line_insert(&view->prompt, text);
		changed(view);
		candidates_renew(view);
		return;
	}
	overlay_close(view);
	expr_put_lines(&literal, text);
	if (literal.len) {
		ask_open(view, PROMPT_FILTER, STR(""));
		line_insert(&view->prompt, buf_str(&literal));
		filter_changed(view);
		candidates_renew(view);
	}
	buf_release(&literal);
}

/* ---- drawing ---- */

/* From the byte on from which the cursor is within `width` cells. */
static void put_text(struct prompt *prompt, struct grid *grid, int x, int y,
		     int width)
{
	struct str text = buf_str(&prompt->text);
	size_t from, bad = text.len;
	int took;

	if (prompt->left > prompt->at)
		prompt->left = prompt->at;
	while (grid_measure(grid, str_slice(text, prompt->left, prompt->at),
			    width + 1) >= width &&
	       prompt->left < prompt->at)
		prompt->left = line_after(prompt, prompt->left);
	from = prompt->left;
	if (prompt->bad && prompt->err.at < text.len)
		bad = (size_t)prompt->err.at;
	if (bad < from)
		bad = from;
	took = grid_put(grid, x, y, width, STYLE_TEXT,
			str_slice(text, from, bad));
	if (bad < text.len)
		grid_put(grid, x + took, y, width - took, STYLE_DENIED,
			 str_slice(text, bad, text.len));
	grid->cursor_x =
		x +
		grid_measure(grid, str_slice(text, from, prompt->at), width);
	grid->cursor_y = y;
	grid->cursor_shown = true;
}

void prompt_draw(struct view *view, struct grid *grid, struct area area)
{
	static const char *const signs[PROMPT_KINDS] = { "", "/", "& ", ":" };
	struct buf answer = { 0 };
	int x = area.x + 1, right, need, room;
	unsigned style;

	x += grid_say(grid, x, area.y, 3, STYLE_ACCENT, "%s",
		      signs[view->prompt.kind]);
	need = grid_measure(grid, buf_str(&view->prompt.text), area.width) + 2;
	room = area.width - x - 2 - need; /* typing comes first */
	if (room < (area.width - x) / 3)
		room = (area.width - x) / 3;
	style = foretell_put(view, grid, room, &answer);
	right = grid_measure(grid, buf_str(&answer), area.width);
	right = right < room ? right : room;
	put_text(&view->prompt, grid, x, area.y,
		 area.x + area.width - 2 - right - x);
	if (right > (int)answer.len)
		grid_put_right(grid, area.x, area.y, area.width - 1, style,
			       buf_str(&answer));
	else
		grid_put(grid, area.x + area.width - 1 - right, area.y, right,
			 style, buf_str(&answer));
	buf_release(&answer);
}
