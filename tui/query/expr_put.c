/* SPDX-License-Identifier: MIT */
/* expr_put.c - an expression written, in one form that is read back as the
 * same. */
#include "expr.h"

#include <assert.h>

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
