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

/* Takes `expr`. */
static struct ask *make(struct expr *expr, struct str text)
{
	struct str field = expr_field(expr);
	struct ask *ask = xcalloc(1, sizeof(*ask));

	ask->holders = 1;
	ask->text = xstrdup(text);
	ask->field = xstrdup(field.at ? field : STR(""));
	ask->picks = expr_picks(expr);
	ask->filter = filter_new(expr);
	ask->expr = filter_expr(ask->filter);
	return ask;
}

struct ask *ask_new(struct str text, struct err *err)
{
	struct expr *expr = expr_parse(text, err);

	return expr ? make(expr, str_trim(text)) : NULL;
}

struct ask *ask_of(struct expr *expr)
{
	struct buf text = { 0 };
	struct ask *ask = NULL;

	if (expr) {
		expr_put(expr, &text);
		ask = make(expr, buf_str(&text));
	}
	buf_release(&text);
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
	const struct expr **expr = xcalloc(chips->count, sizeof(*expr));
	size_t count = 0;

	for (size_t i = 0; i < chips->count; i++)
		if (chip_works(chips, i))
			expr[count++] = chips->at[i].ask->expr;
	expr_put_all(expr, count, out);
	free(expr);
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
