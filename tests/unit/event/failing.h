/* SPDX-License-Identifier: MIT */
/* failing.h - makes the n-th allocation from here on fail. Linked with
 * -Wl,--wrap for malloc, calloc and realloc; without these flags nothing
 * fails and the tests say "skipped". */
#ifndef FAILING_H
#define FAILING_H

/* -1: all succeed; 0: the next one fails. */
static int allocations_left = -1;
static bool wrapped;

void *__real_malloc(size_t size) __attribute__((weak));
void *__real_calloc(size_t count, size_t size) __attribute__((weak));
void *__real_realloc(void *at, size_t size) __attribute__((weak));
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *at, size_t size);

static inline bool fails(void)
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
static inline bool calm(void)
{
	bool left = allocations_left >= 0;

	allocations_left = -1;
	return left || !wrapped;
}

static inline void skip_without_wrap(void)
{
	free(xmalloc(1));
	if (!wrapped)
		skip();
}

/* Many skeletons, distinct texts, ids, hidden characters, resources. */
static inline void put_record(struct buf *out, unsigned n)
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

#endif
