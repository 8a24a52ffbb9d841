/* SPDX-License-Identifier: MIT */
/* rig.h - a store and a worker's shapes, and records written in a line. */
#ifndef RIG_H
#define RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "store.h"

#define SEED 20230710

struct rig {
	struct shapes *shapes;
	struct store *store;
	struct batch *batch; /* being filled */
};

static inline void rig_init(struct rig *rig)
{
	rig->shapes = shapes_new(SEED);
	rig->store = store_new(SEED);
	rig->batch = NULL;
	assert_non_null(rig->shapes);
	assert_non_null(rig->store);
}

static inline void rig_release(struct rig *rig)
{
	batch_free(rig->batch);
	store_free(rig->store);
	shapes_free(rig->shapes);
}

static inline void rig_json(struct rig *rig, uint32_t file, uint64_t offset,
			    const char *json)
{
	struct err err;

	if (!rig->batch)
		rig->batch = batch_new(rig->shapes, SEED);
	assert_non_null(rig->batch);
	assert_int_equal(
		batch_add(rig->batch, str_of(json), file, offset, &err),
		strlen(json));
}

/* An event number `id` in second `time` of a day; `more` are further
 * members, each with a comma before it. */
static inline void rig_event(struct rig *rig, uint32_t file, unsigned id,
			     unsigned time, const char *more)
{
	struct buf json = { 0 };

	buf_addf(&json,
		 "{\"eventVersion\":\"1.08\",\"eventTime\":"
		 "\"2023-07-10T%02u:%02u:%02uZ\",\"awsRegion\":\"us-east-1\","
		 "\"eventID\":\"00000000-0000-4000-8000-%012u\","
		 "\"recipientAccountId\":\"111122223333\"%s}",
		 time / 3600 % 24, time / 60 % 60, time % 60, id, more);
	rig_json(rig, file, id, json.at);
	buf_release(&json);
}

/* What store_absorb answers for the batch filled so far. */
static inline int rig_absorb(struct rig *rig, struct err *err)
{
	struct batch *batch = rig->batch;

	rig->batch = NULL;
	return store_absorb(rig->store, batch, err);
}

static inline void rig_flush(struct rig *rig)
{
	struct err err;

	assert_int_equal(rig_absorb(rig, &err), 0);
}

static inline struct str rig_column(const struct rig *rig, row_t row,
				    enum column column)
{
	return store_text(rig->store, store_column(rig->store, column)[row]);
}

static inline void assert_str(struct str got, const char *want)
{
	if (!str_eq(got, str_of(want)))
		fail_msg("'%.*s' is not '%s'", STR_ARG(got), want);
}

#endif
