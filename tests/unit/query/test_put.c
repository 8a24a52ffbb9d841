/* SPDX-License-Identifier: MIT */
/* test_put.c - filters that the program writes keep exactly the rows that
 * hold the value, whatever the value. */
#include "asked.h"

#include <stdlib.h>

#include "json.h"

static const struct str values[] = {
	STR("plain"),
	STR(""),
	STR(" "),
	STR("a b"),
	STR("a,b"),
	STR("a)b"),
	STR("(a"),
	STR("]"),
	STR("[x]"),
	STR("\""),
	STR("'"),
	STR("\\"),
	STR("\\\\"),
	STR("\\x41"),
	STR("A"),
	STR("*"),
	STR("a*"),
	STR("ab"),
	STR("a?"),
	STR("/re/"),
	STR("re"),
	STR("=x"),
	STR("~x"),
	STR("!x"),
	STR("10.0.0.0/8"),
	STR("10.0.0.1"),
	STR("10.0.0.0/33"),
	STR("2001:db8::1"),
	STR("2001:DB8:0::1"),
	STR("2001:db8::/32"),
	STR("\x01"),
	STR("\n"),
	STR("\r\t"),
	STR("a\0b"),
	STR("a"),
	STR("\xff"),
	STR("\xc3\xa9"),
	STR("\xc3"),
	STR("\xed\xa0\x80"),
	STR("\xe2\x80\xae"),
	STR("\xe2\x80\x8bz"),
	STR("z"),
	STR("and"),
	STR("not"),
	STR("filter"),
	STR("true"),
	STR("false"),
	STR("`"),
	STR("s3"),
	STR("s3.amazonaws.com"),
	STR("s3.amazonaws.com.amazonaws.com"),
	STR("007"),
	STR("7"),
	STR("7.0"),
	STR("a; b"),
	STR("; "),
	STR("PLAIN"),
	STR("a!=b"),
	STR("a=b"),
	STR("a!~b"),
	STR("a and b"),
	STR("a or b"),
	STR("not a"),
	STR("x not in [a]"),
	STR("x in (a)"),
	STR("a=\"b\" and \"c"),
	STR("a  "),
	STR("/a!=b/"),
	STR("/a/i"),
	STR("role/plain"),
	STR("user/plain"),
	STR("Admin/plain"),
	STR("root"),
	STR("root@111122223333"),
	STR("-"),
	STR("arn:aws:iam::111122223333:user/plain"),
};

static void put_text(struct buf *out, const char *lead, struct str text)
{
	buf_add(out, str_of(lead));
	json_quote(out, text);
}

/* One event with the value wherever a text may stand. */
static void add_event(struct rig *rig, unsigned id, struct str value,
		      const char *account)
{
	struct buf json = { 0 };

	buf_addf(&json, "{\"eventID\":\"e%u\"", id);
	put_text(&json, ",\"eventName\":", value);
	put_text(&json, ",\"userAgent\":", value);
	put_text(&json, ",\"awsRegion\":", value);
	put_text(&json, ",\"sourceIPAddress\":", value);
	put_text(&json, ",\"errorMessage\":", value);
	put_text(&json, ",\"eventSource\":", value);
	put_text(&json, ",\"x\":", value);
	put_text(&json, ",\"requestParameters\":{\"a.b\":", value);
	put_text(&json, ",\"odd `key\\\"=\\\\\":", value);
	put_text(&json, ",\"bucketName\":", value);
	put_text(&json, "},\"recipientAccountId\":", str_of(account));
	put_text(&json,
		 ",\"userIdentity\":{\"type\":\"IAMUser\",\"accountId\":",
		 str_of(account));
	put_text(&json, ",\"accessKeyId\":", value);
	put_text(&json, ",\"userName\":", value);
	buf_addf(&json, "}}");
	rig_json(rig, 0, id, json.at);
	buf_release(&json);
}

static void add_role(struct rig *rig, unsigned id, struct str name)
{
	struct buf json = { 0 };

	buf_addf(&json,
		 "{\"eventID\":\"r%u\",\"recipientAccountId\":"
		 "\"111122223333\",\"userIdentity\":{"
		 "\"type\":\"AssumedRole\",\"principalId\":",
		 id);
	json_quote(&json, name);
	buf_addf(&json, ",\"sessionContext\":{\"sessionIssuer\":{\"type\":"
			"\"Role\",\"accountId\":\"111122223333\","
			"\"userName\":");
	json_quote(&json, name);
	buf_addf(&json, "}}}}");
	rig_json(rig, 0, id, json.at);
	buf_release(&json);
}

static void rig_values(struct rig *rig, const char *other)
{
	rig_init(rig);
	for (unsigned i = 0; i < ARRAY_LEN(values); i++) {
		add_event(rig, i, values[i], "111122223333");
		add_role(rig, i, values[i]);
		if (other)
			add_event(rig, 1000 + i, values[i], other);
	}
	rig_json(rig, 0, 0, "{\"eventID\":\"none\"}");
	rig_flush(rig);
}

/* What field_put gives, by row; STR_NONE where it gives nothing. */
static struct str *texts_of(const struct rig *rig, const struct field *field,
			    struct arena *arena)
{
	size_t rows = store_rows(rig->store);
	struct str *text = xcalloc(rows, sizeof(*text));
	struct buf out = { 0 };

	for (size_t row = 0; row < rows; row++) {
		buf_reset(&out);
		buf_add(&out, STR(""));
		if (field_put(field, rig->store, (row_t)row, &out))
			text[row] = arena_keep(arena, buf_str(&out));
	}
	buf_release(&out);
	return text;
}

static void assert_keeps_value(const struct rig *rig, struct filter *filter,
			       const struct str *text, struct str value,
			       bool negated)
{
	filter_step(filter, rig->store, 0);
	for (size_t row = 0; row < store_rows(rig->store); row++)
		if (rowset_has(filter_rows(filter), row) !=
		    (str_eq(text[row], value) != negated))
			fail_msg("%.*s and '%.*s'", STR_ARG(value),
				 STR_ARG(text[row]));
}

/* What is made of a cell keeps its rows; printed and read back it is the same
 * expression and keeps the same. */
static void assert_picks_rows(const struct rig *rig, struct str name,
			      const struct str *text, struct str value,
			      bool negated)
{
	struct filter *made = filter_new(asked_equal(name, value, negated));
	struct buf once = { 0 }, twice = { 0 };
	struct filter *read;

	expr_put(filter_expr(made), &once);
	read = asked(rig, buf_str(&once));
	expr_put(filter_expr(read), &twice);
	assert_string_equal(once.at, twice.at);
	assert_int_equal(expr_negated(filter_expr(made)),
			 expr_negated(filter_expr(read)));
	assert_int_equal(expr_picks(filter_expr(made)),
			 expr_picks(filter_expr(read)));
	assert_keeps_value(rig, made, text, value, negated);
	assert_keeps_value(rig, read, text, value, negated);
	filter_free(made);
	filter_free(read);
	buf_release(&once);
	buf_release(&twice);
}

static void check_field(const struct rig *rig, struct str name)
{
	struct field *field = field_parse(name, NULL);
	struct arena arena = { 0 };
	struct str *text;

	assert_non_null(field);
	text = texts_of(rig, field, &arena);
	for (size_t row = 0; row < store_rows(rig->store); row++) {
		assert_picks_rows(rig, name, text, text[row], false);
		assert_picks_rows(rig, name, text, text[row], true);
	}
	free(text);
	field_free(field);
	arena_release(&arena);
}

static void every_field_of_every_row_can_be_picked(void **state)
{
	static const char *const names[] = {
		"user",
		"role",
		"session",
		"key",
		"ip",
		"tool",
		"ua",
		"event",
		"service",
		"region",
		"account",
		"error",
		"class",
		"id",
		"write",
		"read",
		"people",
		"failed",
		"denied",
		"mfa",
		"hidden",
		"kind",
		"time",
		"resource",
		"x",
		"requestParameters.a\\.b",
		"*.a\\.b",
		"`requestParameters.odd \\`key\"=\\\\`",
		"requestParameters.odd `key\"=\\\\",
	};
	static const char *const others[] = { NULL, "444455556666" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		struct rig rig;

		rig_values(&rig, others[i]);
		for (size_t j = 0; j < ARRAY_LEN(names) - 1; j++)
			check_field(&rig, str_of(names[j]));
		rig_release(&rig);
	}
}

static void assert_test(const char *field, struct str value, bool negated,
			const char *want)
{
	struct expr *expr = asked_equal(str_of(field), value, negated);
	struct buf out = { 0 };

	expr_put(expr, &out);
	assert_string_equal(out.at, want);
	expr_free(expr);
	buf_release(&out);
}

static void a_name_that_needs_backquotes_gets_them(void **state)
{
	(void)state;
	assert_test("a.odd `key\"=\\\\", STR("v"), false,
		    "`a.odd \\`key\"=\\\\`=v");
	assert_test("not", STR("v"), true, "`not`!=v");
}

static void what_is_written_is_plain_where_that_is_exact(void **state)
{
	(void)state;
	assert_test("event", STR("GetObject"), false, "event=\"GetObject\"");
	assert_test("region", STR("us-east-1"), false, "region=us-east-1");
	assert_test("ip", STR("203.0.113.7"), true, "ip!=203.0.113.7");
	assert_test("ip", STR("10.0.0.0/8"), false, "ip=\"10.0.0.0/8\"");
	assert_test("user", STR("bob"), false, "user==\"bob\"");
	assert_test("denied", STR("true"), false, "denied");
	assert_test("denied", STR("true"), true, "!denied");
	assert_test("denied", STR("false"), false, "!denied");
	assert_test("mfa", STR("false"), false, "mfa=false");
	assert_test("error", STR_NONE, false, "!ispresent(error)");
	assert_test("error", STR_NONE, true, "ispresent(error)");
	assert_test("class", STR("denied"), false, "class=denied");
	assert_test("time", STR("2024-05-06T01:02:03Z"), false,
		    "time=2024-05-06T01:02:03Z");
}

static void assert_wider(const char *text, struct str value, const char *want)
{
	struct expr *expr = asked_parse(str_of(text));
	struct expr *wider = expr_wider(expr, value, false);
	struct buf out = { 0 };

	assert_int_equal(wider != NULL, want != NULL);
	if (wider) {
		expr_put(wider, &out);
		assert_string_equal(out.at, want);
	}
	expr_free(expr);
	expr_free(wider);
	buf_release(&out);
}

static void a_test_that_picks_becomes_wider(void **state)
{
	(void)state;
	assert_wider("event=A", STR("B"), "event in [A, \"B\"]");
	assert_wider("region=a", STR("b"), "region in [a, b]");
	assert_wider("event=A*", STR("B c"), "event in [A*, \"B c\"]");
	assert_wider("user in [\"a\", b]", STR("c"),
		     "user in [\"a\", b, \"c\"]");
	assert_wider("event in [A, B]", STR("B"), "event in [A, B]");
	assert_wider("`a b`=x", STR("y"), "`a b` in [x, y]");
	assert_wider("event!=A", STR("B"), NULL);
	assert_wider("event~A", STR("B"), NULL);
	assert_wider("event=A", STR_NONE, NULL);
	assert_wider("event=A and denied", STR("B"), NULL);
	assert_wider("class=denied", STR("no class"), NULL);
}

static void one_who_is_alone_of_its_name_needs_no_quotes(void **state)
{
	struct expr *expr = expr_equal(STR("user"), STR("bob"), true, NULL);
	struct expr *wider = expr_wider(expr, STR("role/Admin"), true);
	struct buf out = { 0 };

	(void)state;
	expr_put(expr, &out);
	assert_string_equal(out.at, "user=bob");
	buf_reset(&out);
	expr_put(wider, &out);
	assert_string_equal(out.at, "user in [bob, role/Admin]");
	expr_free(expr);
	expr_free(wider);
	buf_release(&out);
	expr = expr_equal(STR("user"), STR("a b"), true, NULL);
	expr_put(expr, &out);
	assert_string_equal(out.at, "user=\"a b\"");
	expr_free(expr);
	buf_release(&out);
}

static void assert_span(int64_t from, int64_t to, const char *want)
{
	struct expr *expr = expr_span(from, to);
	struct buf out = { 0 };

	assert_non_null(expr);
	expr_put(expr, &out);
	assert_string_equal(out.at, want);
	expr_free(expr);
	expr = asked_parse(str_of(want));
	buf_reset(&out);
	expr_put(expr, &out);
	assert_string_equal(out.at, want);
	expr_free(expr);
	buf_release(&out);
}

static void a_range_of_time_may_be_open(void **state)
{
	(void)state;
	assert_span(0, TIME_NONE, "time>=1970-01-01T00:00:00Z");
	assert_span(TIME_NONE, 60, "time<=1970-01-01T00:01:00Z");
	assert_span(0, 60,
		    "time>=1970-01-01T00:00:00Z time<=1970-01-01T00:01:00Z");
	assert_null(expr_span(INT64_MIN / 2, TIME_NONE));
	assert_null(expr_span(0, INT64_MAX / 2));
}

static void what_cannot_be_is_not_made(void **state)
{
	struct err err;

	(void)state;
	assert_null(expr_equal(STR("class"), STR("no class"), false, &err));
	assert_int_equal(err.code, ERR_QUERY);
	assert_null(expr_equal(STR("time"), STR("yesterday"), false, &err));
	assert_null(expr_equal(STR("*."), STR("x"), false, &err));
}

static void a_literal_is_found_where_it_stands(void **state)
{
	struct rig rig;

	(void)state;
	rig_values(&rig, NULL);
	for (size_t i = 0; i < ARRAY_LEN(values); i++) {
		struct buf text = { 0 };
		struct filter *filter;

		expr_put_literal(&text, values[i]);
		filter = asked(&rig, buf_str(&text));
		assert_true(rowset_has(filter_rows(filter), i * 2));
		filter_free(filter);
		buf_release(&text);
	}
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_of_every_row_can_be_picked),
		cmocka_unit_test(a_name_that_needs_backquotes_gets_them),
		cmocka_unit_test(what_is_written_is_plain_where_that_is_exact),
		cmocka_unit_test(a_test_that_picks_becomes_wider),
		cmocka_unit_test(one_who_is_alone_of_its_name_needs_no_quotes),
		cmocka_unit_test(a_range_of_time_may_be_open),
		cmocka_unit_test(what_cannot_be_is_not_made),
		cmocka_unit_test(a_literal_is_found_where_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
