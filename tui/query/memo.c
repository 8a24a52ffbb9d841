/* SPDX-License-Identifier: MIT */
/* memo.c - answers by symbol, growing with the dictionary. */
#include "memo.h"

#include <stdlib.h>
#include <string.h>

#include "room.h"

void memo_cover(struct memo *memo, size_t syms)
{
	size_t had = memo->words;

	room_make(&memo->word, &memo->words, syms / 32 + 1,
		  sizeof(*memo->word));
	memset(memo->word + had, 0, (memo->words - had) * sizeof(*memo->word));
}

void memo_forget(struct memo *memo)
{
	if (memo->word)
		memset(memo->word, 0, memo->words * sizeof(*memo->word));
}

void memo_release(struct memo *memo)
{
	free(memo->word);
	*memo = (struct memo){ 0 };
}
