/* SPDX-License-Identifier: MIT */
/* Records written again as their text was, and asked by place and path. */
#include "desk.h"

static void compact_records_come_back_byte_for_byte(void **state)
{
	static const char *const text[] = {
		"{}",
		"{\"a\":{}}",
		"{\"a\":[]}",
		"{\"a\":[[],[{}],[[null]]]}",
		"{\"a\":1.0,\"b\":1e5,\"c\":1E+5,\"d\":-0,\"e\":-0.0e-0}",
		"{\"a\":123456789012345678901234567890}",
		"{\"a\":1,\"a\":2,\"a\":{\"a\":3,\"a\":4}}",
		"{\"\":\"\",\" \":\" \"}",
		"{\"a\":\"\\u0000\",\"b\":\"x\\u0000y\"}",
		"{\"a\":\"\\ud800\",\"b\":\"\\udc00\\ud800\"}",
		"{\"a\":\"\\\"\\\\\"}",
		"{\"k\\\"\\\\.[0]\":true,\"\\u202e\":false}",
		"{\"a\":\"\xc3\xa9\xf0\x9f\x98\x80\"}",
		"{\"a\":\"\xff\xc0\x80\xed\"}",
		"{\"z\":1,\"a\":2,\"m\":[3,\"4\",true,null]}",
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(text); i++) {
		assert_int_equal(add(desk, text[i]), strlen(text[i]));
		assert_string_equal(written(desk, 0), text[i]);
	}
}

static void white_space_and_escapes_are_normalised(void **state)
{
	struct desk *desk = *state;

	assert_true(add(desk, "\t{ \"a\" :\r\n[ 1 , \"\\u0041\\/\" ]\n}") > 0);
	assert_string_equal(written(desk, 0), "{\"a\":[1,\"A/\"]}");
}

static void an_indented_record_is_easy_to_read(void **state)
{
	struct desk *desk = *state;

	assert_true(add(desk, "{\"a\":{\"b\":[1,{\"c\":null}],\"d\":{}},"
			      "\"e\":[]}") > 0);
	assert_string_equal(written(desk, 2), "{\n"
					      "  \"a\": {\n"
					      "    \"b\": [\n"
					      "      1,\n"
					      "      {\n"
					      "        \"c\": null\n"
					      "      }\n"
					      "    ],\n"
					      "    \"d\": {}\n"
					      "  },\n"
					      "  \"e\": []\n"
					      "}");
	assert_true(add(desk, "{}") > 0);
	assert_string_equal(written(desk, 2), "{}");
}

static void packed_ids_come_back_as_they_were(void **state)
{
	static const char text[] =
		"{\"eventID\":\"74bd84b4-6729-4895-b2a4-e2beb7c6b377\","
		"\"requestID\":\"3GBXSQKJ4V9A1AMG\","
		"\"x-amz-id-2\":\"AbCd+/0123456789AbCd+/0123456789AbCd+/"
		"01234567"
		"89AbCd+/0123456789AbCd+/0123I=\"}";
	struct desk *desk = *state;
	char scratch[SCRATCH];
	struct record record;

	assert_true(add(desk, text) > 0);
	record = last(desk);
	assert_int_equal(record.skeleton->values, 0);
	assert_int_equal(record.skeleton->packed, 16 + 11 + 56);
	assert_string_equal(written(desk, 0), text);
	assert_str(record_field(&record, FIELD_ID, scratch),
		   "74bd84b4-6729-4895-b2a4-e2beb7c6b377");
	assert_str(record_path(&record, STR("requestID"), scratch),
		   "3GBXSQKJ4V9A1AMG");
}

static void only_what_unpacks_to_the_same_text_is_packed(void **state)
{
	static const char *const text[] = {
		"{\"eventID\":\"74BD84B4-6729-4895-B2A4-E2BEB7C6B377\"}",
		"{\"eventID\":\"74bd84b4-6729-4895-b2a4-e2beb7c6b37g\"}",
		"{\"eventID\":\"74bd84b4-6729-4895-b2a4_e2beb7c6b377\"}",
		"{\"eventID\":\"74bd84b4-6729-4895-b2a-4e2beb7c6b377\"}",
		"{\"eventID\":\"74bd84b4-6729-4895-b2a4-e2beb7c6b-77\"}",
		"{\"requestID\":\"3GBXSQKJ4V9A1AMg\"}",
		"{\"requestID\":\"3GBXSQKJ4V9A1AM\\u0000\"}",
		"{\"keyId\":\"74bd84b4-6729-4895-b2a4-e2beb7c6b377\"}",
		"{\"eventID\":[\"74bd84b4-6729-4895-b2a4-e2beb7c6b377\"]}",
		/* the last digit says more than two bytes hold */
		"{\"x-amz-id-2\":\"AbCd+/0123456789AbCd+/0123456789AbCd+/012345"
		"6789AbCd+/0123456789AbCd+/0123J=\"}",
		"{\"x-amz-id-2\":\"AbCd+/0123456789AbCd+/0123456789AbCd+/012345"
		"6789AbCd+/0123456789AbCd+/012===\"}",
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(text); i++) {
		assert_int_equal(add(desk, text[i]), strlen(text[i]));
		assert_int_equal(last(desk).skeleton->packed, 0);
		assert_string_equal(written(desk, 0), text[i]);
	}
}

static void every_digit_of_an_id_survives_packing(void **state)
{
	struct desk *desk = *state;
	char text[] = "{\"requestID\":\"0000000000000000\"}";
	const char *digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	for (size_t place = 0; place < 16; place++) {
		for (const char *d = digits; *d; d++) {
			text[14 + place] = *d;
			assert_true(add(desk, text) > 0);
			assert_int_equal(last(desk).skeleton->packed, 11);
			assert_string_equal(written(desk, 0), text);
		}
	}
}

static void a_path_finds_its_leaf_and_nothing_else(void **state)
{
	static const struct {
		const char *path, *value;
	} ask[] = {
		{ "a.b[0]", "1" },
		{ "a.b[1].c", "2" },
		{ "a.b[1].c\\.d", "3" },
		{ "a.b[2][0]", "4" },
		{ "e", "5" },
		{ "x\\[0]", "6" },
		{ "", "7" },
		{ "f.", "8" },
		{ "f..g", "9" },
		{ "a.b[10]", "10" },
		{ "a.b", NULL },
		{ "a", NULL },
		{ "a.b[01]", NULL },
		{ "a.b[1]", NULL },
		{ "a.b[1].c.d", NULL },
		{ ".e", NULL },
		{ "e.", NULL },
		{ "e[0]", NULL },
		{ "a.b[11]", NULL },
		{ "a.b[", NULL },
		{ "a.b[0]x", NULL },
		{ "x[0]", NULL },
		{ "b[0]", NULL },
		{ "a..b[0]", NULL },
	};
	struct desk *desk = *state;
	char scratch[SCRATCH];
	struct record record;

	assert_true(add(desk,
			"{\"a\":{\"b\":[1,{\"c\":2,\"c.d\":3},[4],0,0,0,"
			"0,0,0,0,10,null]},\"e\":5,\"x[0]\":6,\"\":7,"
			"\"f\":{\"\":8},\"f\":{\"\":{\"g\":9}},\"e\":0}") > 0);
	record = last(desk);
	for (size_t i = 0; i < ARRAY_LEN(ask); i++)
		assert_str(record_path(&record, str_of(ask[i].path), scratch),
			   ask[i].value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DESK(compact_records_come_back_byte_for_byte),
		ON_DESK(white_space_and_escapes_are_normalised),
		ON_DESK(an_indented_record_is_easy_to_read),
		ON_DESK(packed_ids_come_back_as_they_were),
		ON_DESK(only_what_unpacks_to_the_same_text_is_packed),
		ON_DESK(every_digit_of_an_id_survives_packing),
		ON_DESK(a_path_finds_its_leaf_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
