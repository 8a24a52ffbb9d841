/* SPDX-License-Identifier: MIT */
/* slice.h - walking the rows of a set in slices. */
#ifndef SLICE_H
#define SLICE_H

#include "query.h"

static inline size_t first_bit(uint64_t bits)
{
	return (size_t)__builtin_ctzll(bits);
}

/* A stretch of rows that is looked at in one go. */
struct slice {
	size_t from, end; /* rows */
	size_t cost;      /* rows of the set in it, and words passed */
};

/* From row `from` of the set on, at a cost of about `budget`: a word is never
 * cut, so that it goes on where a word begins, unless the set ended. */
static inline struct slice slice_of(const struct rowset *set, size_t from,
				    size_t budget)
{
	struct slice slice = { .from = from, .end = from };
	size_t word = from / 64;

	for (; slice.end < set->rows && slice.cost < budget; word++) {
		slice.cost += 1 + (size_t)__builtin_popcountll(set->word[word]);
		slice.end = (word + 1) * 64;
	}
	if (slice.end > set->rows)
		slice.end = set->rows;
	return slice;
}

/* The bits of a word that lie in the slice. */
static inline uint64_t slice_bits(const struct rowset *set,
				  const struct slice *slice, size_t word)
{
	uint64_t bits = set->word[word];

	return word == slice->from / 64 ? bits & UINT64_MAX << slice->from % 64
					: bits;
}

/* What is left of the bits when one is added to their first run of ones: its
 * lowest bit stands behind that run; 0 where the run ends the word. */
static inline uint64_t past_run(uint64_t bits)
{
	return bits + (bits & (~bits + 1));
}

/* Runs its statement for each row of the set in the slice, in order. `row` is
 * a size_t of the caller. Words without any row, most of them once a filter is
 * on, cost one look, and rows beside each other, nearly all before that, no
 * look for the next; leave with return, not with break. */
#define EACH_ROW(set, slice, row)                                              \
	for (size_t word_ = (slice)->from / 64; word_ * 64 < (slice)->end;     \
	     word_++)                                                          \
		for (uint64_t bits_ = slice_bits(set, slice, word_), past_;    \
		     bits_ && (past_ = past_run(bits_), true); bits_ &= past_) \
			for (row = word_ * 64 + first_bit(bits_);              \
			     row <                                             \
			     word_ * 64 + (past_ ? first_bit(past_) : 64);     \
			     row++)

#endif
