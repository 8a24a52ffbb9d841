/* SPDX-License-Identifier: MIT */
/* layers.h - a source under as many layers as it wears: gzip, gzip in gzip,
 * UTF-16. Bytes are pulled through all of them in pieces, in bounded memory.
 * A layer is recognised by the first bytes that come out of the one below. */
#ifndef LOAD_LAYERS_H
#define LOAD_LAYERS_H

#include "input.h"
#include "load.h"

#include <zlib.h>

/* ---- gzip in pieces (zlib), for what is too large, too damaged or too slow
 * in coming to be inflated at once ---- */

/* True when a gzip member may begin at `at`. */
bool gzip_begins(const char *at, size_t len);

struct gunzip {
	z_stream z;
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

/* ---- UTF-16 into UTF-8, in pieces of any size ---- */

/* Bytes that one UTF-16 byte can become, rounded up: two make at most
 * three, and a lone high half found late makes three more. */
#define UTF16_GROWTH 2

struct utf16 {
	bool big;         /* big-endian */
	uint16_t pending; /* the first half of a pair, or 0 */
};

/* Turns whole units of in[0..len) into `out`, which has room for
 * UTF16_GROWTH * len + 4 bytes. *used is how many bytes of `in` were taken:
 * all, or all but an odd one. Returns the bytes written. Halves of pairs
 * that stand alone keep their three bytes (WTF-8), so that nothing an
 * attacker wrote is made to look like something else. */
size_t utf16_put(struct utf16 *utf16, const char *in, size_t len, size_t *used,
		 char *out);
/* Writes a half that was still waiting for its other when the text ended. */
size_t utf16_end(struct utf16 *utf16, char *out);

/* ---- all of them ---- */

#define LAYERS_MOST 5 /* with the text itself, which is the last */

enum layer_kind { LAYER_NONE, LAYER_GZIP, LAYER_UTF16_LE, LAYER_UTF16_BE };

/* The layer that what begins with these bytes wears. */
enum layer_kind layer_of(const char *at, size_t len);
/* "gzip", "gzip in gzip, UTF-16"...; NULL for none; lives forever. */
const char *layers_name(size_t gzips, bool utf16);

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
	uint64_t ratio; /* most that gzip may expand past EXPANSION_FREE */
};

/* Recognises the layers, which reads the first bytes. `in` of each layer is
 * kept from one use to the next. */
void chain_start(struct chain *chain, struct input *input,
		 struct complaints *complaints, uint64_t ratio);
/* Up to `room` bytes of text: how many, 0 at the end. room >= 64. */
size_t chain_read(struct chain *chain, char *out, size_t room);
const char *chain_layers(const struct chain *chain); /* as layers_name */
void chain_release(struct chain *chain);

#endif
