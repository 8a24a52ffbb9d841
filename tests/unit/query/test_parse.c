/* SPDX-License-Identifier: MIT */
/* test_parse.c - reading filters: what is accepted, how it prints, and that
 * nothing typed can do harm. Which errors are told where: tests/query. */
#include "asked.h"

static void assert_prints(const char *text, const char *want)
{
	struct expr *expr = asked_parse(str_of(text));
	struct buf got = { 0 };

	expr_put(expr, &got);
	assert_string_equal(got.at, want);
	buf_release(&got);
	expr_free(expr);
}

static void a_filter_prints_in_one_form(void **state)
{
	(void)state;
	assert_prints("  user = bob  ", "user=bob");
	assert_prints("filter user = 'bob'", "user=\"bob\"");
	assert_prints("a b", "a and b");
	assert_prints("a and (b and c) d", "a and b and c and d");
	assert_prints("a or (b or c)", "a or b or c");
	assert_prints("a b or c d", "(a and b) or (c and d)");
	assert_prints("not (a or b)", "!(a or b)");
	assert_prints("!!!a", "!a");
	assert_prints("user!=x", "user!=x");
	assert_prints("user not in [a,b]", "user not in [a, b]");
	assert_prints("user not like 'x'", "user not like \"x\"");
	assert_prints("error !~ /x y/i", "error!~/x y/i");
	assert_prints("x like /a/", "x=~/a/");
	assert_prints("ISPRESENT( user )", "ispresent(user)");
	assert_prints("!(user!=x)", "user=x");
	assert_prints("!x==y", "!x==y");
	assert_prints("not x like /a/", "!x=~/a/");
	assert_prints("x>1 and x<=2", "x>1 x<=2");
	assert_prints("x>1 and y<=2 and z", "x>1 and y<=2 and z");
	assert_prints("user= =x", "user= =x");
	assert_prints("`a b`=c", "`a b`=c");
	assert_prints("\"a\\x00b\\n\"", "\"a\\x00b\\x0a\"");
}

static void a_value_runs_to_a_space_a_comma_or_a_bracket(void **state)
{
	(void)state;
	assert_prints("(key=AKIA)", "key=AKIA");
	assert_prints("resource=arn:aws:s3:::b/k and x",
		      "resource=arn:aws:s3:::b/k and x");
	assert_prints("ip=2001:db8::1", "ip=2001:db8::1");
	assert_prints("error~(a|b)c{2,3} x", "error~(a|b)c{2,3} and x");
	assert_prints("(error~(a|b))", "error~(a|b)");
	assert_prints("user in [a/b,c:d]", "user in [a/b, c:d]");
	assert_prints("*.a=[x]", "*.a=[x]");
}

static void
slashes_hold_a_regex_only_when_they_close_before_a_border(void **state)
{
	(void)state;
	assert_prints("/a b/", "/a b/");
	assert_prints("/a\\/b/i", "/a\\/b/i");
	assert_prints("/user/x$/", "/user/x$/");
	assert_prints("/aws/lambda/f", "\"/aws/lambda/f\"");
	assert_prints("/aws/lambda and /x/", "\"/aws/lambda\" and /x/");
	assert_prints("x~/a/b", "x~\"/a/b\"");
	assert_prints("x=/a/", "x=/a/");
	assert_prints("(/x/)", "/x/");
}

static struct str field_of(const char *text)
{
	struct expr *expr = asked_parse(str_of(text));
	static char kept[64];
	struct str name = expr_field(expr);

	snprintf(kept, sizeof(kept), "%.*s", STR_ARG(name));
	name.at = name.at ? kept : NULL;
	expr_free(expr);
	return name;
}

static void a_simple_test_speaks_of_one_field(void **state)
{
	(void)state;
	assert_str(field_of("user=x"), "user");
	assert_str(field_of("!user in [x, y]"), "user");
	assert_str(field_of("name=x"), "event");
	assert_str(field_of("eventName=x"), "event");
	assert_str(field_of("address=x"), "ip");
	assert_str(field_of("!denied"), "denied");
	assert_str(field_of("*.cidrIp=x"), "*.cidrIp");
	assert_str(field_of("requestParameters.x~y"), "requestParameters.x");
	assert_null(field_of("bob").at);
	assert_null(field_of("user=x denied").at);
}

static bool picks(const char *text)
{
	struct expr *expr = asked_parse(str_of(text));
	bool yes = expr_picks(expr);

	expr_free(expr);
	return yes;
}

static void only_equal_and_in_pick_values(void **state)
{
	(void)state;
	assert_true(picks("user=x"));
	assert_true(picks("user in [x, y]"));
	assert_false(picks("user!=x"));
	assert_false(picks("user~x"));
	assert_false(picks("denied"));
	assert_false(picks("x"));
	assert_false(picks("user=x denied"));
}

static bool negated(const char *text)
{
	struct expr *expr = asked_parse(str_of(text));
	bool yes = expr_negated(expr);

	expr_free(expr);
	return yes;
}

static void without_is_what_stands_under_a_not(void **state)
{
	(void)state;
	assert_true(negated("!denied"));
	assert_true(negated("not user=x"));
	assert_true(negated("user!=x"));
	assert_true(negated("user not in [x, y]"));
	assert_true(negated("ip !~ x"));
	assert_true(negated("!(user=x or bob)"));
	assert_false(negated("!!denied"));
	assert_false(negated("user=\"a!=b\""));
	assert_false(negated("user=\"not x\""));
	assert_false(negated("user~/a!~b/"));
	assert_false(negated("x=\"a not in [b]\""));
	assert_false(negated("user!=x and !denied"));
}

static void assert_value(const char *text, size_t n, const char *want)
{
	struct expr *expr = asked_parse(str_of(text));

	assert_true(n < expr_values(expr));
	if (!str_eq(expr_value(expr, n), str_of(want)))
		fail_msg("%s: value %zu is %.*s", text, n,
			 STR_ARG(expr_value(expr, n)));
	expr_free(expr);
}

static size_t values(const char *text)
{
	struct expr *expr = asked_parse(str_of(text));
	size_t count = expr_values(expr);

	expr_free(expr);
	return count;
}

static void the_values_of_a_test_are_told_as_they_are_meant(void **state)
{
	(void)state;
	assert_value("user = bob", 0, "bob");
	assert_value("user!=\"a=\\\"b\\\"\"", 0, "a=\"b\"");
	assert_value("user not in [a, 'b, c']", 1, "b, c");
	assert_value("user~/a=b/i", 0, "a=b");
	assert_int_equal(values("user in [a, b, c]"), 3);
	assert_int_equal(values("denied"), 0);
	assert_int_equal(values("bob"), 0);
	assert_int_equal(values("user=x denied"), 0);
}

static void assert_tail(const char *text, const char *field, const char *word)
{
	struct str got, its = expr_tail(str_of(text), &got);

	if (!str_eq(got, str_of(word)) || !str_eq(its, str_of(field)))
		fail_msg("'%s' ends in '%.*s' of '%.*s'", text, STR_ARG(got),
			 STR_ARG(its));
}

static void the_end_of_what_is_typed_is_a_name_or_a_value(void **state)
{
	(void)state;
	assert_tail("", NULL, "");
	assert_tail("us", NULL, "us");
	assert_tail("!us", NULL, "us");
	assert_tail("denied and (us", NULL, "us");
	assert_tail("denied ", NULL, "");
	assert_tail("user=", "user", "");
	assert_tail("user = ", "user", "");
	assert_tail("user!=al", "user", "al");
	assert_tail("user=al ", NULL, "");
	assert_tail("user=al den", NULL, "den");
	assert_tail("denied (user=al", "user", "al");
	assert_tail("user in [al", "user", "al");
	assert_tail("user not in [al, bo", "user", "bo");
	assert_tail("`a b`=x", "`a b`", "x");
	assert_tail("ua=\"a user=b", "ua", "\"a user=b");
	assert_tail("ispresent(us", NULL, "us");
}

static void a_lone_field_is_hinted_at(void **state)
{
	struct expr *expr = asked_parse(STR("x denied"));

	(void)state;
	assert_string_equal(expr_hint(expr), "`denied` alone means true; "
					     "\"denied\" searches the word");
	expr_free(expr);
	expr = asked_parse(STR("errorCode"));
	assert_non_null(strstr(expr_hint(expr), "means present"));
	expr_free(expr);
	expr = asked_parse(STR("user=x \"denied\""));
	assert_string_equal(expr_hint(expr), "");
	expr_free(expr);
}

static void brackets_nest_to_a_bound(void **state)
{
	char text[801];
	struct err err;
	struct expr *expr;

	(void)state;
	memset(text, '(', 400);
	text[400] = 'a';
	memset(text + 401, ')', 400);
	assert_null(expr_parse((struct str){ text, 801 }, &err));
	assert_int_equal(err.code, ERR_QUERY);
	assert_int_equal(err.at, 200);
	expr = expr_parse((struct str){ text + 200, 401 }, &err);
	assert_non_null(expr);
	expr_free(expr);
}

static void many_nots_and_long_lists_do_not_recurse(void **state)
{
	struct buf text = { 0 };
	struct expr *expr;

	(void)state;
	for (int i = 0; i < 100001; i++)
		buf_addc(&text, '!');
	buf_add(&text, STR("user in [a"));
	for (int i = 0; i < 100000; i++)
		buf_add(&text, STR(",b"));
	buf_add(&text, STR("] and a"));
	for (int i = 0; i < 1000; i++)
		buf_add(&text, STR(" or a"));
	expr = asked_parse(buf_str(&text));
	expr_free(expr);
	buf_release(&text);
}

static void a_text_over_the_bounds_is_refused(void **state)
{
	struct buf text = { 0 };
	struct err err;

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_add(&text, STR("a "));
	assert_null(expr_parse(buf_str(&text), &err));
	assert_int_equal(err.at, 2 * 4096);
	while (text.len <= 1 << 20)
		buf_add(&text, STR("aaaaaaaa"));
	assert_null(expr_parse(buf_str(&text), &err));
	assert_int_equal(err.code, ERR_QUERY);
	buf_release(&text);
}

static unsigned next(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* A reproducible soup of pieces of the language and other bytes. */
static void put_soup(struct buf *out, unsigned *seed)
{
	static const char *const pieces[] = {
		"user",   "denied", "=",          "!=",         "~",
		"!~",     "=~",     "==",         "<",          ">=",
		" in ",   "[",      "]",          ",",          "(",
		")",      "!",      " not ",      " and ",      " or ",
		" like ", "\"",     "'",          "`",          "/",
		"/i",     "\\",     "a*b",        "*.x",        "a[0].b",
		"time",   "2024",   "[a-z]",      "{2}",        "x+",
		"filter", "&&",     "||",         "ispresent(", "mfa",
		"\\x4",   "ip",     "10.0.0.0/8", " ",          "kind",
		"data",   "\xff",   "\xc3\xa9",
	};
	unsigned count = 1 + next(seed) % 12;

	buf_reset(out);
	buf_add(out, STR(""));
	for (unsigned i = 0; i < count; i++)
		if (next(seed) % 20 == 0)
			buf_addc(out, (char)(next(seed) & 0xff));
		else
			buf_add(out,
				str_of(pieces[next(seed) % ARRAY_LEN(pieces)]));
}

static void assert_stable(struct str text, struct str once)
{
	struct buf twice = { 0 };
	struct err err;
	struct expr *expr = expr_parse(once, &err);

	if (!expr)
		fail_msg("'%.*s' prints as '%.*s': at %u: %s", STR_ARG(text),
			 STR_ARG(once), (unsigned)err.at, err.text);
	expr_put(expr, &twice);
	if (!str_eq(once, buf_str(&twice)))
		fail_msg("'%.*s' prints as '%.*s', then as '%.*s'",
			 STR_ARG(text), STR_ARG(once),
			 STR_ARG(buf_str(&twice)));
	buf_release(&twice);
	expr_free(expr);
}

static void whatever_parses_prints_so_that_it_parses_the_same(void **state)
{
	struct buf text = { 0 }, once = { 0 };
	unsigned seed = 7, parsed = 0;

	(void)state;
	for (int i = 0; i < 30000; i++) {
		struct err err = { 0 };
		struct expr *expr;

		put_soup(&text, &seed);
		expr = expr_parse(buf_str(&text), &err);
		if (!expr) {
			assert_int_equal(err.code, ERR_QUERY);
			assert_true(err.at <= text.len);
			assert_true(err.text[0] != '\0');
			continue;
		}
		buf_reset(&once);
		expr_put(expr, &once);
		assert_stable(buf_str(&text), buf_str(&once));
		expr_free(expr);
		parsed++;
	}
	assert_true(parsed > 1000);
	buf_release(&text);
	buf_release(&once);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_filter_prints_in_one_form),
		cmocka_unit_test(a_value_runs_to_a_space_a_comma_or_a_bracket),
		cmocka_unit_test(
			slashes_hold_a_regex_only_when_they_close_before_a_border),
		cmocka_unit_test(a_simple_test_speaks_of_one_field),
		cmocka_unit_test(only_equal_and_in_pick_values),
		cmocka_unit_test(without_is_what_stands_under_a_not),
		cmocka_unit_test(
			the_values_of_a_test_are_told_as_they_are_meant),
		cmocka_unit_test(the_end_of_what_is_typed_is_a_name_or_a_value),
		cmocka_unit_test(a_lone_field_is_hinted_at),
		cmocka_unit_test(brackets_nest_to_a_bound),
		cmocka_unit_test(many_nots_and_long_lists_do_not_recurse),
		cmocka_unit_test(a_text_over_the_bounds_is_refused),
		cmocka_unit_test(
			whatever_parses_prints_so_that_it_parses_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
