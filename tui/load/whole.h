/* SPDX-License-Identifier: MIT */
/* whole.h - takes the coats off a text that lies in memory in full: gzip
 * with libdeflate (more than twice as fast as zlib), and UTF-16. */
#ifndef LOAD_WHOLE_H
#define LOAD_WHOLE_H

#include "base.h"

/* Two buffers that coats are taken off between, kept for the next file. */
struct whole {
	struct {
		char *at; /* owned */
		size_t room;
	} side[2];
	struct libdeflate_decompressor *deflate;
	const char *coats; /* "gzip", "UTF-16"...; NULL: none; static */
};

/* The text inside `bytes` in *text, borrowed until the next call; `bytes`
 * itself when it wears no coat. False when something is not as it should be
 * or over `most` bytes: whoever can tell what is wrong must read it piece by
 * piece. */
bool whole_text(struct whole *whole, struct str bytes, size_t most,
		struct str *text);
void whole_release(struct whole *whole);

#endif
