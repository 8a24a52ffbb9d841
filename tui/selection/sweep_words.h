/* SPDX-License-Identifier: MIT */
/* sweep_words.h - one sentence of what several say. */
#ifndef SWEEP_WORDS_H
#define SWEEP_WORDS_H

#include "base.h"

/* So many names are said of many; of others their number. */
#define NAMES_SAID 3

/* Different texts, the most telling first; in `at` as far as they are known. */
struct sayings {
	struct str *at;
	size_t count;
	bool more; /* there are others that are not known */
};

/* Appends "a, b, c and 5 more"; `most` of them are said. Where `brief`, the
 * others leave out how the first begins: "exports/a, …/b". */
void names_put(const struct sayings *names, size_t most, bool brief,
	       struct buf *out);
/* Appends what stands in all of them once, and of the rest as many names:
 * "read secret a, b, c and 57 more", "let alice, bob sign in". Of more objects
 * of one bucket their number: "encrypted 310 objects of s3/example-data". */
void deeds_put(const struct sayings *deeds, size_t most, bool brief,
	       struct buf *out);
/* Appends the deed as one that was tried: "tried to read secret prod/db", or by
 * the name of its call where it has no verb: "tried RunInstances". */
void tried_put(struct str deed, struct str call, struct buf *out);
/* Appends the words without the nouns that ids behind them say themselves:
 * "shared snap-0123 with ..". */
void nouns_drop(struct str words, struct buf *out);

#endif
