/* SPDX-License-Identifier: MIT */
/* stream.c - decides how a file is read.
 *
 * Small files are read whole, inflated whole, and lie there as one text. A
 * plain file over a megabyte gains nothing from that: a window stays in the
 * cache, and memory stays bounded whatever the size. gzip is worth more
 * memory, because libdeflate wants it whole and takes 0.4 of zlib's time. */
#include "stream.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef WINDOW_BYTES
#define WINDOW_BYTES ((size_t)512 << 10)
#endif
#ifndef WHOLE_BYTES
#define WHOLE_BYTES ((uint64_t)1 << 20) /* of a plain file */
#endif
#ifndef WHOLE_GZIP
#define WHOLE_GZIP ((uint64_t)64 << 20) /* of a gzip file, on disk */
#endif
#ifndef WHOLE_TEXT
#define WHOLE_TEXT ((size_t)32 << 20) /* what it may become */
#endif

static void begin(struct stream *stream)
{
	input_close(&stream->input);
	stream->at = "";
	stream->len = 0;
	stream->offset = 0;
	stream->more = false;
	stream->complaints.count = 0;
	stream->layers = NULL;
	stream->waits = false;
	stream->input = (struct input){ .fd = -1 };
}

/* Complaints of the chain do not know how much text came before them. */
static void place_complaints(struct stream *stream)
{
	struct complaints *complaints = &stream->complaints;

	for (size_t n = 0; n < complaints->count; n++)
		if (complaints->at[n].at == COMPLAINT_HERE)
			complaints->at[n].at = stream->offset + stream->len;
}

static void read_in_pieces(struct stream *stream, struct input *input)
{
	size_t pos = 0;

	stream->more = true;
	chain_start(&stream->chain, input, &stream->complaints);
	stream->layers = stream->chain.name;
	stream_fill(stream, &pos);
}

static void take_text(struct stream *stream, struct str bytes)
{
	struct str text;

	if (whole_text(&stream->whole, bytes, WHOLE_TEXT, &text)) {
		stream->at = text.at ? text.at : "";
		stream->len = text.len;
		stream->layers = stream->whole.layers;
		return;
	}
	stream->again = (struct input){ .fd = -1, .memory = bytes };
	read_in_pieces(stream, &stream->again);
}

static bool look(const struct input *input, uint64_t at, char out[4])
{
	return pread(input->fd, out, 4, (off_t)at) == 4;
}

static bool worth_whole(const struct input *input)
{
	char head[4], tail[4];

	if (!input->plain || input->size == 0 || input->size > WHOLE_GZIP)
		return false;
	return input->size <= WHOLE_BYTES ||
	       (look(input, 0, head) && gzip_begins(head, 4) &&
		look(input, input->size - 4, tail) &&
		gzip_length(tail) <= WHOLE_TEXT);
}

/* One read: asking for a byte too many tells that the file did not grow.
 * False when it did, or there is no memory: then read it piece by piece. */
static bool read_whole(struct stream *stream)
{
	const size_t size = (size_t)stream->input.size;
	size_t got = 0, n;

	if (!vec_reserve(&stream->raw, &stream->raw_room, size + 1, 1))
		return false;
	do {
		n = input_read(&stream->input, stream->raw + got,
			       size + 1 - got, &stream->complaints);
		got += n;
	} while (n && got < size);
	if (got > size)
		return false;
	if (got < size)
		complain(&stream->complaints, ERR_CUT, COMPLAINT_HERE,
			 "the file became shorter while it was read: %zu bytes "
			 "of %zu",
			 got, size);
	input_close(&stream->input);
	take_text(stream, (struct str){ stream->raw, got });
	return true;
}

int stream_open(struct stream *stream, const char *path, struct err *err)
{
	begin(stream);
	if (input_open(&stream->input, path, err) < 0)
		return -1;
	if (!worth_whole(&stream->input) || !read_whole(stream)) {
		if (stream->input.plain && stream->input.read)
			lseek(stream->input.fd, 0, SEEK_SET);
		stream->input.read = 0;
		stream->waits = !stream->input.plain;
		read_in_pieces(stream, &stream->input);
	}
	place_complaints(stream);
	return 0;
}

void stream_memory(struct stream *stream, struct str bytes)
{
	begin(stream);
	stream->input.read = bytes.len;
	take_text(stream, bytes);
	place_complaints(stream);
}

void stream_release(struct stream *stream)
{
	input_close(&stream->input);
	chain_release(&stream->chain);
	whole_release(&stream->whole);
	free(stream->raw);
	free(stream->window);
	stream->raw = stream->window = NULL;
	stream->raw_room = stream->window_room = 0;
}

static bool forget(struct stream *stream, size_t *pos, size_t want)
{
	const size_t keep = stream->len - *pos;

	assert(*pos <= stream->len && want);
	if (!vec_reserve(&stream->window, &stream->window_room, keep + want,
			 1)) {
		complain(&stream->complaints, ERR_FULL, COMPLAINT_HERE,
			 "no memory to read further");
		return false;
	}
	memmove(stream->window, stream->window + *pos, keep);
	stream->at = stream->window;
	stream->offset += *pos;
	stream->len = keep;
	*pos = 0;
	return true;
}

bool stream_fill(struct stream *stream, size_t *pos)
{
	const size_t keep = stream->len - *pos;
	const size_t want = keep > WINDOW_BYTES ? keep : WINDOW_BYTES;
	const size_t enough = stream->waits && keep < WINDOW_BYTES ? 1 : want;
	size_t got = 0, n;

	if (!stream->more || !forget(stream, pos, want)) {
		stream->more = false;
		place_complaints(stream);
		return false;
	}
	/* The chain needs a little room to write anything at all. */
	for (n = 1; n && got < enough && want - got >= 64; got += n) {
		n = chain_read(&stream->chain, stream->window + stream->len,
			       want - got);
		stream->len += n;
		stream->more = n > 0;
		place_complaints(stream);
	}
	return got > 0;
}
