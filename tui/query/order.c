/* SPDX-License-Identifier: MIT */
/* order.c - comparing numbers digit by digit, so that long ones (account ids,
 * byte counts) do not lose their ends, whatever the locale. */
#include "order.h"

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

int number_compare(struct str a, struct str b)
{
	struct decimal one, other;

	if (!number_read(a, &one) || !number_read(b, &other))
		return 0;
	return compare_numbers(one, other);
}

struct bound bound_make(struct str text)
{
	struct bound bound = { .text = text };
	struct decimal unused;

	bound.number = number_read(text, &unused);
	bound.dated = time_read(text, &bound.time, &bound.span);
	return bound;
}

/* Where the value lies: before what the bound stands for, in it, after. */
static int place_of(const struct bound *bound, struct str value)
{
	struct decimal unused;
	int64_t time;

	if (bound->number && number_read(value, &unused))
		return number_compare(value, bound->text);
	if (bound->dated && time_read(value, &time, NULL))
		return time < bound->time                  ? -1
		       : time >= bound->time + bound->span ? 1
							   : 0;
	return str_cmp(value, bound->text);
}

bool bound_holds(const struct bound *bound, enum lex_op op, struct str value)
{
	int place = place_of(bound, value);

	switch (op) {
	case OP_LESS:
		return place < 0;
	case OP_LESS_EQUAL:
		return place <= 0;
	case OP_MORE:
		return place > 0;
	default:
		return place >= 0;
	}
}
