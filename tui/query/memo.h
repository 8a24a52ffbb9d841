/* SPDX-License-Identifier: MIT */
/* memo.h - what is known of distinct values: nothing yet, no, or yes.
 *
 * Two bits a symbol, so that the answers for a million values take 250 kB and
 * the common ones stay in the cache. A value is asked about when a row first
 * brings it, which spreads the work over the slices and leaves out texts
 * that no row looks at. */
#ifndef MEMO_H
#define MEMO_H

#include <stdlib.h>
#include <string.h>

#include "base.h"

struct memo {
	uint64_t *word; /* by sym / 32 */
	size_t words;
};

enum memo_state { MEMO_UNKNOWN, MEMO_NO, MEMO_YES };

/* Room for `need` words, new ones filled with `byte`. Dies when out of
 * memory. */
static inline void words_cover(uint64_t **word, size_t *words, size_t need,
			       int byte)
{
	size_t had = *words;

	vec_grow(word, words, need, sizeof(**word));
	memset(*word + had, byte, (*words - had) * sizeof(**word));
}

/* Knows nothing yet of symbols that are new. Dies when out of memory. */
static inline void memo_cover(struct memo *memo, size_t syms)
{
	words_cover(&memo->word, &memo->words, syms / 32 + 1, 0);
}

static inline void memo_forget(struct memo *memo)
{
	if (memo->word)
		memset(memo->word, 0, memo->words * sizeof(*memo->word));
}

static inline void memo_release(struct memo *memo)
{
	free(memo->word);
	*memo = (struct memo){ 0 };
}

static inline enum memo_state memo_at(const struct memo *memo, sym_t sym)
{
	return (enum memo_state)(memo->word[sym / 32] >> (sym % 32 * 2) & 3);
}

static inline void memo_put(struct memo *memo, sym_t sym, bool yes)
{
	memo->word[sym / 32] |= (uint64_t)(yes ? MEMO_YES : MEMO_NO)
				<< (sym % 32 * 2);
}

#endif
