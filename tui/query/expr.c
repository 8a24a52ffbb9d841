/* SPDX-License-Identifier: MIT */
/* expr.c - an expression: made, its tests compiled, and asked about; and
 * whether the data has its fields.
 *
 * What a value may be depends on what the field stands on: a time, one of a
 * few words, true or false, or any text. */
#include "expr.h"

#include <assert.h>
#include <stdlib.h>

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
	*vec_add(expr->part, expr->parts, expr->room) = part;
}

void expr_add(struct expr *list, struct expr *part)
{
	assert(list->kind == EXPR_AND || list->kind == EXPR_OR);
	assert(part != list);
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

static void test_free(struct test *test)
{
	if (!test)
		return;
	for (size_t i = 0; i < test->values; i++)
		free(test->value[i].at);
	free(test->value);
	free(test->span);
	field_free(test->field);
	match_free(test->match);
	search_free(test->search);
	free(test);
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

/* ---- tests, compiled ---- */

struct lex_value *test_add(struct test *test)
{
	struct lex_value *value =
		vec_add(test->value, test->values, test->room);

	*value = (struct lex_value){ 0 };
	return value;
}

static int compile_any(struct test *test, struct err *err)
{
	const struct lex_value *value = test->value;
	bool literal = value->form == FORM_PLAIN || value->form == FORM_QUOTED;

	assert(test->values == 1);
	test->search = search_make(
		lex_text(value), literal,
		value->form == FORM_REGEX_NOCASE ? CASE_FOLD : CASE_SMART,
		value->from + !literal, err);
	return test->search ? 0 : -1;
}

static int compile_match(struct test *test, enum reading reading,
			 struct err *err)
{
	test->match =
		match_new(reading, test->op, test->value, test->values, err);
	return test->match ? 0 : -1;
}

static int not_a_word(const struct field *field, const struct lex_value *value,
		      struct err *err)
{
	struct buf list = { 0 };
	int got;

	for (size_t n = 0; field_word(field, n).at; n++)
		buf_addf(&list, "%s%.*s",
			 !n                            ? ""
			 : field_word(field, n + 1).at ? ", "
						       : " or ",
			 STR_ARG(field_word(field, n)));
	got = err_set(err, ERR_QUERY, value->from, "expected %s", list.at);
	buf_release(&list);
	return got;
}

/* Sets the bit of each word that one of the values is. */
static int compile_words(struct test *test, struct err *err)
{
	const struct field *field = test->field;

	if (test->op != OP_EQUAL && test->op != OP_WHOLE && test->op != OP_IN)
		return err_set(err, ERR_QUERY, test->at,
			       "expected '=' or '!=' after '%.*s'",
			       STR_ARG(field_name(field)));
	for (size_t i = 0; i < test->values; i++) {
		struct str text = lex_text(&test->value[i]);
		size_t n = 0;

		while (field_word(field, n).at &&
		       !str_eq_nocase(field_word(field, n), text))
			n++;
		if (!field_word(field, n).at)
			return not_a_word(field, &test->value[i], err);
		test->mask |= 1u << n;
	}
	return 0;
}

static struct test_span span_of(enum lex_op op, int64_t time, int64_t span)
{
	switch (op) {
	case OP_LESS:
		return (struct test_span){ INT64_MIN, time };
	case OP_LESS_EQUAL:
		return (struct test_span){ INT64_MIN, time + span };
	case OP_MORE:
		return (struct test_span){ time + span, TIME_NONE };
	case OP_MORE_EQUAL:
		return (struct test_span){ time, TIME_NONE };
	default:
		return (struct test_span){ time, time + span };
	}
}

static int compile_time(struct test *test, struct err *err)
{
	if (op_takes_regex(test->op))
		return compile_match(test, READ_TEXT, err);
	test->span = xcalloc(test->values, sizeof(*test->span));
	for (size_t i = 0; i < test->values; i++) {
		const struct lex_value *value = &test->value[i];
		int64_t time, span;

		if (!time_read(lex_text(value), &time, &span))
			return err_set(err, ERR_QUERY, value->from,
				       "expected a time such as 2023-07-10, "
				       "2023-07-10T12:00 or "
				       "2023-07-10T12:00:05Z");
		test->span[i] = span_of(test->op, time, span);
	}
	return 0;
}

int test_compile(struct test *test, struct err *err)
{
	assert(test->values || test->op == OP_NONE || test->op == OP_PRESENT);
	if (!test->field)
		return compile_any(test, err);
	if (test->op == OP_NONE || test->op == OP_PRESENT)
		return 0;
	switch (test->field->ground) {
	case GROUND_FLAG:
	case GROUND_CLASS:
	case GROUND_KIND:
		return compile_words(test, err);
	case GROUND_TIME:
		return compile_time(test, err);
	default:
		return compile_match(test, test->field->reading, err);
	}
}

/* ---- what it speaks of ---- */

const char *expr_hint(const struct expr *expr)
{
	return expr && expr->hint.len ? expr->hint.at : "";
}

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

/* Nothing under a `not`. */
static const struct test *last_test(const struct expr *expr, size_t at)
{
	const struct test *last = NULL;

	if (expr->test)
		return expr->test->at <= at ? expr->test : NULL;
	for (size_t i = 0; i < expr->parts && expr->kind != EXPR_NOT; i++) {
		const struct test *test = last_test(expr->part[i], at);

		if (test && (!last || test->at >= last->at))
			last = test;
	}
	return last;
}

struct str expr_searched(const struct expr *expr, size_t at)
{
	const struct test *test = last_test(expr, at);

	if (!test || test->field ||
	    (test->value->form != FORM_PLAIN &&
	     test->value->form != FORM_QUOTED))
		return STR_NONE;
	return lex_text(test->value);
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
