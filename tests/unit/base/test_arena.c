/* SPDX-License-Identifier: MIT */
/* test_arena.c - vectors that grow or refuse, and small texts kept together. */
#include "check.h"

static void a_vector_at_least_doubles(void **state)
{
	size_t room = 0;
	int *at = NULL;

	(void)state;
	assert_true(vec_reserve(&at, &room, 3, sizeof(*at)));
	assert_true(room >= 3);
	at[2] = 7;
	assert_true(vec_reserve(&at, &room, room + 1, sizeof(*at)));
	assert_true(room >= 6);
	assert_int_equal(at[2], 7);
	free(at);
}

static void a_refused_vector_is_as_it_was(void **state)
{
	size_t room = 4, sizes[] = { SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 8 };
	uint64_t *at = xmalloc(room * sizeof(*at)), *before = at;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		assert_false(vec_reserve(&at, &room, sizes[i], sizeof(*at)));
		assert_ptr_equal(at, before);
		assert_int_equal(room, 4);
	}
	free(at);
}

static void arena_texts_stay_and_are_aligned(void **state)
{
	struct arena arena = { 0 };
	struct str kept[2000];
	char text[64], *large = xcalloc(5, 1 << 20);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
		int len = snprintf(text, sizeof(text), "text %zu", i * i);

		kept[i] = arena_keep(&arena, (struct str){ text, (size_t)len });
		assert_int_equal((uintptr_t)kept[i].at % 8, 0);
	}
	for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
		snprintf(text, sizeof(text), "text %zu", i * i);
		assert_str(kept[i], str_of(text), "kept");
	}
	kept[0] = arena_keep(&arena, (struct str){ large, 5 << 20 });
	assert_memory_equal(kept[0].at, large, 5 << 20);
	free(large);
	assert_null(arena_keep(&arena, STR_NONE).at);
	assert_str(arena_keep(&arena, STR("")), STR(""), "empty");
	arena_release(&arena);
	assert_null(arena.block);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vector_at_least_doubles),
		cmocka_unit_test(a_refused_vector_is_as_it_was),
		cmocka_unit_test(arena_texts_stay_and_are_aligned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
