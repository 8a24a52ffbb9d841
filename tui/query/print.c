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
		if (name.at[i] == '\\' && i + 1 < name.len)
			buf_addc(out, name.at[++i]);
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

static void put_test(const struct test *test, struct buf *out)
{
	if (!test->field) {
		put_value(out, test->value);
		return;
	}
	if (test->op == OP_PRESENT)
		buf_add(out, STR("ispresent("));
	buf_add(out, field_name(test->field));
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
		put_value(out, &test->value[i]);
	}
	if (test->op == OP_IN)
		buf_addc(out, ']');
}

static void put_part(const struct expr *part, struct buf *out)
{
	if (part->kind == EXPR_TEST || part->kind == EXPR_NOT) {
		expr_put(part, out);
		return;
	}
	buf_addc(out, '(');
	expr_put(part, out);
	buf_addc(out, ')');
}

void expr_put(const struct expr *expr, struct buf *out)
{
	if (expr->kind == EXPR_TEST) {
		put_test(expr->test, out);
		return;
	}
	if (expr->kind == EXPR_NOT) {
		const struct expr *part = expr->part[0];

		buf_add(out, part->test ? STR("!") : STR("!("));
		expr_put(part, out);
		if (!part->test)
			buf_addc(out, ')');
		return;
	}
	for (size_t i = 0; i < expr->parts; i++) {
		if (i)
			buf_add(out, expr->kind == EXPR_AND ? STR(" and ")
							    : STR(" or "));
		put_part(expr->part[i], out);
	}
}
