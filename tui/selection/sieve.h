/* SPDX-License-Identifier: MIT */
/* sieve.h - values counted for what is being typed, kept until the prompt
 * closes. */
#ifndef SIEVE_H
#define SIEVE_H

#include "inner.h"

/* Of which values, and of which rows: those that the chips but for `replaces`
 * keep, and `within`. */
struct sifted {
	struct str field, within; /* within: an expression, "" for none */
	unsigned others;          /* TALLY_... */
	size_t replaces;          /* a chip; SIZE_MAX: none */
};

/* The one that counts that, kept from before or begun. Borrowed until
 * sieves_release, or another call when the store has grown by an eighth. */
struct sieve *sieve_of(struct selection *selection, struct sieves *sieves,
		       const struct sifted *what);
/* Goes on counting; 0: all is counted. */
size_t sieve_step(struct selection *selection, struct sieve *sieve,
		  size_t budget);
/* What it counted, when no step is left. */
const struct tally *sieve_tally(const struct sieve *sieve);
void sieves_release(struct sieves *sieves);
/* True when its values are texts of identities, shown by their label. */
bool sieve_identities(const struct sieve *sieve);

#endif
