/* SPDX-License-Identifier: MIT */
/* counted.h - a store whose rows hold exactly what a test says: columns,
 * flags, times and resources are set in the batch, past their meaning. */
#ifndef COUNTED_H
#define COUNTED_H

#define RIG_MEANS
#include "../store/rig.h"
#include "query.h"

/* A reproducible stream of numbers. */
static inline unsigned next(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static inline sym_t sym_of(struct rig *rig, const char *text)
{
	return dict_put(&rig->batch->dict, str_of(text));
}

/* Adds a row; NULL is absent. The row, for further changes. */
static inline struct batch_row *add_row(struct rig *rig, int64_t time,
					uint32_t flags, const char *name,
					const char *user, const char *address)
{
	unsigned id = (unsigned)store_rows(rig->store);
	struct batch_row *row;

	if (rig->batch)
		id += (unsigned)rig->batch->rows;
	rig_event(rig, 0, id, 0, "");
	row = &rig->batch->row[rig->batch->rows - 1];
	row->time = time;
	row->flags = flags;
	row->column[COL_NAME] = sym_of(rig, name);
	row->column[COL_USER] = sym_of(rig, user);
	row->column[COL_ADDRESS] = sym_of(rig, address);
	row->resource_at = (uint32_t)rig->batch->resources;
	row->resources = 0;
	return row;
}

static inline void add_resource(struct rig *rig, struct batch_row *row,
				const char *resource)
{
	struct batch *batch = rig->batch;

	assert_ptr_equal(row, &batch->row[batch->rows - 1]);
	assert_true(batch_add_resource(batch, sym_of(rig, resource)));
}

/* A set of every row. */
static inline struct rowset all_rows(const struct rig *rig)
{
	struct rowset set = { 0 };

	rowset_fill(&set, store_rows(rig->store));
	return set;
}

/* The row of the table with that text; NULL is absent. */
static inline const struct tally_row *
row_of(const struct tally *tally, const struct rig *rig, const char *text)
{
	for (size_t i = 0; i < tally->count; i++)
		if (str_eq(tally_text(tally, rig->store, i), str_of(text)))
			return &tally->row[i];
	fail_msg("no row for '%s'", text ? text : "(absent)");
	return NULL;
}

/* The texts of the table in its order, joined by spaces; absent is "-". */
static inline void assert_texts(const struct tally *tally,
				const struct rig *rig, const char *want)
{
	struct buf got = { 0 };

	for (size_t i = 0; i < tally->count; i++) {
		struct str text = tally_text(tally, rig->store, i);

		if (i)
			buf_addc(&got, ' ');
		buf_add(&got, text.at ? text : STR("-"));
	}
	assert_string_equal(got.at, want);
	buf_release(&got);
}

#endif
