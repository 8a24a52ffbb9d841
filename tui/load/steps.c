/* SPDX-License-Identifier: MIT */
/* steps.c - moves a reader over one value, or over what stands between two. */
#include "steps.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Behind damage an event may stand alone that was wrapped. */
static void label(struct reader *r, size_t row, enum surety surety)
{
	if (surety < r->surety ||
	    (surety == r->surety && (row == r->format || r->loose)))
		return;
	r->format = row;
	r->surety = surety;
	snprintf(r->label, sizeof(r->label), "%s%s%s", formats[row].name,
		 r->stream.layers ? ", " : "",
		 r->stream.layers ? r->stream.layers : "");
}

static struct wrapper *innermost(struct reader *r)
{
	return r->depth ? &r->wrapper[r->depth - 1] : NULL;
}

/* ---- what is skipped ---- */

#define GROUPS_MOST 16

/* Why values of row `row` yield no records; lives forever. */
static const char *why_skipped(size_t row)
{
	const char *why = formats[row].why;

	return why ? why
		   : "no event where this format has it, or nested too deeply";
}

/* Counts the value at the position as one of row `row`. */
static void skip_value(struct reader *r, size_t row)
{
	if (!r->skipped[row].count++) {
		r->skipped[row].first = cursor_offset(r);
		r->skips++;
	}
}

bool skipped_due(const struct reader *r)
{
	return r->skips && r->groups < GROUPS_MOST;
}

bool skipped_tell(struct reader *r, struct err *err)
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
	why = why_skipped(first);
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

static enum advance pass_value(struct reader *r, struct err *err,
			       const char *what)
{
	struct json_fault fault = { NULL, NULL, false };
	size_t len;

	label(r, r->row, SURE_SKIPPED);
	len = cursor_value(r, &fault);
	if (!len)
		return damaged_value(r, err, &fault, what);
	skip_value(r, r->row);
	r->pos += len;
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

/* Goes to `at`, which is behind the bracket of an array or at the value of a
 * member. */
static enum advance open_wrapper(struct reader *r, struct wrapper wrapper,
				 struct str key, const char *at)
{
	assert(r->depth < WRAPPERS_MOST);
	assert(at > cursor_at(r) && at <= cursor_end(r));
	wrapper.expect = WRAPPER_ITEM;
	wrapper.object = key.at != NULL;
	wrapper.format = r->row;
	keep_key(&wrapper, key);
	label(r, r->row, key.at ? SURE_WRAPPED : SURE_ARRAY);
	r->wrapper[r->depth++] = wrapper;
	r->pos = (size_t)(at - r->stream.at);
	return ADVANCE_ON;
}

static enum advance step_array(struct reader *r, struct err *err)
{
	struct str key;
	const char *array = peek_array(&r->peek, &key);

	if (r->depth == WRAPPERS_MOST || !array)
		return pass_value(r, err, formats[r->row].name);
	return open_wrapper(r, (struct wrapper){ .array = true }, key,
			    array + 1);
}

static enum advance step_wrapped(struct reader *r, struct err *err)
{
	const struct file_format *format = &formats[r->row];
	struct wrapper wrapper = { .array = false };
	struct str key;
	const char *value = peek_wrapped(&r->peek, format, &key, &wrapper.text);

	if (r->depth == WRAPPERS_MOST || !value)
		return pass_value(r, err, format->name);
	wrapper.array = *value == '[';
	return open_wrapper(r, wrapper, key, value + wrapper.array);
}

/* ---- records in a string ---- */

static bool quoted_open(struct reader *r, size_t taken)
{
	const char *at = cursor_at(r);

	assert(taken >= 2 && *at == '"' && at[taken - 1] == '"');
	if (!vec_reserve(&r->quoted.text, &r->quoted.room, taken, 1))
		return false;
	r->quoted.len = json_decode(r->quoted.text, at + 1, taken - 2);
	r->quoted.at = 0;
	r->quoted.taken = taken;
	return true;
}

void quoted_close(struct reader *r)
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
		skip_value(r, r->row);
	}
	quoted_close(r);
	return ADVANCE_ON;
}

enum advance step_quoted(struct reader *r, struct err *err)
{
	struct json_fault fault = { NULL, NULL, false };
	size_t len;

	if (r->quoted.taken)
		return quoted_next(r);
	len = cursor_value(r, &fault);
	if (!len)
		return damaged_value(r, err, &fault, innermost(r)->key);
	if (quoted_open(r, len))
		return quoted_next(r);
	err_set(err, ERR_FULL, cursor_offset(r),
		"no memory to read what is inside %s", innermost(r)->key);
	r->pos += len;
	return ADVANCE_ERROR;
}

/* ---- what is no JSON ---- */

static enum advance step_text(struct reader *r)
{
	const struct damage damage = { cursor_offset(r) + 1, UINT64_MAX };

	label(r, r->row, SURE_SKIPPED);
	skip_value(r, r->row);
	resync(r, damage);
	return ADVANCE_ON;
}

static enum advance step_junk(struct reader *r, struct err *err)
{
	const uint64_t offset = cursor_offset(r);
	const struct damage damage = { offset, offset };

	label(r, r->row, SURE_SKIPPED);
	if (r->peek.stand != STAND_FIRST)
		return damaged(r, err, damage, why_skipped(r->row));
	skip_value(r, r->row);
	resync(r, damage);
	return ADVANCE_ON;
}

static enum advance step_bytes(struct reader *r)
{
	label(r, r->row, SURE_SKIPPED);
	skip_value(r, r->row);
	stream_stop(&r->stream);
	r->pos = r->stream.len;
	r->broken = true;
	return ADVANCE_ON;
}

enum advance step_value(struct reader *r, struct err *err)
{
	switch (formats[r->row].holds) {
	case HOLDS_EVENT:
		return step_record(r);
	case HOLDS_ARRAY:
		return step_array(r, err);
	case HOLDS_WRAPPED:
		return step_wrapped(r, err);
	case HOLDS_NONE:
		return pass_value(r, err, formats[r->row].name);
	case HOLDS_TEXT:
		return step_text(r);
	case HOLDS_JUNK:
		return step_junk(r, err);
	case HOLDS_BYTES:
		return step_bytes(r);
	case HOLDS_OTHER:
		break;
	}
	return pass_value(r, err, "");
}

/* ---- between values ---- */

static enum advance misplaced(struct reader *r, struct err *err,
			      const char *why)
{
	const uint64_t offset = cursor_offset(r);

	return damaged(r, err, (struct damage){ offset, offset }, why);
}

static enum advance close_array(struct reader *r, struct wrapper *wrapper)
{
	r->pos++;
	if (wrapper->object)
		wrapper->expect = WRAPPER_REST;
	else
		r->depth--;
	return ADVANCE_ON;
}

/* Another top-level value after damage hid the end of the array. */
static enum advance leave(struct reader *r)
{
	r->depth = 0;
	return ADVANCE_ON;
}

static enum advance next_step(struct reader *r, struct err *err,
			      struct wrapper *wrapper)
{
	const char c = *cursor_at(r);

	if (c == ']')
		return close_array(r, wrapper);
	if (c == '{' && r->loose)
		return leave(r);
	if (c != ',')
		return misplaced(r, err, "expected ',' or ']' after it");
	r->pos++;
	wrapper->expect = WRAPPER_ITEM;
	return ADVANCE_ON;
}

/* The key and value that begin at the position; the value under the wrapper's
 * own key is not walked, nor is the array. The byte after what was walked, or
 * NULL and *fault. */
static const char *walk_member(struct reader *r, const struct wrapper *wrapper,
			       struct json_fault *fault, bool *again)
{
	const char *at = cursor_at(r), *end = cursor_end(r);
	const struct str key = str_of(wrapper->key);
	bool plain;
	const char *quote = json_close(at + 1, end, &plain, fault);

	if (!quote)
		return NULL;
	at = json_space(quote + 1, end);
	*fault = (struct json_fault){ at, "expected ':' after a key",
				      at == end };
	if (at == end || *at != ':')
		return NULL;
	at = json_space(at + 1, end);
	*again =
		at < end && (!wrapper->array || *at == '[') &&
		str_eq(key, (struct str){ cursor_at(r) + 1,
					  (size_t)(quote - cursor_at(r)) - 1 });
	return *again ? at + wrapper->array : json_skip(at, end, fault);
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
	r->pos = (size_t)(at - r->stream.at);
	if (again)
		wrapper->expect = WRAPPER_ITEM;
	return ADVANCE_ON;
}

static enum advance rest_step(struct reader *r, struct err *err,
			      struct wrapper *wrapper)
{
	switch (*cursor_at(r)) {
	case '}':
		r->depth--;
		/* fall through */
	case ',':
		r->pos++;
		return ADVANCE_ON;
	case '"':
		return rest_member(r, err, wrapper);
	case '{':
		if (r->loose)
			return leave(r);
	}
	r->depth--;
	return misplaced(r, err,
			 wrapper->array
				 ? "expected ',' or '}' behind an array"
				 : "expected ',' or '}' behind a member");
}

enum advance step_between(struct reader *r, struct err *err, bool *value)
{
	struct wrapper *wrapper = innermost(r);

	assert(wrapper && !r->ready);
	*value = false;
	if (wrapper->expect == WRAPPER_NEXT)
		return next_step(r, err, wrapper);
	if (wrapper->expect == WRAPPER_REST)
		return rest_step(r, err, wrapper);
	if (wrapper->array && *cursor_at(r) == ']')
		return close_array(r, wrapper);
	wrapper->expect = wrapper->array ? WRAPPER_NEXT : WRAPPER_REST;
	wrapper->items++;
	*value = true;
	return ADVANCE_ON;
}

bool wrapper_cut(struct reader *r, struct err *err)
{
	const struct wrapper *wrapper;

	if (!r->depth || r->broken || r->loose)
		return false;
	wrapper = &r->wrapper[r->depth - 1];
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
