/* SPDX-License-Identifier: MIT */
/* expr.c - an expression joined, asked about, and written; and whether the
 * data has its fields. */
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

	assert(other && expr != other);
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

/* ---- written, in one form that is read back as the same ---- */

static const char *op_text(enum lex_op op)
{
	static const char *const texts[] = {
		[OP_EQUAL] = "=",       [OP_WHOLE] = "==",
		[OP_REGEX] = "~",       [OP_REGEX_CASE] = "=~",
		[OP_PART] = " like ",   [OP_LESS] = "<",
		[OP_LESS_EQUAL] = "<=", [OP_MORE] = ">",
		[OP_MORE_EQUAL] = ">=", [OP_IN] = " in ",
	};

	assert(op < ARRAY_LEN(texts));
	return texts[op];
}

/* Where a regex could stand, a plain text is written in quotes if what comes
 * after it might make it one; `filter` in front would be passed over. */
static void put_pattern(struct buf *out, const struct lex_value *value)
{
	struct str text = lex_text(value);

	if (value->form == FORM_PLAIN &&
	    (lex_keyword(text) || str_starts(text, STR("/"))))
		lex_put_quoted(out, text);
	else
		lex_put_value(out, value);
}

static bool takes_regex(const struct test *test)
{
	return !test->field || test->op == OP_REGEX ||
	       test->op == OP_REGEX_CASE || test->op == OP_PART;
}

static void put_values(const struct test *test, struct buf *out)
{
	if (test->op == OP_IN)
		buf_addc(out, '[');
	for (size_t i = 0; i < test->values; i++) {
		if (i)
			buf_add(out, STR(", "));
		if (takes_regex(test))
			put_pattern(out, &test->value[i]);
		else
			lex_put_value(out, &test->value[i]);
	}
	if (test->op == OP_IN)
		buf_addc(out, ']');
}

/* `op` is written between field and values. */
static void put_test(const struct test *test, const char *op, struct buf *out)
{
	if (!test->field) {
		put_pattern(out, test->value);
		return;
	}
	if (test->op == OP_PRESENT)
		buf_add(out, STR("ispresent("));
	lex_put_name(out, field_name(test->field));
	if (test->op == OP_PRESENT)
		buf_addc(out, ')');
	if (!test->values)
		return;
	buf_add(out, str_of(op));
	put_values(test, out);
}

/* A bracket that a word opened would take the next closing one. */
static void close_bracket(struct buf *out)
{
	size_t at = out->len;
	int open = 0;

	while (at && out->at[at - 1] != ' ') {
		at--;
		open += out->at[at] == '(';
		open -= out->at[at] == ')';
	}
	buf_add(out, open > 0 ? STR(" )") : STR(")"));
}

static void put_group(const struct expr *group, struct buf *out)
{
	buf_addc(out, '(');
	expr_put(group, out);
	close_bracket(out);
}

static bool is_list(const struct expr *expr)
{
	return expr->kind == EXPR_AND || expr->kind == EXPR_OR;
}

/* The operator of which `op` is the complement, where there is one. */
static const char *opposite(enum lex_op op)
{
	return op == OP_EQUAL   ? "!="
	       : op == OP_REGEX ? "!~"
	       : op == OP_PART  ? " not like "
	       : op == OP_IN    ? " not in "
				: NULL;
}

static void put_not(const struct expr *part, struct buf *out)
{
	const struct test *test = part->test;
	const char *op = test && test->field ? opposite(test->op) : NULL;

	if (op) {
		put_test(test, op, out);
		return;
	}
	buf_addc(out, '!');
	if (part->kind == EXPR_TEST)
		expr_put(part, out);
	else
		put_group(part, out);
}

/* A bound of its field, from below or (`upper`) from above. */
static bool is_bound(const struct expr *expr, bool upper)
{
	enum lex_op op = expr->test ? expr->test->op : OP_NONE;

	return upper ? op == OP_LESS || op == OP_LESS_EQUAL
		     : op == OP_MORE || op == OP_MORE_EQUAL;
}

/* Two ends of one range stand side by side: `time>=a time<=b`. */
static bool is_range(const struct expr *low, const struct expr *high)
{
	return is_bound(low, false) && is_bound(high, true) &&
	       str_eq(field_canonical(low->test->field),
		      field_canonical(high->test->field));
}

static void put_list(const struct expr *list, struct buf *out)
{
	assert(is_list(list));
	for (size_t i = 0; i < list->parts; i++) {
		const struct expr *part = list->part[i];

		if (i && list->kind == EXPR_OR)
			buf_add(out, STR(" or "));
		else if (i)
			buf_add(out, is_range(list->part[i - 1], part)
					     ? STR(" ")
					     : STR(" and "));
		if (is_list(part))
			put_group(part, out);
		else
			expr_put(part, out);
	}
}

void expr_put(const struct expr *expr, struct buf *out)
{
	switch (expr->kind) {
	case EXPR_TEST:
		put_test(expr->test,
			 expr->test->values ? op_text(expr->test->op) : "",
			 out);
		break;
	case EXPR_NOT:
		put_not(expr->part[0], out);
		break;
	default:
		put_list(expr, out);
	}
}

void expr_put_all(const struct expr *const *expr, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add(out, STR(" and "));
		if (count > 1 && expr[i]->kind == EXPR_OR)
			put_group(expr[i], out);
		else
			expr_put(expr[i], out);
	}
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
