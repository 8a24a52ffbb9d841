/* SPDX-License-Identifier: MIT */
/* reader.c - walks a text from value to value and hands out the records.
 *
 * A text is any number of JSON values with white space between: a delivery
 * file, lines, an array, members of gzip put together are all just that. So
 * there is no mode per kind of file, only a table of what a value may be. */
#include "steps.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATIO_MOST 200

struct reader *reader_new(const struct limits *limits)
{
	struct reader *r = xcalloc(1, sizeof(*r));

	if (limits)
		r->limits = *limits;
	if (!r->limits.record)
		r->limits.record = JSON_RECORD;
	if (!r->limits.ratio)
		r->limits.ratio = RATIO_MOST;
	r->stream.input.fd = -1;
	return r;
}

static void begin(struct reader *r)
{
	r->pos = r->depth = r->skips = 0;
	r->values = r->tried = r->reached = 0;
	r->groups = 0;
	r->surety = SURE_NOT;
	r->line = r->pretty = r->ready = false;
	r->loose = r->broken = r->told = r->begun = false;
	memset(r->skipped, 0, sizeof(r->skipped));
	r->quoted.taken = 0;
}

int reader_reopen(struct reader *r, const char *path, struct err *err)
{
	begin(r);
	return stream_open(&r->stream, path, r->limits.ratio, err);
}

struct reader *reader_memory(struct str bytes, const struct limits *limits)
{
	struct reader *r = reader_new(limits);

	stream_memory(&r->stream, bytes, r->limits.ratio);
	return r;
}

void reader_free(struct reader *r)
{
	if (!r)
		return;
	stream_release(&r->stream);
	free(r->quoted.text);
	free(r);
}

static enum stand stand_of(const struct reader *r)
{
	if (r->depth)
		return STAND_ITEM;
	if (r->values <= 1)
		return STAND_FIRST;
	return r->line && !r->pretty ? STAND_LINE : STAND_AFTER;
}

/* More is read while the answer may depend on it. */
static void recognise(struct reader *r)
{
	const enum stand stand = stand_of(r);
	bool last = !cursor_may_grow(r);

	/* What is no JSON is judged by a sample. */
	while (stand == STAND_FIRST && !memchr("{[", *cursor_at(r), 2) &&
	       r->stream.len - r->pos < SAMPLE_BYTES && cursor_grow(r))
		;
	for (;;) {
		peek_at(&r->peek, cursor_at(r), cursor_end(r), stand);
		if (!r->peek.fault.cut || last)
			break;
		last = !cursor_grow(r);
	}
	r->row = format_of(&r->peek);
}

static enum advance misfit(struct reader *r, struct err *err)
{
	const uint64_t offset = cursor_offset(r);

	return damaged(r, err, (struct damage){ offset + 1, offset },
		       "too much is damaged here to look at each value");
}

static enum advance value_step(struct reader *r, struct err *err)
{
	stream_ready(&r->stream, &r->pos);
	if (!r->depth) {
		const char *at = cursor_at(r);

		r->values++;
		r->pretty = cursor_end(r) - at > 1 &&
			    (at[1] == '\n' || at[1] == '\r');
	}
	if (r->loose && !resync_affords(r))
		return misfit(r, err);
	if (r->depth && r->wrapper[r->depth - 1].text && *cursor_at(r) == '"')
		return step_quoted(r, err);
	recognise(r);
	return step_value(r, err);
}

static enum advance top_step(struct reader *r, struct err *err)
{
	if (r->loose && memchr(",]}", *cursor_at(r), 3)) {
		r->pos++;
		return ADVANCE_ON;
	}
	return value_step(r, err);
}

static enum advance one_step(struct reader *r, struct err *err)
{
	enum advance step;
	bool value;

	if (r->ready)
		return ADVANCE_RECORD;
	if (r->quoted.taken)
		return step_quoted(r, err);
	if (!r->depth)
		return top_step(r, err);
	step = step_between(r, err, &value);
	return value ? value_step(r, err) : step;
}

static bool hear_complaint(struct reader *r, uint64_t offset, struct err *err)
{
	if (!complaint_take(&r->stream.complaints, offset, err))
		return false;
	r->told = true;
	return true;
}

/* The end of the text: what is still to be told, one thing a call. */
static int finish(struct reader *r, struct err *err)
{
	if (hear_complaint(r, UINT64_MAX, err)) {
		r->broken = true;
		return -1;
	}
	if (wrapper_cut(r, err) || skipped_tell(r, err))
		return -1;
	if (r->values || r->told)
		return 0;
	r->told = true;
	return err_set(err, ERR_DATA, 0,
		       cursor_offset(r) ? "only white space" : "empty");
}

static void give_quoted(const struct reader *r, struct text *text)
{
	*text = (struct text){ .at = r->quoted.text + r->quoted.at,
			       .len = r->quoted.len - r->quoted.at,
			       .offset = cursor_offset(r) };
}

static void give(const struct reader *r, struct text *text)
{
	const uint64_t held = r->stream.len - r->pos;
	const uint64_t most = r->limits.record;

	*text = (struct text){ .at = cursor_at(r),
			       .len = (size_t)(held < most ? held : most),
			       .offset = cursor_offset(r),
			       .more = cursor_may_grow(r) };
}

int reader_next(struct reader *r, struct text *text, struct err *err)
{
	enum advance step;

	r->begun = true;
	do {
		if (r->stream.complaints.count &&
		    hear_complaint(r, cursor_offset(r), err))
			return -1;
		if (!cursor_space(r))
			return finish(r, err);
		step = one_step(r, err);
	} while (step == ADVANCE_ON);
	if (step == ADVANCE_ERROR || (skipped_due(r) && skipped_tell(r, err)))
		return -1;
	if (r->quoted.taken)
		give_quoted(r, text);
	else
		give(r, text);
	return 1;
}

bool reader_extend(struct reader *r, struct text *text)
{
	const bool grown = !r->quoted.taken && cursor_grow(r);

	assert(r->ready);
	if (!r->quoted.taken)
		give(r, text);
	return grown;
}

void reader_took(struct reader *r, size_t len)
{
	assert(r->ready && len);
	r->ready = false;
	if (r->quoted.taken) {
		assert(len <= r->quoted.len - r->quoted.at);
		r->quoted.at += len;
		return;
	}
	assert(len <= r->stream.len - r->pos);
	r->pos += len;
}

static struct damage damage_at(const struct reader *r, uint64_t at)
{
	const uint64_t held = r->stream.len - r->pos;
	const uint64_t offset = cursor_offset(r);

	return (struct damage){ offset + 1, offset + (at < held ? at : held) };
}

/* What is around the string is whole, so that nothing has to be looked for. */
static void refuse_quoted(struct reader *r, struct err *err)
{
	const struct err said = *err;
	char place[PLACE_BYTES];

	cursor_place(r, place);
	err_set(err, ERR_DATA, cursor_offset(r),
		"%s%s: %.110s, at byte %" PRIu64 " of its text", place,
		r->wrapper[r->depth - 1].key, said.text,
		r->quoted.at + said.at);
	quoted_close(r);
}

void reader_refuse(struct reader *r, struct err *err)
{
	const struct damage damage = damage_at(r, err->at);
	struct err said = *err, end;

	assert(r->ready);
	if (r->quoted.taken) {
		refuse_quoted(r, err);
		return;
	}
	/* No more than this is ever given to a walk. */
	if (err->code == ERR_CUT && err->at >= r->limits.record)
		err_set(&said, ERR_DATA, 0,
			"longer than %" PRIu64 " bytes, which is the most",
			r->limits.record);
	damaged(r, err, damage, said.text);
	err->code = said.code;
	/* A cut record and a cut file are one thing to tell. */
	if (said.code != ERR_CUT || r->pos < r->stream.len ||
	    !complaint_take(&r->stream.complaints, UINT64_MAX, &end))
		return;
	err_set(&said, ERR_CUT, err->at, "%.110s; %.120s", err->text, end.text);
	*err = said;
}

bool reader_waits(const struct reader *r)
{
	return r->stream.waits && r->stream.more && !r->ready &&
	       json_space(cursor_at(r), cursor_end(r)) == cursor_end(r);
}

const char *reader_format(const struct reader *r)
{
	if (r->begun && r->surety == SURE_NOT)
		return "empty";
	return r->begun ? r->label : NULL;
}

uint64_t reader_read(const struct reader *r)
{
	return r->stream.input.read;
}

uint64_t reader_inflated(const struct reader *r)
{
	return r->stream.offset + r->stream.len;
}
