/* SPDX-License-Identifier: MIT */
/* test_hash.c - the keyed hash: that it depends on all it should, evenly. */
#include "check.h"

static void equal_bytes_hash_equal_wherever_they_lie(void **state)
{
	char text[64], moved[72];

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)(i * 37);
	for (size_t len = 0; len <= sizeof(text); len++)
		for (size_t shift = 0; shift < 8; shift++) {
			memcpy(moved + shift, text, len);
			assert_true(hash_bytes(9, text, len) ==
				    hash_bytes(9, moved + shift, len));
		}
}

static void nothing_past_the_text_is_read(void **state)
{
	(void)state;
	for (size_t len = 0; len < 70; len++) {
		char *copy = tight_copy("................................"
					"................................"
					"......",
					len);

		hash_bytes(1, copy, len);
		free(copy);
	}
	assert_true(hash_bytes(1, NULL, 0) == hash_bytes(1, "", 0));
}

/* Flipping any one bit of text or seed must change about half of the bits;
 * averaged over many texts no output bit may be far off. */
static void every_bit_reaches_every_bit(void **state)
{
	static const size_t lengths[] = { 1, 3, 4, 7, 8, 12, 16, 17, 40 };
	const unsigned rounds = 400;
	uint64_t random = 1;

	(void)state;
	for (size_t l = 0; l < ARRAY_LEN(lengths); l++)
		for (size_t bit = 0; bit < lengths[l] * 8; bit++) {
			unsigned changed = 0;

			for (unsigned r = 0; r < rounds; r++) {
				uint64_t seed = next_random(&random), was;
				char text[40];

				for (size_t i = 0; i < lengths[l]; i++)
					text[i] = (char)next_random(&random);
				was = hash_bytes(seed, text, lengths[l]);
				text[bit / 8] ^= (char)(1 << bit % 8);
				was ^= hash_bytes(seed, text, lengths[l]);
				changed += (unsigned)__builtin_popcountll(was);
			}
			assert_in_range(changed, rounds * 30, rounds * 34);
		}
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The low half, which the dictionary keeps, of names as they come in trails:
 * by chance 200,000 of them share about 4.7 values. */
static void names_in_a_row_rarely_share_a_half(void **state)
{
	const size_t count = 200000;
	uint32_t *half = malloc(count * sizeof(*half));
	size_t shared = 0;
	char text[64];

	(void)state;
	assert_non_null(half);
	for (size_t i = 0; i < count; i++) {
		int len = snprintf(text, sizeof(text),
				   "arn:aws:s3:::example/%zu", i);

		half[i] = (uint32_t)hash_bytes(77, text, (size_t)len);
	}
	qsort(half, count, sizeof(*half), by_number);
	for (size_t i = 1; i < count; i++)
		shared += half[i] == half[i - 1];
	free(half);
	assert_in_range(shared, 0, 20);
}

/* With public masks, first words equal to the mask wipe out the second one
 * for every seed. Whatever word is chosen, that must not happen here. */
static void no_first_word_wipes_out_the_second(void **state)
{
	static const uint64_t masks[] = {
		0,
		UINT64_MAX,
		UINT64_C(0x243f6a8885a308d3),
		UINT64_C(0x13198a2e03707345),
		UINT64_C(0xa4093822299f31d1),
	};
	uint64_t random = 5;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(masks) * 1000; i++) {
		uint64_t seed = next_random(&random);
		uint64_t text[2] = { masks[i / 1000], i }, was;

		was = hash_bytes(seed, text, sizeof(text));
		text[1] ^= next_random(&random);
		assert_true(was != hash_bytes(seed, text, sizeof(text)));
	}
}

static void seeds_differ_and_mixing_has_an_order(void **state)
{
	(void)state;
	assert_true(hash_seed() != hash_seed());
	assert_true(hash_mix(1, 2) != hash_mix(2, 1));
	assert_true(hash_mix(0, 0) != 0);
	assert_true(hash_bytes(1, "a", 1) != hash_bytes(2, "a", 1));
	assert_true(hash_bytes(1, "\0", 1) != hash_bytes(1, "\0\0", 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_bytes_hash_equal_wherever_they_lie),
		cmocka_unit_test(nothing_past_the_text_is_read),
		cmocka_unit_test(every_bit_reaches_every_bit),
		cmocka_unit_test(names_in_a_row_rarely_share_a_half),
		cmocka_unit_test(no_first_word_wipes_out_the_second),
		cmocka_unit_test(seeds_differ_and_mixing_has_an_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
