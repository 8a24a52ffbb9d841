/* SPDX-License-Identifier: MIT */
/* reader.c - walks a text from value to value and hands out the records.
 *
 * A text is any number of JSON values with white space between: a delivery
 * file, lines, an array, members of gzip put together are all just that. So
 * there is no mode per kind of file, only a table of what a value may be. */
#include "cursor.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATIO_MOST 200
#define GROUPS_MOST 16

struct reader *reader_new(const struct limits *limits)
{
	struct reader *r = xcalloc(1, sizeof(*r));

	r->max_record = limits && limits->record ? limits->record : JSON_RECORD;
	r->stream.chain.ratio =
		limits && limits->ratio ? limits->ratio : RATIO_MOST;
	r->stream.input.fd = -1;
	return r;
}

static void begin(struct reader *r)
{
	r->pos = r->depth = r->skips = r->groups = 0;
	r->values = r->tried = r->reached = 0;
	r->surety = SURE_NOT;
	r->line = r->pretty = r->ready = false;
	r->loose = r->broken = r->told = r->begun = false;
	memset(r->skipped, 0, sizeof(r->skipped));
	r->quoted.taken = 0;
}

int reader_reopen(struct reader *r, const char *path, struct err *err)
{
	begin(r);
	return stream_open(&r->stream, path, err);
}

void reader_memory(struct reader *r, struct str bytes)
{
	begin(r);
	stream_memory(&r->stream, bytes);
}

void reader_free(struct reader *r)
{
	if (!r)
		return;
	stream_release(&r->stream);
	free(r->quoted.text);
	free(r);
}

/* Behind damage an event may stand alone that was wrapped. */
static void label(struct reader *r, size_t row, enum surety surety)
{
	if (surety < r->surety ||
	    (surety == r->surety && (row == r->format || r->loose)))
		return;
	if (r->surety == SURE_NOT || row != r->format)
		snprintf(r->label, sizeof(r->label), "%s%s%s",
			 formats[row].name, r->stream.layers ? ", " : "",
			 r->stream.layers ? r->stream.layers : "");
	r->format = row;
	r->surety = surety;
}

static struct wrapper *innermost(struct reader *r)
{
	return r->depth ? &r->wrapper[r->depth - 1] : NULL;
}

/* ---- values that are skipped, counted by reason, so that ten thousand lines
 * of something else are one complaint ---- */

/* Counts the value at the position. */
static void skip_value(struct reader *r)
{
	if (!r->skipped[r->row].count++) {
		r->skipped[r->row].first = cursor_offset(r);
		r->skips++;
	}
}

/* Tells of the reason that was met first, into *err; false: none is left. */
static bool skipped_tell(struct reader *r, struct err *err)
{
	size_t first = FORMATS_MOST;
	const char *why;

	for (size_t n = 0; n < FORMATS_MOST; n++)
		if (r->skipped[n].count &&
		    (first == FORMATS_MOST ||
		     r->skipped[n].first < r->skipped[first].first))
			first = n;
	if (first == FORMATS_MOST)
		return false;
	why = formats[first].why;
	if (!why)
		why = "no event where this format has it, or nested too deeply";
	if (r->skipped[first].count > 1)
		err_set(err, ERR_DATA, r->skipped[first].first,
			"%" PRIu64 " values: %s", r->skipped[first].count, why);
	else
		err_set(err, ERR_DATA, r->skipped[first].first, "%s", why);
	r->skipped[first].count = 0;
	r->skips--;
	r->groups++;
	return true;
}

static enum advance pass_value(struct reader *r, struct err *err)
{
	const struct file_format *format = &formats[r->row];
	const char *what = format->holds == HOLDS_OTHER ? "" : format->name;
	size_t len;

	label(r, r->row, SURE_SKIPPED);
	len = cursor_value(r, err, what);
	if (!len)
		return ADVANCE_ERROR;
	skip_value(r);
	r->pos += len;
	return ADVANCE_ON;
}

/* What is no JSON: events may stand in it. */
static enum advance pass_text(struct reader *r, struct err *err)
{
	const enum holding holds = formats[r->row].holds;

	label(r, r->row, SURE_SKIPPED);
	if (holds == HOLDS_JUNK && r->peek.stand != STAND_FIRST)
		return damaged(r, err, DAMAGE_HERE, formats[r->row].why);
	skip_value(r);
	if (holds == HOLDS_BYTES) {
		r->stream.more = false;
		r->pos = r->stream.len;
		r->broken = true;
	} else if (holds == HOLDS_JUNK) {
		resync(r, DAMAGE_HERE);
	} else {
		resync(r, (struct damage){ 1, DAMAGE_NOWHERE });
	}
	return ADVANCE_ON;
}

/* ---- records, and what is around them ---- */

static enum advance step_record(struct reader *r)
{
	const struct wrapper *wrapper = innermost(r);

	label(r, wrapper ? wrapper->format : r->row, SURE_RECORD);
	r->ready = true;
	return ADVANCE_RECORD;
}

/* Bytes of data in a message are kept to what cannot do harm. */
static void keep_key(struct wrapper *wrapper, struct str key)
{
	size_t n;

	for (n = 0; n < key.len && n + 1 < sizeof(wrapper->key); n++) {
		const char c = key.at[n];

		wrapper->key[n] = c > ' ' && c < 0x7f ? c : '?';
	}
	wrapper->key[n] = '\0';
}

/* Goes to what is around other values, of which the first comes next. */
static enum advance open_wrapper(struct reader *r, struct err *err)
{
	struct wrapper wrapper = { .expect = WRAPPER_ITEM, .format = r->row };
	struct str key;
	const char *value =
		peek_inside(&r->peek, &formats[r->row], &key, &wrapper.text);

	if (r->depth == WRAPPERS_MOST || !value)
		return pass_value(r, err);
	assert(value >= cursor_at(r) && value < cursor_end(r));
	wrapper.array = *value == '[';
	wrapper.object = key.at != NULL;
	keep_key(&wrapper, key);
	label(r, r->row, key.at ? SURE_WRAPPED : SURE_ARRAY);
	r->wrapper[r->depth++] = wrapper;
	r->pos = (size_t)(value + wrapper.array - r->stream.at);
	return ADVANCE_ON;
}

/* ---- records in a string ---- */

static void quoted_close(struct reader *r)
{
	assert(r->quoted.taken && r->quoted.taken <= r->stream.len - r->pos);
	r->pos += r->quoted.taken;
	r->quoted.taken = 0;
	r->ready = false;
}

/* What comes next in the string; what is no record is skipped with the rest
 * of the string. */
static enum advance quoted_next(struct reader *r)
{
	const char *end = r->quoted.text + r->quoted.len;
	const char *at = json_space(r->quoted.text + r->quoted.at, end);

	if (at < end) {
		peek_at(&r->peek, at, end, STAND_ITEM);
		r->row = format_of(&r->peek);
		r->quoted.at = (size_t)(at - r->quoted.text);
		if (formats[r->row].holds == HOLDS_EVENT)
			return step_record(r);
		skip_value(r);
	}
	quoted_close(r);
	return ADVANCE_ON;
}

/* The string at the position, which has the JSON of events in it: opens it,
 * or goes on in it. */
static enum advance step_quoted(struct reader *r, struct err *err)
{
	size_t len;

	if (r->quoted.taken)
		return quoted_next(r);
	len = cursor_value(r, err, innermost(r)->key);
	if (!len)
		return ADVANCE_ERROR;
	assert(len >= 2 && cursor_at(r)[len - 1] == '"');
	if (!vec_reserve(&r->quoted.text, &r->quoted.room, len, 1)) {
		err_set(err, ERR_FULL, cursor_offset(r),
			"no memory to read what is inside %s",
			innermost(r)->key);
		r->pos += len;
		return ADVANCE_ERROR;
	}
	r->quoted.len = json_decode(r->quoted.text, cursor_at(r) + 1, len - 2);
	r->quoted.at = 0;
	r->quoted.taken = len;
	return quoted_next(r);
}

/* ---- what stands between values: commas, brackets, members ---- */

/* The key and value that begin at the position; a value that is looked at like
 * the one before is not walked: that of the same key, and an array of events.
 * Where it begins or ends; NULL and *fault. */
static const char *walk_member(struct reader *r, const struct wrapper *wrapper,
			       struct json_fault *fault, bool *again)
{
	const char *at = cursor_at(r), *end = cursor_end(r);
	bool plain, cut = false;
	const char *quote = json_close(at + 1, end, &plain, fault);
	struct str key;

	if (!quote)
		return NULL;
	at = json_space(quote + 1, end);
	*fault = (struct json_fault){ at, "expected ':' after a key",
				      at == end };
	if (at == end || *at != ':')
		return NULL;
	at = json_space(at + 1, end);
	key = (struct str){ cursor_at(r) + 1,
			    (size_t)(quote - cursor_at(r)) - 1 };
	*again = at < end && (str_eq(key, str_of(wrapper->key)) ||
			      holds_events(at, end, &cut));
	*fault = (struct json_fault){ end, "the text ends in an array", true };
	if (cut)
		return NULL;
	return *again ? at : json_skip(at, end, fault);
}

static enum advance rest_member(struct reader *r, struct err *err,
				struct wrapper *wrapper)
{
	struct json_fault fault = { NULL, NULL, false };
	bool again = false, last = !cursor_may_grow(r);
	const char *at;

	/* Once more when nothing came: growing may have moved the text. */
	while (!(at = walk_member(r, wrapper, &fault, &again)) && fault.cut &&
	       !last)
		last = !cursor_grow(r);
	if (!at)
		return damaged_value(r, err, &fault,
				     wrapper->array
					     ? "a member behind the array"
					     : "a member of the wrapper");
	if (again) {
		wrapper->expect = WRAPPER_ITEM;
		wrapper->array = *at == '[';
	}
	r->pos = (size_t)(at - r->stream.at) + (again && wrapper->array);
	return ADVANCE_ON;
}

static enum advance rest_step(struct reader *r, struct err *err,
			      struct wrapper *wrapper)
{
	const char c = *cursor_at(r);

	if (c == '"')
		return rest_member(r, err, wrapper);
	if (c == ',') {
		r->pos++;
	} else if (c == '}') {
		r->depth--;
		r->pos++;
	} else if (c == '{' && r->loose) {
		r->depth = 0;
	} else {
		r->depth--;
		return damaged(r, err, DAMAGE_HERE,
			       wrapper->array
				       ? "expected ',' or '}' behind an array"
				       : "expected ',' or '}' behind a member");
	}
	return ADVANCE_ON;
}

/* Takes what may stand at the position inside the innermost wrapper, between
 * its items and behind them. A brace after damage is another top-level value:
 * what was lost hid the end of the wrapper. */
static enum advance step_between(struct reader *r, struct err *err)
{
	struct wrapper *wrapper = innermost(r);
	const char c = *cursor_at(r);

	assert(wrapper && !r->ready);
	if (wrapper->expect == WRAPPER_REST)
		return rest_step(r, err, wrapper);
	if (c == ']' && wrapper->array) {
		r->pos++;
		if (wrapper->object)
			wrapper->expect = WRAPPER_REST;
		else
			r->depth--;
	} else if (wrapper->expect == WRAPPER_ITEM) {
		wrapper->expect = wrapper->array ? WRAPPER_NEXT : WRAPPER_REST;
		wrapper->items++;
		return ADVANCE_VALUE;
	} else if (c == ',') {
		r->pos++;
		wrapper->expect = WRAPPER_ITEM;
	} else if (c == '{' && r->loose) {
		r->depth = 0;
	} else {
		return damaged(r, err, DAMAGE_HERE,
			       "expected ',' or ']' after it");
	}
	return ADVANCE_ON;
}

/* The text ended: false when it may end here, else *err says within what. */
static bool wrapper_cut(struct reader *r, struct err *err)
{
	const struct wrapper *wrapper = innermost(r);

	if (!wrapper || r->broken || r->loose)
		return false;
	if (wrapper->array)
		err_set(err, ERR_CUT, cursor_offset(r),
			"the text ends before %s is closed, after %" PRIu64
			" of its values",
			wrapper->object ? wrapper->key : "the array",
			wrapper->items);
	else
		err_set(err, ERR_CUT, cursor_offset(r),
			"the text ends before the object around %s is closed",
			wrapper->key);
	r->depth = 0;
	r->broken = true;
	return true;
}

/* ---- values ---- */

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

/* The value at the position. */
static enum advance step_value(struct reader *r, struct err *err)
{
	const char *at;

	stream_ready(&r->stream, &r->pos);
	at = cursor_at(r);
	if (!r->depth) {
		r->values++;
		r->pretty = cursor_end(r) - at > 1 &&
			    (at[1] == '\n' || at[1] == '\r');
	}
	if (r->loose && !resync_affords(r))
		return damaged(
			r, err, DAMAGE_PASSED,
			"too much is damaged here to look at each value");
	if (r->depth && innermost(r)->text && *at == '"')
		return step_quoted(r, err);
	recognise(r);
	switch (formats[r->row].holds) {
	case HOLDS_EVENT:
		return step_record(r);
	case HOLDS_VALUES:
		return open_wrapper(r, err);
	case HOLDS_TEXT:
	case HOLDS_JUNK:
	case HOLDS_BYTES:
		return pass_text(r, err);
	case HOLDS_NONE:
	case HOLDS_OTHER:
		break;
	}
	return pass_value(r, err);
}

static enum advance one_step(struct reader *r, struct err *err)
{
	enum advance step = ADVANCE_VALUE;

	if (r->ready)
		return ADVANCE_RECORD;
	if (r->quoted.taken)
		return step_quoted(r, err);
	if (r->depth) {
		step = step_between(r, err);
	} else if (r->loose && memchr(",]}", *cursor_at(r), 3)) {
		r->pos++;
		step = ADVANCE_ON;
	}
	return step == ADVANCE_VALUE ? step_value(r, err) : step;
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

static void give(const struct reader *r, struct text *text)
{
	const uint64_t held = r->stream.len - r->pos;
	const uint64_t most = r->max_record;

	text->offset = cursor_offset(r);
	text->more = !r->quoted.taken && cursor_may_grow(r);
	if (r->quoted.taken) {
		text->at = r->quoted.text + r->quoted.at;
		text->len = r->quoted.len - r->quoted.at;
	} else {
		text->at = cursor_at(r);
		text->len = (size_t)(held < most ? held : most);
	}
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
	/* A file that mixes kinds line by line is told of a few times, then at
	 * its end. */
	if (step == ADVANCE_ERROR ||
	    (r->skips && r->groups < GROUPS_MOST && skipped_tell(r, err)))
		return -1;
	give(r, text);
	return 1;
}

bool reader_extend(struct reader *r, struct text *text)
{
	const bool grown = !r->quoted.taken && cursor_grow(r);

	assert(r->ready);
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

void reader_refuse(struct reader *r, struct err *err)
{
	const size_t held = r->stream.len - r->pos;
	const size_t at = err->at < held ? (size_t)err->at : held;
	struct err said = *err, end;
	char place[PLACE_BYTES];

	assert(r->ready);
	if (r->quoted.taken) {
		/* What is around the string is whole: nothing is looked for. */
		cursor_place(r, place);
		err_set(err, ERR_DATA, cursor_offset(r),
			"%s%s: %.110s, at byte %" PRIu64 " of its text", place,
			innermost(r)->key, said.text, r->quoted.at + said.at);
		quoted_close(r);
		return;
	}
	/* No more than this is ever given to a walk. */
	if (err->code == ERR_CUT && err->at >= r->max_record)
		err_set(&said, ERR_DATA, 0,
			"longer than %" PRIu64 " bytes, which is the most",
			r->max_record);
	damaged(r, err, (struct damage){ 1, at }, said.text);
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

struct reader_sum reader_sum(const struct reader *r)
{
	return (struct reader_sum){
		.format = !r->begun               ? NULL
			  : r->surety == SURE_NOT ? "empty"
						  : r->label,
		.read = r->stream.input.read,
		.inflated = r->stream.offset + r->stream.len,
	};
}
