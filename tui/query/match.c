/* SPDX-License-Identifier: MIT */
/* match.c - the ways in which a text can be what was typed.
 *
 * Quotes mean exactly this text; without them `*` and `?` are special, a
 * network holds its addresses, and an identity goes by any of its names.
 * Plain texts of a list stand in a dictionary, since lists of indicators are
 * pasted by the thousand. */
#include "match.h"
#include "meaning.h"

#include <assert.h>
#include <stdlib.h>

#include "search.h"

/* ---- numbers ---- */

/* -12.50e3: minus, the digits from the first that is not 0, and how many
 * digits stand before the point once the exponent is applied. */
struct decimal {
	bool minus;
	const char *at, *end;
	int64_t whole;
};

#define EXPONENT_MOST 1000000000

static bool is_digit(const char *at, const char *end)
{
	return at < end && *at >= '0' && *at <= '9';
}

static const char *pass_digits(const char *at, const char *end)
{
	while (is_digit(at, end))
		at++;
	return at;
}

static bool read_exponent(const char *at, const char *end, int64_t *exponent)
{
	bool minus;

	*exponent = 0;
	if (at == end)
		return true;
	if (*at != 'e' && *at != 'E')
		return false;
	at++;
	minus = at < end && *at == '-';
	at += at < end && (*at == '-' || *at == '+');
	if (!is_digit(at, end))
		return false;
	for (; is_digit(at, end); at++)
		if (*exponent < EXPONENT_MOST)
			*exponent = *exponent * 10 + (*at - '0');
	if (minus)
		*exponent = -*exponent;
	return at == end;
}

/* Moves the start to the first digit that counts. */
static void pass_zeros(struct decimal *number, const char *point)
{
	number->whole += point - number->at;
	while (number->at < number->end &&
	       (*number->at == '0' || *number->at == '.')) {
		number->whole -= *number->at == '0';
		number->at++;
	}
	if (number->at == number->end) {
		number->minus = false;
		number->whole = 0;
	}
}

static bool number_read(struct str text, struct decimal *number)
{
	const char *at = text.at, *end = text.at + text.len;
	const char *point;

	number->minus = text.len && *at == '-';
	at += number->minus;
	number->at = at;
	if (!is_digit(at, end))
		return false;
	point = at = pass_digits(at, end);
	if (at < end && *at == '.') {
		if (!is_digit(at + 1, end))
			return false;
		at = pass_digits(at + 1, end);
	}
	number->end = at;
	if (!read_exponent(at, end, &number->whole))
		return false;
	pass_zeros(number, point);
	return true;
}

/* The next digit; zeros without end after the last. */
static char take_digit(struct decimal *number)
{
	if (number->at < number->end && *number->at == '.')
		number->at++;
	return number->at < number->end ? *number->at++ : '0';
}

static int compare_sizes(struct decimal a, struct decimal b)
{
	bool none_a = a.at == a.end, none_b = b.at == b.end;

	if (none_a || none_b)
		return (int)none_b - (int)none_a;
	if (a.whole != b.whole)
		return a.whole < b.whole ? -1 : 1;
	while (a.at < a.end || b.at < b.end) {
		char one = take_digit(&a), other = take_digit(&b);

		if (one != other)
			return one < other ? -1 : 1;
	}
	return 0;
}

static int compare_numbers(struct decimal a, struct decimal b)
{
	if (a.minus != b.minus)
		return a.minus ? -1 : 1;
	return a.minus ? compare_sizes(b, a) : compare_sizes(a, b);
}

/* ---- ways ---- */

enum way {
	WAY_SAME,
	WAY_GLOB,
	WAY_NETWORK,
	WAY_IDENTITY, /* loosely, see identity_matches */
	WAY_SHOWN,    /* as the panes show it, or whole */
	WAY_EXACT,    /* the same, but of several accounts only whole */
	WAY_ROLE,     /* by its name, exactly */
	WAY_CALL,     /* by any of its names, see call_names */
	WAY_PART,
	WAY_SEARCH,
	WAY_ORDER,
};

/* A value, compiled. `<` and `>` compare numbers when both sides are numbers,
 * else times when both are times, else bytes. Numbers are compared digit by
 * digit, so that long ones (account ids, byte counts) do not lose their ends,
 * whatever the locale. */
struct operand {
	enum way way;
	struct str text; /* borrowed from the value */
	enum lex_op op;
	bool is_number, is_time;
	struct decimal number;
	int64_t time, span;
	struct search *search;
};

struct match {
	enum reading reading;
	struct operand *operand;
	size_t operands, room;
	bool list;
	struct dict same; /* of a list, the texts of WAY_SAME */
};

/* ---- compiling ---- */

bool match_is_network(struct str text)
{
	ptrdiff_t slash = str_find(text, '/');
	struct str address =
		str_slice(text, 0, slash < 0 ? text.len : (size_t)slash);

	return (slash > 0 || str_find(text, ':') >= 0) &&
	       cidr_holds(text, address) != -1;
}

static bool has_glob(struct str text)
{
	return str_find(text, '*') >= 0 || str_find(text, '?') >= 0;
}

static enum way equal_way(enum reading reading, enum lex_op op, struct str text,
			  bool quoted)
{
	if (reading == READ_ROLE)
		return quoted ? WAY_ROLE : WAY_IDENTITY;
	if (reading == READ_IDENTITY || reading == READ_RESOURCE)
		return op == OP_WHOLE ? WAY_EXACT
		       : quoted       ? WAY_SHOWN
				      : WAY_IDENTITY;
	if (quoted)
		return WAY_SAME;
	if (reading == READ_CALL)
		return WAY_CALL;
	if (match_is_network(text))
		return WAY_NETWORK;
	return has_glob(text) ? WAY_GLOB : WAY_SAME;
}

static struct operand *add_operand(struct match *match, enum way way,
				   struct str text)
{
	struct operand *operand =
		vec_add(match->operand, match->operands, match->room);

	*operand = (struct operand){ .way = way, .text = text };
	return operand;
}

static void add_text(struct match *match, enum way way, struct str text)
{
	if (way != WAY_SAME || !match->list)
		add_operand(match, way, text);
	else if (dict_put(&match->same, text) == SYM_NONE)
		die("out of memory (a list of values)");
}

struct str object_typed(struct str text)
{
	ptrdiff_t end = str_search(text, STR(":s3:::"));

	if (str_starts(text, STR("s3://")))
		return str_slice(text, 5, text.len);
	/* No bucket has a colon. */
	if (str_starts(text, STR("arn:")) && end >= 0 &&
	    str_find(str_slice(text, 4, (size_t)end), ':') < 0)
		return str_slice(text, (size_t)end + 6, text.len);
	return text;
}

struct str value_named(struct str typed)
{
	struct str named = object_typed(typed);

	if (named.len < typed.len || !str_starts(typed, STR("arn:")))
		return named;
	for (int i = 0; i < 5; i++) {
		ptrdiff_t colon = str_find(named, ':');

		if (colon < 0)
			return typed;
		named = str_slice(named, (size_t)(colon + 1), named.len);
	}
	if (str_starts(named, STR("assumed-role/")))
		return str_slice(named, 13, named.len);
	/* Of these the path is no part of the name. */
	if (str_starts(named, STR("user/")) || str_starts(named, STR("role/")))
		named = str_slice(named,
				  (size_t)(str_find_last(named, '/') + 1),
				  named.len);
	return named;
}

static void add_equal(struct match *match, enum reading reading, enum lex_op op,
		      const struct lex_value *value)
{
	bool quoted = op == OP_WHOLE || value->form == FORM_QUOTED;
	struct str text = lex_text(value), service = part_service(text);

	if (reading == READ_OBJECT)
		text = object_typed(text);
	add_text(match, equal_way(reading, op, text, quoted), text);
	if (reading != READ_SERVICE || op == OP_WHOLE ||
	    service.len == text.len)
		return;
	/* `ec2` and `ec2.amazonaws.com` are the same service. */
	add_text(match, equal_way(reading, op, service, quoted), service);
}

static int add_search(struct match *match, enum lex_op op,
		      const struct lex_value *value, struct err *err)
{
	struct operand *operand = add_operand(match, WAY_SEARCH, STR_NONE);

	/* In quotes and slashes the pattern begins a byte later. */
	operand->search =
		search_make(lex_text(value), false,
			    value->form == FORM_REGEX_NOCASE ? CASE_FOLD
			    : op == OP_REGEX                 ? CASE_SMART
							     : CASE_KEEP,
			    value->from + (value->form != FORM_PLAIN), err);
	return operand->search ? 0 : -1;
}

static void add_order(struct match *match, enum lex_op op, struct str text)
{
	struct operand *operand = add_operand(match, WAY_ORDER, text);

	operand->op = op;
	operand->is_number = number_read(text, &operand->number);
	operand->is_time = time_read(text, &operand->time, &operand->span);
}

static int add_value(struct match *match, enum reading reading, enum lex_op op,
		     const struct lex_value *value, struct err *err)
{
	switch (op) {
	case OP_REGEX:
	case OP_REGEX_CASE:
		return add_search(match, op, value, err);
	case OP_PART:
		add_operand(match, WAY_PART, lex_text(value));
		break;
	case OP_LESS:
	case OP_LESS_EQUAL:
	case OP_MORE:
	case OP_MORE_EQUAL:
		add_order(match, op, lex_text(value));
		break;
	default:
		add_equal(match, reading, op, value);
	}
	return 0;
}

struct match *match_new(enum reading reading, enum lex_op op,
			const struct lex_value *value, size_t values,
			struct err *err)
{
	struct match *match = xcalloc(1, sizeof(*match));

	assert(values == 1 || (op == OP_IN && values));
	match->reading = reading;
	match->list = values > 1;
	if (match->list && !dict_init(&match->same, hash_seed()))
		die("out of memory (a list of values)");
	for (size_t i = 0; i < values; i++)
		if (add_value(match, reading, op, &value[i], err) < 0) {
			match_free(match);
			return NULL;
		}
	return match;
}

void match_free(struct match *match)
{
	if (!match)
		return;
	for (size_t i = 0; i < match->operands; i++)
		search_free(match->operand[i].search);
	free(match->operand);
	if (match->list)
		dict_release(&match->same);
	free(match);
}

bool match_gave_up(const struct match *match)
{
	for (size_t i = 0; i < match->operands; i++)
		if (match->operand[i].search &&
		    match->operand[i].search->gave_up)
			return true;
	return false;
}

/* ---- asking ---- */

/* Where the value lies: before what the operand stands for (below 0), in it,
 * after. */
static int place_of(const struct operand *operand, struct str value)
{
	struct decimal number;
	int64_t time;

	if (operand->is_number && number_read(value, &number))
		return compare_numbers(number, operand->number);
	if (operand->is_time && time_read(value, &time, NULL))
		return time < operand->time                    ? -1
		       : time >= operand->time + operand->span ? 1
							       : 0;
	return str_cmp(value, operand->text);
}

/* True when `value op operand`. A date alone is its whole day: `<=` takes the
 * day in, `>` begins after it. */
static bool order_holds(const struct operand *operand, struct str value)
{
	int place = place_of(operand, value);

	assert(operand->op >= OP_LESS && operand->op <= OP_MORE_EQUAL);
	return operand->op == OP_LESS         ? place < 0
	       : operand->op == OP_LESS_EQUAL ? place <= 0
	       : operand->op == OP_MORE       ? place > 0
					      : place >= 0;
}

static bool in_network(struct str network, struct str text)
{
	return str_eq(text, network) ||
	       (str_find(text, '/') < 0 && cidr_holds(network, text) == 1);
}

static bool finds(struct search *search, struct str text, struct str shown)
{
	size_t from, to;

	if (search_text(search, text, &from, &to))
		return true;
	return !str_eq(shown, text) && search_text(search, shown, &from, &to);
}

static bool names_call(struct str call, struct str typed)
{
	struct str name[CALL_NAMES];
	size_t names = call_names(call, name);

	for (size_t i = 0; i < names; i++)
		if (str_glob(typed, name[i]))
			return true;
	return false;
}

/* A text that is asked about. */
struct asked_text {
	struct str text, shown;
	bool bare, several;
};

static bool operand_holds(struct operand *operand,
			  const struct asked_text *asked)
{
	struct str text = asked->text;

	switch (operand->way) {
	case WAY_SAME:
		return str_eq(text, operand->text);
	case WAY_GLOB:
		return str_glob(operand->text, text);
	case WAY_NETWORK:
		return in_network(operand->text, text);
	case WAY_IDENTITY:
		return identity_matches(text, operand->text, true);
	case WAY_SHOWN:
		return identity_is(text, operand->text, asked->bare);
	case WAY_EXACT:
		return identity_is(text, operand->text,
				   asked->bare && !asked->several);
	case WAY_ROLE:
		return str_eq(identity_name(text), operand->text) ||
		       identity_is(text, operand->text, true);
	case WAY_CALL:
		return names_call(text, operand->text);
	case WAY_PART:
		return str_search(text, operand->text) >= 0;
	case WAY_SEARCH:
		return finds(operand->search, text, asked->shown);
	case WAY_ORDER:
		break;
	}
	return order_holds(operand, asked->shown);
}

bool match_holds(struct match *match, struct str text, bool bare, bool several)
{
	struct asked_text asked = { text, text, bare, several };
	struct buf made = { 0 };
	bool yes = match->list && dict_find(&match->same, text) != SYM_NONE;

	if (reads_identity(match->reading)) {
		identity_put(text, !bare, &made);
		asked.shown = buf_str(&made);
	}
	for (size_t i = 0; i < match->operands && !yes; i++)
		yes = operand_holds(&match->operand[i], &asked);
	buf_release(&made);
	return yes;
}
