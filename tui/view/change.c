/* SPDX-License-Identifier: MIT */
/* change.c - every way a person changes the filter.
 *
 * Each records a step first, so that Esc undoes it, and then has everything
 * counted anew. What `=` would do is told by keep_put_text alone, so that
 * the hint line, its number and the key cannot disagree. */
#include <string.h>

#include "model.h"
#include "panes.h"

static void begin(struct view *view)
{
	steps_record(view, false);
	chips_settle(&view->chips);
}

bool change_chip(struct view *view, size_t at, struct str text, struct err *err)
{
	struct ask *ask = ask_new(text, err);
	size_t same;

	if (!ask)
		return false;
	same = chips_find(&view->chips, str_of(ask->text));
	if (same != SIZE_MAX && chip_works(&view->chips, same) &&
	    (at == SIZE_MAX || at == same)) {
		ask_drop(ask);
		view_say(view, false, "this chip is there already");
		return true;
	}
	begin(view);
	if (same != SIZE_MAX && same != at) {
		view->chips.at[same].off = false;
		ask_drop(ask);
		if (at != SIZE_MAX)
			chips_remove(&view->chips, at);
	} else {
		chips_put(&view->chips, at, ask);
	}
	kept_forget(view);
	return true;
}

bool view_chip_add(struct view *view, struct str text, struct err *err)
{
	return change_chip(view, SIZE_MAX, text, err);
}

/* The n-th chip at work that picks values of one of the two fields. */
static size_t picking(const struct chips *chips, struct str field,
		      struct str other, size_t n)
{
	for (size_t i = 0; i < chips->count; i++) {
		const struct ask *ask = chips->at[i].ask;
		struct str its = str_of(ask->field);

		if (chip_works(chips, i) && ask->picks &&
		    (str_eq(its, field) || str_eq(its, other)) && !n--)
			return i;
	}
	return SIZE_MAX;
}

void change_only(struct view *view, struct str field, const char *other,
		 struct str text)
{
	struct chips *chips = &view->chips;
	struct ask *ask = ask_new(text, NULL);
	size_t at = picking(chips, field, str_of(other), 0), more;

	if (!ask)
		return;
	more = picking(chips, field, str_of(other), 1);
	if (at != SIZE_MAX && more == SIZE_MAX &&
	    !strcmp(chips->at[at].ask->text, ask->text)) {
		ask_drop(ask);
		return;
	}
	begin(view);
	for (; more != SIZE_MAX; more = picking(chips, field, str_of(other), 1))
		chips_remove(chips, more);
	chips_put(chips, at, ask);
	kept_forget(view);
}

bool chip_stays(const struct chip *chip)
{
	return !strcmp(chip->ask->text, PEOPLE) ||
	       !strcmp(chip->ask->text, WRITES);
}

void change_all(struct view *view, struct ask *ask, bool some_stay)
{
	struct chips *chips = &view->chips;

	begin(view);
	for (size_t i = chips->count; i--;)
		if (!some_stay || !chip_stays(&chips->at[i]))
			chips_remove(chips, i);
	chips_put(chips, SIZE_MAX, ask);
	kept_forget(view);
}

void change_flip(struct view *view, const char *text)
{
	size_t at = chips_find(&view->chips, str_of(text));

	if (at == SIZE_MAX)
		view_chip_add(view, str_of(text), NULL);
	else if (chip_works(&view->chips, at))
		change_delete(view, at);
	else
		change_toggle(view, at);
}

void change_toggle(struct view *view, size_t at)
{
	begin(view);
	view->chips.at[at].off = !view->chips.at[at].off;
	kept_forget(view);
}

void change_delete(struct view *view, size_t at)
{
	steps_record(view, false);
	chips_remove(&view->chips, at);
	kept_forget(view);
}

void change_all_off(struct view *view)
{
	if (!view->chips.count) {
		view_say(view, false, "no chips to turn off");
		return;
	}
	steps_record(view, false);
	view->chips.off = !view->chips.off;
	kept_forget(view);
}

/* True for a value that reads the same without quotes. */
static bool needs_none(struct str value)
{
	static const char others[] = "_-./:@+";

	for (size_t i = 0; i < value.len; i++) {
		char c = value.at[i];
		bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9');

		if (!alnum &&
		    (i == 0 || !memchr(others, c, sizeof(others) - 1)))
			return false;
	}
	return value.len > 0;
}

/* Takes the quotes off the value at the end of `out`, before `tail`. */
static void unquote(struct buf *out, struct str value, struct str tail)
{
	struct buf quoted = { 0 };

	buf_addf(&quoted, "\"%.*s\"%.*s", STR_ARG(value), STR_ARG(tail));
	if (needs_none(value) && str_ends(buf_str(out), buf_str(&quoted))) {
		out->len -= quoted.len;
		buf_add(out, value);
		buf_add(out, tail);
	}
	buf_release(&quoted);
}

void aim_put_test(const struct aim *aim, bool negated, struct buf *out)
{
	expr_put_test(out, aim->field, aim->value, negated);
	if (aim->plain)
		unquote(out, aim->value, STR(""));
}

void keep_put_text(const struct view *view, const struct aim *aim,
		   struct buf *out, size_t *replaces)
{
	size_t at = chips_picking(&view->chips, aim->field);
	struct buf test = { 0 };

	*replaces = SIZE_MAX;
	aim_put_test(aim, false, &test);
	if (at != SIZE_MAX && aim->value.at &&
	    chips_find(&view->chips, buf_str(&test)) == SIZE_MAX &&
	    expr_put_wider(out, str_of(view->chips.at[at].ask->text),
			   aim->value)) {
		*replaces = at;
		if (aim->plain)
			unquote(out, aim->value, STR("]"));
	} else {
		buf_add(out, buf_str(&test));
	}
	buf_release(&test);
}

void change_keep(struct view *view)
{
	struct aim aim = { 0 };
	struct buf text = { 0 };
	size_t replaces;
	struct err err;

	if (!view->panes[view->focus]->aim(view, &aim) || !aim.field.at)
		return;
	keep_put_text(view, &aim, &text, &replaces);
	if (!change_chip(view, replaces, buf_str(&text), &err))
		view_say(view, true, "%s", err.text);
	buf_release(&text);
}

void change_without(struct view *view)
{
	struct aim aim = { 0 };
	struct buf text = { 0 };
	struct err err;

	if (!view->panes[view->focus]->aim(view, &aim) || !aim.field.at)
		return;
	aim_put_test(&aim, true, &text);
	if (!view_chip_add(view, buf_str(&text), &err))
		view_say(view, true, "%s", err.text);
	buf_release(&text);
}
