/* SPDX-License-Identifier: MIT */
/* expr.h - a parsed filter: tests under and, or and not.
 *
 * `and` and `or` hold any number of parts, so that a long list does not nest.
 * A negated operator is a `not` over its opposite: there is one way to be a
 * complement. */
#ifndef EXPR_H
#define EXPR_H

#include "lex.h"
#include "query.h"
#include "test.h"

enum expr_kind { EXPR_TEST, EXPR_NOT, EXPR_AND, EXPR_OR };

struct expr {
	enum expr_kind kind;
	struct expr **part; /* owned; one under EXPR_NOT */
	size_t parts, room;
	struct test *test; /* EXPR_TEST: owned */
	unsigned cost;     /* see test_cost; of the dearest part */
	struct buf hint;   /* of the root */
};

/* Calls `each` on every test until it answers other than 0; that answer. */
int expr_each(const struct expr *expr, int (*each)(struct test *, void *),
	      void *arg);

/* ---- print.c ---- */

/* Appends `text` in quotes, so that it is read back byte for byte. */
void put_quoted(struct buf *out, struct str text);
/* Appends a field's name, between backquotes where it needs them. */
void put_field(struct buf *out, struct str name);
void put_value(struct buf *out, const struct lex_value *value);

#endif
