/* SPDX-License-Identifier: MIT */
/* test_reader.c - the door itself: what each call promises. */
#include "read.h"

#include <fcntl.h>

static void nothing_is_known_before_the_first_call(void **state)
{
	struct reader *reader = reader_new(NULL);
	struct text text;
	struct err err;

	(void)state;
	reader_memory(reader, STR("{}"));
	assert_null(reader_sum(reader).format);
	assert_int_equal(reader_next(reader, &text, &err), -1);
	assert_string_equal(reader_sum(reader).format, "other JSON");
	assert_int_equal(reader_next(reader, &text, &err), 0);
	assert_int_equal(reader_next(reader, &text, &err), 0);
	reader_free(reader);
	reader_free(NULL);
}

static void a_record_is_given_again_until_it_was_taken(void **state)
{
	struct buf bytes = { .at = NULL };
	struct reader *reader;
	struct text text, same;
	struct err err;

	(void)state;
	put_delivery(&bytes, 2);
	reader = reader_new(NULL);
	reader_memory(reader, buf_str(&bytes));
	assert_int_equal(reader_next(reader, &text, &err), 1);
	assert_int_equal(reader_next(reader, &same, &err), 1);
	assert_int_equal(text.offset, 12);
	assert_int_equal(same.offset, 12);
	assert_false(text.more);
	assert_int_equal(text.len, bytes.len - 12);
	assert_false(reader_extend(reader, &text));
	assert_int_equal(text.len, bytes.len - 12);
	assert_int_equal(reader_sum(reader).inflated, bytes.len);
	reader_free(reader);
	buf_release(&bytes);
}

static void refusing_goes_on_with_the_next_event(void **state)
{
	struct buf bytes = { .at = NULL };
	struct reader *reader;
	struct text text;
	struct err err;

	(void)state;
	put_delivery(&bytes, 2);
	reader = reader_new(NULL);
	reader_memory(reader, buf_str(&bytes));
	assert_int_equal(reader_next(reader, &text, &err), 1);
	/* The walk may know bounds of its own: nothing is wrong here. */
	err_set(&err, ERR_DATA, 20, "too long for me");
	reader_refuse(reader, &err);
	assert_int_equal(reader_next(reader, &text, &err), 1);
	assert_true(text.offset > 300);
	err_set(&err, ERR_DATA, SIZE_MAX, "too long for me");
	reader_refuse(reader, &err);
	assert_int_equal(reader_next(reader, &text, &err), 0);
	reader_free(reader);
	buf_release(&bytes);
}

static void one_reader_reads_file_after_file(void **state)
{
	static const char *const path = "/tmp/load-test-reader";
	struct reader *reader = reader_new(NULL);
	struct outcome got = { .records = 0 };
	struct buf bytes = { .at = NULL }, gzip = { .at = NULL };
	struct err err;

	(void)state;
	put_delivery(&bytes, 3);
	put_gzip(&gzip, buf_str(&bytes));
	for (int n = 0; n < 3; n++) {
		write_file(path, buf_str(n == 1 ? &bytes : &gzip));
		assert_int_equal(reader_reopen(reader, path, &err), 0);
		read_on(reader, &got);
		assert_int_equal(reader_reopen(reader, "/nowhere", &err), -1);
		assert_int_equal(err.code, ERR_FILE);
		assert_string_equal(err.text, "No such file or directory");
	}
	assert_int_equal(got.records, 9);
	assert_int_equal(got.errors, 0);
	assert_int_equal(reader_reopen(reader, "/", &err), -1);
	assert_string_equal(err.text, "Is a directory");
	unlink(path);
	reader_free(reader);
	outcome_release(&got);
	buf_release(&bytes);
	buf_release(&gzip);
}

static void a_longer_record_than_may_be_is_never_given(void **state)
{
	const struct limits limits = { .record = 400 };
	struct buf bytes = { .at = NULL };
	struct outcome got;

	(void)state;
	put_event(&bytes, 1);
	buf_add(&bytes, STR("\n{\"eventVersion\":\"1.0\",\"eventName\":\""));
	for (int n = 0; n < 100; n++)
		buf_add(&bytes, STR("0123456789"));
	buf_add(&bytes, STR("\"}\n"));
	put_event(&bytes, 2);
	got = read_limited(buf_str(&bytes), &limits);
	assert_text(got.ids, "1 2 ");
	assert_int_equal(got.errors, 1);
	assert_says(got, "value 2: longer than 400 bytes");
	outcome_release(&got);
	buf_release(&bytes);
}

static void a_pipe_says_when_it_must_be_waited_for(void **state)
{
	struct reader *reader = reader_new(NULL);
	struct buf bytes = { .at = NULL };
	struct text text;
	struct err err;
	char path[32];
	int end[2];

	(void)state;
	assert_int_equal(pipe(end), 0);
	put_event(&bytes, 1);
	buf_addc(&bytes, '\n');
	assert_int_equal(write(end[1], bytes.at, bytes.len), bytes.len);
	snprintf(path, sizeof(path), "/dev/fd/%d", end[0]);
	assert_int_equal(reader_reopen(reader, path, &err), 0);
	assert_int_equal(reader_next(reader, &text, &err), 1);
	assert_false(reader_waits(reader));
	reader_took(reader, bytes.len - 1);
	assert_true(reader_waits(reader));
	close(end[1]);
	assert_int_equal(reader_next(reader, &text, &err), 0);
	assert_false(reader_waits(reader));
	close(end[0]);
	reader_free(reader);
	buf_release(&bytes);
}

/* As a log that is rotated away between finding and reading it. */
static void an_empty_file_and_an_endless_one_are_survived(void **state)
{
	struct outcome got = read_file("/dev/null");

	(void)state;
	assert_int_equal(got.errors, 1);
	assert_says(got, "empty");
	outcome_release(&got);
	got = read_file("/dev/zero");
	assert_int_equal(got.errors, 1);
	assert_says(got, "binary data");
	outcome_release(&got);
}

static void a_file_whose_size_is_not_known_is_read(void **state)
{
	struct outcome got = read_file("/proc/self/status");

	(void)state;
	assert_int_equal(got.errors, 1);
	assert_says(got, "text that is no JSON");
	outcome_release(&got);
}

static void hostile_keys_do_not_reach_the_message(void **state)
{
	struct outcome got =
		read_bytes(STR("{\"\x1b[2J\xe2\x80\xae\":[{\"eventName\":\"A\","
			       "\"eventTime\":\"\"},"));

	(void)state;
	assert_int_equal(got.records, 1);
	assert_says(got, "before ?[2J??? is closed");
	outcome_release(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_known_before_the_first_call),
		cmocka_unit_test(a_record_is_given_again_until_it_was_taken),
		cmocka_unit_test(refusing_goes_on_with_the_next_event),
		cmocka_unit_test(one_reader_reads_file_after_file),
		cmocka_unit_test(a_longer_record_than_may_be_is_never_given),
		cmocka_unit_test(a_pipe_says_when_it_must_be_waited_for),
		cmocka_unit_test(an_empty_file_and_an_endless_one_are_survived),
		cmocka_unit_test(a_file_whose_size_is_not_known_is_read),
		cmocka_unit_test(hostile_keys_do_not_reach_the_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
