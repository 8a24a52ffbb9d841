/* SPDX-License-Identifier: MIT */
/* fuzz_query.c - any bytes as a filter over a few events: what parses prints
 * so that it parses the same, keeps what its complement leaves out, and keeps
 * the same whether rows are looked at together or one by one. */
#include "meaning.h"
#include "query.h"
#include "shredder.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good)
{
	if (!good)
		abort();
}

static const char *const events[] = {
	"{\"eventID\":\"00000000-0000-4000-8000-000000000001\",\"eventName\":"
	"\"GetObject\",\"eventSource\":\"s3.amazonaws.com\",\"eventTime\":"
	"\"2024-05-06T10:00:00Z\",\"sourceIPAddress\":\"203.0.113.7\","
	"\"userIdentity\":{\"type\":\"IAMUser\",\"userName\":\"bob\","
	"\"accountId\":\"111122223333\"},\"recipientAccountId\":"
	"\"111122223333\",\"requestParameters\":{\"bucketName\":\"b\",\"n\":7,"
	"\"items\":[{\"p\":\"x\"},{\"p\":\"y; z\"}]}}",
	"{\"eventID\":\"e2\",\"eventName\":\"StopLogging\",\"errorCode\":"
	"\"AccessDenied\",\"readOnly\":false,\"sourceIPAddress\":"
	"\"2001:db8::1\",\"userIdentity\":{\"type\":\"AssumedRole\",\"arn\":"
	"\"arn:aws:sts::444455556666:assumed-role/Admin/carol@example.com\","
	"\"accountId\":\"444455556666\",\"sessionContext\":{\"attributes\":{"
	"\"mfaAuthenticated\":\"true\"}}},\"x\":\"\\u202e\\u0000\\ud800\"}",
	"{\"eventID\":\"e3\",\"a.b\":{\"[0]\":[1,[2,{\"\":\"10.0.0.0/8\"}]]},"
	"\"x-amz-request-id\":\"0123456789ABCDEF\",\"big\":1e400}",
	"{}",
};

static struct store *store_of_events(void)
{
	struct shredder *shredder = shredder_new(1);
	struct meaning *meaning = meaning_new();
	struct store *store = store_new(1);

	for (size_t i = 0; i < ARRAY_LEN(events); i++) {
		struct batch *batch = shredder_batch(shredder);
		struct err err;

		shredder_add(shredder, batch, str_of(events[i]),
			     (struct origin){ 0, i }, &err);
		meaning_fill(meaning, batch, &err);
		check(store_absorb(store, batch, &err) == 0);
	}
	meaning_free(meaning);
	shredder_free(shredder);
	return store;
}

static uint64_t kept(const struct store *store, struct str text, size_t budget)
{
	struct filter *filter = filter_new(expr_parse(text, NULL));
	const struct rowset *rows = filter_rows(filter);
	uint64_t bits = 0;

	while (filter_step(filter, store, budget))
		;
	check(rows->rows == store_rows(store));
	for (size_t row = 0; row < rows->rows; row++)
		bits |= (uint64_t)rowset_has(rows, row) << row;
	if (filter_gave_up(filter))
		bits = UINT64_MAX;
	filter_free(filter);
	return bits;
}

/* `once` is how an expression printed. */
static void check_rows(const struct store *store, struct str once)
{
	uint64_t all = ((uint64_t)1 << store_rows(store)) - 1;
	uint64_t in = kept(store, once, 0), out;
	struct buf without = { 0 };

	check(kept(store, once, 1) == in || in == UINT64_MAX);
	/* The space keeps a bracket that a word opened from taking ours. */
	buf_addf(&without, "!(");
	buf_add(&without, once);
	buf_add(&without, STR(" )"));
	out = kept(store, buf_str(&without), 0);
	check((in ^ out) == all || in == UINT64_MAX || out == UINT64_MAX);
	buf_release(&without);
}

static void check_printed(const struct store *store, struct expr *expr)
{
	struct buf once = { 0 }, twice = { 0 };
	struct err err;
	struct expr *again;

	expr_put(expr, &once);
	again = expr_parse(buf_str(&once), &err);
	check(again != NULL);
	expr_put(again, &twice);
	check(str_eq(buf_str(&once), buf_str(&twice)));
	check_rows(store, buf_str(&once));
	expr_free(again);
	buf_release(&once);
	buf_release(&twice);
}

/* The same bytes as a value that the program writes a filter for. */
static void check_put(const struct store *store, struct str value)
{
	struct expr *expr = expr_equal(STR("x"), value, false, NULL);
	struct buf text = { 0 };

	check(expr != NULL);
	check_printed(store, expr);
	expr_free(expr);
	expr_put_literal(&text, value);
	check_rows(store, buf_str(&text));
	buf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct store *store;
	struct str text = { (const char *)data, size };
	struct err err = { 0 };
	struct expr *expr;

	if (!store)
		store = store_of_events();
	if (size > 300)
		return 0;
	check_put(store, size ? text : STR(""));
	expr = expr_parse(text, &err);
	if (!expr) {
		check(err.code == ERR_QUERY && err.at <= size && err.text[0]);
		return 0;
	}
	if (expr_check(expr, store, &err) < 0)
		check(err.at <= size);
	expr_field(expr);
	check_printed(store, expr);
	expr_free(expr);
	return 0;
}
