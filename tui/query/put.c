/* SPDX-License-Identifier: MIT */
/* put.c - filters written by the program for what a person points at.
 *
 * What is written must keep exactly the rows that hold the value, since the
 * number beside it was counted that way. So it is plain only where plain
 * text has no second meaning. */
#include "expr.h"
#include "meaning.h"

#include <string.h>

static bool is_plain_value(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		      (c >= '0' && c <= '9') || (c && strchr("_-./:@+%#", c))))
			return false;
	}
	return text.len > 0 && !match_is_network(text);
}

/* An identity without quotes goes by other names too. */
static void put_exactly(struct buf *out, enum reading reading, struct str value)
{
	if (is_plain_value(value) &&
	    (reading == READ_TEXT || reading == READ_SERVICE))
		buf_add(out, value);
	else
		put_quoted(out, value);
}

/* True where even a quoted text has a second meaning: a service goes by two
 * names, and `(unknown)` is also what the unknown of an account are called. */
static bool needs_whole(enum reading reading, struct str value)
{
	if (reading == READ_SERVICE)
		return str_ends(value, STR(".amazonaws.com"));
	return reading == READ_IDENTITY && str_starts(value, STR("(")) &&
	       !identity_account(value).at;
}

static void put_equal(struct buf *out, struct str field, enum reading reading,
		      struct str value, bool negated)
{
	bool whole = needs_whole(reading, value);

	if (whole && negated)
		buf_addc(out, '!');
	put_field(out, field);
	buf_add(out, whole ? STR("==") : negated ? STR("!=") : STR("="));
	put_exactly(out, reading, value);
}

/* `denied`, `!denied`; where a third answer is possible, `mfa=false`. */
static bool put_flag(struct buf *out, const struct field *field,
		     struct str value, bool negated)
{
	bool no = str_eq(value, STR("false"));

	if (field->ground != GROUND_FLAG ||
	    (!no && !str_eq(value, STR("true"))) || (no && field->alias->known))
		return false;
	if (no != negated)
		buf_addc(out, '!');
	buf_add(out, field_name(field));
	return true;
}

void expr_put_test(struct buf *out, struct str field, struct str value,
		   bool negated)
{
	struct field *known = field_parse(field, NULL);

	if (!value.at) {
		if (!negated)
			buf_addc(out, '!');
		buf_add(out, STR("ispresent("));
		put_field(out, field);
		buf_addc(out, ')');
	} else if (!known || !put_flag(out, known, value, negated)) {
		put_equal(out, field, known ? known->reading : READ_TEXT, value,
			  negated);
	}
	field_free(known);
}

static bool has_value(const struct test *test, struct str value)
{
	for (size_t i = 0; i < test->values; i++)
		if (str_eq(lex_text(&test->value[i]), value))
			return true;
	return false;
}

static void put_wider(struct buf *out, const struct test *test,
		      struct str value)
{
	put_field(out, field_name(test->field));
	buf_add(out, STR(" in ["));
	for (size_t i = 0; i < test->values; i++) {
		if (i)
			buf_add(out, STR(", "));
		put_value(out, &test->value[i]);
	}
	if (!has_value(test, value)) {
		buf_add(out, STR(", "));
		put_exactly(out, test->field->reading, value);
	}
	buf_addc(out, ']');
}

bool expr_put_wider(struct buf *out, struct str text, struct str value)
{
	struct expr *expr = expr_parse(text, NULL);
	bool picks = expr && value.at && expr_picks(expr);

	if (picks)
		put_wider(out, expr->test, value);
	expr_free(expr);
	return picks;
}

void expr_put_literal(struct buf *out, struct str word)
{
	put_quoted(out, word);
}
