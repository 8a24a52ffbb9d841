/* SPDX-License-Identifier: MIT */
/* test_dict.c - the keyed dictionary as its door promises it. */
#include "check.h"

static struct str number_text(char text[32], size_t n)
{
	/* Every length from 1 to 30, so that all ways to compare are used. */
	int len = snprintf(text, 32, "%0*zu", (int)(n % 30) + 1, n);

	return (struct str){ text, (size_t)len };
}

static void texts_are_numbered_as_they_come(void **state)
{
	const size_t count = 50000;
	struct dict dict;
	char text[32];
	sym_t *sym = malloc(count * sizeof(*sym));
	const char *first;

	(void)state;
	assert_true(dict_init(&dict, 3));
	assert_int_equal(dict_put(&dict, STR("first")), 1);
	first = dict_text(&dict, 1).at;
	for (size_t i = 0; i < count; i++) {
		sym[i] = dict_put(&dict, number_text(text, i));
		assert_int_equal(sym[i], i + 2);
	}
	for (size_t i = 0; i < count; i++) {
		struct str s = number_text(text, i);

		assert_int_equal(dict_find(&dict, s), sym[i]);
		assert_int_equal(dict_put(&dict, s), sym[i]);
		assert_str(dict_text(&dict, sym[i]), s, "kept");
	}
	assert_ptr_equal(dict_text(&dict, 1).at, first);
	assert_int_equal(dict_find(&dict, STR("never put")), SYM_NONE);
	assert_true(dict_memory(&dict) > dict.bytes);
	dict_release(&dict);
	free(sym);
}

static void absent_has_no_number_but_empty_has(void **state)
{
	struct dict dict;

	(void)state;
	assert_true(dict_init(&dict, 3));
	assert_int_equal(dict_put(&dict, STR_NONE), SYM_NONE);
	assert_int_equal(dict_find(&dict, STR_NONE), SYM_NONE);
	assert_int_equal(dict_find(&dict, STR("")), SYM_NONE);
	assert_int_equal(dict_put(&dict, STR("")), 1);
	assert_int_equal(dict_find(&dict, STR("")), 1);
	assert_null(dict_text(&dict, SYM_NONE).at);
	assert_non_null(dict_text(&dict, 1).at);
	dict_release(&dict);
}

/* A large table grows text by text. */
static void every_text_is_found_while_the_table_grows(void **state)
{
	const size_t count = 300000;
	struct dict dict;
	char text[32];

	(void)state;
	assert_true(dict_init(&dict, 5));
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(dict_put(&dict, number_text(text, i)), i + 1);
		assert_int_equal(dict_find(&dict, number_text(text, i / 2)),
				 i / 2 + 1);
		assert_int_equal(dict_put(&dict, number_text(text, i * 7 / 8)),
				 i * 7 / 8 + 1);
		assert_int_equal(dict_find(&dict, number_text(text, i + 1)),
				 SYM_NONE);
	}
	dict_release(&dict);
}

/* Wherever in its growth it is. */
static void a_growing_table_can_be_reset(void **state)
{
	struct dict dict;
	char text[32];

	(void)state;
	for (size_t count = 32000; count < 70000; count += 1000) {
		assert_true(dict_init(&dict, 5));
		for (size_t i = 0; i < count; i++)
			dict_put(&dict, number_text(text, i));
		dict_reset(&dict);
		for (size_t i = 0; i < count; i += 999)
			assert_int_equal(dict_find(&dict, number_text(text, i)),
					 SYM_NONE);
		assert_int_equal(dict_put(&dict, number_text(text, 7)), 1);
		dict_release(&dict);
	}
}

static void texts_with_one_hash_stay_apart(void **state)
{
	struct dict dict;
	char text[32];

	(void)state;
	assert_true(dict_init(&dict, 3));
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 0; i < 300; i++)
			assert_int_equal(dict_put_hashed(&dict,
							 number_text(text, i),
							 UINT32_MAX),
					 i + 1);
	dict_release(&dict);
}

static void a_hash_made_elsewhere_is_the_same(void **state)
{
	struct str s = STR("arn:aws:iam::111122223333:user/alice");
	struct dict one, two;
	sym_t sym;

	(void)state;
	assert_true(dict_init(&one, 42) && dict_init(&two, 42));
	sym = dict_put(&one, s);
	assert_int_equal(dict_put_hashed(&two, s, one.entry[sym].hash), 1);
	assert_int_equal(dict_find(&two, s), 1);
	assert_int_equal((uint32_t)hash_bytes(42, s.at, s.len),
			 one.entry[sym].hash);
	dict_release(&one);
	dict_release(&two);
}

static void long_texts_lie_beside_short_ones(void **state)
{
	const size_t size = 3 << 20;
	char *longer = malloc(size), text[32];
	struct str s = { longer, size };
	struct dict dict;

	(void)state;
	memset(longer, 'x', size);
	assert_true(dict_init(&dict, 3));
	for (size_t i = 0; i < 5; i++) {
		longer[size - 1] = (char)i;
		assert_int_equal(dict_put(&dict, s), 2 * i + 1);
		assert_int_equal(dict_put(&dict, number_text(text, i)),
				 2 * i + 2);
	}
	longer[size - 1] = 2;
	assert_int_equal(dict_find(&dict, s), 5);
	assert_str(dict_text(&dict, 5), s, "long");
	assert_int_equal(dict.bytes, 5 * size + 1 + 2 + 3 + 4 + 5);
	dict_release(&dict);
	free(longer);
}

static void small_dictionaries_stay_small(void **state)
{
	struct dict dict;

	(void)state;
	assert_true(dict_init(&dict, 3));
	dict_put(&dict, STR("sts.amazonaws.com"));
	assert_in_range(dict_memory(&dict), 1, 4096);
	dict_release(&dict);
}

static void a_reset_dictionary_is_empty_and_does_not_creep(void **state)
{
	struct dict dict;
	size_t memory = 0;
	char text[32];

	(void)state;
	assert_true(dict_init(&dict, 3));
	for (size_t round = 0; round < 6; round++) {
		/* Many, few, many ...: both ways to empty the slots. */
		size_t count = round % 2 ? 10 : 60000;

		for (size_t i = 0; i < count; i++)
			assert_int_equal(dict_put(&dict, number_text(text, i)),
					 i + 1);
		if (!round)
			memory = dict_memory(&dict);
		assert_in_range(dict_memory(&dict), 1, 2 * memory);
		dict_reset(&dict);
		assert_int_equal(dict.count, 1);
		assert_int_equal(dict.bytes, 0);
		for (size_t i = 0; i < count; i += 7)
			assert_int_equal(dict_find(&dict, number_text(text, i)),
					 SYM_NONE);
		for (size_t i = 0; i < dict.slots; i++)
			assert_int_equal(dict.slot[i], SYM_NONE);
	}
	dict_release(&dict);
	dict_release(&dict);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_numbered_as_they_come),
		cmocka_unit_test(absent_has_no_number_but_empty_has),
		cmocka_unit_test(every_text_is_found_while_the_table_grows),
		cmocka_unit_test(a_growing_table_can_be_reset),
		cmocka_unit_test(texts_with_one_hash_stay_apart),
		cmocka_unit_test(a_hash_made_elsewhere_is_the_same),
		cmocka_unit_test(long_texts_lie_beside_short_ones),
		cmocka_unit_test(small_dictionaries_stay_small),
		cmocka_unit_test(
			a_reset_dictionary_is_empty_and_does_not_creep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
