/* SPDX-License-Identifier: MIT */
/* order.h - what `<` and `>` compare: numbers when both sides are numbers,
 * else times when both are times, else bytes. */
#ifndef ORDER_H
#define ORDER_H

#include "lex.h"

struct bound {
	struct str text; /* borrowed */
	bool number, dated;
	int64_t time, span;
};

struct bound bound_make(struct str text);
/* True when `value op bound`. A date alone is its whole day: `<=` takes the
 * day in, `>` begins after it. */
bool bound_holds(const struct bound *bound, enum lex_op op, struct str value);
/* -1, 0, 1 for two numbers of any length, as JSON writes them. */
int number_compare(struct str a, struct str b);

#endif
