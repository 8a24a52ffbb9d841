/* SPDX-License-Identifier: MIT */
/* tally_sort.c - a table in the order of its texts, in slices.
 *
 * The first bytes of each text are compared as a number before the text
 * itself, which lies somewhere in the dictionary. */
#include "query.h"

#include <assert.h>
#include <stdlib.h>

struct sort_key {
	uint64_t prefix; /* the first 8 bytes of the text, big-endian */
	const char *at;  /* the text */
	uint32_t len;
	uint32_t row;
};

static uint64_t prefix_of(struct str text)
{
	uint64_t prefix = 0;

	for (size_t i = 0; i < 8; i++)
		prefix = prefix << 8 |
			 (i < text.len ? (unsigned char)text.at[i] : 0);
	return prefix;
}

/* Keys are filled, sorted by merging ever longer runs of them, and then the
 * rows follow: each in as many slices as it takes. */
struct sorting {
	struct tally *tally; /* borrowed, as the store */
	const struct store *store;
	size_t count; /* rows to sort: the absent is none of them */
	enum { FILL, MERGE, MOVE, SORTED } phase;
	size_t at;  /* rows dealt with in this phase, or this round of merges */
	size_t run; /* keys of a sorted run; two are merged into one */
	struct sort_key *key, *next; /* `count` each */
	struct tally_row *row;       /* in order, where moving has come to */
};

struct sorting *sorting_new(struct tally *tally, const struct store *store)
{
	struct sorting *sorting = xcalloc(1, sizeof(*sorting));
	size_t count = tally->count;

	if (count && tally->row[count - 1].value == SYM_NONE)
		count--;
	*sorting = (struct sorting){
		.tally = tally,
		.store = store,
		.count = count,
		.phase = count < 2 ? SORTED : FILL,
		.run = 1,
	};
	sorting->key = xmalloc(count * sizeof(*sorting->key));
	sorting->next = xmalloc(count * sizeof(*sorting->next));
	sorting->row = xmalloc(tally->count * sizeof(*sorting->row));
	return sorting;
}

void sorting_free(struct sorting *sorting)
{
	if (!sorting)
		return;
	free(sorting->key);
	free(sorting->next);
	free(sorting->row);
	free(sorting);
}

static size_t end_of(const struct sorting *sorting, size_t budget)
{
	size_t left = sorting->count - sorting->at;

	return sorting->at + (left < budget ? left : budget);
}

static void fill(struct sorting *sorting, size_t budget)
{
	const struct tally *tally = sorting->tally;
	size_t end = end_of(sorting, budget);

	for (; sorting->at < end; sorting->at++) {
		size_t i = sorting->at;
		struct str text = tally_text(tally, sorting->store, i);

		sorting->key[i] = (struct sort_key){
			.prefix = prefix_of(text),
			.at = text.at,
			.len = (uint32_t)text.len,
			.row = (uint32_t)i,
		};
	}
	if (end == sorting->count) {
		sorting->phase = MERGE;
		sorting->at = 0;
	}
}

static bool comes_after(const struct sort_key *a, const struct sort_key *b)
{
	if (a->prefix != b->prefix)
		return a->prefix > b->prefix;
	return str_cmp((struct str){ a->at, a->len },
		       (struct str){ b->at, b->len }) > 0;
}

/* ---- merging ---- */

/* The first of two neighbouring runs begins at `from`; how many keys of it
 * are among the first `n` of both once they are merged. */
static size_t share_of_first(const struct sorting *sorting, size_t from,
			     size_t mid, size_t to, size_t n)
{
	const struct sort_key *a = sorting->key + from;
	const struct sort_key *b = sorting->key + mid;
	size_t low = n > to - mid ? n - (to - mid) : 0;
	size_t high = n < mid - from ? n : mid - from;

	while (low < high) {
		size_t i = low + (high - low) / 2;

		if (comes_after(&a[i], &b[n - i - 1]))
			high = i;
		else
			low = i + 1;
	}
	return low;
}

/* Merges from place `at` on, up to `budget` keys of one pair of runs: where
 * the two stand is found anew, so that nothing need be kept of it. */
static void merge(struct sorting *sorting, size_t budget)
{
	size_t from = sorting->at - sorting->at % (2 * sorting->run);
	size_t mid = from + sorting->run, to = mid + sorting->run, a, b, end;

	mid = mid < sorting->count ? mid : sorting->count;
	to = to < sorting->count ? to : sorting->count;
	end = to - sorting->at < budget ? to : sorting->at + budget;
	a = from + share_of_first(sorting, from, mid, to, sorting->at - from);
	b = mid + (sorting->at - a);
	for (; sorting->at < end; sorting->at++) {
		bool second = a == mid ||
			      (b < to &&
			       comes_after(&sorting->key[a], &sorting->key[b]));

		sorting->next[sorting->at] = sorting->key[second ? b++ : a++];
	}
}

static void merge_runs(struct sorting *sorting, size_t budget)
{
	size_t end = end_of(sorting, budget);
	struct sort_key *key = sorting->key;

	while (sorting->at < end)
		merge(sorting, end - sorting->at);
	if (sorting->at < sorting->count)
		return;
	sorting->key = sorting->next;
	sorting->next = key;
	sorting->at = 0;
	sorting->run *= 2;
	if (sorting->run >= sorting->count)
		sorting->phase = MOVE;
}

/* ---- the rows follow ---- */

static void move_rows(struct sorting *sorting, size_t budget)
{
	struct tally *tally = sorting->tally;
	size_t end = end_of(sorting, budget), absent = tally->count;

	for (; sorting->at < end; sorting->at++)
		sorting->row[sorting->at] =
			tally->row[sorting->key[sorting->at].row];
	if (sorting->at < sorting->count)
		return;
	if (sorting->count < absent)
		sorting->row[sorting->count] = tally->row[sorting->count];
	free(tally->row);
	tally->row = sorting->row;
	tally->room = tally->count;
	sorting->row = NULL;
	sorting->phase = SORTED;
}

size_t sorting_step(struct sorting *sorting, size_t budget)
{
	size_t before = sorting->at;

	assert(budget > 0);
	switch (sorting->phase) {
	case FILL:
		fill(sorting, budget);
		break;
	case MERGE:
		merge_runs(sorting, budget);
		break;
	case MOVE:
		move_rows(sorting, budget);
		break;
	case SORTED:
		return 0;
	}
	return sorting->at > before ? sorting->at - before
				    : sorting->count - before;
}
