/* SPDX-License-Identifier: MIT */
/* Which records share a skeleton or a content, and what slots are called. */
#include "desk.h"

static const char *path_of(const struct desk *desk, uint32_t slot,
			   char name[2048])
{
	sym_t sym = last(desk).skeleton->slot[slot].path;
	struct str path = dict_text(&desk->batch->shapes->paths, sym);

	snprintf(name, 2048, "%.*s", STR_ARG(path));
	return name;
}

static struct str field(const struct desk *desk, enum field_id id)
{
	static char scratch[SCRATCH];
	struct record record = last(desk);

	return record_field(&record, id, scratch);
}

static void key_order_and_white_space_do_not_change_the_content(void **state)
{
	struct desk *desk = *state;
	uint64_t a = content(desk, "{\"a\":\"x\",\"b\":{\"c\":1,\"d\":[1,2]},"
				   "\"e\":null,\"f\":{}}");

	assert_int_equal(a, content(desk, "{\"f\": {}, \"e\":null,\"b\":{\"d\""
					  ":[1,2],\"c\":1},\n\"a\":\"x\"}"));
	assert_int_equal(desk->batch->shapes->count, 2);
}

static void other_contents_have_other_hashes(void **state)
{
	static const char *const text[] = {
		"{\"a\":{\"b\":1}}",
		"{\"a.b\":1}",
		"{\"a\":{\"b\":\"1\"}}",
		"{\"a\":{\"b\":true}}",
		"{\"a\":{\"b\":\"true\"}}",
		"{\"a\":[1,2]}",
		"{\"a\":[2,1]}",
		"{\"a\":[[1],2]}",
		"{\"a\":[1,[2]]}",
		"{\"a\":{\"0\":1,\"1\":2}}",
		"{\"a\":1,\"a\":2}",
		"{\"a\":2,\"a\":1}",
		"{\"a\":null}",
		"{\"a\":{}}",
		"{\"a\":[]}",
		"{\"b\":{}}",
		"{}",
		"{\"a\":\"\"}",
		"{\"a\":[{}]}",
		"{\"a\":[{},{}]}",
		"{\"a\":1,\"b\":2}",
		"{\"a\":2,\"b\":1}",
		"{\"a\":1.0}",
		"{\"a\":1}",
		"{\"a\":\"null\"}",
		"{\"\":{\"a\":1}}",
	};
	struct desk *desk = *state;
	uint64_t hash[ARRAY_LEN(text)];

	for (size_t i = 0; i < ARRAY_LEN(text); i++) {
		hash[i] = content(desk, text[i]);
		for (size_t j = 0; j < i; j++)
			assert_int_not_equal(hash[i], hash[j]);
	}
}

static void shapes_made_apart_agree_on_the_content(void **state)
{
	struct desk *desk = *state;
	void *other_state;
	struct desk *other;

	desk_open(&other_state);
	other = other_state;
	assert_true(add(other, "{\"other\":\"first\"}") > 0);
	assert_int_equal(content(desk, "{\"eventName\":\"x\",\"b\":[1]}"),
			 content(other, "{\"b\":[1],\"eventName\":\"x\"}"));
	desk_close(&other_state);
}

static void a_signature_given_again_finds_its_skeleton(void **state)
{
	struct desk *desk = *state;
	struct shapes *store = shapes_new(SEED);
	const struct skeleton *ours, *theirs;

	assert_true(add(desk, "{\"eventName\":\"x\",\"b\":[1,null,{}]}") > 0);
	theirs = last(desk).skeleton;
	ours = shapes_put(store, theirs->signature, theirs->hash);
	assert_non_null(ours);
	assert_ptr_equal(ours,
			 shapes_put(store, theirs->signature, theirs->hash));
	assert_int_equal(ours->slots, 2);
	assert_int_equal(ours->salt[1], theirs->salt[1]);
	assert_int_equal(ours->fixed, theirs->fixed);
	assert_int_equal(ours->field[FIELD_NAME], 0);
	shapes_free(store);
}

static void paths_leave_out_indexes_and_mark_dots_in_keys(void **state)
{
	struct desk *desk = *state;
	char name[2048];

	assert_true(add(desk, "{\"a\":{\"items\":[{\"b\":1},[2]]},\"x.y[0]\":"
			      "{\"\\\\\":3,\"\":4},\"\":5}") > 0);
	assert_string_equal(path_of(desk, 0, name), "a.items.b");
	assert_string_equal(path_of(desk, 1, name), "a.items");
	assert_string_equal(path_of(desk, 2, name), "x\\.y\\[0].\\\\");
	assert_string_equal(path_of(desk, 3, name), "x\\.y\\[0].");
	assert_string_equal(path_of(desk, 4, name), "");
}

static void well_known_places_are_found(void **state)
{
	struct desk *desk = *state;

	assert_true(add(desk, "{\"eventTime\":\"t\",\"userIdentity\":{"
			      "\"sessionContext\":{\"sessionIssuer\":{\"arn\":"
			      "\"i\"}},\"arn\":\"u\"},\"readOnly\":false,"
			      "\"errorCode\":null}") > 0);
	assert_str(field(desk, FIELD_TIME), "t");
	assert_str(field(desk, FIELD_ISSUER_ARN), "i");
	assert_str(field(desk, FIELD_USER_ARN), "u");
	assert_str(field(desk, FIELD_READ_ONLY), "false");
	assert_str(field(desk, FIELD_ERROR_CODE), NULL);
	assert_str(field(desk, FIELD_NAME), NULL);
}

static void of_equal_keys_the_last_counts_as_for_other_readers(void **state)
{
	struct desk *desk = *state;

	assert_true(add(desk, "{\"eventName\":\"a\",\"eventName\":\"b\","
			      "\"errorCode\":\"x\",\"errorCode\":null,"
			      "\"userIdentity\":{\"arn\":\"u\",\"type\":\"t\"},"
			      "\"userIdentity\":{\"arn\":\"v\"}}") > 0);
	assert_str(field(desk, FIELD_NAME), "b");
	assert_str(field(desk, FIELD_ERROR_CODE), NULL);
	assert_str(field(desk, FIELD_USER_ARN), "v");
	assert_str(field(desk, FIELD_USER_TYPE), NULL);
}

static void of_elements_the_first_counts(void **state)
{
	struct desk *desk = *state;

	assert_true(add(desk, "{\"userIdentity\":[{\"arn\":\"u\"},{\"arn\":"
			      "\"v\",\"type\":\"t\"}]}") > 0);
	assert_str(field(desk, FIELD_USER_ARN), "u");
	assert_str(field(desk, FIELD_USER_TYPE), "t");
}

static void a_million_distinct_keys_are_taken(void **state)
{
	struct desk *desk = *state;
	struct buf text = { 0 };
	char scratch[SCRATCH];
	struct record record;

	for (int i = 0; i < 1000000; i++)
		buf_addf(&text, "%c\"k%d\":1", i ? ',' : '{', i);
	buf_addc(&text, '}');
	assert_true(add(desk, text.at) > 0);
	record = last(desk);
	assert_int_equal(record.skeleton->slots, 1000000);
	assert_str(record_path(&record, STR("k999999"), scratch), "1");
	assert_string_equal(written(desk, 0), text.at);
	buf_release(&text);
}

static void the_same_key_a_hundred_thousand_times_is_taken(void **state)
{
	struct desk *desk = *state;
	struct buf text = { 0 };

	for (int i = 0; i < 100000; i++)
		buf_addf(&text, "%c\"eventName\":%d", i ? ',' : '{', i);
	buf_addc(&text, '}');
	assert_true(add(desk, text.at) > 0);
	assert_str(field(desk, FIELD_NAME), "99999");
	buf_release(&text);
}

/* A long key above many leaves would make paths of terabytes. */
static void long_paths_have_no_name_and_cost_no_memory(void **state)
{
	struct desk *desk = *state;
	struct buf text = { 0 };
	char name[2048];

	buf_add(&text, STR("{\"short\":1,\""));
	for (int i = 0; i < 1020; i++)
		buf_addc(&text, 'k');
	buf_add(&text, STR("\":{\"a\":1"));
	for (int i = 0; i < 100000; i++)
		buf_addf(&text, ",\"%d\":%d", i, i);
	buf_add(&text, STR("}}"));
	assert_true(add(desk, text.at) > 0);
	assert_string_equal(path_of(desk, 0, name), "short");
	assert_int_equal(strlen(path_of(desk, 1, name)), 1022);
	assert_int_equal(last(desk).skeleton->slot[100001].path, SYM_NONE);
	assert_true(shapes_memory(desk->batch->shapes) < 100 * text.len);
	assert_string_equal(written(desk, 0), text.at);
	buf_release(&text);
}

static void a_key_that_hides_marks_the_event(void **state)
{
	struct desk *desk = *state;
	const struct batch *b = desk->batch;

	assert_true(add(desk, "{\"a\":\"plain\"}") > 0);
	assert_true(add(desk, "{\"a\\u202e\":\"plain\"}") > 0);
	assert_false(b->row[0].flags & FLAG_HIDDEN);
	assert_true(b->row[1].flags & FLAG_HIDDEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DESK(key_order_and_white_space_do_not_change_the_content),
		ON_DESK(other_contents_have_other_hashes),
		ON_DESK(shapes_made_apart_agree_on_the_content),
		ON_DESK(a_signature_given_again_finds_its_skeleton),
		ON_DESK(paths_leave_out_indexes_and_mark_dots_in_keys),
		ON_DESK(well_known_places_are_found),
		ON_DESK(of_equal_keys_the_last_counts_as_for_other_readers),
		ON_DESK(of_elements_the_first_counts),
		ON_DESK(a_million_distinct_keys_are_taken),
		ON_DESK(the_same_key_a_hundred_thousand_times_is_taken),
		ON_DESK(long_paths_have_no_name_and_cost_no_memory),
		ON_DESK(a_key_that_hides_marks_the_event),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
