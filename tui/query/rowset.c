/* SPDX-License-Identifier: MIT */
/* rowset.c - sets of rows as bitmaps: an eighth of a byte a row, and an AND
 * of a million rows is 16,000 words. Bits at `rows` and beyond are always
 * zero, so that counting and walking need not look where a set ends. */
#include "query.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static size_t words_for(size_t rows)
{
	return rows / 64 + (rows % 64 != 0);
}

/* Words that hold bits; `words` is room, and may be more. */
static size_t used(const struct rowset *set)
{
	return words_for(set->rows);
}

static void clear_words(struct rowset *set, size_t from, size_t to)
{
	if (from < to)
		memset(set->word + from, 0, (to - from) * sizeof(*set->word));
}

void rowset_grow(struct rowset *set, size_t rows)
{
	size_t had = used(set), need = words_for(rows);

	if (rows <= set->rows)
		return;
	if (!vec_reserve(&set->word, &set->words, need, sizeof(*set->word)))
		die("out of memory for a set of %zu events", rows);
	clear_words(set, had, need);
	set->rows = rows;
}

void rowset_release(struct rowset *set)
{
	free(set->word);
	*set = (struct rowset){ 0 };
}

void rowset_fill(struct rowset *set, size_t rows)
{
	size_t full = rows / 64;

	set->rows = 0;
	rowset_grow(set, rows);
	if (full)
		memset(set->word, 0xff, full * sizeof(*set->word));
	if (rows % 64)
		set->word[full] = ((uint64_t)1 << rows % 64) - 1;
}

/* Rows that the other does not speak of are absent from it. */
void rowset_and(struct rowset *set, const struct rowset *other)
{
	size_t words = used(set), both = used(other);

	assert(words <= set->words);
	if (both > words)
		both = words;
	for (size_t i = 0; i < both; i++)
		set->word[i] &= other->word[i];
	clear_words(set, both, words);
}

size_t rowset_count(const struct rowset *set)
{
	size_t words = used(set), sum = 0;

	for (size_t i = 0; i < words; i++)
		sum += (size_t)__builtin_popcountll(set->word[i]);
	return sum;
}
