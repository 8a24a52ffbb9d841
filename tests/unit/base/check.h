/* SPDX-License-Identifier: MIT */
/* check.h - what the tests of base share: cmocka with its includes, texts
 * compared as texts, and a small repeatable source of random numbers. */
#ifndef BASE_CHECK_H
#define BASE_CHECK_H

#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* Says both texts when they differ; `what` names the row of a table. */
#define assert_str(got, want, what)                                            \
	check_str(got, want, what, __FILE__, __LINE__)

static inline void check_str(struct str got, struct str want, const char *what,
			     const char *file, int line)
{
	if (str_eq(got, want))
		return;
	print_error("%s: got '%.*s', not '%.*s'\n", what, STR_ARG(got),
		    STR_ARG(want));
	_fail(file, line);
}

/* splitmix64: small, and the same everywhere. */
static inline uint64_t next_random(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static inline size_t random_below(uint64_t *state, size_t bound)
{
	return (size_t)(next_random(state) % bound);
}

/* A copy with nothing around it, so that a sanitizer sees one byte more. */
static inline char *tight_copy(const char *at, size_t len)
{
	char *copy = malloc(len ? len : 1);

	assert_non_null(copy);
	memcpy(copy, at, len);
	return copy;
}

#endif
