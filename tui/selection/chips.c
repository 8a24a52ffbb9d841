/* SPDX-License-Identifier: MIT */
/* chips.c - what a filter is made of, every way a person changes it, and the
 * way back.
 *
 * A chip points at an `ask`: the text and its filter, whose bitmap was
 * worked out once. Steps hold the same asks, so that going back brings a
 * filter back without looking at one row again. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

#define STEPS_MOST 500

/* ---- asks ---- */

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
	struct ask *ask;

	if (!expr)
		return NULL;
	expr_put(expr, &text);
	ask = make(expr, buf_str(&text));
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

/* ---- chips ---- */

/* The same list; asks are held, not made anew. */
static struct chips copy_of(const struct chips *chips)
{
	struct chips copy = { .off = chips->off };

	vec_grow(&copy.at, &copy.room, chips->count, sizeof(*copy.at));
	for (size_t i = 0; i < chips->count; i++) {
		copy.at[copy.count++] = chips->at[i];
		ask_hold(chips->at[i].ask);
	}
	return copy;
}

/* Leaves an empty list. */
static void release(struct chips *chips)
{
	for (size_t i = 0; i < chips->count; i++)
		ask_drop(chips->at[i].ask);
	free(chips->at);
	*chips = (struct chips){ 0 };
}

/* True for the same texts in the same order, on and off alike. */
static bool are_same(const struct chips *a, const struct chips *b)
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
	struct chip *chip;

	assert(at == SIZE_MAX || at < chips->count);
	if (at == SIZE_MAX) {
		chip = vec_add(chips->at, chips->count, chips->room);
	} else {
		chip = &chips->at[at];
		ask_drop(chip->ask);
	}
	*chip = (struct chip){ .ask = ask };
}

static void remove_chip(struct chips *chips, size_t at)
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

bool chip_picks(const struct chip *chip, struct str field, const char *other)
{
	struct str its = str_of(chip->ask->field);

	return chip->ask->picks &&
	       (str_eq(its, field) || str_eq(its, str_of(other)));
}

size_t chips_picking(const struct chips *chips, struct str field,
		     const char *other, size_t from)
{
	for (size_t i = from; i < chips->count; i++)
		if (chip_works(chips, i) &&
		    chip_picks(&chips->at[i], field, other))
			return i;
	return SIZE_MAX;
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

bool chip_stays(const struct chip *chip)
{
	return !strcmp(chip->ask->text, PEOPLE) ||
	       !strcmp(chip->ask->text, WRITES);
}

/* ---- what they keep ---- */

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

/* True when `now` says of all rows that `before` speaks of what that says. */
static bool goes_on(const struct rowset *before, const struct rowset *now)
{
	size_t words = before->rows / 64, rest = before->rows % 64;

	if (before->rows > now->rows)
		return false;
	if (words &&
	    memcmp(before->word, now->word, words * sizeof(*now->word)) != 0)
		return false;
	return !rest || before->word[words] ==
				(now->word[words] & ~(UINT64_MAX << rest));
}

bool result_base(struct selection *selection, chip_skip *skip, const void *what,
		 struct rowset *base)
{
	struct rowset *next = &selection->inner->rows, had = *base;
	size_t rows = selection->stage == STAGE_ROWS ? selection->inner->target
						     : selection->result.looked;
	bool same;

	chips_rows(&selection->chips, rows, skip, what, next);
	same = goes_on(base, next);
	*base = *next;
	*next = had;
	return same;
}

/* ---- what `=` makes of a cell: told here alone, so that the hint line, its
 * number and the key cannot disagree ---- */

struct expr *aim_expr(const struct aim *aim)
{
	if (!aim->field.at)
		return NULL;
	return aim->part ? expr_holds(aim->field, aim->value, NULL)
			 : expr_equal(aim->field, aim->value, aim->plain, NULL);
}

/* True when there is a chip that says just this, at work or not. */
static bool is_chip(const struct chips *chips, const struct expr *expr)
{
	struct buf text = { 0 };
	bool found;

	expr_put(expr, &text);
	found = chips_find(chips, buf_str(&text)) != SIZE_MAX;
	buf_release(&text);
	return found;
}

struct expr *chips_keep(const struct chips *chips, const struct aim *aim,
			size_t *replaces)
{
	size_t at = chips_picking(chips, aim->field, NULL, 0);
	struct expr *alone = aim_expr(aim), *wider;

	*replaces = SIZE_MAX;
	if (!alone || aim->part || at == SIZE_MAX || is_chip(chips, alone))
		return alone;
	assert(chips->at[at].ask->picks);
	wider = expr_wider(chips->at[at].ask->expr, aim->value, aim->plain);
	if (!wider)
		return alone;
	expr_free(alone);
	*replaces = at;
	return wider;
}

/* ---- what is made anew after a change ---- */

/* What is half made begins again; what is counted of rows stays. */
static void restart(struct selection *selection, enum round_stage stage)
{
	struct inner *inner = selection->inner;

	selection->stage = stage;
	inner->hits.phase = HITS_BEGIN;
	for (int k = 0; k < ROSTERS; k++)
		inner->roster[k].begun = false;
	selection_asked(selection);
}

/* Chips or order are other ones: everything is counted anew. */
static void forget_result(struct selection *selection)
{
	selection->result.looked = 0;
	selection->inner->target = 0;
	selection->aimed.counted = selection->candidate.counted = false;
	selection->choices++;
	restart(selection, STAGE_ROWS);
}

void selection_sort(struct selection *selection, struct hit_order order)
{
	selection->order = order;
	forget_result(selection);
}

/* ---- back and forward ---- */

static void step_release(struct saved_step *step)
{
	release(&step->chips);
	free(step->opened.at);
	free(step->spots);
}

static void clear(struct steps *steps)
{
	while (steps->count)
		step_release(&steps->at[--steps->count]);
}

/* Saves the present state; `spots` is taken. */
static void push(struct steps *steps, const struct selection *selection,
		 void *spots)
{
	if (steps->count == STEPS_MOST) {
		step_release(steps->at);
		memmove(steps->at, steps->at + 1,
			--steps->count * sizeof(*steps->at));
	}
	*vec_add(steps->at, steps->count, steps->room) =
		(struct saved_step){ .chips = copy_of(&selection->chips),
				     .order = selection->order,
				     .opened = folds_opened(selection),
				     .spots = spots,
				     .hits = selection->result.hits,
				     .counted = selection_shows(selection) };
}

void selection_record(struct selection *selection, void *spots)
{
	clear(&selection->inner->forward);
	push(&selection->inner->back, selection, spots);
}

void selection_stay(struct selection *selection)
{
	clear(&selection->inner->forward);
}

const void *selection_spots(const struct selection *selection, bool forward)
{
	const struct steps *steps =
		forward ? &selection->inner->forward : &selection->inner->back;

	return steps->count ? steps->at[steps->count - 1].spots : NULL;
}

static bool are_ordered_alike(const struct hit_order *a,
			      const struct hit_order *b)
{
	return a->by == b->by && a->column == b->column &&
	       a->field == b->field && a->reverse == b->reverse &&
	       a->fold == b->fold;
}

void *selection_go(struct selection *selection, bool forward, void *here)
{
	struct inner *inner = selection->inner;
	struct steps *from = forward ? &inner->forward : &inner->back;
	struct saved_step step;
	bool as_before;

	assert(from->count);
	push(forward ? &inner->back : &inner->forward, selection, here);
	step = from->at[--from->count];
	as_before = are_same(&selection->chips, &step.chips) &&
		    are_ordered_alike(&selection->order, &step.order);
	selection->order = step.order;
	folds_open(selection, step.opened); /* taken */
	release(&selection->chips);
	selection->chips = step.chips; /* taken */
	/* Whoever shows the same rows must find its places again. */
	if (as_before && selection->stage > STAGE_HITS)
		restart(selection, STAGE_HITS);
	else
		forget_result(selection);
	return step.spots;
}

/* True when the filter was another one after this step. */
static bool leads_on(const struct selection *selection, size_t at)
{
	const struct steps *back = &selection->inner->back;
	const struct chips *next = at + 1 < back->count
					   ? &back->at[at + 1].chips
					   : &selection->chips;

	return back->at[at].counted && !are_same(&back->at[at].chips, next);
}

size_t selection_hunt(const struct selection *selection, size_t *events,
		      size_t most)
{
	const struct steps *back = &selection->inner->back;
	size_t shown = 0, from = back->count, count = 0;

	assert(most >= 2);
	while (from && shown < most - 1)
		shown += leads_on(selection, --from);
	if (!shown)
		return 0;
	for (size_t i = from; i < back->count; i++)
		if (leads_on(selection, i))
			events[count++] = back->at[i].hits;
	events[count++] = selection->result.hits;
	return count;
}

void choices_release(struct selection *selection)
{
	struct inner *inner = selection->inner;

	release(&selection->chips);
	clear(&inner->back);
	clear(&inner->forward);
	free(inner->back.at);
	free(inner->forward.at);
}

/* ---- changes: each records a step first, so that Esc undoes it ---- */

static void record(struct selection *selection)
{
	struct inner *inner = selection->inner;

	selection_record(selection,
			 inner->spots ? inner->spots(inner->who) : NULL);
}

/* When all chips were off, each is off by itself then. */
static void begin(struct selection *selection)
{
	struct chips *chips = &selection->chips;

	record(selection);
	for (size_t i = 0; chips->off && i < chips->count; i++)
		chips->at[i].off = true;
	chips->off = false;
}

bool change_chip(struct selection *selection, size_t at, struct ask *ask)
{
	struct chips *chips = &selection->chips;
	size_t same;

	assert(ask && (at == SIZE_MAX || at < chips->count));
	same = chips_find(chips, str_of(ask->text));
	if (same != SIZE_MAX && chip_works(chips, same) &&
	    (at == SIZE_MAX || at == same)) {
		ask_drop(ask);
		return false;
	}
	begin(selection);
	if (same != SIZE_MAX && same != at) {
		chips->at[same].off = false;
		ask_drop(ask);
		if (at != SIZE_MAX)
			remove_chip(chips, at);
	} else {
		chips_put(chips, at, ask);
	}
	forget_result(selection);
	return true;
}

bool change_only(struct selection *selection, struct str field,
		 const char *other, struct ask *ask)
{
	struct chips *chips = &selection->chips;
	size_t at = chips_picking(chips, field, other, 0), more = SIZE_MAX;

	assert(ask);
	if (at != SIZE_MAX)
		more = chips_picking(chips, field, other, at + 1);
	if (at != SIZE_MAX && more == SIZE_MAX &&
	    !strcmp(chips->at[at].ask->text, ask->text)) {
		ask_drop(ask);
		return false;
	}
	begin(selection);
	for (; more != SIZE_MAX;
	     more = chips_picking(chips, field, other, more))
		remove_chip(chips, more);
	chips_put(chips, at, ask);
	forget_result(selection);
	return true;
}

bool change_finding(struct selection *selection, size_t n)
{
	const struct sweep_finding *finding = &selection->sweep.at[n];
	struct chips *chips = &selection->chips;
	struct ask *ask;

	assert(n < selection->sweep.count);
	ask = ask_of(finding_expr(finding, selection->store, selection));
	for (size_t i = 0; i < chips->count; i++)
		if (chip_works(chips, i) && chips->at[i].ask->finds &&
		    !strcmp(chips->at[i].ask->text, ask->text)) {
			ask_drop(ask);
			return false;
		}
	ask->finds = true;
	begin(selection);
	for (size_t i = chips->count; i--;)
		if (chip_works(chips, i) && chips->at[i].ask->finds)
			remove_chip(chips, i);
	chips_put(chips, SIZE_MAX, ask);
	forget_result(selection);
	return true;
}

void change_all(struct selection *selection, struct ask *ask, bool some_stay)
{
	struct chips *chips = &selection->chips;

	begin(selection);
	for (size_t i = chips->count; i--;)
		if (!some_stay || !chip_stays(&chips->at[i]))
			remove_chip(chips, i);
	chips_put(chips, SIZE_MAX, ask);
	forget_result(selection);
}

void change_flip(struct selection *selection, const char *text)
{
	size_t at = chips_find(&selection->chips, str_of(text));

	if (at == SIZE_MAX)
		change_chip(selection, SIZE_MAX, ask_new(str_of(text), NULL));
	else if (chip_works(&selection->chips, at))
		change_delete(selection, at);
	else
		change_toggle(selection, at);
}

void change_toggle(struct selection *selection, size_t at)
{
	assert(at < selection->chips.count);
	begin(selection);
	selection->chips.at[at].off = !selection->chips.at[at].off;
	forget_result(selection);
}

void change_delete(struct selection *selection, size_t at)
{
	assert(at < selection->chips.count);
	record(selection);
	remove_chip(&selection->chips, at);
	forget_result(selection);
}

bool change_all_off(struct selection *selection)
{
	if (!selection->chips.count)
		return false;
	record(selection);
	selection->chips.off = !selection->chips.off;
	forget_result(selection);
	return true;
}
