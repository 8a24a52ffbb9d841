/* SPDX-License-Identifier: MIT */
/* build.c - filters made by the program for what a person points at.
 *
 * What is made must keep exactly the rows that hold the value, since the
 * number beside it was counted that way. So a value is plain only where plain
 * text has no second meaning. */
#include "expr.h"
#include "meaning.h"

#include <assert.h>

/* ---- values ---- */

/* True where it ends nowhere early, and no sign in it has a meaning. */
static bool is_plain(struct str text)
{
	return text.len && lex_made_of(text, "_-./:@+%#") &&
	       !match_is_network(text);
}

/* An identity or a call without quotes goes by other names too: `plain` says
 * that it has them for itself. */
static bool goes_bare(const struct field *field, struct str value, bool plain)
{
	return is_plain(value) && (plain || (!reads_identity(field->reading) &&
					     field->reading != READ_CALL));
}

static void add_value(struct test *test, struct str value, bool plain)
{
	bool bare = goes_bare(test->field, value, plain);

	*test_add(test) = lex_copy(value, bare ? FORM_PLAIN : FORM_QUOTED, 0);
}

/* ---- a test of one value ---- */

/* True where even a quoted text has a second meaning: a service goes by two
 * names, and an identity without account is what its namesakes in accounts are
 * shown as. */
static bool needs_whole(enum reading reading, struct str value, bool plain)
{
	if (reading == READ_SERVICE)
		return part_service(value).len < value.len;
	return reads_identity(reading) && !plain &&
	       !identity_account(value).at && !str_ends(value, NO_ACCOUNT);
}

/* True where the name alone says it: `denied`. Where a third answer is
 * possible, false is written: `mfa=false`. */
static bool is_flag(const struct field *field, struct str value)
{
	return field->ground == GROUND_FLAG &&
	       (str_eq(value, STR("true")) ||
		(str_eq(value, STR("false")) && !field->alias->known));
}

/* A test of the field that the text names, which may be a path of a leaf. */
static struct expr *test_of(struct str field, struct err *err)
{
	struct expr *expr = expr_new_test(0);
	struct buf name = { 0 };

	lex_put_name(&name, field);
	expr->test->field = field_parse(buf_str(&name), err);
	buf_release(&name);
	if (expr->test->field)
		return expr;
	expr_free(expr);
	return NULL;
}

/* Takes `expr`, a lone test; NULL when that can never hold. */
static struct expr *compiled(struct expr *expr, struct err *err)
{
	if (test_compile(expr->test, err) == 0)
		return expr;
	expr_free(expr);
	return NULL;
}

struct expr *expr_equal(struct str field, struct str value, bool plain,
			struct err *err)
{
	struct expr *expr = test_of(field, err);
	bool holds = true;

	if (!expr)
		return NULL;
	if (!value.at) {
		expr->test->op = OP_PRESENT;
		holds = false;
	} else if (is_flag(expr->test->field, value)) {
		holds = str_eq(value, STR("true"));
	} else {
		expr->test->op =
			needs_whole(expr->test->field->reading, value, plain)
				? OP_WHOLE
				: OP_EQUAL;
		add_value(expr->test, value, plain);
	}
	expr = compiled(expr, err);
	return expr && !holds ? expr_not(expr) : expr;
}

struct expr *expr_identity(struct str field, const struct store *store,
			   sym_t identity)
{
	struct buf whole = { 0 };
	struct expr *expr;

	label_put_whole(store, identity, &whole);
	expr = expr_equal(field,
			  identity == SYM_NONE ? STR_NONE : buf_str(&whole),
			  false, NULL);
	buf_release(&whole);
	return expr;
}

struct expr *expr_holds(struct str field, struct str value, struct err *err)
{
	struct expr *expr = test_of(field, err);

	if (!expr)
		return NULL;
	expr->test->op = OP_PART;
	*test_add(expr->test) = lex_copy(value, FORM_QUOTED, 0);
	return compiled(expr, err);
}

/* ---- one value more ---- */

static bool has_value(const struct test *test, struct str value)
{
	for (size_t i = 0; i < test->values; i++)
		if (str_eq(lex_text(&test->value[i]), value))
			return true;
	return false;
}

struct expr *expr_wider(const struct expr *expr, struct str value, bool plain)
{
	const struct test *had = expr->test;
	struct expr *wider;

	if (!expr_picks(expr) || !value.at)
		return NULL;
	wider = test_of(field_name(had->field), NULL);
	assert(wider); /* it was a field before */
	wider->test->op = OP_IN;
	for (size_t i = 0; i < had->values; i++)
		*test_add(wider->test) = lex_copy(lex_text(&had->value[i]),
						  had->value[i].form, 0);
	if (!has_value(had, value))
		add_value(wider->test, value, plain);
	return compiled(wider, NULL);
}

/* ---- a range of time ---- */

/* NULL for a time that is written in no way that is read. */
static struct expr *bound_of(enum lex_op op, int64_t time)
{
	struct expr *expr = test_of(STR("time"), NULL);
	struct buf text = { 0 };

	assert(expr);
	time_put_iso(&text, time);
	expr->test->op = op;
	add_value(expr->test, buf_str(&text), true);
	buf_release(&text);
	return compiled(expr, NULL);
}

struct expr *expr_span(int64_t from, int64_t to)
{
	struct expr *low = NULL, *high;

	assert(from != TIME_NONE || to != TIME_NONE);
	if (from != TIME_NONE && !(low = bound_of(OP_MORE_EQUAL, from)))
		return NULL;
	if (to == TIME_NONE)
		return low;
	high = bound_of(OP_LESS_EQUAL, to);
	if (!high) {
		expr_free(low);
		return NULL;
	}
	return low ? expr_and(low, high) : high;
}

static bool is_time(const struct expr *expr)
{
	const struct test *test = expr->test;

	return expr->kind == EXPR_TEST && test->field && test->span &&
	       test->values == 1 &&
	       str_eq(field_canonical(test->field), STR("time"));
}

bool expr_stretch(const struct expr *expr, int64_t *from, int64_t *to)
{
	size_t parts = expr->kind == EXPR_AND ? expr->parts : 1;

	*from = INT64_MIN;
	*to = TIME_NONE;
	for (size_t i = 0; i < parts; i++) {
		const struct expr *part =
			expr->kind == EXPR_AND ? expr->part[i] : expr;

		if (!is_time(part))
			return false;
		if (part->test->span->from > *from)
			*from = part->test->span->from;
		if (part->test->span->to < *to)
			*to = part->test->span->to;
	}
	return *from < *to;
}

struct expr *expr_and(struct expr *a, struct expr *b)
{
	struct expr *both = expr_new(EXPR_AND);

	expr_add(both, a);
	expr_add(both, b);
	return both;
}

/* ---- texts ---- */

/* A regex that finds the text and nothing else. */
static void put_sought(struct buf *out, struct str text)
{
	struct buf regex = { 0 };
	ptrdiff_t end;

	if (text.len && lex_made_of(text, "_-:@%")) {
		buf_add(out, text);
		return;
	}
	/* What would end the quoting stands between two of them. */
	while ((end = str_search(text, STR("\\E"))) >= 0) {
		buf_addf(&regex, "\\Q%.*s\\E\\\\E",
			 STR_ARG(str_slice(text, 0, (size_t)end)));
		text = str_slice(text, (size_t)end + 2, text.len);
	}
	buf_add(&regex, STR("\\Q"));
	buf_add(&regex, text);
	buf_add(&regex, STR("\\E"));
	expr_put_literal(out, buf_str(&regex));
	buf_release(&regex);
}

/* `=`, but not the end of `!=` and its like. */
static bool ends_equal(struct str head)
{
	static const char *const longer[] = { "!=", "==", "<=", ">=" };
	bool equal = str_ends(head, STR("="));

	for (size_t i = 0; i < ARRAY_LEN(longer); i++)
		equal &= !str_ends(head, str_of(longer[i]));
	return equal;
}

void expr_put_operand(const struct field *field, struct str head,
		      struct str value, bool plain, struct buf *out)
{
	head = str_trim(head);
	if (str_ends(head, STR("~"))) {
		put_sought(out, value);
		return;
	}
	if (ends_equal(head) && needs_whole(field->reading, value, plain))
		buf_addc(out, '=');
	if (goes_bare(field, value, plain) && !str_ends(head, STR("like")))
		buf_add(out, value);
	else
		expr_put_literal(out, value);
}

void expr_put_lines(struct buf *out, struct str text)
{
	size_t start = out->len;

	while (text.len) {
		ptrdiff_t end = str_find(text, '\n');
		size_t len = end < 0 ? text.len : (size_t)end;
		struct str line = str_trim(str_slice(text, 0, len));

		if (line.len) {
			buf_add(out, out->len > start ? STR(" or ") : STR(""));
			expr_put_literal(out, line);
		}
		text = str_slice(text, end < 0 ? len : len + 1, text.len);
	}
}
