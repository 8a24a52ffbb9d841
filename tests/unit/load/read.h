/* SPDX-License-Identifier: MIT */
/* read.h - what the tests of load share: reading a text to its end as the
 * event room would, what came of it as one string, and files to read. */
#ifndef LOAD_TEST_READ_H
#define LOAD_TEST_READ_H

#include "json.h"
#include "load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <zlib.h>

struct outcome {
	size_t records, errors;
	struct buf ids;     /* of the records: "1 2 3 " */
	struct buf said;    /* the errors: "at: text\n" */
	struct buf texts;   /* of the records, each with its offset */
	enum err_code code; /* of the last error */
	char format[96];
};

static inline void outcome_release(struct outcome *outcome)
{
	buf_release(&outcome->ids);
	buf_release(&outcome->said);
	buf_release(&outcome->texts);
}

static inline void note_error(struct outcome *outcome, const struct err *err)
{
	outcome->errors++;
	outcome->code = err->code;
	buf_addf(&outcome->said, "%llu: %s\n", (unsigned long long)err->at,
		 err->text);
}

static inline void note_record(struct outcome *outcome, struct text text,
			       size_t len)
{
	const char *id = json_member(text.at, text.at + len, STR("eventID"));
	const char *end = id ? memchr(id + 1, '"', 64) : NULL;

	outcome->records++;
	if (end)
		buf_addf(&outcome->ids, "%.*s ", (int)(end - id - 1), id + 1);
	buf_addf(&outcome->texts, "%llu ", (unsigned long long)text.offset);
	buf_add(&outcome->texts, (struct str){ text.at, len });
	buf_addc(&outcome->texts, '\n');
}

/* The length of the record, or 0 and *err. */
static inline size_t walk_record(struct reader *reader, struct text *text,
				 struct err *err)
{
	struct json_fault fault = { NULL, NULL, false };
	const char *end;
	bool more;

	do {
		more = text->more;
		end = json_skip(text->at, text->at + text->len, &fault);
	} while (!end && fault.cut && more &&
		 (reader_extend(reader, text), true));
	if (end)
		return (size_t)(end - text->at);
	err_set(err, fault.cut ? ERR_CUT : ERR_DATA,
		(uint64_t)(fault.at - text->at), "%s", fault.why);
	return 0;
}

static inline void read_on(struct reader *reader, struct outcome *outcome)
{
	struct text text;
	struct err err;
	int got;

	while ((got = reader_next(reader, &text, &err)) != 0) {
		size_t len = got > 0 ? walk_record(reader, &text, &err) : 0;

		if (len) {
			note_record(outcome, text, len);
			reader_took(reader, len);
			continue;
		}
		if (got > 0)
			reader_refuse(reader, &err);
		note_error(outcome, &err);
	}
	snprintf(outcome->format, sizeof(outcome->format), "%s",
		 reader_sum(reader).format);
}

/* Release what comes back. */
static inline struct outcome read_limited(struct str bytes,
					  const struct limits *limits)
{
	struct outcome outcome = { .records = 0 };
	struct reader *reader = reader_new(limits);

	reader_memory(reader, bytes);
	read_on(reader, &outcome);
	reader_free(reader);
	return outcome;
}

static inline struct outcome read_bytes(struct str bytes)
{
	return read_limited(bytes, NULL);
}

static inline struct outcome read_file(const char *path)
{
	struct outcome outcome = { .records = 0 };
	struct err err = { .code = ERR_NONE };
	struct reader *reader = reader_new(NULL);

	if (reader_reopen(reader, path, &err) < 0)
		note_error(&outcome, &err);
	else
		read_on(reader, &outcome);
	reader_free(reader);
	return outcome;
}

#define assert_text(got, want)                                                 \
	assert_string_equal((got).at ? (got).at : "", want)
#define assert_says(outcome, part)                                             \
	do {                                                                   \
		if (str_search(buf_str(&(outcome).said), STR(part)) < 0)       \
			fail_msg("does not say '%s' but: %s", part,            \
				 (outcome).said.at ? (outcome).said.at         \
						   : "nothing");               \
	} while (0)

/* One event, its id `n`, as CloudTrail writes it. */
static inline void put_event(struct buf *out, unsigned n)
{
	buf_addf(out,
		 "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":"
		 "\"IAMUser\",\"userName\":\"al\\\"ice\",\"accountId\":"
		 "\"111122223333\",\"tags\":[{\"key\":\"a\",\"n\":%u}]},"
		 "\"eventTime\":\"2024-05-06T09:58:12Z\",\"eventSource\":"
		 "\"ec2.amazonaws.com\",\"eventName\":\"RunInstances\","
		 "\"requestParameters\":{\"items\":[{\"x\":[1,-2.5e3,true]},"
		 "{}],\"note\":null},\"responseElements\":null,"
		 "\"eventID\":\"%u\",\"readOnly\":false}",
		 n % 7, n);
}

/* A delivery file of `count` events, ids from 1. */
static inline void put_delivery(struct buf *out, unsigned count)
{
	buf_add(out, STR("{\"Records\":["));
	for (unsigned n = 1; n <= count; n++) {
		if (n > 1)
			buf_addc(out, ',');
		put_event(out, n);
	}
	buf_add(out, STR("]}"));
}

/* Appends `bytes` as one gzip member. */
static inline void put_gzip(struct buf *out, struct str bytes)
{
	const size_t room = compressBound((uLong)bytes.len) + 64;
	char *member = malloc(room);
	z_stream z = { .next_in = (z_const Bytef *)(uintptr_t)bytes.at,
		       .avail_in = (uInt)bytes.len,
		       .next_out = (Bytef *)member,
		       .avail_out = (uInt)room };

	assert_non_null(member);
	assert_int_equal(
		deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY),
		Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	buf_add(out, (struct str){ member, z.total_out });
	deflateEnd(&z);
	free(member);
}

/* A file that test code names and removes. */
static inline void write_file(const char *path, struct str bytes)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
}

#endif
