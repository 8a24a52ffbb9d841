/* SPDX-License-Identifier: MIT */
/* parse.c - the grammar of docs/FILTERS.md, by recursive descent.
 *
 * One function a line of the grammar. Only brackets recurse, and they are
 * counted. Everything is compiled here, so that what is wrong with a regex or
 * a time is told with its place, before anything is asked. */
#include "expr.h"

#include <assert.h>
#include <stdlib.h>

#define TEXT_MOST (1u << 20) /* bytes of a filter: lists are pasted */
#ifndef DEPTH_MOST
#define DEPTH_MOST 200 /* brackets in brackets */
#endif
#define TESTS_MOST 4096 /* each may hold a compiled regex */

struct parser {
	struct lex lex;
	unsigned depth;
	size_t tests;
	struct buf hint;
	struct str field;  /* of the test being read, as typed */
	struct str valued; /* the same where a value was begun last */
	size_t tail;       /* where the last name or value begins */
	struct err *err;
};

static struct expr *parse_or(struct parser *p);

/* ---- values ---- */

/* A name, or a value of `field`, begins here: where one that is being typed
 * can be completed. */
static void begin_piece(struct parser *p, struct str field)
{
	assert(p->lex.at <= p->lex.text.len);
	p->tail = p->lex.at;
	p->valued = field;
}

/* Says what should stand here. -1. */
static int expected(struct parser *p, const char *what)
{
	return err_set(p->err, ERR_QUERY, p->lex.at, "expected %s", what);
}

/* `mark` is what stands before the value, for the message. */
static int parse_value(struct parser *p, struct test *test,
		       enum lex_place place, struct str mark)
{
	struct lex_value *value = test_add(test);
	struct str text;
	size_t from;

	lex_space(&p->lex);
	from = p->lex.at;
	begin_piece(p, p->field);
	if (lex_peek(&p->lex) == '"' || lex_peek(&p->lex) == '\'')
		return lex_quoted(&p->lex, value, p->err);
	if (place == PLACE_REGEX && lex_regex(&p->lex, value))
		return 0;
	text = lex_run(&p->lex, place);
	if (!text.len)
		return err_set(p->err, ERR_QUERY, from,
			       "expected a value after '%.*s'", STR_ARG(mark));
	*value = lex_copy(text, FORM_PLAIN, from);
	return 0;
}

static int parse_list(struct parser *p, struct test *test)
{
	struct str mark = STR("[");

	lex_space(&p->lex);
	if (!lex_take(&p->lex, "["))
		return expected(p, "'[' after 'in'");
	do {
		if (parse_value(p, test, PLACE_LIST, mark) < 0)
			return -1;
		mark = STR(",");
		lex_space(&p->lex);
	} while (lex_take(&p->lex, ","));
	if (!lex_take(&p->lex, "]"))
		return expected(p, "',' or ']' after a value");
	return 0;
}

/* `like "text"` is a part of it, `like /regex/` a regex. */
static int parse_like(struct parser *p, struct test *test)
{
	if (parse_value(p, test, PLACE_REGEX, STR("like")) < 0)
		return -1;
	test->op = test->value->form == FORM_REGEX ||
				   test->value->form == FORM_REGEX_NOCASE
			   ? OP_REGEX_CASE
			   : OP_PART;
	return 0;
}

/* ---- operators ---- */

/* Passes an operator made of signs; *negated for `!=` and `!~`. */
static enum lex_op take_signs(struct lex *lex, bool *negated)
{
	/* The longer stand before those they begin with. */
	static const struct {
		const char *mark;
		enum lex_op op;
		bool negated;
	} ops[] = {
		{ "=~", OP_REGEX_CASE, false }, { "==", OP_WHOLE, false },
		{ "=", OP_EQUAL, false },       { "!=", OP_EQUAL, true },
		{ "!~", OP_REGEX, true },       { "~", OP_REGEX, false },
		{ "<=", OP_LESS_EQUAL, false }, { "<", OP_LESS, false },
		{ ">=", OP_MORE_EQUAL, false }, { ">", OP_MORE, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(ops); i++)
		if (lex_take(lex, ops[i].mark)) {
			*negated = ops[i].negated;
			return ops[i].op;
		}
	return OP_NONE;
}

/* What stands after a field. The operator is OP_NONE where there is none. */
static int parse_operator(struct parser *p, struct test *test, bool *negated)
{
	size_t before = p->lex.at, from;

	lex_space(&p->lex);
	from = p->lex.at;
	test->op = take_signs(&p->lex, negated);
	if (test->op != OP_NONE)
		return parse_value(p, test,
				   op_takes_regex(test->op) ? PLACE_REGEX
							    : PLACE_VALUE,
				   str_slice(p->lex.text, from, p->lex.at));
	*negated = lex_take(&p->lex, "not");
	lex_space(&p->lex);
	if (lex_take(&p->lex, "in")) {
		test->op = OP_IN;
		return parse_list(p, test);
	}
	if (lex_take(&p->lex, "like"))
		return parse_like(p, test);
	*negated = false;
	p->lex.at = before;
	return 0;
}

/* ---- tests ---- */

static int set_field(struct parser *p, struct test *test, struct str name)
{
	test->field = field_parse(name, p->err);
	if (test->field)
		return 0;
	if (p->err)
		p->err->at += test->at;
	return -1;
}

/* Takes a name between backquotes, which is a path. */
static int parse_quoted_field(struct parser *p, struct test *test)
{
	struct buf name = { 0 };
	int got = lex_name(&p->lex, &name, p->err);

	buf_release(&name);
	if (got < 0)
		return -1;
	return set_field(p, test, str_slice(p->lex.text, test->at, p->lex.at));
}

static int parse_present(struct parser *p, struct test *test)
{
	struct str name;
	int got;

	assert(lex_peek(&p->lex) == '(');
	lex_take(&p->lex, "(");
	lex_space(&p->lex);
	test->at = p->lex.at;
	test->op = OP_PRESENT;
	begin_piece(p, STR_NONE);
	if (lex_peek(&p->lex) == '`') {
		got = parse_quoted_field(p, test);
	} else {
		name = lex_run(&p->lex, PLACE_VALUE);
		got = name.len ? set_field(p, test, name)
			       : expected(p, "a field after 'ispresent('");
	}
	if (got < 0)
		return -1;
	lex_space(&p->lex);
	return lex_take(&p->lex, ")") ? 0 : expected(p, "')' after a field");
}

static int nothing_here(struct parser *p)
{
	char c = lex_peek(&p->lex);

	if (lex_ended(&p->lex))
		return expected(p, "a test, such as user=alice");
	if (c == ',' || c == ')')
		return err_set(p->err, ERR_QUERY, p->lex.at,
			       "expected a test, not '%c'", c);
	return err_set(p->err, ERR_QUERY, p->lex.at,
		       "expected a field before '%c'", c);
}

static bool is_joint(struct str name)
{
	return str_eq_nocase(name, STR("and")) ||
	       str_eq_nocase(name, STR("or")) ||
	       str_eq_nocase(name, STR("in")) ||
	       str_eq_nocase(name, STR("like"));
}

/* A name that stands for a field, or a word that is searched. */
static int parse_alone(struct parser *p, struct test *test, struct str name)
{
	if (is_joint(name))
		return err_set(p->err, ERR_QUERY, test->at,
			       "expected a test, not '%.*s'; "
			       "quotes make it a word to search",
			       STR_ARG(name));
	if (!field_stands(name)) {
		if (!p->hint.len && str_find(name, '*') >= 0)
			buf_add(&p->hint,
				STR("`*` is only itself in a bare word; "
				    "name=Describe* and /^Describe/ are "
				    "patterns"));
		*test_add(test) = lex_copy(name, FORM_PLAIN, test->at);
		return 0;
	}
	if (set_field(p, test, name) < 0)
		return -1;
	if (!p->hint.len)
		buf_addf(&p->hint,
			 "`%.*s` alone means %s; \"%.*s\" searches the word",
			 STR_ARG(name),
			 test->field->ground == GROUND_FLAG ? "true"
							    : "present",
			 STR_ARG(name));
	return 0;
}

/* A test that begins with a name or word. */
static int parse_named(struct parser *p, struct test *test, bool *negated)
{
	struct str name = lex_run(&p->lex, PLACE_TEST);

	if (!name.len)
		return nothing_here(p);
	if (str_eq_nocase(name, STR("ispresent")) && lex_peek(&p->lex) == '(')
		return parse_present(p, test);
	p->field = name;
	if (parse_operator(p, test, negated) < 0)
		return -1;
	if (test->op == OP_NONE)
		return parse_alone(p, test, name);
	return set_field(p, test, name);
}

static int parse_begin(struct parser *p, struct test *test, bool *negated)
{
	char c = lex_peek(&p->lex);
	struct lex_value value;

	begin_piece(p, STR_NONE);
	if (c == '"' || c == '\'')
		return lex_quoted(&p->lex, test_add(test), p->err);
	if (c == '`') {
		if (parse_quoted_field(p, test) < 0)
			return -1;
		p->field = str_slice(p->lex.text, test->at, p->lex.at);
		return parse_operator(p, test, negated);
	}
	if (lex_regex(&p->lex, &value)) {
		*test_add(test) = value;
		return 0;
	}
	return parse_named(p, test, negated);
}

static struct expr *parse_test(struct parser *p)
{
	struct expr *expr = expr_new_test(p->lex.at);
	bool negated = false;

	if (p->tests++ == TESTS_MOST) {
		err_set(p->err, ERR_QUERY, p->lex.at,
			"expected at most %d tests", TESTS_MOST);
		goto fail;
	}
	if (parse_begin(p, expr->test, &negated) < 0 ||
	    test_compile(expr->test, p->err) < 0)
		goto fail;
	return negated ? expr_not(expr) : expr;
fail:
	expr_free(expr);
	return NULL;
}

/* ---- not, and, or ---- */

static struct expr *parse_bracket(struct parser *p)
{
	size_t from = p->lex.at - 1;
	struct expr *expr;

	if (++p->depth > DEPTH_MOST) {
		err_set(p->err, ERR_QUERY, from,
			"expected at most %d brackets in each other",
			DEPTH_MOST);
		return NULL;
	}
	expr = parse_or(p);
	p->depth--;
	if (!expr)
		return NULL;
	lex_space(&p->lex);
	if (lex_take(&p->lex, ")"))
		return expr;
	expected(p, "')'");
	expr_free(expr);
	return NULL;
}

/* Passes `!` and `not`; `!=` and `!~` are operators. */
static bool take_not(struct parser *p)
{
	struct lex ahead;
	bool unused;

	lex_space(&p->lex);
	ahead = p->lex;
	return lex_take(&p->lex, "not") ||
	       (take_signs(&ahead, &unused) == OP_NONE &&
		lex_take(&p->lex, "!"));
}

static struct expr *parse_not(struct parser *p)
{
	bool negated = false;
	struct expr *expr;

	while (take_not(p))
		negated = !negated;
	expr = lex_take(&p->lex, "(") ? parse_bracket(p) : parse_test(p);
	return expr && negated ? expr_not(expr) : expr;
}

/* True when another part of a list by `and` begins; passes the `and`. */
static bool take_and(struct parser *p)
{
	struct lex ahead;

	lex_space(&p->lex);
	if (lex_take(&p->lex, "and") || lex_take(&p->lex, "&&"))
		return true;
	ahead = p->lex;
	return !lex_ended(&p->lex) && lex_peek(&p->lex) != ')' &&
	       !lex_take(&ahead, "or") && !lex_take(&ahead, "||");
}

static bool take_or(struct parser *p)
{
	lex_space(&p->lex);
	return lex_take(&p->lex, "or") || lex_take(&p->lex, "||");
}

/* Parts by one kind of joint; a list of one is that one. */
static struct expr *parse_list_of(struct parser *p, enum expr_kind kind,
				  struct expr *(*parse)(struct parser *),
				  bool (*take)(struct parser *))
{
	struct expr *list, *part = parse(p);

	if (!part || !take(p))
		return part;
	list = expr_new(kind);
	expr_add(list, part);
	do {
		part = parse(p);
		if (!part) {
			expr_free(list);
			return NULL;
		}
		expr_add(list, part);
	} while (take(p));
	return list;
}

static struct expr *parse_and(struct parser *p)
{
	return parse_list_of(p, EXPR_AND, parse_not, take_and);
}

static struct expr *parse_or(struct parser *p)
{
	return parse_list_of(p, EXPR_OR, parse_and, take_or);
}

/* `filter` in front, as in Logs Insights, unless it is a field or a word. */
static void pass_filter(struct lex *lex)
{
	struct lex ahead = *lex;
	bool unused;
	size_t end;

	lex_space(&ahead);
	if (!lex_take(&ahead, "filter"))
		return;
	end = ahead.at;
	lex_space(&ahead);
	*lex = ahead;
	if (lex_ended(&ahead) || lex->at == end ||
	    take_signs(&ahead, &unused) != OP_NONE)
		lex->at = 0;
}

static struct expr *parse(struct parser *p)
{
	struct str text = p->lex.text;
	struct expr *expr;

	if (text.len > TEXT_MOST) {
		err_set(p->err, ERR_QUERY, TEXT_MOST,
			"expected a filter of at most 1 MiB");
		return NULL;
	}
	pass_filter(&p->lex);
	expr = parse_or(p);
	if (!expr || lex_ended(&p->lex))
		return expr;
	err_set(p->err, ERR_QUERY, p->lex.at,
		"expected 'and', 'or' or the end, not '%c'", lex_peek(&p->lex));
	expr_free(expr);
	return NULL;
}

struct expr *expr_parse(struct str text, struct err *err)
{
	struct parser p = { .lex = { text, 0 }, .err = err };
	struct expr *expr = parse(&p);

	if (expr)
		expr->hint = p.hint;
	else
		buf_release(&p.hint);
	return expr;
}

/* The grammar is asked, since it knows what is a name and what a value. A
 * piece with a blank behind it is finished, and nothing is begun yet. */
struct str expr_tail(struct str text, struct str *word)
{
	struct parser p = { .lex = { text, 0 }, .tail = text.len };
	struct lex last = { text, text.len ? text.len - 1 : 0 };

	expr_free(parse(&p));
	buf_release(&p.hint);
	lex_space(&last);
	if (lex_ended(&last) && p.tail < text.len) {
		p.tail = text.len;
		p.valued = STR_NONE;
	}
	*word = str_slice(text, p.tail, text.len);
	return p.valued;
}
