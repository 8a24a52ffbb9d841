/* SPDX-License-Identifier: MIT */
/* foretell.c - what stands to the right of the prompt: what Enter would do with
 * the line as it stands, what Tab would put in it instead, and how many events
 * either leaves. A word that nobody meant as a text is searched as one: that
 * must be read before Enter, not after. */
#include "ask.h"
#include "pane.h"

/* From the most that is said to the least; between the first two whole
 * sentences without the hint. */
enum detail { WITH_HINT, IN_BRIEF = 2, ENTER_ONLY, OF_ALL, COUNT_ONLY };

static void put_number(const struct trial *trial, bool of, struct buf *out)
{
	if (!trial->counted) {
		buf_add(out, STR("counting"));
		return;
	}
	buf_add_count(out, trial->count);
	if (!of)
		return;
	buf_add(out, STR(" of "));
	buf_add_count(out, trial->of);
}

/* True when the line is that text and no more. */
static bool is_alone(const struct prompt *prompt, struct str text)
{
	return str_eq(str_trim(buf_str(&prompt->text)), text);
}

static void put_enter(const struct view *view, const struct grid *grid,
		      bool brief, struct buf *out)
{
	const struct trial *trial = &view->selection->candidate;
	struct str text = expr_searched(filter_expr(trial->filter),
					view->prompt.list.from);

	if (text.at && trial->counted && !trial->count && !brief &&
	    is_alone(&view->prompt, text)) {
		buf_add(out, STR("no event of "));
		buf_add_count(out, trial->of);
		buf_addf(out, " has the text %.*s", STR_ARG(text));
		return;
	}
	buf_add(out, grid_glyph(grid, GLYPH_ENTER));
	if (text.at)
		buf_addf(out,
			 " %s %.*s: ", brief ? "text" : "searches the text",
			 STR_ARG(text));
	else
		buf_add(out, brief ? STR(" ") : STR(" keeps "));
	put_number(trial, !brief, out);
}

/* What Tab would put in the place of the word; NULL: nothing, nothing else,
 * or it is not known yet. */
static const struct offer *next_offer(const struct view *view)
{
	const struct candidates *list = &view->prompt.list;
	const struct offers *offers = &view->selection->offers;

	if (view->prompt.kind != PROMPT_FILTER || list->chosen != SIZE_MAX ||
	    !offers->whole || !offers->count ||
	    str_eq(str_of(offers->at[0].text), buf_str(&list->word)))
		return NULL;
	return &offers->at[0];
}

static void put_tab(const struct view *view, const struct grid *grid,
		    bool brief, struct buf *out)
{
	const struct offer *next = next_offer(view);

	if (!next)
		return;
	if (out->len) {
		buf_addc(out, ' ');
		buf_add(out, grid_glyph(grid, GLYPH_DOT));
		buf_addc(out, ' ');
	}
	buf_add(out, grid_glyph(grid, GLYPH_TAB));
	buf_addf(out, "%s %s", brief ? "" : " takes", next->text);
	if (!next->trial.counted)
		return;
	buf_addc(out, ' ');
	buf_add_count(out, next->trial.count);
}

/* Of a filter, in so many words. */
static void put_filter(const struct view *view, const struct grid *grid,
		       enum detail detail, struct buf *out)
{
	const struct trial *trial = &view->selection->candidate;
	const struct buf *hint = &view->prompt.hint;
	bool brief = detail >= IN_BRIEF;

	if (detail >= OF_ALL && trial->filter) {
		put_number(trial, detail == OF_ALL, out);
		return;
	}
	if (detail == WITH_HINT && hint->len) {
		buf_add(out, buf_str(hint));
		buf_add(out, STR("   "));
	}
	if (trial->filter) {
		put_enter(view, grid, brief, out);
	} else if (!brief) {
		buf_add(out, grid_glyph(grid, GLYPH_ENTER));
		buf_add(out, STR(" changes nothing"));
	}
	if (detail < ENTER_ONLY)
		put_tab(view, grid, brief, out);
}

/* Of a line that does not parse, in `room` cells: where they are few, what
 * can be done rather than what is missing, which is red. */
static void put_fault(const struct view *view, const struct grid *grid,
		      int room, struct buf *out)
{
	const struct prompt *prompt = &view->prompt;
	bool as_text = prompt->kind != PROMPT_COMMAND &&
		       prompt->err.code == ERR_QUERY && !prompt->firm;

	for (int brief = 0; brief < 3; brief++) {
		buf_reset(out);
		if (brief && as_text)
			buf_addf(out, "%s as %stext",
				 grid_glyph(grid, GLYPH_ENTER).at,
				 brief == 1 ? "plain " : "");
		else
			buf_addf(out, "%s%s", prompt->err.text,
				 as_text ? "; Enter: as plain text" : "");
		put_tab(view, grid, brief == 2, out);
		if (grid_measure(grid, buf_str(out), room + 1) <= room)
			return;
	}
	buf_reset(out);
	buf_add(out, str_of(prompt->err.text));
}

unsigned foretell_put(struct view *view, const struct grid *grid, int room,
		      struct buf *out)
{
	const struct prompt *prompt = &view->prompt;
	struct table *list = list_top(view);
	int detail = WITH_HINT;

	if (prompt->list.wanted) {
		buf_add(out, STR("looking for values"));
	} else if (prompt->bad) {
		put_fault(view, grid, room, out);
		return STYLE_DENIED;
	} else if (prompt->kind == PROMPT_FILTER) {
		do {
			buf_reset(out);
			put_filter(view, grid, (enum detail)detail, out);
		} while (grid_measure(grid, buf_str(out), room + 1) > room &&
			 detail++ < COUNT_ONLY);
	} else if (prompt->kind == PROMPT_SEARCH &&
		   !(list && narrow_put(view, list, out))) {
		buf_add(out, buf_str(&view->message.text));
	}
	return STYLE_COUNT;
}
