/* SPDX-License-Identifier: MIT */
/* chain.h - a source under as many coats as it wears: gzip, gzip in gzip,
 * UTF-16. Bytes are pulled through all of them in pieces, in bounded memory.
 * A coat is recognised by the first bytes that come out of the one below. */
#ifndef LOAD_CHAIN_H
#define LOAD_CHAIN_H

#include "gunzip.h"
#include "load.h"
#include "utf16.h"

#define COATS_MOST 5 /* with the text itself, which is the last */

enum coat { COAT_NONE, COAT_GZIP, COAT_UTF16_LE, COAT_UTF16_BE };

/* The coat that what begins with these bytes wears. */
enum coat coat_of(const char *at, size_t len);
/* "gzip", "gzip in gzip, UTF-16"...; NULL for none; lives forever. */
const char *coats_name(size_t gzips, bool utf16);

struct layer {
	enum coat coat;
	bool ended; /* nothing more comes from below */
	char *in;   /* what came from below, owned */
	size_t at, len;
	struct gunzip gunzip;
	struct utf16 utf16;
};

struct chain {
	struct input *input; /* borrowed */
	struct complaints *complaints;
	struct layer layer[COATS_MOST];
	size_t layers;
	uint64_t ratio; /* most that gzip may expand past EXPANSION_FREE */
};

/* Recognises the coats, which reads the first bytes. `in` of each layer is
 * kept from one use to the next. */
void chain_start(struct chain *chain, struct input *input,
		 struct complaints *complaints, uint64_t ratio);
/* Up to `room` bytes of text: how many, 0 at the end. room >= 64. */
size_t chain_read(struct chain *chain, char *out, size_t room);
const char *chain_coats(const struct chain *chain); /* as coats_name */
void chain_release(struct chain *chain);

#endif
