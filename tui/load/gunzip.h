/* SPDX-License-Identifier: MIT */
/* gunzip.h - gzip in pieces (zlib), for what is too large, too damaged or
 * too slow in coming to be inflated at once. */
#ifndef LOAD_GUNZIP_H
#define LOAD_GUNZIP_H

#include "input.h"
#include <zlib.h>

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

/* Inflates from in[0..*len) into out[0..room): the bytes written; *len
 * becomes the bytes used up. Nothing written and nothing used up: more input
 * is needed. */
size_t gunzip_put(struct gunzip *gunzip, const char *in, size_t *len, char *out,
		  size_t room, struct complaints *complaints);
/* After damage: how many of the bytes used up should be given again, because
 * what was taken for the damaged member may be the begin of the next; `held`
 * is how many can be. Only as many as keeps the whole linear. */
size_t gunzip_rewind(struct gunzip *gunzip, size_t held);
/* The input ended, with `rest` bytes that could not be used up: complains if
 * it ended inside a member. */
void gunzip_end(struct gunzip *gunzip, size_t rest,
		struct complaints *complaints);
/* Takes nothing more; the reason was complained about. */
void gunzip_stop(struct gunzip *gunzip);
void gunzip_release(struct gunzip *gunzip);

#endif
