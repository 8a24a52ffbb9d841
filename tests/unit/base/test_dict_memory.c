/* SPDX-License-Identifier: MIT */
/* test_dict_memory.c - the dictionary when memory is refused, each request in
 * turn. Its source is compiled in here, with tiny constants, so that every kind
 * of growth happens within a few texts; the linker wraps the allocator. */
#define DICT_SLOTS 2
#define DICT_AT_ONCE 2
#define BLOCK_FIRST 8
#define BLOCK_BYTES ((size_t)64)
#include "../../../tui/base/dict.c"

#include "check.h"

static size_t asked, refused_at; /* requests so far; the one that fails */

static bool refuses(void)
{
	return ++asked == refused_at;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *at, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *at, size_t size);

void *__wrap_malloc(size_t size)
{
	return refuses() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return refuses() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *at, size_t size)
{
	return refuses() ? NULL : __real_realloc(at, size);
}

#define TEXTS 40

/* Lengths from 0 up to well over a block. */
static struct str text_of(char text[2 * TEXTS], size_t n)
{
	memset(text, 'a' + (char)(n % 26), 2 * TEXTS);
	return (struct str){ text, 2 * n };
}

static void holds_exactly(const struct dict *dict, size_t count)
{
	char text[2 * TEXTS];
	size_t bytes = 0;

	assert_int_equal(dict->count, count + 1);
	for (size_t i = 0; i < TEXTS; i++) {
		struct str s = text_of(text, i);

		assert_int_equal(dict_find(dict, s), i < count ? i + 1 : 0);
		if (i < count)
			bytes += s.len;
	}
	assert_int_equal(dict->bytes, bytes);
}

/* Puts all texts while request `n` is refused; true when one was. */
static bool put_with_refusal_at(size_t n)
{
	struct dict dict;
	char text[2 * TEXTS];

	asked = 0;
	refused_at = n;
	if (!dict_init(&dict, 1)) {
		assert_null(dict.entry);
		return true;
	}
	for (size_t i = 0; i < TEXTS; i++) {
		struct str s = text_of(text, i);
		sym_t sym = dict_put(&dict, s);

		if (!sym) {
			holds_exactly(&dict, i);
			sym = dict_put(&dict, s);
		}
		assert_int_equal(sym, i + 1);
	}
	holds_exactly(&dict, TEXTS);
	dict_release(&dict);
	return asked >= n;
}

static void a_refused_text_changes_nothing(void **state)
{
	size_t n = 1;

	(void)state;
	while (put_with_refusal_at(n))
		n++;
	assert_true(n > 20);
}

/* Random puts and resets, with every third request refused, against a plain
 * list of what should be there. */
static void a_starved_dictionary_stays_right(void **state)
{
	sym_t want[TEXTS] = { SYM_NONE };
	uint64_t random = 11;
	struct dict dict;
	char text[2 * TEXTS];

	(void)state;
	refused_at = 0;
	assert_true(dict_init(&dict, 2));
	for (size_t i = 0; i < 200000; i++) {
		size_t n = random_below(&random, TEXTS);
		sym_t next = (sym_t)dict.count, sym;

		refused_at = asked + 1 + random_below(&random, 3);
		sym = dict_put(&dict, text_of(text, n));
		if (want[n])
			assert_int_equal(sym, want[n]);
		else
			assert_true(sym == next || sym == SYM_NONE);
		want[n] = sym;
		if (random_below(&random, 50) == 0) {
			dict_reset(&dict);
			memset(want, 0, sizeof(want));
		}
	}
	for (size_t i = 0; i < TEXTS; i++)
		assert_int_equal(dict_find(&dict, text_of(text, i)), want[i]);
	dict_release(&dict);
}

/* What one round may need: every text in a block hardly larger than it. */
static void resets_never_pile_up_blocks(void **state)
{
	uint64_t random = 13;
	struct dict dict;
	char text[2 * TEXTS];

	(void)state;
	refused_at = 0;
	assert_true(dict_init(&dict, 2));
	for (size_t round = 0; round < 2000; round++) {
		for (size_t i = random_below(&random, TEXTS); i > 0; i--)
			dict_put(&dict,
				 text_of(text, random_below(&random, TEXTS)));
		assert_in_range(dict_memory(&dict), 1, 8192);
		dict_reset(&dict);
	}
	dict_release(&dict);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refused_text_changes_nothing),
		cmocka_unit_test(a_starved_dictionary_stays_right),
		cmocka_unit_test(resets_never_pile_up_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
