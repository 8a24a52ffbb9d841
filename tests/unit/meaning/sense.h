/* SPDX-License-Identifier: MIT */
/* sense.h - records written short, and what was made of the last one.
 *
 * In the texts here ' stands for a quote and ` for one inside a string, so
 * that JSON, and policies inside it, stay readable. */
#ifndef SENSE_H
#define SENSE_H

#include "../event/desk.h"
#include "../shared.h"
#include "meaning.h"

static inline int sense_open(void **state)
{
	int done = desk_open(state);
	struct desk *desk = *state;

	desk->meaning = meaning_new();
	return desk->meaning ? done : -1;
}

static inline int sense_close(void **state)
{
	struct desk *desk = *state;

	meaning_free(desk->meaning);
	return desk_close(state);
}

#define SENSED(test)                                                           \
	cmocka_unit_test_setup_teardown(test, sense_open, sense_close)

/* Adds the record as it is. */
static inline void sense_bytes(struct desk *desk, struct str json)
{
	if (shredder_add(desk->shredder, desk->batch, json,
			 (struct origin){ 0 }, &desk->err) < 0 ||
	    meaning_fill(desk->meaning, desk->batch, &desk->err) < 0)
		fail_msg("%s: %.*s", desk->err.text, STR_ARG(json));
}

static inline void sense(struct desk *desk, const char *text)
{
	struct buf json = { 0 };

	for (; *text; text++)
		if (*text == '\'')
			buf_addc(&json, '"');
		else if (*text == '`')
			buf_add(&json, STR("\\\""));
		else
			buf_addc(&json, *text);
	sense_bytes(desk, buf_str(&json));
	buf_release(&json);
}

static inline const struct batch_row *row(const struct desk *desk)
{
	return &desk->batch->row[desk->batch->rows - 1];
}

static inline bool flagged(const struct desk *desk, uint32_t flag)
{
	return (row(desk)->flags & flag) == flag;
}

static inline struct str column(const struct desk *desk, enum column col)
{
	sym_t sym = row(desk)->column[col];

	return sym == SYM_NONE ? STR_NONE : dict_text(&desk->batch->dict, sym);
}

/* NULL: absent */
static inline void assert_column(const struct desk *desk, enum column col,
				 const char *want)
{
	struct str got = column(desk, col);

	if (want ? !str_eq(got, str_of(want)) : got.at != NULL)
		fail_msg("column %d is '%.*s' and not '%s'", (int)col,
			 STR_ARG(got), want ? want : "(absent)");
}

/* The identities named by the last record, with `, ` between. Borrowed until
 * the next call. */
static inline const char *named(struct desk *desk)
{
	const struct batch *b = desk->batch;

	buf_reset(&desk->out);
	buf_add(&desk->out, STR(""));
	for (uint32_t i = 0; i < row(desk)->resources; i++) {
		if (i)
			buf_add(&desk->out, STR(", "));
		buf_add(&desk->out,
			dict_text(&b->dict,
				  b->resource[row(desk)->resource_at + i]));
	}
	return desk->out.len ? desk->out.at : "";
}

static inline const char *told(struct desk *desk)
{
	struct record record = last(desk);

	buf_reset(&desk->out);
	record_story(&record, &desk->out);
	return desk->out.at;
}

#endif
