/* SPDX-License-Identifier: MIT */
/* rig.h - a store and a worker's shapes, and records written in a line.
 *
 * What a row means is not known to a store. Its own tests fill in the few
 * columns that they ask for, as the record has them; tests of the rooms above
 * define RIG_MEANS before they include this, and have the whole meaning. */
#ifndef RIG_H
#define RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#ifdef RIG_MEANS
#include "meaning.h"
#endif
#include "shredder.h"
#include "store.h"

#define SEED 20230710

struct rig {
	struct shredder *shredder;
	struct store *store;
	struct batch *batch; /* being filled */
#ifdef RIG_MEANS
	struct meaning *meaning;
#endif
};

static inline void rig_init(struct rig *rig)
{
	rig->shredder = shredder_new(SEED);
	rig->store = store_new(SEED);
	rig->batch = NULL;
	assert_non_null(rig->shredder);
	assert_non_null(rig->store);
#ifdef RIG_MEANS
	rig->meaning = meaning_new();
	assert_non_null(rig->meaning);
#endif
}

static inline void rig_release(struct rig *rig)
{
	batch_free(rig->batch);
	store_free(rig->store);
#ifdef RIG_MEANS
	meaning_free(rig->meaning);
#endif
	shredder_free(rig->shredder);
}

/* Fills in the newest row. */
static inline void rig_mean(struct rig *rig)
{
#ifdef RIG_MEANS
	struct err err;

	assert_int_equal(meaning_fill(rig->meaning, rig->batch, &err), 0);
#else
	static const enum field_id field[COL_COUNT] = {
		[COL_NAME] = FIELD_NAME,
		[COL_ADDRESS] = FIELD_ADDRESS,
		[COL_REGION] = FIELD_REGION,
		[COL_ACCOUNT] = FIELD_RECIPIENT,
	};
	struct batch_row *row = &rig->batch->row[rig->batch->rows - 1];
	char scratch[SCRATCH];
	struct record record;
	int64_t span;

	batch_record(rig->batch, rig->batch->rows - 1, &record);
	time_read(record_field(&record, FIELD_TIME, scratch), &row->time,
		  &span);
	for (size_t i = 0; i < COL_COUNT; i++)
		if (field[i])
			row->column[i] = dict_put(
				&rig->batch->dict,
				record_field(&record, field[i], scratch));
#endif
}

static inline void rig_json(struct rig *rig, uint32_t file, uint64_t offset,
			    const char *json)
{
	struct err err;

	if (!rig->batch)
		rig->batch = shredder_batch(rig->shredder);
	assert_non_null(rig->batch);
	assert_int_equal(shredder_add(rig->shredder, rig->batch, str_of(json),
				      (struct origin){ file, offset }, &err),
			 strlen(json));
	rig_mean(rig);
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
