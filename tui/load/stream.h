/* SPDX-License-Identifier: MIT */
/* stream.h - the text of a file, layers off, as one piece or as a window that
 * moves over it. */
#ifndef LOAD_STREAM_H
#define LOAD_STREAM_H

#include "layers.h"

struct stream {
	const char *at; /* the text held; moves when more is read */
	size_t len;
	uint64_t offset; /* of `at` in the whole text, bytes */
	bool more;       /* text may follow what is held */
	struct complaints complaints;
	const char *layers; /* NULL: none; static */

	bool waits; /* a pipe: reading may have to wait for the writer */
	struct input input;
	struct input again; /* what was read whole, but must be inflated
				piece by piece */
	struct chain chain;
	struct whole whole;
	char *raw, *window; /* owned, kept for the next file */
	size_t raw_room, window_room;
};

/* Begins with another file or text; what was open is closed, memory is kept.
 * A stream that is zero but for chain.ratio has nothing open. 0, or -1 and
 * *err. */
int stream_open(struct stream *stream, const char *path, struct err *err);
void stream_memory(struct stream *stream, struct str bytes);
void stream_release(struct stream *stream);

/* Forgets the text before *pos, which becomes 0, and appends what follows: a
 * window more, or as much again as is held where that is longer, so that
 * walking again after each call stays linear. False when nothing came. */
bool stream_fill(struct stream *stream, size_t *pos);

#ifndef READY_BYTES
#define READY_BYTES ((size_t)64 << 10) /* twice the longest record seen */
#endif
/* Where it costs no waiting: sees to it that a record of usual length lies
 * behind *pos as a whole. */
static inline void stream_ready(struct stream *stream, size_t *pos)
{
	if (stream->more && !stream->waits && stream->len - *pos < READY_BYTES)
		stream_fill(stream, pos);
}

#endif
