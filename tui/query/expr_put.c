/* SPDX-License-Identifier: MIT */
/* expr_put.c - an expression written, in one form that is read back as the
 * same. */
#include "expr.h"

#include <assert.h>

static const struct {
	const char *text;
	const char *opposite; /* the operator of the complement; or NULL */
} ops[] = {
	[OP_NONE] = { "", NULL },
	[OP_EQUAL] = { "=", "!=" },
	[OP_WHOLE] = { "==", NULL },
	[OP_REGEX] = { "~", "!~" },
	[OP_REGEX_CASE] = { "=~", NULL },
	[OP_PART] = { " like ", " not like " },
	[OP_LESS] = { "<", NULL },
	[OP_LESS_EQUAL] = { "<=", NULL },
	[OP_MORE] = { ">", NULL },
	[OP_MORE_EQUAL] = { ">=", NULL },
	[OP_IN] = { " in ", " not in " },
	[OP_PRESENT] = { "", NULL },
};

/* Where a regex could stand, a plain text is written in quotes if what comes
 * after it might make it one; `filter` in front would be passed over. */
static bool needs_quotes(const struct test *test, struct str text)
{
	return (!test->field || op_takes_regex(test->op)) &&
	       (lex_keyword(text) || str_starts(text, STR("/")));
}

static void put_value(const struct test *test, const struct lex_value *value,
		      struct buf *out)
{
	struct str text = lex_text(value);

	if (value->form == FORM_QUOTED ||
	    (value->form == FORM_PLAIN && needs_quotes(test, text))) {
		expr_put_literal(out, text);
	} else if (value->form == FORM_PLAIN) {
		/* `= =x` is not `==x`. */
		if (text.len && (*text.at == '=' || *text.at == '~'))
			buf_addc(out, ' ');
		buf_add(out, text);
	} else {
		buf_addc(out, '/');
		buf_add(out, text);
		buf_add(out, value->form == FORM_REGEX ? STR("/") : STR("/i"));
	}
}

/* `op` is written between field and values. */
static void put_test(const struct test *test, const char *op, struct buf *out)
{
	assert(test->op < ARRAY_LEN(ops));
	if (test->op == OP_PRESENT)
		buf_add(out, STR("ispresent("));
	if (test->field)
		lex_put_name(out, field_name(test->field));
	if (test->op == OP_PRESENT)
		buf_addc(out, ')');
	if (test->field && test->values)
		buf_add(out, str_of(op));
	if (test->op == OP_IN)
		buf_addc(out, '[');
	for (size_t i = 0; i < test->values; i++) {
		if (i)
			buf_add(out, STR(", "));
		put_value(test, &test->value[i], out);
	}
	if (test->op == OP_IN)
		buf_addc(out, ']');
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

static void put_not(const struct expr *part, struct buf *out)
{
	const struct test *test = part->test;
	const char *op = test && test->field ? ops[test->op].opposite : NULL;

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
		put_test(expr->test, ops[expr->test->op].text, out);
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
