/* SPDX-License-Identifier: MIT */
/* A walk that knows the way must answer as one that does not. */
#include "../../../tui/event/shred.h"
#include "desk.h"

static uint32_t next_random(uint32_t *random)
{
	*random ^= *random << 13;
	*random ^= *random >> 17;
	return *random ^= *random << 5;
}

/* Few keys and values, so that ways meet and part at every place. */
static void put_value(struct buf *out, uint32_t *random, int depth)
{
	static const char *const leaf[] = {
		"\"a\"",
		"\"ab\"",
		"\"\"",
		"\"a\\u0062\"",
		"\"x\\\"y\"",
		"1",
		"12",
		"true",
		"false",
		"null",
		"\"\\u202e\"",
		"\"a text of more than sixteen bytes\"",
		"\"a text of more than sixteen bytez\"",
		"\"74bd84b4-6729-4895-b2a4-e2beb7c6b377\"",
		"\"3GBXSQKJ4V9A1AMG\"",
	};
	static const char *const key[] = {
		"a",    "ab", "eventID",  "requestID", "q\\\"",
		"\\\\", "",   "\\u0061b", "eventName", "requestI",
	};
	uint32_t kind = next_random(random) % (depth > 3 ? 5 : 8);
	bool array = kind == 5;

	if (kind < 5) {
		buf_add(out, str_of(leaf[next_random(random) % 15]));
		return;
	}
	buf_addc(out, array ? '[' : '{');
	for (uint32_t i = 0, n = next_random(random) % 4; i < n; i++) {
		if (i)
			buf_addc(out, ',');
		if (!array)
			buf_addf(out, "\"%s\"%s", key[next_random(random) % 10],
				 next_random(random) % 8 ? ":" : " : ");
		put_value(out, random, depth + 1);
	}
	buf_addc(out, array ? ']' : '}');
}

/* The record in a batch that has seen no other. */
static void assert_as_alone(struct desk *desk, const char *text)
{
	const struct batch_row *row = &desk->batch->row[desk->batch->rows - 1];
	struct record record = last(desk);
	struct buf json = { 0 };
	void *state;
	struct desk *alone;

	desk_open(&state);
	alone = state;
	assert_int_equal(content(alone, text), row->content);
	assert_true(str_eq(last(alone).skeleton->signature,
			   record.skeleton->signature));
	assert_int_equal(alone->batch->row[0].flags & FLAG_HIDDEN,
			 row->flags & FLAG_HIDDEN);
	record_put_json(&record, 0, &json);
	assert_string_equal(written(alone, 0), json.at);
	buf_release(&json);
	desk_close(&state);
}

static void a_known_way_gives_what_an_unknown_one_gives(void **state)
{
	struct desk *desk = *state;
	uint32_t random = 362436069;
	struct buf text = { 0 };

	for (int round = 0; round < 20000; round++) {
		buf_reset(&text);
		buf_add(&text, STR("{\"a\":"));
		put_value(&text, &random, 0);
		buf_add(&text, STR(",\"b\":"));
		put_value(&text, &random, 2);
		buf_addc(&text, '}');
		assert_int_equal(add(desk, text.at), text.len);
		if (round % 4 == 0)
			assert_as_alone(desk, text.at);
		if (round % 100 == 0)
			batch_anew(desk);
	}
	buf_release(&text);
}

static struct batch *renewed(struct desk *desk, struct batch *batch)
{
	batch_free(batch);
	return shredder_batch(desk->shredder);
}

static void batches_of_one_worker_do_not_mix_their_values(void **state)
{
	struct desk *desk = *state;
	struct batch *first = desk->batch;
	struct batch *second = shredder_batch(desk->shredder);

	for (int i = 0; i < 20; i++) {
		static const char text[] = "{\"a\":\"x\",\"b\":true}";

		desk->batch = i % 2 ? first : second;
		assert_true(add(desk, "{\"pad\":\"only in some\"}") > 0);
		desk->batch = i % 3 ? first : second;
		assert_true(add(desk, text) > 0);
		assert_string_equal(written(desk, 0), text);
		if (i % 5 == 0)
			second = renewed(desk, second);
	}
	desk->batch = first;
	batch_free(second);
	assert_true(add(desk, "{\"a\":\"x\",\"b\":true}") > 0);
}

static void a_broken_record_on_a_known_way_is_told_as_ever(void **state)
{
	static const char text[] =
		"{\"a\":\"value\",\"b\":[true,{\"c\":\"d\"}]}";
	struct desk *desk = *state;

	for (int i = 0; i < 5; i++)
		assert_true(add(desk, text) > 0);
	for (size_t cut = 0; cut < sizeof(text) - 1; cut++) {
		char *part = xmalloc(cut);

		memcpy(part, text, cut);
		assert_int_equal(add_bytes(desk, part, cut), -1);
		assert_int_equal(desk->err.code, ERR_CUT);
		free(part);
	}
	assert_int_equal(add(desk, "{\"a\"x\"value\"}"), -1);
	assert_int_equal(desk->err.at, 4);
	assert_int_equal(add(desk, "{\"a\":\"value\"x}"), -1);
	assert_int_equal(desk->err.at, 12);
	assert_int_equal(desk->batch->rows, 5);
}

/* A quote inside a key or value must not be taken for its end. */
static void a_quote_in_a_key_is_no_way_out(void **state)
{
	struct desk *desk = *state;

	for (int i = 0; i < 5; i++)
		assert_true(add(desk, "{\"a\\\"b\":\"c\\\"d\",\"e\":1}") > 0);
	assert_int_equal(add(desk, "{\"a\"b\":\"c\"d\",\"e\":1}"), -1);
	assert_int_equal(add(desk, "{\"a\\\"b\":\"c\"d\",\"e\":1}"), -1);
	assert_int_equal(desk->batch->rows, 5);
}

static void shapes_without_end_do_not_fill_memory(void **state)
{
	struct desk *desk = *state;
	struct buf text = { 0 };

	for (unsigned i = 0; i < 6000; i++) {
		buf_reset(&text);
		buf_addf(&text, "{\"k%u\":[", i);
		for (int n = 0; n < 100; n++)
			buf_addf(&text, "%d,", n);
		buf_add(&text, STR("0]}"));
		assert_true(add(desk, text.at) > 0);
		assert_true(add(desk, text.at) > 0);
	}
	assert_true(desk->shredder->trie.room * sizeof(struct trie_step) <
		    64u << 20);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DESK(a_known_way_gives_what_an_unknown_one_gives),
		ON_DESK(batches_of_one_worker_do_not_mix_their_values),
		ON_DESK(a_broken_record_on_a_known_way_is_told_as_ever),
		ON_DESK(a_quote_in_a_key_is_no_way_out),
		ON_DESK(shapes_without_end_do_not_fill_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
