/* SPDX-License-Identifier: MIT */
/* desk.h - a batch on the table, and short ways to fill and read it. */
#ifndef DESK_H
#define DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shredder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED 77

struct desk {
	struct shredder *shredder;
	struct batch *batch;
	struct meaning *meaning; /* NULL but for tests of meaning */
	struct err err;
	struct buf out;
};

static inline int desk_open(void **state)
{
	struct desk *desk = xcalloc(1, sizeof(*desk));

	desk->shredder = shredder_new(SEED);
	desk->batch = shredder_batch(desk->shredder);
	*state = desk;
	return desk->batch ? 0 : -1;
}

static inline int desk_close(void **state)
{
	struct desk *desk = *state;

	batch_free(desk->batch);
	shredder_free(desk->shredder);
	buf_release(&desk->out);
	free(desk);
	return 0;
}

/* Begins another batch, in the memory of the one at hand. */
static inline void batch_anew(struct desk *desk)
{
	batch_free(desk->batch);
	desk->batch = shredder_batch(desk->shredder);
	assert_non_null(desk->batch);
}

#define ON_DESK(test)                                                          \
	cmocka_unit_test_setup_teardown(test, desk_open, desk_close)

static inline int64_t add_bytes(struct desk *desk, const void *at, size_t len)
{
	desk->err = (struct err){ 0 };
	return shredder_add(desk->shredder, desk->batch,
			    (struct str){ at, len }, (struct origin){ 0 },
			    &desk->err);
}

static inline int64_t add(struct desk *desk, const char *text)
{
	return add_bytes(desk, text, strlen(text));
}

/* The record added last. */
static inline struct record last(const struct desk *desk)
{
	struct record record;

	batch_record(desk->batch, desk->batch->rows - 1, &record);
	return record;
}

/* Adds `text` whole; the hash of its content. */
static inline uint64_t content(struct desk *desk, const char *text)
{
	assert_int_equal(add(desk, text), (int64_t)strlen(text));
	return desk->batch->row[desk->batch->rows - 1].content;
}

/* The last record as JSON, borrowed until the next call. */
static inline const char *written(struct desk *desk, int indent)
{
	struct record record = last(desk);

	buf_reset(&desk->out);
	record_put_json(&record, indent, &desk->out);
	return desk->out.at;
}

static inline void assert_str(struct str got, const char *want)
{
	if (!want) {
		assert_null(got.at);
		return;
	}
	assert_non_null(got.at);
	assert_int_equal(got.len, strlen(want));
	assert_memory_equal(got.at, want, got.len);
}

#endif
