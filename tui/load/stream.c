/* SPDX-License-Identifier: MIT */
/* stream.c - decides how a file is read.
 *
 * Small files are read whole, inflated whole, and lie there as one text. A
 * plain file over a megabyte gains nothing from that: a window stays in the
 * cache, and memory stays bounded whatever the size. gzip is worth more
 * memory, because libdeflate wants it whole and takes 0.4 of zlib's time. */
#include "stream.h"

#include <assert.h>
#include <inttypes.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef WINDOW_BYTES
#define WINDOW_BYTES ((size_t)512 << 10)
#endif
#ifndef READY_BYTES
#define READY_BYTES ((size_t)64 << 10) /* twice the longest record seen */
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

/* ---- at once: the path nearly every file takes. It knows only the good
 * case: whatever is odd is left to the chain, which can say what is wrong, so
 * that nothing has to be judged twice. ---- */

/* deflate cannot do better than this. */
#define GZIP_RATIO_MOST 1032u

static bool reserve(struct whole *whole, size_t side, size_t need)
{
	return vec_reserve(&whole->side[side].at, &whole->side[side].room, need,
			   1);
}

/* The last member's length stands in its last four bytes: right for a single
 * member, and a start for several. */
static size_t guess(struct str gzip, size_t most)
{
	const unsigned char *at = (const unsigned char *)gzip.at + gzip.len - 4;
	size_t n = (size_t)at[0] | (size_t)at[1] << 8 | (size_t)at[2] << 16 |
		   (size_t)at[3] << 24;

	if (gzip.len < most / GZIP_RATIO_MOST && n > gzip.len * GZIP_RATIO_MOST)
		n = gzip.len * GZIP_RATIO_MOST;
	return n < most ? n + 1 : most;
}

static bool only_zeros(struct str s)
{
	return !s.len || (!*s.at && !memcmp(s.at, s.at + 1, s.len - 1));
}

/* Inflates the first member of *gzip behind text->len bytes of side `to`,
 * and moves *gzip past it. */
static bool inflate_member(struct whole *whole, size_t to, struct str *gzip,
			   struct str *text, size_t most)
{
	enum libdeflate_result result;
	size_t in, out, room;

	for (;;) {
		room = whole->side[to].room;
		room = room < most ? room : most;
		result = libdeflate_gzip_decompress_ex(
			whole->deflate, gzip->at, gzip->len,
			whole->side[to].at + text->len, room - text->len, &in,
			&out);
		if (result != LIBDEFLATE_INSUFFICIENT_SPACE || room == most)
			break;
		if (!reserve(whole, to, 2 * room))
			return false;
	}
	if (result != LIBDEFLATE_SUCCESS)
		return false;
	*text = (struct str){ whole->side[to].at, text->len + out };
	*gzip = str_slice(*gzip, in, gzip->len);
	return true;
}

static bool inflate_all(struct whole *whole, size_t to, struct str gzip,
			size_t most, struct str *text)
{
	if (!whole->deflate)
		whole->deflate = libdeflate_alloc_decompressor();
	if (!whole->deflate || !reserve(whole, to, guess(gzip, most)))
		return false;
	*text = (struct str){ whole->side[to].at, 0 };
	while (gzip_begins(gzip.at, gzip.len))
		if (!inflate_member(whole, to, &gzip, text, most))
			return false;
	return only_zeros(gzip);
}

static bool transcode(struct whole *whole, size_t to, struct str in, bool big,
		      struct str *text)
{
	struct utf16 utf16 = { .big = big };
	size_t n, used;

	if (!reserve(whole, to, UTF16_GROWTH * in.len + 4))
		return false;
	n = utf16_put(&utf16, in.at, in.len, &used, whole->side[to].at);
	n += utf16_end(&utf16, whole->side[to].at + n);
	*text = (struct str){ whole->side[to].at, n };
	return true;
}

/* The text inside `bytes` in *text, borrowed until the next call; `bytes`
 * itself when it wears no layer. False when something is not as it should be
 * or over `most` bytes: whoever can tell what is wrong must read it piece by
 * piece. */
static bool whole_text(struct whole *whole, struct str bytes, size_t most,
		       struct str *text)
{
	size_t gzips = 0, to = 0;
	bool utf16 = false, good = true;

	*text = bytes;
	for (size_t n = 0; good && n + 1 < LAYERS_MOST; n++, to ^= 1) {
		const enum layer_kind kind = layer_of(text->at, text->len);

		if (kind == LAYER_NONE)
			break;
		if (kind == LAYER_GZIP) {
			gzips++;
			good = inflate_all(whole, to, *text, most, text);
		} else {
			utf16 = true;
			good = transcode(whole, to, *text,
					 kind == LAYER_UTF16_BE, text);
		}
	}
	whole->layers = layers_name(gzips, utf16);
	return good;
}

static void whole_release(struct whole *whole)
{
	free(whole->side[0].at);
	free(whole->side[1].at);
	libdeflate_free_decompressor(whole->deflate);
	*whole = (struct whole){ .layers = NULL };
}

/* ---- the stream ---- */

static void begin(struct stream *stream, uint64_t ratio)
{
	input_close(&stream->input);
	stream->at = "";
	stream->len = 0;
	stream->offset = 0;
	stream->more = false;
	stream->complaints.count = 0;
	stream->layers = NULL;
	stream->waits = false;
	stream->chain.ratio = ratio;
	stream->input = (struct input){ .fd = -1 };
}

/* Complaints of the chain do not know how much text came before them. */
static void place_complaints(struct stream *stream)
{
	struct complaints *complaints = &stream->complaints;

	for (size_t n = 0; n < complaints->count; n++)
		if (complaints->at[n].at == UINT64_MAX)
			complaints->at[n].at = stream->offset + stream->len;
}

static void read_in_pieces(struct stream *stream, struct input *input)
{
	size_t pos = 0;

	stream->more = true;
	chain_start(&stream->chain, input, &stream->complaints,
		    stream->chain.ratio);
	stream->layers = chain_layers(&stream->chain);
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
	input_memory(&stream->again, bytes);
	read_in_pieces(stream, &stream->again);
}

static bool worth_whole(const struct input *input)
{
	unsigned char head[4], tail[4];

	if (!input->plain || input->size == 0 || input->size > WHOLE_GZIP)
		return false;
	if (input->size <= WHOLE_BYTES)
		return true;
	return input_look(input, 0, head, 4) &&
	       gzip_begins((const char *)head, 4) &&
	       input_look(input, input->size - 4, tail, 4) &&
	       (uint64_t)tail[0] + ((uint64_t)tail[1] << 8) +
			       ((uint64_t)tail[2] << 16) +
			       ((uint64_t)tail[3] << 24) <=
		       WHOLE_TEXT;
}

static void complain_of_shrinking(struct stream *stream, size_t got)
{
	struct err err;

	err_set(&err, ERR_CUT, UINT64_MAX,
		"the file became shorter while it was read: %zu bytes of "
		"%" PRIu64,
		got, stream->input.size);
	complain(&stream->complaints, &err);
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
		complain_of_shrinking(stream, got);
	input_close(&stream->input);
	take_text(stream, (struct str){ stream->raw, got });
	return true;
}

int stream_open(struct stream *stream, const char *path, uint64_t ratio,
		struct err *err)
{
	begin(stream, ratio);
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

void stream_memory(struct stream *stream, struct str bytes, uint64_t ratio)
{
	begin(stream, ratio);
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
	struct err err;

	assert(*pos <= stream->len && want);
	if (!vec_reserve(&stream->window, &stream->window_room, keep + want,
			 1)) {
		err_set(&err, ERR_FULL, UINT64_MAX,
			"no memory to read further");
		complain(&stream->complaints, &err);
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

void stream_ready(struct stream *stream, size_t *pos)
{
	if (stream->more && !stream->waits && stream->len - *pos < READY_BYTES)
		stream_fill(stream, pos);
}

void stream_stop(struct stream *stream)
{
	stream->more = false;
}
