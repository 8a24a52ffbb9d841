/* SPDX-License-Identifier: MIT */
/* print.c - an expression, and its pieces, written so that they are read
 * back as the same. */
#include "expr.h"

#include <string.h>

/* ---- quoted texts ---- */

static bool is_clear(int32_t point)
{
	return point >= 0 && (point_class(point) == POINT_PLAIN ||
			      point_class(point) == POINT_MARK);
}

/* What could not be seen or typed is written as its bytes. */
static void put_bytes(struct buf *out, const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		buf_addf(out, "\\x%02x", (unsigned char)at[i]);
}

void put_quoted(struct buf *out, struct str text)
{
	const char *at = text.at, *end = text.at + text.len;

	buf_addc(out, '"');
	while (at < end) {
		int32_t point;
		size_t len = utf8_next(at, end, &point);

		if (*at == '"' || *at == '\\') {
			buf_addc(out, '\\');
			buf_addc(out, *at);
		} else if (is_clear(point)) {
			buf_add(out, (struct str){ at, len });
		} else {
			put_bytes(out, at, len);
		}
		at += len;
	}
	buf_addc(out, '"');
}

/* ---- names ---- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr("_.@:/+-$#%[]\\", c));
}

static bool is_keyword(struct str name)
{
	static const struct str words[] = {
		STR("and"),  STR("or"),     STR("not"),       STR("in"),
		STR("like"), STR("filter"), STR("ispresent"),
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_eq_nocase(name, words[i]))
			return true;
	return false;
}

static bool is_plain_name(struct str name)
{
	if (!name.len || *name.at == '/' || is_keyword(name))
		return false;
	for (size_t i = str_starts(name, STR("*.")) ? 2 : 0; i < name.len; i++)
		if (!is_letter(name.at[i]))
			return false;
	return true;
}

void put_field(struct buf *out, struct str name)
{
	if (is_plain_name(name) || (name.len > 1 && *name.at == '`')) {
		buf_add(out, name);
		return;
	}
	buf_addc(out, '`');
	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] == '`')
			buf_addc(out, '\\');
		buf_addc(out, name.at[i]);
		if (name.at[i] == '\\')
			buf_addc(out, i + 1 < name.len ? name.at[++i] : '\\');
	}
	buf_addc(out, '`');
}

/* ---- tests ---- */

static const char *op_text(enum lex_op op)
{
	static const char *const texts[] = {
		[OP_EQUAL] = "=",       [OP_WHOLE] = "==",
		[OP_REGEX] = "~",       [OP_REGEX_CASE] = "=~",
		[OP_PART] = " like ",   [OP_LESS] = "<",
		[OP_LESS_EQUAL] = "<=", [OP_MORE] = ">",
		[OP_MORE_EQUAL] = ">=", [OP_IN] = " in ",
	};

	return texts[op];
}

void put_value(struct buf *out, const struct lex_value *value)
{
	struct str text = lex_text(value);

	switch (value->form) {
	case FORM_PLAIN:
		/* `= =x` is not `==x`. */
		if (text.len && (*text.at == '=' || *text.at == '~'))
			buf_addc(out, ' ');
		buf_add(out, text);
		break;
	case FORM_QUOTED:
		put_quoted(out, text);
		break;
	case FORM_REGEX:
	case FORM_REGEX_NOCASE:
		buf_addc(out, '/');
		buf_add(out, text);
		buf_addc(out, '/');
		if (value->form == FORM_REGEX_NOCASE)
			buf_addc(out, 'i');
		break;
	}
}

/* Where a regex could stand, a plain text is written in quotes if what comes
 * after it might make it one; `filter` in front would be passed over. */
static void put_pattern(struct buf *out, const struct lex_value *value)
{
	struct str text = lex_text(value);

	if (value->form == FORM_PLAIN &&
	    (is_keyword(text) || str_starts(text, STR("/"))))
		put_quoted(out, text);
	else
		put_value(out, value);
}

static bool takes_regex(const struct test *test)
{
	return !test->field || test->op == OP_REGEX ||
	       test->op == OP_REGEX_CASE || test->op == OP_PART;
}

static void put_test(const struct test *test, struct buf *out)
{
	if (!test->field) {
		put_pattern(out, test->value);
		return;
	}
	if (test->op == OP_PRESENT)
		buf_add(out, STR("ispresent("));
	put_field(out, field_name(test->field));
	if (test->op == OP_PRESENT)
		buf_addc(out, ')');
	if (!test->values)
		return;
	buf_add(out, str_of(op_text(test->op)));
	if (test->op == OP_IN)
		buf_addc(out, '[');
	for (size_t i = 0; i < test->values; i++) {
		if (i)
			buf_add(out, STR(", "));
		if (takes_regex(test))
			put_pattern(out, &test->value[i]);
		else
			put_value(out, &test->value[i]);
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
	buf_addc(out, '!');
	if (part->kind == EXPR_TEST)
		expr_put(part, out);
	else
		put_group(part, out);
}

void expr_put(const struct expr *expr, struct buf *out)
{
	if (expr->kind == EXPR_TEST)
		put_test(expr->test, out);
	if (expr->kind == EXPR_NOT)
		put_not(expr->part[0], out);
	for (size_t i = 0; i < expr->parts && is_list(expr); i++) {
		if (i)
			buf_add(out, expr->kind == EXPR_AND ? STR(" and ")
							    : STR(" or "));
		if (is_list(expr->part[i]))
			put_group(expr->part[i], out);
		else
			expr_put(expr->part[i], out);
	}
}
