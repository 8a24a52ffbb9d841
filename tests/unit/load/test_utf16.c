/* SPDX-License-Identifier: MIT */
/* test_utf16.c - transcoding in pieces of any size. */
#include "../../../tui/load/layers.c"
#include "read.h"

#define UNITS "A\0\xe9\0\xac\x20\x3d\xd8\x00\xde\x3d\xd8z\0\x00\xde\x3d\xd8"

static size_t put_in_pieces(size_t piece, bool big, struct str in, char *out)
{
	struct utf16 utf16 = { .big = big };
	size_t n = 0, used, at = 0;

	while (at + 1 < in.len) {
		const size_t left = in.len - at;

		n += utf16_put(&utf16, in.at + at, piece < left ? piece : left,
			       &used, out + n);
		at += used;
	}
	return n + utf16_end(&utf16, out + n);
}

static void pieces_of_any_size_give_the_same_text(void **state)
{
	/* a letter, two bytes, three, a pair, and halves that stand alone:
	 * before a letter, low, and at the end */
	const struct str want = STR("A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"
				    "\xed\xa0\xbdz\xed\xb8\x80\xed\xa0\xbd");
	const struct str in = { UNITS, sizeof(UNITS) - 1 };
	char out[64];

	(void)state;
	for (size_t piece = 2; piece <= in.len; piece++) {
		const size_t n = put_in_pieces(piece, false, in, out);

		assert_int_equal(n, want.len);
		assert_memory_equal(out, want.at, n);
	}
}

static void either_byte_order_is_known(void **state)
{
	char out[16];
	size_t n = put_in_pieces(2, true, STR("\0A\x20\xac"), out);

	(void)state;
	assert_int_equal(n, 4);
	assert_memory_equal(out, "A\xe2\x82\xac", 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_of_any_size_give_the_same_text),
		cmocka_unit_test(either_byte_order_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
