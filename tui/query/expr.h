/* SPDX-License-Identifier: MIT */
/* expr.h - a parsed filter: tests under and, or and not.
 *
 * `and` and `or` hold any number of parts, so that a long list does not nest.
 * A negated operator is a `not` over its opposite: there is one way to be a
 * complement. */
#ifndef EXPR_H
#define EXPR_H

#include "field.h"
#include "lex.h"
#include "match.h"
#include "query.h"
#include "search.h"

struct test_span {
	int64_t from, to; /* seconds; `to` is not in it */
};

/* What was typed, and what it was compiled to. */
struct test {
	size_t number;       /* its place among the tests of a filter */
	size_t at;           /* byte in the filter text where it begins */
	struct field *field; /* NULL: any value */
	enum lex_op op;      /* OP_NONE: a name that stands alone */
	struct lex_value *value;
	size_t values, room;
	/* By the field's ground one of: */
	struct match *match;
	struct search *search;  /* no field */
	uint32_t mask;          /* of field_words */
	struct test_span *span; /* by value */
};

/* One value more, yet empty: borrowed until the next. */
struct lex_value *test_add(struct test *test);
/* True where a text put together from several values of a row (`a; b`) could
 * be what was typed. */
static inline bool test_may_join(const struct test *test)
{
	for (size_t i = 0; i < test->values; i++)
		if (test->value[i].form == FORM_QUOTED &&
		    str_search(lex_text(&test->value[i]), STR("; ")) >= 0)
			return test->op == OP_EQUAL || test->op == OP_IN;
	return false;
}
/* Compiles what was typed. 0, or -1 and ERR_QUERY. */
int test_compile(struct test *test, struct err *err);

enum expr_kind { EXPR_TEST, EXPR_NOT, EXPR_AND, EXPR_OR };

struct expr {
	enum expr_kind kind;
	struct expr **part; /* owned; one under EXPR_NOT */
	size_t parts, room;
	struct test *test; /* EXPR_TEST: owned */
	unsigned cost;     /* of a row; of the dearest part */
	struct buf hint;   /* of the root */
};

struct expr *expr_new(enum expr_kind kind);
/* A lone test, yet empty, that begins at byte `at` of the filter text. */
struct expr *expr_new_test(size_t at);
/* Takes `part` as one more part of a list; those of a list of the same kind
 * (`a and (b and c)`) are taken one by one. */
void expr_add(struct expr *list, struct expr *part);

/* Calls `each` on every test until it answers other than 0; that answer. */
int expr_each(const struct expr *expr, int (*each)(struct test *, void *),
	      void *arg);

#endif
