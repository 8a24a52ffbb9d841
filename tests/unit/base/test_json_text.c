/* SPDX-License-Identifier: MIT */
/* test_json_text.c - texts in JSON: escapes undone, made, and undone again;
 * members found. */
#include "check.h"
#include "json.h"

/* Decodes into memory of exactly the room that is promised to be enough. */
static struct str decode(struct str inside, char **owned)
{
	*owned = malloc(inside.len ? inside.len : 1);
	assert_non_null(*owned);
	return (struct str){ *owned,
			     json_decode(*owned, inside.at, inside.len) };
}

static void escapes_become_their_bytes(void **state)
{
	static const struct {
		struct str json, text;
	} rows[] = {
		{ { "", 0 }, { "", 0 } },
		{ { "plain", 5 }, { "plain", 5 } },
		{ { "\\\"\\\\\\/", 6 }, { "\"\\/", 3 } },
		{ { "\\b\\f\\n\\r\\t", 10 }, { "\b\f\n\r\t", 5 } },
		{ { "\\u0000", 6 }, { "\0", 1 } },
		{ { "\\u0041\\u00e9\\u20AC", 18 },
		  { "A\xc3\xa9\xe2\x82\xac", 6 } },
		{ { "\\uD83D\\uDE00", 12 }, { "\xf0\x9f\x98\x80", 4 } },
		{ { "\\udbff\\udfff", 12 }, { "\xf4\x8f\xbf\xbf", 4 } },
		{ { "\\ud83d", 6 }, { "\xed\xa0\xbd", 3 } },
		{ { "\\ude00", 6 }, { "\xed\xb8\x80", 3 } },
		{ { "\\ud83dx", 7 }, { "\xed\xa0\xbdx", 4 } },
		{ { "\\ud83d\\n", 8 }, { "\xed\xa0\xbd\n", 4 } },
		{ { "\\ud83d\\u0041", 12 },
		  { "\xed\xa0\xbd"
		    "A",
		    4 } },
		{ { "\\ud83d\\ud83d\\ude00", 18 },
		  { "\xed\xa0\xbd\xf0\x9f\x98\x80", 7 } },
		{ { "\\ude00\\ud83d", 12 }, { "\xed\xb8\x80\xed\xa0\xbd", 6 } },
		{ { "\xff\x80\\n\xc3", 5 }, { "\xff\x80\n\xc3", 4 } },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *owned;

		assert_str(decode(rows[i].json, &owned), rows[i].text,
			   rows[i].json.at);
		free(owned);
	}
}

static void what_hides_is_escaped_and_nothing_else(void **state)
{
	static const struct {
		const char *text, *json;
	} rows[] = {
		{ "", "\"\"" },
		{ "a/b 'c'", "\"a/b 'c'\"" },
		{ "\"\\", "\"\\\"\\\\\"" },
		{ "\b\f\n\r\t\x01\x1b\x7f",
		  "\"\\b\\f\\n\\r\\t\\u0001\\u001b\\u007f\"" },
		{ "\xc2\x80\xc2\x9b", "\"\\u0080\\u009b\"" },
		{ "\xe2\x80\xae\xe2\x80\x8b\xe2\x80\xa8",
		  "\"\\u202e\\u200b\\u2028\"" },
		{ "\xef\xbb\xbf", "\"\\ufeff\"" },
		{ "\xf3\xa0\x81\x81", "\"\\udb40\\udc41\"" },
		{ "\xed\xa0\xbd", "\"\\ud83d\"" },
		{ "\xc3\xa9 \xe4\xb8\xad \xf0\x9f\x98\x80",
		  "\"\xc3\xa9 \xe4\xb8\xad \xf0\x9f\x98\x80\"" },
		{ "\x9b\xff\xc3", "\"\x9b\xff\xc3\"" },
	};
	struct buf buf = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		buf_reset(&buf);
		json_quote(&buf, str_of(rows[i].text));
		assert_str(buf_str(&buf), str_of(rows[i].json), rows[i].text);
	}
	buf_reset(&buf);
	json_quote(&buf, STR_NONE);
	assert_str(buf_str(&buf), STR("\"\""), "absent");
	buf_reset(&buf);
	json_quote(&buf, STR("a\0b"));
	assert_str(buf_str(&buf), STR("\"a\\u0000b\""), "NUL");
	buf_release(&buf);
}

static void comes_back(struct str text, struct buf *buf)
{
	const char *at, *close;
	bool plain;
	char *owned;

	buf_reset(buf);
	json_quote(buf, text);
	at = buf->at + 1;
	close = json_close(at, buf->at + buf->len, &plain, NULL);
	assert_ptr_equal(close, buf->at + buf->len - 1);
	assert_str(decode((struct str){ at, (size_t)(close - at) }, &owned),
		   text, "quoted and read back");
	free(owned);
}

/* Pieces that could join with a neighbour into something else. */
static void any_bytes_come_back(void **state)
{
	static const char *const pieces[] = {
		"a",
		"\"",
		"\\",
		"u",
		"\\u0041",
		"\n",
		"\x80",
		"\xc2",
		"\xed",
		"\xa0",
		"\xbd",
		"\xed\xa0\xbd",
		"\xed\xb8\x80",
		"\xf0\x9f",
		"\xe2\x80\xae",
		"\xf0\x9f\x98\x80",
		"\xff",
		"d83d",
		"\x7f",
	};
	struct buf buf = { 0 }, text = { 0 };
	uint64_t random = 31;

	(void)state;
	for (int round = 0; round < 100000; round++) {
		buf_reset(&text);
		for (size_t n = random_below(&random, 6); n > 0; n--)
			buf_add(&text, str_of(pieces[random_below(
					       &random, ARRAY_LEN(pieces))]));
		comes_back(buf_str(&text), &buf);
	}
	for (uint32_t p = 0; p <= 0x10ffff; p += p < 0x3000 ? 1 : 101) {
		char out[4];

		comes_back((struct str){ out, utf8_put(out, p) }, &buf);
	}
	buf_release(&buf);
	buf_release(&text);
}

/* The bytes of the value that json_member finds, "" when it finds none. */
static struct str member(const char *json, struct str key)
{
	const char *end = json + strlen(json);
	const char *at = json_member(json, end, key);
	const char *after = at ? json_skip(at, end, NULL) : NULL;

	return after ? (struct str){ at, (size_t)(after - at) } : STR("");
}

static void members_are_found_at_the_top_only(void **state)
{
	static const struct {
		const char *json, *key, *value;
	} rows[] = {
		{ "{\"a\":1}", "a", "1" },
		{ " { \"a\" : [1] , \"b\" : \"x\" } ", "b", "\"x\"" },
		{ "{\"o\":{\"a\":2},\"a\":1}", "a", "1" },
		{ "{\"a\":1,\"a\":2}", "a", "1" },
		{ "{\"\":5}", "", "5" },
		{ "{\"\\u0061\":1}", "a", "1" },
		{ "{\"\\u0061b\":1}", "a", "" },
		{ "{\"\\\"\":1}", "\"", "1" },
		{ "{\"\\\"\":1}", "\\\"", "" },
		{ "{\"\\ud83d\\ude00\":1}", "\xf0\x9f\x98\x80", "1" },
		{ "{\"A\":1}", "a", "" },
		{ "{\"ab\":1}", "a", "" },
		{ "{}", "a", "" },
		{ "[{\"a\":1}]", "a", "" },
		{ "\"a\"", "a", "" },
		{ "", "a", "" },
		{ "{\"x\":tru,\"a\":1}", "a", "" },
		{ "{\"x\" 1,\"a\":1}", "a", "" },
		{ "{\"a\":1,broken", "a", "1" },
		{ "{\"a\"", "a", "" },
		{ "{\"a\":", "a", "" },
		{ "{\"a", "a", "" },
		{ "{\"x\":1 \"a\":1}", "a", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		assert_str(member(rows[i].json, str_of(rows[i].key)),
			   str_of(rows[i].value), rows[i].json);
	assert_str(member("{\"a\\u0000b\":1}", STR("a\0b")), STR("1"), "NUL");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes_become_their_bytes),
		cmocka_unit_test(what_hides_is_escaped_and_nothing_else),
		cmocka_unit_test(any_bytes_come_back),
		cmocka_unit_test(members_are_found_at_the_top_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
