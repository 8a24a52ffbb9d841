/* SPDX-License-Identifier: MIT */
/* test.h - one test: what was typed, what it was compiled to, and what is
 * known of the store's values so far. */
#ifndef TEST_H
#define TEST_H

#include "field.h"
#include "lex.h"
#include "match.h"
#include "memo.h"
#include "search.h"

struct test_span {
	int64_t from, to; /* seconds; `to` is not in it */
};

struct test {
	size_t number;       /* its place among the tests of a filter */
	size_t at;           /* byte in the filter text where it begins */
	struct field *field; /* NULL: any value */
	enum lex_op op;      /* OP_NONE: a name that stands alone */
	struct lex_value *value;
	size_t values, room;
	/* What it was compiled to; by the field's ground one of: */
	struct match *match;
	struct search *search;  /* no field */
	uint32_t mask;          /* of classes, of kinds; of false 1, true 2 */
	struct test_span *span; /* by value */
	/* What is known so far: */
	struct memo memo;
	const struct dict *dict;
	sym_t only; /* the account, when one alone was loaded */
};

void test_free(struct test *test);
/* One value more, yet empty: borrowed until the next. */
struct lex_value *test_add(struct test *test);
/* Compiles what was typed. 0, or -1 and ERR_QUERY. */
int test_compile(struct test *test, struct err *err);
/* On how many texts a regex gave up. */
size_t test_gave_up(const struct test *test);

/* ---- a test at work on rows ---- */

/* Where it looks; borrowed until the store changes. */
struct probe {
	struct test *test;
	const struct store *store;
	const struct dict *dict;
	const sym_t *column;
	const uint32_t *flags, *skeleton;
	const int64_t *time;
	bool one_account; /* labels leave it out */
	bool joined;      /* a value may be several of a row, joined */
	struct hits hits;
	bool (*holds)(struct probe *, row_t);
};
void probe_begin(struct probe *probe, struct test *test,
		 const struct store *store);
/* How much a row costs: 0 for a flag to COST_MOST for all its values. */
#define COST_MOST 3
unsigned test_cost(const struct test *test);

#endif
