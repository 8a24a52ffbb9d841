/* SPDX-License-Identifier: MIT */
/* steps.c - moves a reader over one value. */
#include "aside.h"
#include "resync.h"
#include "steps.h"

#include <stdio.h>

static void label(struct reader *r, size_t row, enum surety surety)
{
	if (surety < r->surety || (surety == r->surety && row == r->format))
		return;
	r->format = row;
	r->surety = surety;
	snprintf(r->label, sizeof(r->label), "%s%s%s", r->formats[row].name,
		 r->stream.coats ? ", " : "",
		 r->stream.coats ? r->stream.coats : "");
}

static struct frame *frame_of(struct reader *r)
{
	return r->depth ? &r->frame[r->depth - 1] : NULL;
}

enum step step_record(struct reader *r, struct err *err)
{
	const struct frame *frame = frame_of(r);

	(void)err;
	label(r, frame ? frame->format : r->row, SURE_RECORD);
	r->ready = true;
	return STEP_RECORD;
}

/* Bytes of data in a message are kept to what cannot do harm. */
static void keep_key(struct frame *frame, struct str key)
{
	size_t n;

	for (n = 0; n < key.len && n + 1 < sizeof(frame->key); n++) {
		const char c = key.at[n];

		frame->key[n] = c > ' ' && c < 0x7f ? c : '?';
	}
	frame->key[n] = '\0';
}

enum step step_array(struct reader *r, struct err *err)
{
	struct frame *frame = &r->frame[r->depth];
	struct str key;
	const char *array = peek_array(&r->peek, &key);

	if (r->depth == FRAMES_MOST || !array)
		return step_aside(r, err);
	*frame = (struct frame){ .expect = FRAME_ITEM,
				 .wrapped = key.at != NULL,
				 .format = r->row };
	keep_key(frame, key);
	label(r, r->row, key.at ? SURE_DELIVERY : SURE_ARRAY);
	r->depth++;
	r->pos = (size_t)(array + 1 - r->stream.at);
	return STEP_ON;
}

static enum step pass_value(struct reader *r, struct err *err, const char *what)
{
	struct json_fault fault = { NULL, NULL, false };
	size_t len;

	label(r, r->row, SURE_ASIDE);
	len = cursor_value(r, &fault);
	if (!len)
		return damaged_value(r, err, &fault, what);
	aside_note(r, r->row);
	r->pos += len;
	return STEP_ON;
}

enum step step_aside(struct reader *r, struct err *err)
{
	return pass_value(r, err, r->formats[r->row].name);
}

enum step step_json(struct reader *r, struct err *err)
{
	return pass_value(r, err, "");
}

enum step step_text(struct reader *r, struct err *err)
{
	const struct damage damage = { cursor_offset(r) + 1, UINT64_MAX };

	(void)err;
	label(r, r->row, SURE_ASIDE);
	aside_note(r, r->row);
	resync(r, damage);
	return STEP_ON;
}

enum step step_junk(struct reader *r, struct err *err)
{
	const uint64_t offset = cursor_offset(r);
	const struct damage damage = { offset, offset };

	label(r, r->row, SURE_ASIDE);
	if (r->peek.stand != STAND_FIRST)
		return damaged(r, err, damage, aside_why(r, r->row));
	aside_note(r, r->row);
	resync(r, damage);
	return STEP_ON;
}

enum step step_binary(struct reader *r, struct err *err)
{
	(void)err;
	label(r, r->row, SURE_ASIDE);
	aside_note(r, r->row);
	stream_stop(&r->stream);
	r->pos = r->stream.len;
	r->broken = true;
	return STEP_ON;
}
