/* SPDX-License-Identifier: MIT */
/* sieves.h - values of a field, counted of the rows that the chips and one
 * more expression keep; what is counted stays while one types. */
#ifndef SIEVES_H
#define SIEVES_H

#include "inner.h"

/* Of which values, and of which rows: those that the chips but for `replaces`
 * keep, and `within`. */
struct sifted {
	struct str field, within; /* within: an expression, "" for none */
	unsigned others;          /* TALLY_... */
	size_t replaces;          /* a chip; SIZE_MAX: none */
};

struct sieve {
	char *name, *within; /* the field; an expression, "" for none */
	unsigned others;
	size_t replaces;
	struct field *field;
	struct filter *filter; /* of `within`; NULL: every row */
	struct rowset base;
	struct counting *counting;
	struct tally tally;
	bool based, whole;
	size_t rows; /* that were looked at */
};

void sieves_release(struct sieves *sieves);
/* Goes on with the one that counts that, kept from before or begun: *spent is
 * 0 when all is counted. Borrowed until sieves_release, or another call when
 * the store has grown by an eighth. */
struct sieve *sieve_step(struct selection *selection, struct sieves *sieves,
			 const struct sifted *what, size_t budget,
			 size_t *spent);

#endif
