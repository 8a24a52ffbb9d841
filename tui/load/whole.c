/* SPDX-License-Identifier: MIT */
/* whole.c - the path nearly every file takes. It knows only the good case:
 * whatever is odd is left to the chain, which can say what is wrong, so that
 * nothing has to be judged twice. */
#include "chain.h"
#include "whole.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

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

bool whole_text(struct whole *whole, struct str bytes, size_t most,
		struct str *text)
{
	size_t gzips = 0, to = 0;
	bool utf16 = false, good = true;

	*text = bytes;
	for (size_t n = 0; good && n + 1 < COATS_MOST; n++, to ^= 1) {
		const enum coat coat = coat_of(text->at, text->len);

		if (coat == COAT_NONE)
			break;
		if (coat == COAT_GZIP) {
			gzips++;
			good = inflate_all(whole, to, *text, most, text);
		} else {
			utf16 = true;
			good = transcode(whole, to, *text,
					 coat == COAT_UTF16_BE, text);
		}
	}
	whole->coats = coats_name(gzips, utf16);
	return good;
}

void whole_release(struct whole *whole)
{
	free(whole->side[0].at);
	free(whole->side[1].at);
	libdeflate_free_decompressor(whole->deflate);
	*whole = (struct whole){ .coats = NULL };
}
