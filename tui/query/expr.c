/* SPDX-License-Identifier: MIT */
/* expr.c - what can be said of an expression without data, and whether the
 * data has its fields. */
#include "expr.h"

#include <assert.h>
#include <stdlib.h>

#include "room.h"

struct expr *expr_new(enum expr_kind kind)
{
	struct expr *expr = xcalloc(1, sizeof(*expr));

	expr->kind = kind;
	return expr;
}

struct expr *expr_new_test(size_t at)
{
	struct expr *expr = expr_new(EXPR_TEST);

	expr->test = xcalloc(1, sizeof(*expr->test));
	expr->test->at = at;
	return expr;
}

static void add_part(struct expr *expr, struct expr *part)
{
	assert(expr->kind != EXPR_TEST);
	room_make(&expr->part, &expr->room, expr->parts + 1,
		  sizeof(*expr->part));
	expr->part[expr->parts++] = part;
}

void expr_add(struct expr *list, struct expr *part)
{
	assert(list->kind == EXPR_AND || list->kind == EXPR_OR);
	if (part->kind != list->kind) {
		add_part(list, part);
		return;
	}
	for (size_t i = 0; i < part->parts; i++)
		add_part(list, part->part[i]);
	part->parts = 0;
	expr_free(part);
}

/* `!!a` is `a`. */
struct expr *expr_not(struct expr *expr)
{
	struct expr *turned;

	if (expr->kind != EXPR_NOT) {
		turned = expr_new(EXPR_NOT);
		add_part(turned, expr);
		return turned;
	}
	turned = expr->part[0];
	expr->parts = 0;
	expr_free(expr);
	return turned;
}

struct expr *expr_and(struct expr *expr, struct expr *other)
{
	struct expr *both;

	if (!expr)
		return other;
	if (expr->kind == EXPR_AND) {
		expr_add(expr, other);
		return expr;
	}
	both = expr_new(EXPR_AND);
	expr_add(both, expr);
	expr_add(both, other);
	return both;
}

void expr_free(struct expr *expr)
{
	if (!expr)
		return;
	for (size_t i = 0; i < expr->parts; i++)
		expr_free(expr->part[i]);
	free(expr->part);
	test_free(expr->test);
	buf_release(&expr->hint);
	free(expr);
}

int expr_each(const struct expr *expr, int (*each)(struct test *, void *),
	      void *arg)
{
	int got = 0;

	if (expr->test)
		return each(expr->test, arg);
	for (size_t i = 0; i < expr->parts && !got; i++)
		got = expr_each(expr->part[i], each, arg);
	return got;
}

const char *expr_hint(const struct expr *expr)
{
	return expr && expr->hint.len ? expr->hint.at : "";
}

/* ---- what it speaks of ---- */

static const struct test *only_test(const struct expr *expr)
{
	while (expr->kind == EXPR_NOT)
		expr = expr->part[0];
	return expr->test;
}

struct str expr_field(const struct expr *expr)
{
	const struct test *test = only_test(expr);

	return test && test->field ? field_canonical(test->field) : STR_NONE;
}

size_t expr_values(const struct expr *expr)
{
	const struct test *test = only_test(expr);

	return test && test->field ? test->values : 0;
}

struct str expr_value(const struct expr *expr, size_t n)
{
	assert(n < expr_values(expr));
	return lex_text(&only_test(expr)->value[n]);
}

bool expr_picks(const struct expr *expr)
{
	const struct test *test = expr->test;

	return test && test->field &&
	       (test->op == OP_EQUAL || test->op == OP_IN);
}

bool expr_negated(const struct expr *expr)
{
	return expr->kind == EXPR_NOT;
}

/* ---- narrowing ---- */

/* The parts of an `and`, or the expression alone. */
static size_t parts_of(const struct expr *const *expr,
		       struct expr *const **part)
{
	if ((*expr)->kind == EXPR_AND) {
		*part = (*expr)->part;
		return (*expr)->parts;
	}
	*part = (struct expr *const *)expr;
	return 1;
}

static bool is_word(const struct expr *expr)
{
	return expr->test && !expr->test->field &&
	       expr->test->value->form != FORM_REGEX &&
	       expr->test->value->form != FORM_REGEX_NOCASE;
}

/* A longer word finds less, unless it makes capitals count no more. */
static bool lengthens(const struct expr *prev, const struct expr *next)
{
	const struct search *old, *new;

	if (!is_word(prev) || !is_word(next))
		return false;
	old = prev->test->search;
	new = next->test->search;
	if (!old->fold)
		return !new->fold &&str_search(new->text, old->text) >= 0;
	return str_search_nocase(new->text, old->text) >= 0;
}

static bool same(const struct expr *a, const struct expr *b)
{
	struct buf one = { 0 }, other = { 0 };
	bool yes;

	expr_put(a, &one);
	expr_put(b, &other);
	yes = str_eq(buf_str(&one), buf_str(&other));
	buf_release(&one);
	buf_release(&other);
	return yes;
}

bool expr_narrows(const struct expr *prev, const struct expr *next)
{
	struct expr *const *old, *const *new;
	size_t olds = parts_of(&prev, &old), news = parts_of(&next, &new);

	for (size_t i = 0; i < olds; i++) {
		bool kept = false;

		for (size_t j = 0; j < news && !kept; j++)
			kept = same(old[i], new[j]) ||
			       lengthens(old[i], new[j]);
		if (!kept)
			return false;
	}
	return true;
}

/* ---- against the data ---- */

struct checking {
	const struct store *store;
	struct err *err;
};

static int check_test(struct test *test, void *arg)
{
	struct checking *checking = arg;
	struct buf near = { 0 };
	int got;

	if (!test->field || field_known(test->field, checking->store, &near))
		return 0;
	got = err_set(checking->err, ERR_QUERY, test->at,
		      "no event has '%.*s'%s%.*s",
		      STR_ARG(field_name(test->field)),
		      near.len ? "; nearest: " : "", STR_ARG(buf_str(&near)));
	buf_release(&near);
	return got;
}

int expr_check(const struct expr *expr, const struct store *store,
	       struct err *err)
{
	struct checking checking = { store, err };

	if (store_rows(store) == 0)
		return 0;
	return expr_each(expr, check_test, &checking);
}
