/* SPDX-License-Identifier: MIT */
/* test_buf.c - texts being built. */
#include "check.h"

static void a_built_text_is_always_terminated(void **state)
{
	struct buf buf = { 0 };

	(void)state;
	assert_str(buf_str(&buf), STR(""), "nothing yet");
	buf_add(&buf, STR("a\0b"));
	buf_addc(&buf, 'c');
	assert_str(buf_str(&buf), STR("a\0bc"), "with a NUL inside");
	assert_int_equal(buf.at[buf.len], '\0');
	buf_reset(&buf);
	assert_int_equal(buf.len, 0);
	assert_int_equal(buf.at[0], '\0');
	buf_add(&buf, STR_NONE);
	assert_str(buf_str(&buf), STR(""), "absent adds nothing");
	buf_release(&buf);
}

static void formatted_texts_of_every_length_fit(void **state)
{
	struct buf buf = { 0 };
	char want[301];

	(void)state;
	for (int len = 0; len < 300; len++) {
		memset(want, 'x', sizeof(want));
		want[len] = '\0';
		buf_addf(&buf, "%s", want);
		assert_str(buf_str(&buf), str_of(want), "formatted");
		if (len % 2)
			buf_release(&buf);
		else
			buf_reset(&buf);
	}
	buf_release(&buf);
}

static void counts_have_separators(void **state)
{
	static const struct {
		uint64_t n;
		const char *text;
	} rows[] = {
		{ 0, "0" },
		{ 7, "7" },
		{ 999, "999" },
		{ 1000, "1,000" },
		{ 23981, "23,981" },
		{ 100000, "100,000" },
		{ UINT64_MAX, "18,446,744,073,709,551,615" },
	};
	struct buf buf = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		buf_reset(&buf);
		buf_add_count(&buf, rows[i].n);
		assert_str(buf_str(&buf), str_of(rows[i].text), "count");
	}
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_built_text_is_always_terminated),
		cmocka_unit_test(formatted_texts_of_every_length_fit),
		cmocka_unit_test(counts_have_separators),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
