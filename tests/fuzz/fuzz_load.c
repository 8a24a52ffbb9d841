/* SPDX-License-Identifier: MIT */
/* fuzz_load.c - any bytes as a file: what is recognised, inflated, cut into
 * records and resynced. Records are walked as the event room walks them. The
 * first byte chooses how long a record may be. */
#include "json.h"
#include "load.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

/* The record's length, or -1 and *err. */
static int64_t walk(struct reader *reader, struct text *text, struct err *err)
{
	struct json_fault fault;
	const char *end;

	for (;;) {
		end = json_skip(text->at, text->at + text->len, &fault);
		if (end)
			return end - text->at;
		if (!fault.cut || !text->more)
			break;
		if (reader_extend(reader, text))
			continue;
		/* The text may have moved all the same. */
		end = json_skip(text->at, text->at + text->len, &fault);
		break;
	}
	err_set(err, fault.cut ? ERR_CUT : ERR_DATA,
		(uint64_t)(fault.at - text->at), "%s", fault.why);
	return -1;
}

static void read_record(struct reader *reader, struct text *text)
{
	struct err err;
	const int64_t len = walk(reader, text, &err);

	require(text->len > 0 && *text->at == '{');
	if (len >= 0)
		reader_took(reader, (size_t)len);
	else
		reader_refuse(reader, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct limits limits = { .record = 0 };
	struct reader *reader;
	uint64_t last = 0, calls = 0;
	struct text text;
	struct err err;
	int got;

	if (!size)
		return 0;
	if (data[0] & 1)
		limits.record = 64 + 4u * data[0];
	reader = reader_new(&limits);
	reader_memory(reader, (struct str){ (const char *)data + 1, size - 1 });
	while ((got = reader_next(reader, &text, &err)) != 0) {
		/* Each call gets on, but for what is told at the end. */
		require(++calls <= 2 * reader_sum(reader).inflated + 128);
		if (got < 0)
			continue;
		require(text.offset >= last);
		last = text.offset;
		read_record(reader, &text);
	}
	require(reader_sum(reader).format != NULL);
	reader_free(reader);
	return 0;
}
