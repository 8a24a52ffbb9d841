/* SPDX-License-Identifier: MIT */
/* Each allocation fails in turn, and a batch is as it was. Linked with
 * -Wl,--wrap for malloc, calloc and realloc; without these flags nothing
 * fails and the tests say "skipped". */
#include "desk.h"

/* -1: all succeed; 0: the next one fails. */
static int allocations_left = -1;
static bool wrapped;

void *__real_malloc(size_t size) __attribute__((weak));
void *__real_calloc(size_t count, size_t size) __attribute__((weak));
void *__real_realloc(void *at, size_t size) __attribute__((weak));
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *at, size_t size);

static bool fails(void)
{
	wrapped = true;
	return allocations_left >= 0 && allocations_left-- == 0;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *at, size_t size)
{
	return fails() ? NULL : __real_realloc(at, size);
}

/* True when the failure that was asked for has not happened. */
static bool calm(void)
{
	bool left = allocations_left >= 0;

	allocations_left = -1;
	return left || !wrapped;
}

static void skip_without_wrap(void)
{
	free(xmalloc(1));
	if (!wrapped)
		skip();
}

static void a_batch_is_made_whole_or_not_at_all(void **state)
{
	bool done = false;

	(void)state;
	skip_without_wrap();
	for (int n = 0; !done; n++) {
		struct shapes *shapes;
		struct batch *batch = NULL;

		allocations_left = n;
		shapes = shapes_new(SEED);
		if (shapes)
			batch = batch_new(shapes, SEED);
		done = calm();
		assert_int_equal(done, batch != NULL);
		batch_free(batch);
		shapes_free(shapes);
	}
}

/* Many skeletons, distinct texts, ids, hidden characters, resources. */
static void put_record(struct buf *out, unsigned n)
{
	buf_reset(out);
	buf_addf(out,
		 "{\"eventTime\":\"2023-07-10T12:10:%02uZ\",\"eventName\":"
		 "\"CreateBucket\",\"eventSource\":\"s3.amazonaws.com\","
		 "\"userIdentity\":{\"type\":\"IAMUser\",\"userName\":"
		 "\"user\\u0061%u\",\"accountId\":\"111122223333\"},"
		 "\"eventID\":\"74bd84b4-6729-4895-b2a4-e2beb7c6b3%02u\","
		 "\"requestParameters\":{\"bucketName\":\"b%u\",\"k%u\":"
		 "\"\\u202e%u\"},\"list\":[",
		 n % 60, n, n % 100, n, n % 40, n);
	for (unsigned i = 0; i < n % 30; i++)
		buf_addf(out, "%u,", i * n);
	buf_add(out, STR("{}]}"));
}

static void assert_rows(const struct desk *desk, size_t rows)
{
	const struct batch *b = desk->batch;
	size_t values = 0, packed = 0, resources = 0;

	assert_int_equal(b->rows, rows);
	for (size_t i = 0; i < rows; i++) {
		values += b->row[i].skeleton->values;
		packed += b->row[i].skeleton->packed;
		resources += b->row[i].resources;
		assert_true(b->row[i].flags & FLAG_HIDDEN);
	}
	assert_int_equal(b->values, values);
	assert_int_equal(b->packed_bytes, packed);
	assert_int_equal(b->resources, resources);
}

static void a_failed_add_changes_nothing(void **state)
{
	struct desk *desk = *state;
	struct buf text = { 0 };
	int failures = 0;

	skip_without_wrap();
	for (unsigned n = 0; n < 300; n++) {
		bool done = false;

		put_record(&text, n);
		for (int fail = 0; !done; fail++) {
			int64_t len;

			allocations_left = fail;
			len = batch_add(desk->batch, buf_str(&text), 0, 0,
					&desk->err);
			done = calm();
			failures += !done;
			if (done) {
				assert_int_equal(len, text.len);
			} else if (len < 0) {
				assert_int_equal(desk->err.code, ERR_FULL);
				assert_rows(desk, n);
			} else {
				/* It could do without. */
				done = true;
			}
		}
		assert_rows(desk, n + 1);
	}
	assert_true(failures > 100);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_batch_is_made_whole_or_not_at_all),
		ON_DESK(a_failed_add_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
