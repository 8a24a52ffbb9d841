/* SPDX-License-Identifier: MIT */
/* chips.c - the list of expressions that a filter is made of.
 *
 * A chip points at an `ask`: the text and its filter, whose bitmap was
 * worked out once. Steps hold the same asks, so that going back brings a
 * filter back without looking at one row again. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "chips.h"

static bool reads_negated(const struct ask *ask)
{
	struct str text = str_of(ask->text);

	if (ask->picks || !*ask->field)
		return false;
	return str_starts(text, STR("!")) || str_starts(text, STR("not ")) ||
	       str_search(text, STR("!=")) >= 0 ||
	       str_search(text, STR("!~")) >= 0 ||
	       str_search(text, STR(" not ")) >= 0;
}

struct ask *ask_new(struct str text, struct err *err)
{
	struct str field;
	struct ask *ask;
	struct expr *expr = expr_parse(text, err);

	if (!expr)
		return NULL;
	field = expr_field(expr);
	ask = xcalloc(1, sizeof(*ask));
	ask->holders = 1;
	ask->text = xstrdup(str_trim(text));
	ask->field = xstrdup(field.at ? field : STR(""));
	ask->picks = expr_picks(expr);
	ask->negated = reads_negated(ask);
	ask->filter = filter_new(expr);
	return ask;
}

struct ask *ask_hold(struct ask *ask)
{
	assert(ask->holders);
	ask->holders++;
	return ask;
}

void ask_drop(struct ask *ask)
{
	if (!ask || --ask->holders)
		return;
	filter_free(ask->filter);
	free(ask->field);
	free(ask->text);
	free(ask);
}

static void reserve(struct chips *chips, size_t need)
{
	if (!vec_reserve(&chips->at, &chips->room, need, sizeof(*chips->at)))
		die("no memory for the filter");
}

void chips_copy(struct chips *to, const struct chips *from)
{
	memset(to, 0, sizeof(*to));
	reserve(to, from->count);
	for (size_t i = 0; i < from->count; i++) {
		to->at[i] = from->at[i];
		ask_hold(to->at[i].ask);
	}
	to->count = from->count;
	to->off = from->off;
}

void chips_release(struct chips *chips)
{
	for (size_t i = 0; i < chips->count; i++)
		ask_drop(chips->at[i].ask);
	free(chips->at);
	memset(chips, 0, sizeof(*chips));
}

bool chips_same(const struct chips *a, const struct chips *b)
{
	if (a->count != b->count || a->off != b->off)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->at[i].off != b->at[i].off ||
		    strcmp(a->at[i].ask->text, b->at[i].ask->text))
			return false;
	return true;
}

void chips_put(struct chips *chips, size_t at, struct ask *ask)
{
	assert(at == SIZE_MAX || at < chips->count);
	if (at == SIZE_MAX) {
		at = chips->count;
		reserve(chips, at + 1);
		chips->count++;
	} else {
		ask_drop(chips->at[at].ask);
	}
	chips->at[at] = (struct chip){ .ask = ask };
}

void chips_remove(struct chips *chips, size_t at)
{
	assert(at < chips->count);
	ask_drop(chips->at[at].ask);
	chips->count--;
	memmove(chips->at + at, chips->at + at + 1,
		(chips->count - at) * sizeof(*chips->at));
}

size_t chips_find(const struct chips *chips, struct str text)
{
	for (size_t i = 0; i < chips->count; i++)
		if (str_eq(str_of(chips->at[i].ask->text), text))
			return i;
	return SIZE_MAX;
}

bool chip_works(const struct chips *chips, size_t at)
{
	return !chips->off && !chips->at[at].off;
}

size_t chips_picking(const struct chips *chips, struct str field)
{
	for (size_t i = 0; i < chips->count; i++) {
		const struct ask *ask = chips->at[i].ask;

		if (chip_works(chips, i) && ask->picks &&
		    str_eq(str_of(ask->field), field))
			return i;
	}
	return SIZE_MAX;
}

void chips_settle(struct chips *chips)
{
	if (!chips->off)
		return;
	for (size_t i = 0; i < chips->count; i++)
		chips->at[i].off = true;
	chips->off = false;
}

void chips_put_text(const struct chips *chips, struct buf *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < chips->count; i++) {
		const struct ask *ask = chips->at[i].ask;

		if (!chip_works(chips, i))
			continue;
		buf_add(out, out->len > start ? STR(" and ") : STR(""));
		buf_addf(out, *ask->field ? "%s" : "(%s)", ask->text);
	}
}

void chips_rows(const struct chips *chips, size_t rows, chip_skip *skip,
		const void *what, struct rowset *out)
{
	rowset_fill(out, rows);
	for (size_t i = 0; i < chips->count; i++) {
		const struct chip *chip = &chips->at[i];

		if (chip_works(chips, i) && !(skip && skip(chip, i, what)))
			rowset_and(out, filter_rows(chip->ask->filter));
	}
}

bool chip_stays(const struct chip *chip)
{
	return !strcmp(chip->ask->text, PEOPLE) ||
	       !strcmp(chip->ask->text, WRITES);
}

static bool ends_name(struct str text, size_t at)
{
	static const char marks[] = "=[, \"]";

	return at >= text.len ||
	       memchr(marks, text.at[at], sizeof(marks) - 1) != NULL;
}

bool ask_names(const struct ask *ask, struct str field, struct str label)
{
	struct str text = str_of(ask->text);
	ptrdiff_t at;

	if (!ask->picks || !str_eq(str_of(ask->field), field))
		return false;
	for (size_t from = 0;; from += (size_t)at + 1) {
		at = str_search(str_slice(text, from, text.len), label);
		if (at < 0)
			return false;
		if (from + (size_t)at > 0 &&
		    ends_name(text, from + (size_t)at - 1) &&
		    ends_name(text, from + (size_t)at + label.len))
			return true;
	}
}
