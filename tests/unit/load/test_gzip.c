/* SPDX-License-Identifier: MIT */
/* test_gzip.c - the coats a text may wear, whole, cut and damaged. */
#include "read.h"

/* `count` events a line, ids from `first`, as one member. */
static void put_member(struct buf *out, unsigned first, unsigned count)
{
	struct buf lines = { .at = NULL };

	for (unsigned n = 0; n < count; n++) {
		put_event(&lines, first + n);
		buf_addc(&lines, '\n');
	}
	put_gzip(out, buf_str(&lines));
	buf_release(&lines);
}

static void members_and_gzip_in_gzip_are_one_text(void **state)
{
	struct buf gzip = { .at = NULL }, twice = { .at = NULL };
	struct outcome got;

	(void)state;
	put_member(&gzip, 1, 2);
	put_member(&gzip, 3, 0);
	put_member(&gzip, 3, 300);
	got = read_bytes(buf_str(&gzip));
	assert_int_equal(got.records, 302);
	assert_int_equal(got.errors, 0);
	assert_string_equal(got.format, "one event a line, gzip");
	outcome_release(&got);
	put_gzip(&twice, buf_str(&gzip));
	got = read_bytes(buf_str(&twice));
	assert_int_equal(got.records, 302);
	assert_int_equal(got.errors, 0);
	assert_string_equal(got.format, "one event a line, gzip in gzip");
	outcome_release(&got);
	buf_release(&gzip);
	buf_release(&twice);
}

static void padding_with_zeros_is_nothing_to_tell(void **state)
{
	struct buf gzip = { .at = NULL };
	struct outcome got;

	(void)state;
	put_member(&gzip, 1, 3);
	for (int n = 0; n < 700; n++)
		buf_addc(&gzip, '\0');
	got = read_bytes(buf_str(&gzip));
	assert_text(got.ids, "1 2 3 ");
	assert_int_equal(got.errors, 0);
	outcome_release(&got);
	buf_release(&gzip);
}

static void what_follows_gzip_and_is_none_is_told(void **state)
{
	struct buf gzip = { .at = NULL };
	struct outcome got;

	(void)state;
	put_member(&gzip, 1, 2);
	buf_add(&gzip, STR("garbage"));
	got = read_bytes(buf_str(&gzip));
	assert_text(got.ids, "1 2 ");
	assert_int_equal(got.errors, 1);
	assert_says(got, "7 bytes after the gzip data are not gzip: ignored");
	outcome_release(&got);
	put_member(&gzip, 3, 1);
	got = read_bytes(buf_str(&gzip));
	assert_text(got.ids, "1 2 3 ");
	assert_int_equal(got.errors, 1);
	outcome_release(&got);
	buf_release(&gzip);
}

static void a_wrong_check_sum_costs_no_record(void **state)
{
	struct buf gzip = { .at = NULL };
	struct outcome got;

	(void)state;
	put_member(&gzip, 1, 3);
	gzip.at[gzip.len - 6] ^= 1;
	put_member(&gzip, 4, 2);
	got = read_bytes(buf_str(&gzip));
	assert_text(got.ids, "1 2 3 4 5 ");
	assert_int_equal(got.errors, 1);
	assert_int_equal(got.code, ERR_DATA);
	assert_says(got, "the check sum does not match");
	outcome_release(&got);
	buf_release(&gzip);
}

static void a_cut_file_gives_the_whole_records_before_the_cut(void **state)
{
	struct buf text = { .at = NULL }, gzip = { .at = NULL };
	size_t before = 0;

	(void)state;
	put_delivery(&text, 40);
	put_gzip(&gzip, buf_str(&text));
	for (size_t len = 20; len < gzip.len; len += 7) {
		struct outcome got = read_bytes((struct str){ gzip.at, len });

		assert_true(got.records >= before);
		before = got.records;
		assert_in_range(got.errors, 1, 2);
		assert_int_equal(got.code, ERR_CUT);
		assert_says(got, "ends before it is complete");
		outcome_release(&got);
	}
	assert_int_equal(before, 40);
	buf_release(&text);
	buf_release(&gzip);
}

static void a_damaged_member_does_not_cost_the_next(void **state)
{
	struct buf gzip = { .at = NULL };
	size_t second;

	(void)state;
	put_member(&gzip, 1, 30);
	second = gzip.len;
	put_member(&gzip, 31, 3);
	for (size_t at = 10; at < second; at++) {
		const char good = gzip.at[at];
		struct outcome got;

		gzip.at[at] = (char)(good ^ 0x55);
		got = read_bytes(buf_str(&gzip));
		/* Damage may have put a NUL byte into an id before. */
		if (str_search(buf_str(&got.ids), STR("31 32 33 ")) < 0 ||
		    !got.errors)
			fail_msg("byte %zu: %s", at, got.said.at);
		outcome_release(&got);
		gzip.at[at] = good;
	}
	buf_release(&gzip);
}

static void a_length_that_lies_asks_for_no_memory(void **state)
{
	struct buf gzip = { .at = NULL };
	struct outcome got;

	(void)state;
	put_member(&gzip, 1, 1);
	memset(gzip.at + gzip.len - 4, 0xff, 4);
	got = read_bytes(buf_str(&gzip));
	assert_text(got.ids, "1 ");
	assert_says(got, "the check sum does not match");
	outcome_release(&got);
	buf_release(&gzip);
}

static void put_utf16(struct buf *out, struct str text, bool big)
{
	for (size_t n = 0; n < text.len; n++) {
		buf_addc(out, big ? '\0' : text.at[n]);
		buf_addc(out, big ? text.at[n] : '\0');
	}
}

static void text_in_utf_16_is_read(void **state)
{
	(void)state;
	for (int big = 0; big < 2; big++) {
		struct buf text = { .at = NULL }, wide = { .at = NULL };
		struct buf gzip = { .at = NULL };
		struct outcome got;

		put_delivery(&text, 3);
		buf_add(&wide, big ? STR("\xfe\xff") : STR("\xff\xfe"));
		put_utf16(&wide, buf_str(&text), big);
		got = read_bytes(buf_str(&wide));
		assert_text(got.ids, "1 2 3 ");
		assert_string_equal(got.format, "S3 delivery file, UTF-16");
		outcome_release(&got);
		put_gzip(&gzip, buf_str(&wide));
		got = read_bytes(buf_str(&gzip));
		assert_text(got.ids, "1 2 3 ");
		outcome_release(&got);
		buf_release(&text);
		buf_release(&wide);
		buf_release(&gzip);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_and_gzip_in_gzip_are_one_text),
		cmocka_unit_test(padding_with_zeros_is_nothing_to_tell),
		cmocka_unit_test(what_follows_gzip_and_is_none_is_told),
		cmocka_unit_test(a_wrong_check_sum_costs_no_record),
		cmocka_unit_test(
			a_cut_file_gives_the_whole_records_before_the_cut),
		cmocka_unit_test(a_damaged_member_does_not_cost_the_next),
		cmocka_unit_test(a_length_that_lies_asks_for_no_memory),
		cmocka_unit_test(text_in_utf_16_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
