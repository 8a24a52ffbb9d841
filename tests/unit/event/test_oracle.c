/* SPDX-License-Identifier: MIT */
/* Shredding and writing against jansson, on made-up and on broken records. */
#include "desk.h"

#include <jansson.h>

#define JANSSON (JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL)

static uint32_t next_random(uint32_t *random)
{
	*random ^= *random << 13;
	*random ^= *random >> 17;
	return *random ^= *random << 5;
}

static void put_string(struct buf *out, uint32_t *random)
{
	static const char *const part[] = {
		"a",
		"\\u0000",
		"\\ud83d\\ude00",
		"\xe2\x82\xac",
		"\\n",
		"\\\"",
		"\\\\",
		".",
		"\\u202e",
		"0",
		"[",
		"\x7f",
	};
	static const char *const id[] = {
		"74bd84b4-6729-4895-b2a4-e2beb7c6b377", "3GBXSQKJ4V9A1AMG"
	};

	buf_addc(out, '"');
	if (next_random(random) % 8 == 0)
		buf_add(out, str_of(id[next_random(random) % 2]));
	else
		for (uint32_t n = next_random(random) % 7; n; n--)
			buf_add(out, str_of(part[next_random(random) % 12]));
	buf_addc(out, '"');
}

static void put_value(struct buf *out, uint32_t *random, int depth)
{
	static const char *const plain[] = { "1",    "-2.5", "0",
					     "true", "null", "{}",
					     "[]",   "7e2",  "false" };
	uint32_t kind = next_random(random) % (depth > 4 ? 6 : 10);

	if (kind < 3) {
		buf_add(out, str_of(plain[next_random(random) % 9]));
	} else if (kind < 6) {
		put_string(out, random);
	} else {
		bool array = kind < 8;

		buf_addc(out, array ? '[' : '{');
		for (uint32_t i = 0, n = next_random(random) % 5; i < n; i++) {
			buf_add(out, i ? STR(" , ") : STR(""));
			if (!array)
				buf_addf(out,
					 "\"%s%u\": ", i ? "k." : "requestI",
					 i);
			put_value(out, random, depth + 1);
		}
		buf_addc(out, array ? ']' : '}');
	}
}

static void what_is_written_reads_as_what_was_read(void **state)
{
	struct desk *desk = *state;
	uint32_t random = 88172645;
	struct buf text = { 0 };

	for (int round = 0; round < 3000; round++) {
		json_t *before, *after;

		buf_reset(&text);
		buf_add(&text, STR("{\"requestID\":"));
		put_value(&text, &random, 0);
		buf_addc(&text, '}');
		before = json_loads(text.at, JANSSON, NULL);
		assert_non_null(before);
		assert_int_equal(add(desk, text.at), text.len);
		after = json_loads(written(desk, (int)(round % 3)), JANSSON,
				   NULL);
		assert_true(json_equal(before, after));
		json_decref(before);
		json_decref(after);
	}
	buf_release(&text);
}

/* Not the other way round: what is taken besides is named in json.h. */
static void what_jansson_takes_is_taken(void **state)
{
	static const char odd[] = "{}[]\",:\\0e-.tfn1 ";
	static const char whole[] = "{\"a\":[1.5e3,{\"b\":null,\"c\":[]},true],"
				    "\"d\":\"x\\u0041\\n\",\"e\":{\"f\":-0}}";
	struct desk *desk = *state;
	uint32_t random = 521288629;
	size_t both = 0;

	for (int round = 0; round < 60000; round++) {
		char text[sizeof(whole)];
		json_t *read;

		memcpy(text, whole, sizeof(whole));
		for (uint32_t n = next_random(&random) % 3; n < 3; n++)
			text[next_random(&random) % (sizeof(whole) - 1)] =
				odd[next_random(&random) % (sizeof(odd) - 1)];
		read = json_loads(text, 0, NULL);
		if (json_is_object(read)) {
			assert_int_equal(add(desk, text), strlen(text));
			both++;
		}
		json_decref(read);
	}
	assert_true(both > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DESK(what_is_written_reads_as_what_was_read),
		ON_DESK(what_jansson_takes_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
