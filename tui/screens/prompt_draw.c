/* SPDX-License-Identifier: MIT */
/* prompt_draw.c - the prompt on the bottom line: what is typed, red from
 * where it stops making sense, and to the right what it would leave. */
#include "ask.h"

static const char *sign_of(enum prompt_kind kind)
{
	static const char *const signs[PROMPT_KINDS] = { "", "/", "& ", ":" };

	return signs[kind];
}

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
	buf_add_count(out, view->selection->result.hits);
}

/* What stands to the right, in `room` cells: the count rather than how the
 * text is understood. Its style. */
static unsigned put_answer(const struct view *view, const struct grid *grid,
			   int room, struct buf *out)
{
	const struct prompt *prompt = &view->prompt;
	struct buf count = { 0 };

	if (prompt->bad) {
		buf_add(out, str_of(prompt->err.text));
		if (prompt->kind != PROMPT_COMMAND &&
		    prompt->err.code == ERR_QUERY && !prompt->firm)
			buf_add(out, STR("; Enter: as plain text"));
		return STYLE_DENIED;
	}
	if (prompt->tab.wanted) {
		buf_add(out, STR("looking for values"));
		return STYLE_COUNT;
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

/* The first byte shown, so that the cursor is within `width` cells. */
static size_t first_shown(struct prompt *prompt, const struct grid *grid,
			  int width)
{
	struct str text = buf_str(&prompt->text);

	if (prompt->left > prompt->at)
		prompt->left = prompt->at;
	while (grid_measure(grid, str_slice(text, prompt->left, prompt->at),
			    width + 1) >= width &&
	       prompt->left < prompt->at)
		while ((text.at[++prompt->left] & 0xc0) == 0x80)
			;
	return prompt->left;
}

static void put_text(struct prompt *prompt, struct grid *grid, int x, int y,
		     int width)
{
	struct str text = buf_str(&prompt->text);
	size_t from = first_shown(prompt, grid, width);
	size_t bad = prompt->bad && prompt->err.at < text.len
			     ? (size_t)prompt->err.at
			     : text.len;
	int took;

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
	struct buf answer = { 0 };
	int x = area.x + 1, right, need, room;
	unsigned style;

	x += grid_say(grid, x, area.y, 3, STYLE_ACCENT, "%s",
		      sign_of(view->prompt.kind));
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
