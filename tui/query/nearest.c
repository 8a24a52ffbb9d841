/* SPDX-License-Identifier: MIT */
/* nearest.c - what a person may have meant by a value that no event has.
 *
 * Values are compared without regard to case, an identity also by its label
 * and its name alone, since that is what people type. One that holds what
 * was typed is as near as can be. */
#include "meaning.h"
#include "tally_inside.h"

#include <assert.h>
#include <stdlib.h>

#define TYPED_MOST 128  /* bytes; longer texts were pasted, not mistyped */
#define COMPARE_ROWS 20 /* of a budget, for comparing one value */

struct typed {
	char text[TYPED_MOST];
	size_t len;
	unsigned limit; /* edits that still count as near */
};

static void fold(char *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		out[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
}

static unsigned edits(const struct typed *typed, struct str text)
{
	char folded[TYPED_MOST];

	if (!text.at || text.len > TYPED_MOST)
		return typed->limit + 1;
	fold(folded, text);
	return str_distance((struct str){ typed->text, typed->len },
			    (struct str){ folded, text.len }, typed->limit);
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned distance(const struct typed *typed, struct str text)
{
	struct str part = { typed->text, typed->len };
	unsigned most;

	if (typed->len > 1 && str_search_nocase(text, part) >= 0)
		return 0;
	most = edits(typed, text);
	most = least(most, edits(typed, identity_label(text)));
	return least(most, edits(typed, identity_name(text)));
}

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

/* Puts it where it belongs among the best `most`; their number. */
static size_t insert(struct candidate *best, size_t count, size_t most,
		     const struct candidate *new)
{
	size_t at = count;

	if (count == most && !nearer(new, &best[count - 1]))
		return count;
	if (count == most)
		at--;
	else
		count++;
	for (; at && nearer(new, &best[at - 1]); at--)
		best[at] = best[at - 1];
	best[at] = *new;
	return count;
}

/* Texts of the table's own die with it; the store may have the same. */
static struct str lasting(const struct tally *tally, const struct store *store,
			  size_t row)
{
	struct str text = tally_text(tally, store, row);

	return tally->own ? store_text(store, store_find(store, text)) : text;
}

/* First the values are counted, then each is compared. */
struct guess {
	struct field *field; /* owned */
	struct typed typed;
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
	guess->done = !typed.len || typed.len > TYPED_MOST;
	if (guess->done)
		return guess;
	fold(guess->typed.text, typed);
	guess->typed.len = typed.len;
	guess->typed.limit = 1 + (unsigned)typed.len / 4;
	return guess;
}

void guess_free(struct guess *guess)
{
	if (!guess)
		return;
	counting_free(guess->counting);
	tally_release(&guess->tally);
	rowset_release(&guess->all);
	field_free(guess->field);
	free(guess);
}

static void compare(struct guess *guess, const struct store *store, size_t row)
{
	struct str text = lasting(&guess->tally, store, row);
	struct candidate new = {
		.nearest = { text, guess->tally.row[row].events },
	};

	if (!text.at)
		return;
	new.distance = distance(&guess->typed, text);
	if (new.distance <= guess->typed.limit)
		guess->count =
			insert(guess->best, guess->count, NEAREST_MOST, &new);
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
