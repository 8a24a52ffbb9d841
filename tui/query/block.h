/* SPDX-License-Identifier: MIT */
/* block.h - the rows that a filter looks at in one go. */
#ifndef BLOCK_H
#define BLOCK_H

#include "store.h"

#ifndef BLOCK_WORDS
#define BLOCK_WORDS 16 /* of 64 rows */
#endif

struct block { /* rows from word * 64 on */
	size_t word, words;
};
typedef uint64_t bits_t[BLOCK_WORDS];

/* Asks of each row wanted whether it holds. Of a function that is known where
 * this is called a row costs no call. */
struct probe;
static inline void block_ask(const struct block *block, const bits_t want,
			     bits_t out, bool (*holds)(struct probe *, row_t),
			     struct probe *probe)
{
	for (size_t w = 0; w < block->words; w++) {
		uint64_t yes = 0;

		for (uint64_t left = want[w]; left; left &= left - 1) {
			size_t bit = (size_t)__builtin_ctzll(left);
			size_t row = (block->word + w) * 64 + bit;

			yes |= (uint64_t)holds(probe, (row_t)row) << bit;
		}
		out[w] = yes;
	}
}

#endif
