/* SPDX-License-Identifier: MIT */
/* asked.h - stores made of lines of JSON, and what filters keep of them. */
#ifndef ASKED_H
#define ASKED_H

#define RIG_MEANS
#include "../store/rig.h"
#include "query.h"

/* Adds each line of a file of tests/query/data; tests run in the project's
 * own folder. */
static inline void asked_load(struct rig *rig, struct str name)
{
	char path[256], line[8192];
	FILE *file;

	snprintf(path, sizeof(path), "tests/query/data/%.*s", STR_ARG(name));
	file = fopen(path, "r");
	if (!file)
		fail_msg("cannot read %s", path);
	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		rig_json(rig, 0, 0, line);
	}
	fclose(file);
	rig_flush(rig);
}

/* The expression, which must parse. */
static inline struct expr *asked_parse(struct str text)
{
	struct err err;
	struct expr *expr = expr_parse(text, &err);

	if (!expr)
		fail_msg("'%.*s': at %u: %s", STR_ARG(text), (unsigned)err.at,
			 err.text);
	return expr;
}

/* What the program makes for a cell that shows `value`. */
static inline struct expr *asked_equal(struct str field, struct str value,
				       bool negated)
{
	struct err err;
	struct expr *expr = expr_equal(field, value, false, &err);

	if (!expr)
		fail_msg("%.*s: %s", STR_ARG(field), err.text);
	return negated ? expr_not(expr) : expr;
}

/* Appends the event ids of the rows kept, separated by spaces. */
static inline void asked_put_ids(const struct rig *rig,
				 const struct rowset *set, struct buf *out)
{
	char scratch[SCRATCH];
	struct record record;

	for (size_t row = 0; row < set->rows; row++) {
		if (!rowset_has(set, row))
			continue;
		store_record(rig->store, (row_t)row, &record);
		if (out->len)
			buf_addc(out, ' ');
		buf_add(out, record_field(&record, FIELD_ID, scratch));
	}
}

/* Runs the filter over the whole store. */
static inline struct filter *asked(const struct rig *rig, struct str text)
{
	struct filter *filter = filter_new(asked_parse(text));

	assert_false(filter_step(filter, rig->store, 0));
	assert_int_equal(filter_rows(filter)->rows, store_rows(rig->store));
	return filter;
}

static inline void assert_keeps(const struct rig *rig, const char *text,
				const char *ids)
{
	struct filter *filter = asked(rig, str_of(text));
	struct buf got = { 0 };

	buf_add(&got, STR(""));
	asked_put_ids(rig, filter_rows(filter), &got);
	if (strcmp(got.at, ids) != 0)
		fail_msg("%s\n  keeps   %s\n  not     %s", text, got.at, ids);
	buf_release(&got);
	filter_free(filter);
}

#endif
