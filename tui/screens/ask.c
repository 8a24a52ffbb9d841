/* SPDX-License-Identifier: MIT */
/* ask.c - the prompt: one line of text, edited as readline does; what `/`,
 * `&` and `:` do with it, which is shown while one types, and which Enter
 * takes; and its drawing, red from where the text stops making sense. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "pane.h"

#define HISTORY_MOST 200
#define LINE_MOST 4096 /* bytes; more cannot be meant by hand */

/* ---- the line editor ---- */

enum edit { EDIT_NONE, EDIT_MOVED, EDIT_CHANGED };

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

static void set_text(struct prompt *prompt, struct str text)
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

/* Inserts text at the cursor; line ends become blanks. */
static void insert(struct prompt *prompt, struct str text)
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
	set_text(prompt, prompt->place == history->count
				 ? buf_str(&prompt->draft)
				 : str_of(history->at[prompt->place]));
	return EDIT_CHANGED;
}

static enum edit move_to(struct prompt *prompt, size_t at)
{
	prompt->at = at;
	return EDIT_MOVED;
}

static enum edit edit_key(struct prompt *prompt, struct key key)
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
		if (key.code < ' ' || key.code >= PRESS_FIRST_SPECIAL)
			return EDIT_NONE;
		insert(prompt,
		       (struct str){ bytes,
				     utf8_put(bytes, (uint32_t)key.code) });
		return EDIT_CHANGED;
	}
}

/* Puts `text` in the place of what stands from byte `from` to the cursor. */
static void replace(struct prompt *prompt, size_t from, struct str text)
{
	cut(prompt, from, prompt->at);
	insert(prompt, text);
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
	table_release(&prompt->list.table);
	buf_release(&prompt->line);
	buf_release(&prompt->was_pattern);
}

/* ---- while one types ---- */

static void search_restart(struct view *view)
{
	const struct spot *was = &view->prompt.was;
	struct table *table = table_top(view);

	if (table && view->prompt.revealed != UINT64_MAX)
		table_fold(table, view->prompt.revealed);
	view->prompt.revealed = UINT64_MAX;
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

	if (prompt->kind == PROMPT_FILTER)
		filter_changed(view);
	if (prompt->kind != PROMPT_SEARCH)
		return;
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
	set_text(prompt, text);
	prompt->left = 0;
	prompt->place = prompt->history[kind].count;
	prompt->edits = chip;
	prompt->revealed = UINT64_MAX;
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

	if (prompt->kind == PROMPT_SEARCH) {
		search_restart(view);
		finder_set(view->selection, buf_str(&prompt->was_pattern),
			   false, NULL);
		view->seeking = false;
	}
	trial_drop(&view->selection->candidate);
	candidates_end(view);
	prompt->kind = PROMPT_NONE;
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

	if (kind == PROMPT_FILTER && prompt->bad && prompt->firm)
		return false;
	remember(&prompt->history[kind], buf_str(&prompt->text));
	candidates_end(view);
	prompt->kind = PROMPT_NONE;
	if (kind == PROMPT_SEARCH)
		accept_search(view);
	if (kind == PROMPT_FILTER)
		accept_filter(view);
	if (kind != PROMPT_COMMAND)
		return false;
	buf_reset(&prompt->line);
	buf_add(&prompt->line, buf_str(&prompt->text));
	return prompt->line.len > 0;
}

bool ask_settle(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	struct str text;

	if (!candidates_choose(view, &text))
		return false;
	replace(prompt, prompt->list.from, text);
	changed(view);
	view->stale = true;
	return true;
}

static void choose(struct view *view, bool next)
{
	candidates_want(view, next ? 1 : -1);
	ask_settle(view);
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
	replace(&view->prompt, list->from, buf_str(&list->word));
	changed(view);
	list->chosen = SIZE_MAX;
}

static void edit(struct view *view, struct key key)
{
	enum edit done = edit_key(&view->prompt, key);

	if (done == EDIT_CHANGED)
		changed(view);
	if (done != EDIT_NONE)
		candidates_renew(view);
}

bool ask_key(struct view *view, struct key key)
{
	struct prompt *prompt = &view->prompt;

	/* What is being looked for is not taken half-typed. */
	if (key.code == PRESS_ENTER && prompt->list.wanted)
		return false;
	if (key.code == PRESS_TAB || key.code == PRESS_BACK_TAB)
		choose(view, key.code == PRESS_TAB);
	else if (moves_list(prompt, key))
		choose(view, key.code == PRESS_DOWN);
	else if (key.code == PRESS_ESC)
		leave(view);
	else if (key.code == PRESS_CTRL('C') ||
		 (key.code == PRESS_BACKSPACE && !prompt->text.len))
		cancel(view);
	else if (key.code == PRESS_ENTER || key.code == '\n')
		return accept(view);
	else
		edit(view, key);
	return false;
}

void ask_paste(struct view *view, struct str text)
{
	struct buf literal = { 0 };

	if (view->prompt.kind != PROMPT_NONE) {
		insert(&view->prompt, text);
		changed(view);
		candidates_renew(view);
		return;
	}
	overlay_close(view);
	expr_put_lines(&literal, text);
	if (literal.len) {
		ask_open(view, PROMPT_FILTER, STR(""));
		insert(&view->prompt, buf_str(&literal));
		filter_changed(view);
		candidates_renew(view);
	}
	buf_release(&literal);
}

/* ---- drawing ---- */

static void put_count(const struct view *view, int room, struct buf *out)
{
	const struct trial *trial = &view->selection->candidate;

	if (!trial->filter)
		return;
	if (!trial->counted) {
		buf_add(out, STR("counting"));
		return;
	}
	buf_add_count(out, trial->count);
	if (room < 16)
		return;
	buf_add(out, STR(" of "));
	buf_add_count(out, trial->of);
}

/* What stands to the right, in `room` cells: the count rather than how the
 * text is understood. Its style. */
static unsigned put_answer(const struct view *view, const struct grid *grid,
			   int room, struct buf *out)
{
	const struct prompt *prompt = &view->prompt;
	struct buf count = { 0 };

	if (prompt->list.wanted) {
		buf_add(out, STR("looking for values"));
		return STYLE_COUNT;
	}
	if (prompt->bad) {
		buf_add(out, str_of(prompt->err.text));
		if (prompt->kind != PROMPT_COMMAND &&
		    prompt->err.code == ERR_QUERY && !prompt->firm)
			buf_add(out, STR("; Enter: as plain text"));
		return STYLE_DENIED;
	}
	if (prompt->kind == PROMPT_FILTER)
		put_count(view, room, &count);
	else if (prompt->kind == PROMPT_SEARCH)
		buf_add(&count, buf_str(&view->message.text));
	if (prompt->hint.len &&
	    (!count.len ||
	     grid_measure(grid, buf_str(&prompt->hint), room) +
			     grid_measure(grid, buf_str(&count), room) + 3 <=
		     room)) {
		buf_add(out, buf_str(&prompt->hint));
		buf_add(out, STR("   "));
	}
	buf_add(out, buf_str(&count));
	buf_release(&count);
	return STYLE_COUNT;
}

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
		prompt->left = after(prompt, prompt->left);
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
	style = put_answer(view, grid, room, &answer);
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
