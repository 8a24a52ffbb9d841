/* SPDX-License-Identifier: MIT */
/* layers.h - a source under as many layers as it wears: gzip, gzip in gzip,
 * UTF-16. Bytes are pulled through all of them in pieces, in bounded memory.
 * A layer is recognised by the first bytes that come out of the one below. */
#ifndef LOAD_LAYERS_H
#define LOAD_LAYERS_H

#include "input.h"
#include "load.h"

#include <zlib.h>

/* True when a gzip member may begin at `at`. */
bool gzip_begins(const char *at, size_t len);
/* The length of a member's text, as its last four bytes have it. */
uint32_t gzip_length(const char *last);

/* ---- at once: knows only the good case ---- */

/* Two buffers that layers are taken off between, kept for the next file. */
struct whole {
	struct whole_side {
		char *at; /* owned */
		size_t room;
	} side[2];
	struct libdeflate_decompressor *deflate;
	const char *layers; /* "gzip", "gzip in gzip, UTF-16"...; NULL: none;
			       static */
};

/* The text inside `bytes` in *text, borrowed until the next call; `bytes`
 * itself when it wears no layer. False when something is not as it should be
 * or over `most` bytes: whoever can tell what is wrong must read it piece by
 * piece. */
bool whole_text(struct whole *whole, struct str bytes, size_t most,
		struct str *text);
void whole_release(struct whole *whole);

/* ---- in pieces, for what is too large, too damaged or too slow in coming to
 * be inflated at once ---- */

struct gunzip {
	z_stream z;
	struct complaints *complaints; /* borrowed */
	bool open;
	enum { GUNZIP_SEEK, GUNZIP_MEMBER, GUNZIP_DEAD } state;
	bool damaged;     /* what is passed over now was complained about */
	bool seam;        /* a line break is owed, to part what damage joins */
	uint64_t taken;   /* compressed bytes used up */
	uint64_t ignored; /* bytes between members that are no padding */
	uint64_t member;  /* `taken` where the current member began */
	uint64_t inflated;
	uint64_t rewound; /* bytes taken more than once */
};

struct utf16 {
	bool big;         /* big-endian */
	uint16_t pending; /* the first half of a pair, or 0 */
};

#define LAYERS_MOST 5 /* with the text itself, which is the last */

enum layer_kind { LAYER_NONE, LAYER_GZIP, LAYER_UTF16_LE, LAYER_UTF16_BE };

struct layer {
	enum layer_kind kind;
	bool ended; /* nothing more comes from below */
	char *in;   /* what came from below, owned */
	size_t at, len;
	struct gunzip gunzip;
	struct utf16 utf16;
};

struct chain {
	struct input *input; /* borrowed */
	struct complaints *complaints;
	struct layer layer[LAYERS_MOST];
	size_t layers;
	uint64_t ratio;   /* most that gzip may expand past EXPANSION_FREE; set
			     by the owner, for all uses */
	const char *name; /* as whole.layers */
};

/* Recognises the layers, which reads the first bytes. `in` of each layer is
 * kept from one use to the next. */
void chain_start(struct chain *chain, struct input *input,
		 struct complaints *complaints);
/* Up to `room` bytes of text: how many, 0 at the end. room >= 64. */
size_t chain_read(struct chain *chain, char *out, size_t room);
void chain_release(struct chain *chain);

#endif
