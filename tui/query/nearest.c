/* SPDX-License-Identifier: MIT */
/* nearest.c - what a person may have meant by a value that no event has.
 *
 * Texts are compared without regard to case, an identity also by each of its
 * names, since that is what people type. One that holds what
 * was typed is as near as can be. */
#include "meaning.h"
#include "query.h"

#include <assert.h>
#include <stdlib.h>

#define TYPED_MOST 128  /* bytes; longer values were pasted */
#define COMPARE_ROWS 20 /* of a budget, for comparing one value */

struct candidate {
	struct nearest nearest;
	unsigned distance;
};

static bool nearer(const struct candidate *a, const struct candidate *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->nearest.events != b->nearest.events)
		return a->nearest.events > b->nearest.events;
	return str_cmp(a->nearest.text, b->nearest.text) < 0;
}

/* First the values are counted, then each is compared. */
struct guess {
	struct field *field; /* owned */
	struct buf typed;
	unsigned limit;    /* edits that still count as near */
	struct rowset all; /* rows that are counted */
	struct counting *counting;
	struct tally tally;
	size_t at; /* values compared */
	struct candidate best[NEAREST_MOST];
	size_t count;
	bool done;
};

struct guess *guess_new(struct field *field, struct str typed)
{
	struct guess *guess = xcalloc(1, sizeof(*guess));

	assert(field);
	guess->field = field;
	guess->counting = counting_new(COL_COUNT, field, TALLY_PLAIN);
	buf_add(&guess->typed, typed);
	guess->limit = 1 + (unsigned)typed.len / 4;
	guess->done = !typed.len || typed.len > TYPED_MOST;
	return guess;
}

void guess_free(struct guess *guess)
{
	if (!guess)
		return;
	counting_free(guess->counting);
	tally_release(&guess->tally);
	rowset_release(&guess->all);
	buf_release(&guess->typed);
	field_free(guess->field);
	free(guess);
}

static unsigned edits(const struct guess *guess, struct str text)
{
	if (!text.at)
		return guess->limit + 1;
	return str_distance(buf_str(&guess->typed), text, guess->limit);
}

static unsigned distance(const struct guess *guess, struct str text)
{
	struct str name[IDENTITY_NAMES];
	struct buf made = { 0 };
	unsigned least = guess->limit + 1;
	size_t names;

	if (guess->typed.len > 1 &&
	    str_search_nocase(text, buf_str(&guess->typed)) >= 0)
		return 0;
	names = identity_names(text, name, &made);
	for (size_t i = 0; i < names; i++) {
		unsigned far = edits(guess, name[i]);

		least = far < least ? far : least;
	}
	buf_release(&made);
	return least;
}

/* Puts it where it belongs among the best. */
static void insert(struct guess *guess, const struct candidate *new)
{
	struct candidate *best = guess->best;
	size_t at = guess->count;

	assert(guess->count <= NEAREST_MOST);
	if (at == NEAREST_MOST && !nearer(new, &best[--at]))
		return;
	guess->count = at + 1;
	for (; at && nearer(new, &best[at - 1]); at--)
		best[at] = best[at - 1];
	best[at] = *new;
}

static void compare(struct guess *guess, const struct store *store, size_t row)
{
	struct str text = tally_text(&guess->tally, store, row);
	struct candidate new = {
		.nearest = { text, guess->tally.row[row].events },
	};

	if (!text.at)
		return;
	new.distance = distance(guess, text);
	if (new.distance <= guess->limit)
		insert(guess, &new);
}

size_t guess_step(struct guess *guess, const struct store *store, size_t budget)
{
	size_t spent, end;

	if (guess->done)
		return 0;
	if (!guess->all.rows)
		rowset_fill(&guess->all, store_rows(store));
	spent = counting_step(guess->counting, store, &guess->all, budget);
	if (spent)
		return spent;
	if (!counting_put(guess->counting, &guess->tally, budget))
		return budget;
	end = guess->tally.count - guess->at > budget / COMPARE_ROWS
		      ? guess->at + budget / COMPARE_ROWS + 1
		      : guess->tally.count;
	for (; guess->at < end; guess->at++)
		compare(guess, store, guess->at);
	guess->done = end == guess->tally.count;
	return budget < COMPARE_ROWS * end ? budget : COMPARE_ROWS * end + 1;
}

size_t guess_values(const struct guess *guess, struct nearest out[NEAREST_MOST])
{
	for (size_t i = 0; i < guess->count; i++)
		out[i] = guess->best[i].nearest;
	return guess->count;
}
