/* SPDX-License-Identifier: MIT */
/* What a walk over a record's text keeps, refuses and leaves alone. */
#include "desk.h"
#include "json.h"

static const char whole[] =
	"{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"IAMUser\","
	"\"accountId\":\"111122223333\",\"arn\":null,\"tags\":{},\"l\":[]},"
	"\"eventID\":\"74bd84b4-6729-4895-b2a4-e2beb7c6b377\","
	"\"n\":[-1.50e+3,true,false,\"a\\u00e9\\n\\\"\"],\"readOnly\":true}";

static void a_record_is_taken_up_to_its_last_brace(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(add(desk, "{\"a\":1}{\"b\":2}"), 7);
	assert_int_equal(add(desk, " \n{ \"a\" : 1 } ,"), 13);
	assert_int_equal(desk->batch->rows, 2);
	assert_int_equal(desk->batch->json_bytes, 20);
	assert_ptr_equal(desk->batch->row[0].skeleton,
			 desk->batch->row[1].skeleton);
}

static void leaves_have_slots_and_empty_things_have_none(void **state)
{
	struct desk *desk = *state;

	assert_true(add(desk, whole) > 0);
	assert_int_equal(last(desk).skeleton->slots, 9);
	assert_int_equal(last(desk).skeleton->values, 8);
	assert_int_equal(last(desk).skeleton->packed, 16);
	assert_int_equal(desk->batch->values, 8);
	assert_int_equal(desk->batch->packed_bytes, 16);
}

static void strings_are_kept_decoded(void **state)
{
	struct desk *desk = *state;
	char scratch[SCRATCH];
	struct record record;

	assert_true(add(desk, "{\"\\u0061\":\"\\ud83d\\ude00\\t\"}") > 0);
	record = last(desk);
	assert_str(record_path(&record, STR("a"), scratch),
		   "\xf0\x9f\x98\x80\t");
}

static void a_key_and_its_escaped_form_are_one_skeleton(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(content(desk, "{\"ab\":\"x\\/y\"}"),
			 content(desk, "{ \"\\u0061b\" : \"x/y\" }"));
	assert_int_equal(desk->batch->shapes->count, 1);
}

static void assert_unchanged(struct desk *desk, const struct batch *before)
{
	const struct batch *b = desk->batch;

	assert_int_equal(b->rows, before->rows);
	assert_int_equal(b->values, before->values);
	assert_int_equal(b->packed_bytes, before->packed_bytes);
	assert_int_equal(b->resources, before->resources);
	assert_int_equal(b->json_bytes, before->json_bytes);
}

static void a_text_cut_anywhere_says_so_and_changes_nothing(void **state)
{
	struct desk *desk = *state;
	size_t len = strlen(whole);
	struct batch before;

	assert_true(add(desk, whole) > 0);
	before = *desk->batch;
	for (size_t cut = 0; cut < len; cut++) {
		/* A copy of its own, so that a look behind it is seen. */
		char *text = xmalloc(cut);

		memcpy(text, whole, cut);
		assert_int_equal(add_bytes(desk, text, cut), -1);
		assert_int_equal(desk->err.code, ERR_CUT);
		assert_true(desk->err.at <= cut);
		assert_unchanged(desk, &before);
		free(text);
	}
	assert_int_equal(add(desk, whole), (int64_t)len);
}

static void what_is_broken_is_told_with_its_place(void **state)
{
	struct desk *desk = *state;
	static const struct {
		const char *text;
		uint64_t at;
	} broken[] = {
		{ "[1]", 0 },
		{ "1", 0 },
		{ "  \"a\"", 2 },
		{ "{a:1}", 1 },
		{ "{\"a\" 1}", 5 },
		{ "{\"a\":1,}", 7 },
		{ "{\"a\":[1,]}", 8 },
		{ "{\"a\":tru }", 8 },
		{ "{\"a\":nul1}", 8 },
		{ "{\"a\":+1}", 5 },
		{ "{\"a\":1 2}", 7 },
		{ "{\"a\":[1}", 7 },
		{ "{\"a\":{]}", 6 },
		{ "{\"a\":'x'}", 5 },
		{ "{\"a\":\"\\x\"}", 7 },
		{ "{\"a\":\"\\u12g4\"}", 10 },
		{ "{,}", 1 },
		{ "{\"a\":}", 5 },
		{ "{\"a\":1,,\"b\":2}", 7 },
		{ "{\"a\":[,1]}", 6 },
	};

	for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
		assert_int_equal(add(desk, broken[i].text), -1);
		assert_int_equal(desk->err.code, ERR_DATA);
		assert_int_equal(desk->err.at, broken[i].at);
		assert_true(desk->err.text[0]);
	}
	assert_int_equal(desk->batch->rows, 0);
}

/* {"a":{"a": ... {} ... }}, `depth` braces deep; owned. */
static char *nested(size_t depth, char kind)
{
	struct buf text = { 0 };

	buf_addc(&text, '{');
	for (size_t i = 1; i < depth; i++)
		buf_addf(&text, i == 1 || kind == '{' ? "\"a\":%c" : "%c",
			 kind);
	for (size_t i = 1; i < depth; i++)
		buf_addc(&text, kind == '{' ? '}' : ']');
	buf_addc(&text, '}');
	return text.at;
}

static void nesting_is_taken_to_its_bound_and_no_further(void **state)
{
	struct desk *desk = *state;

	for (const char *kind = "{["; *kind; kind++) {
		char *most = nested(JSON_DEPTH, *kind);
		char *over = nested(JSON_DEPTH + 1, *kind);

		assert_int_equal(add(desk, most), (int64_t)strlen(most));
		assert_string_equal(written(desk, 0), most);
		assert_int_equal(add(desk, over), -1);
		assert_int_equal(desk->err.code, ERR_FULL);
		free(most);
		free(over);
	}
}

static void a_record_over_its_bound_is_refused(void **state)
{
	struct desk *desk = *state;
	size_t len = JSON_RECORD + 10;
	char *text = xmalloc(len);

	memset(text, 'x', len);
	memcpy(text, "{\"a\":\"", 6);
	assert_int_equal(add_bytes(desk, text, JSON_RECORD), -1);
	assert_int_equal(desk->err.code, ERR_CUT);
	assert_int_equal(add_bytes(desk, text, len), -1);
	assert_int_equal(desk->err.code, ERR_FULL);
	memcpy(text + JSON_RECORD - 2, "\"}", 2);
	assert_int_equal(add_bytes(desk, text, len), JSON_RECORD);
	free(text);
}

static uint32_t next_random(uint32_t *random)
{
	*random ^= *random << 13;
	*random ^= *random >> 17;
	return *random ^= *random << 5;
}

static void mutated_records_never_leave_a_trace_when_they_fail(void **state)
{
	static const char odd[] = "{}[]\",:\\0e-.tfn\x00\xff\xe2u ";
	struct desk *desk = *state;
	uint32_t random = 2463534242u;

	for (int round = 0; round < 20000; round++) {
		size_t len = sizeof(whole) - 1;
		char *text = xmalloc(len);
		struct batch before = *desk->batch;

		memcpy(text, whole, len);
		for (uint32_t n = next_random(&random) % 4; n < 4; n++)
			text[next_random(&random) % len] =
				odd[next_random(&random) % sizeof(odd)];
		if (add_bytes(desk, text, len) < 0)
			assert_unchanged(desk, &before);
		else
			assert_int_equal(desk->batch->rows, before.rows + 1);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DESK(a_record_is_taken_up_to_its_last_brace),
		ON_DESK(leaves_have_slots_and_empty_things_have_none),
		ON_DESK(strings_are_kept_decoded),
		ON_DESK(a_key_and_its_escaped_form_are_one_skeleton),
		ON_DESK(a_text_cut_anywhere_says_so_and_changes_nothing),
		ON_DESK(what_is_broken_is_told_with_its_place),
		ON_DESK(nesting_is_taken_to_its_bound_and_no_further),
		ON_DESK(a_record_over_its_bound_is_refused),
		ON_DESK(mutated_records_never_leave_a_trace_when_they_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
