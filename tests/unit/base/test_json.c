/* SPDX-License-Identifier: MIT */
/* test_json.c - walking JSON: the grammar by tables, what is cut against what
 * is broken, and nesting. Every text lies in memory of exactly its size. */
#include "check.h"
#include "json.h"

struct verdict {
	const char *text;
	ptrdiff_t taken; /* bytes; -1: broken, -2: cut */
	ptrdiff_t at;    /* of the fault */
};

/* How json_skip judges `text`, as a verdict. */
static struct verdict judge(struct str text)
{
	struct json_fault fault = { NULL, NULL, false };
	char *copy = tight_copy(text.at, text.len);
	const char *got = json_skip(copy, copy + text.len, &fault);
	struct verdict v = { text.at, got - copy, 0 };

	if (!got) {
		assert_non_null(fault.why);
		assert_in_range(fault.at - copy, 0, text.len);
		/* Only the end of the text can be what cuts it. */
		assert_true(!fault.cut || fault.at == copy + text.len);
		v.taken = fault.cut ? -2 : -1;
		v.at = fault.at - copy;
	}
	free(copy);
	return v;
}

static void check_all(const struct verdict *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct verdict got = judge(str_of(rows[i].text));

		if (got.taken != rows[i].taken ||
		    (got.taken < 0 && got.at != rows[i].at))
			fail_msg("'%s': %td at %td", rows[i].text, got.taken,
				 got.at);
	}
}

static void numbers_follow_the_grammar(void **state)
{
	static const struct verdict rows[] = {
		{ "0", 1, 0 },         { "-0", 2, 0 },
		{ "10", 2, 0 },        { "123456789012345678901", 21, 0 },
		{ "1.0", 3, 0 },       { "-1.50", 5, 0 },
		{ "1e5", 3, 0 },       { "1E+05", 5, 0 },
		{ "1.5e-300", 8, 0 },  { "0e0", 3, 0 },
		{ "1 ", 1, 0 },        { "1,", 1, 0 },
		{ "01", -1, 0 },       { "-01", -1, 1 },
		{ "00", -1, 0 },       { "-", -2, 1 },
		{ "1.", -2, 2 },       { "1.e5", -1, 2 },
		{ "1.x", -1, 2 },      { "1e", -2, 2 },
		{ "1e+", -2, 3 },      { "1ex", -1, 2 },
		{ "1e-x", -1, 3 },     { "-a", -1, 1 },
		{ "+1", -1, 0 },       { ".5", -1, 0 },
		{ "--1", -1, 1 },      { "[1.2.3]", -1, 4 },
		{ "[0x10]", -1, 2 },   { "NaN", -1, 0 },
		{ "Infinity", -1, 0 }, { "[1e5.5]", -1, 4 },
	};

	(void)state;
	check_all(rows, ARRAY_LEN(rows));
}

static void strings_follow_the_grammar(void **state)
{
	static const struct verdict rows[] = {
		{ "\"\"", 2, 0 },
		{ "\"a\" \"", 3, 0 },
		{ "\"\\\"\"", 4, 0 },
		{ "\"\\\\\"", 4, 0 },
		{ "\"\\/\\b\\f\\n\\r\\t\"", 14, 0 },
		{ "\"\\u00e9\\uD83D\\uDE00\"", 20, 0 },
		{ "\"\\ud83d\"", 8, 0 },
		{ "\"a\nb\x01\x7f\xff\xc0\"", 9, 0 },
		{ "\"", -2, 1 },
		{ "\"\\", -2, 2 },
		{ "\"\\\"", -2, 3 },
		{ "\"\\u", -2, 3 },
		{ "\"\\u12", -2, 5 },
		{ "\"\\u1234", -2, 7 },
		{ "\"\\a\"", -1, 2 },
		{ "\"\\U0041\"", -1, 2 },
		{ "\"\\u12g4\"", -1, 5 },
		{ "\"\\u12\"", -1, 5 },
		{ "\"\\x41\"", -1, 2 },
		{ "\"0123456789abcde", -2, 16 },
		{ "\"0123456789abcdef0123456789abcdef\"", 34, 0 },
		{ "'a'", -1, 0 },
	};

	(void)state;
	check_all(rows, ARRAY_LEN(rows));
	assert_int_equal(judge(STR("\"a\0b\"")).taken, 5);
	assert_int_equal(judge(STR("\"\\\0\"")).taken, -1);
}

static void structures_follow_the_grammar(void **state)
{
	static const struct verdict rows[] = {
		{ "[]", 2, 0 },
		{ "{}", 2, 0 },
		{ " \t\r\n{ } x", 7, 0 },
		{ "[ 1 , [ ] , { } ]", 17, 0 },
		{ "{\"a\":1,\"a\":[true,false,null]}", 29, 0 },
		{ "{ \"a\" : { \"b\" : [ { } ] } } ,", 27, 0 },
		{ "[]]", 2, 0 },
		{ "", -2, 0 },
		{ "  ", -2, 2 },
		{ "[", -2, 1 },
		{ "[1", -2, 2 },
		{ "[1,", -2, 3 },
		{ "{", -2, 1 },
		{ "{\"a\"", -2, 4 },
		{ "{\"a\" ", -2, 5 },
		{ "{\"a\":", -2, 5 },
		{ "{\"a\":1", -2, 6 },
		{ "{\"a\":1,", -2, 7 },
		{ "tru", -2, 3 },
		{ "[nul", -2, 4 },
		{ "[1,]", -1, 3 },
		{ "[,1]", -1, 1 },
		{ "[1 2]", -1, 3 },
		{ "[1}", -1, 2 },
		{ "{]", -1, 1 },
		{ "{\"a\":1]", -1, 6 },
		{ "{\"a\":1,}", -1, 7 },
		{ "{\"a\" 1}", -1, 5 },
		{ "{\"a\":}", -1, 5 },
		{ "{a:1}", -1, 1 },
		{ "{1:1}", -1, 1 },
		{ "{,}", -1, 1 },
		{ "]", -1, 0 },
		{ "}", -1, 0 },
		{ ":", -1, 0 },
		{ "trux", -1, 3 },
		{ "nil", -1, 1 },
		{ "True", -1, 0 },
		{ "[1]/*c*/", 3, 0 },
		{ "/*c*/[1]", -1, 0 },
		{ "\xef\xbb\xbf[]", -1, 0 },
		{ "\v[]", -1, 0 },
	};

	(void)state;
	check_all(rows, ARRAY_LEN(rows));
	assert_int_equal(judge(STR("\0")).taken, -1);
	assert_int_equal(judge(STR("[1\0]")).taken, -1);
}

static const char record[] =
	"{\"eventVersion\": \"1.08\",\n\t\"userIdentity\": {\"type\": "
	"\"IAMUser\", "
	"\"accountId\": \"111122223333\"}, \"requestParameters\": {\"policy\": "
	"\"{\\n\\\"Version\\\": \\\"2012-10-17\\\"}\", \"n\": [1, -2.5e+3, 0, "
	"true, false, null, [], {}]}, \"e\": \"\\u00e9\\ud83d\\ude00\"}";

static void every_prefix_of_a_value_is_cut(void **state)
{
	struct str text = { record, sizeof(record) - 1 };

	(void)state;
	assert_int_equal(judge(text).taken, text.len);
	for (size_t len = 0; len < text.len; len++)
		if (judge(str_slice(text, 0, len)).taken != -2)
			fail_msg("%zu bytes", len);
}

/* A byte changed somewhere: what is broken is so whatever follows, and what
 * is complete or broken shows at the same place in any longer text. */
static void a_verdict_but_cut_is_final(void **state)
{
	uint64_t random = 21;
	char text[sizeof(record)];

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct str s = { text, sizeof(record) - 1 };
		struct verdict whole, part;

		memcpy(text, record, sizeof(record));
		for (size_t n = random_below(&random, 3) + 1; n > 0; n--)
			text[random_below(&random, s.len)] =
				record[random_below(&random, s.len)];
		whole = judge(s);
		for (size_t len = 0; len <= s.len; len += 3) {
			part = judge(str_slice(s, 0, len));
			if (part.taken == -2)
				continue;
			assert_int_equal(part.taken, whole.taken);
			assert_int_equal(part.at, whole.at);
		}
	}
}

static void fill_nest(char *text, size_t depth, const char *open,
		      const char *close)
{
	size_t width = strlen(open);

	for (size_t i = 0; i < depth; i++)
		memcpy(text + i * width, open, width);
	memcpy(text + depth * width, "0", 1);
	for (size_t i = 0; i < depth; i++)
		text[depth * width + 1 + i] = close[0];
}

static void nesting_is_taken_up_to_its_bound(void **state)
{
	static const char *const opens[] = { "[", "{\"\":", "[" };
	static const char *const closes[] = { "]", "}", "}" };
	const size_t room = (JSON_DEPTH + 1) * 5 + 1;
	char *text = malloc(room);

	(void)state;
	assert_non_null(text);
	for (size_t kind = 0; kind < 2; kind++)
		for (size_t depth = JSON_DEPTH - 1; depth <= JSON_DEPTH + 1;
		     depth++) {
			size_t width = strlen(opens[kind]);
			size_t len = depth * (width + 1) + 1;
			ptrdiff_t got;

			fill_nest(text, depth, opens[kind], closes[kind]);
			got = judge((struct str){ text, len }).taken;
			assert_int_equal(
				got, depth <= JSON_DEPTH ? (ptrdiff_t)len : -1);
		}
	fill_nest(text, 100, opens[2], closes[2]);
	assert_int_equal(judge((struct str){ text, 201 }).at, 101);
	free(text);
}

static void a_million_brackets_are_survived(void **state)
{
	const size_t len = 1000000;
	char *text = malloc(len);

	(void)state;
	assert_non_null(text);
	memset(text, '[', len);
	assert_int_equal(judge((struct str){ text, len }).taken, -1);
	free(text);
}

/* Quotes and backslashes at each place of the steps the search makes. */
static void strings_end_where_they_end(void **state)
{
	char text[64];
	bool plain;

	(void)state;
	for (size_t len = 0; len <= sizeof(text); len++)
		for (size_t quote = 0; quote < len; quote++) {
			char *copy;

			memset(text, '!', len);
			text[quote] = '"';
			copy = tight_copy(text, len);
			assert_ptr_equal(
				json_close(copy, copy + len, &plain, NULL),
				copy + quote);
			assert_true(plain);
			if (quote > 1) {
				memcpy(copy + quote - 2, "\\\"", 2);
				assert_ptr_equal(json_close(copy, copy + len,
							    &plain, NULL),
						 copy + quote);
				assert_false(plain);
			}
			free(copy);
		}
}

static void white_space_is_what_json_says(void **state)
{
	const char text[] = " \t\r\n  \n\v";

	(void)state;
	assert_ptr_equal(json_space(text, text + 8), text + 7);
	assert_ptr_equal(json_space(text, text + 3), text + 3);
	assert_ptr_equal(json_space(text + 3, text + 3), text + 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_follow_the_grammar),
		cmocka_unit_test(strings_follow_the_grammar),
		cmocka_unit_test(structures_follow_the_grammar),
		cmocka_unit_test(every_prefix_of_a_value_is_cut),
		cmocka_unit_test(a_verdict_but_cut_is_final),
		cmocka_unit_test(nesting_is_taken_up_to_its_bound),
		cmocka_unit_test(a_million_brackets_are_survived),
		cmocka_unit_test(strings_end_where_they_end),
		cmocka_unit_test(white_space_is_what_json_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
