/* SPDX-License-Identifier: MIT */
/* layers.c - a small file is inflated and transcoded as a whole. Otherwise each
 * layer holds a small buffer of what the layer below gave, so that its kind can
 * be recognised before anything is taken off.
 *
 * What PowerShell's `>` and Out-File write is UTF-16 with a byte order mark;
 * the rest of the program sees UTF-8 only.
 *
 * gzip is inflated member after member. zlib gives every byte before the
 * damage; after it, the next member is looked for by its header, because
 * objects written by Firehose are many members back to back and one that is
 * broken must not cost the others. */
#include "layers.h"

#include <assert.h>
#include <endian.h>
#include <inttypes.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#ifndef LAYER_BYTES
#define LAYER_BYTES (64u << 10)
#endif
#ifndef EXPANSION_FREE
#define EXPANSION_FREE ((uint64_t)64 << 20)
#endif

/* ---- gzip ---- */

/* 1f 8b, deflate, and a byte of flags whose upper three must be zero. */
#define HEADER 4
#define REWIND_FREE ((uint64_t)1 << 20)

bool gzip_begins(const char *at, size_t len)
{
	return len >= HEADER && at[0] == '\x1f' && at[1] == '\x8b' &&
	       at[2] == 8 && !(at[3] & 0xe0);
}

uint32_t gzip_length(const char *last)
{
	uint32_t length;

	memcpy(&length, last, sizeof(length));
	return le32toh(length);
}

static void complain_of(struct gunzip *g, enum err_code code, const char *what)
{
	if (!g->damaged)
		complain(g->complaints, code, COMPLAINT_HERE,
			 "%s, at byte %" PRIu64 " of the compressed data", what,
			 g->taken);
}

static void complain_of_ignored(struct gunzip *g)
{
	if (!g->ignored || g->damaged)
		return;
	complain(g->complaints, ERR_DATA, COMPLAINT_HERE,
		 "%" PRIu64 " bytes %s gzip data are not gzip: ignored",
		 g->ignored, g->open ? "after the" : "before the");
	g->ignored = 0;
}

static bool begin_member(struct gunzip *g)
{
	int status;

	complain_of_ignored(g);
	status = g->open ? inflateReset(&g->z) : inflateInit2(&g->z, 15 + 16);
	if (status != Z_OK) {
		complain_of(g, ERR_FULL, "no memory to inflate");
		g->state = GUNZIP_DEAD;
		return false;
	}
	g->open = true;
	g->damaged = false;
	g->ignored = 0;
	g->member = g->taken;
	g->state = GUNZIP_MEMBER;
	return true;
}

/* Passes over what is no member. Zeros are padding (tapes, block devices)
 * and nothing to tell. Returns the bytes used up. */
static size_t seek(struct gunzip *g, const char *in, size_t len)
{
	size_t i;

	for (i = 0; i + HEADER <= len; i++) {
		if (gzip_begins(in + i, len - i)) {
			g->taken += i;
			return begin_member(g) ? i : len;
		}
		if (in[i] || g->ignored)
			g->ignored++;
	}
	g->taken += i;
	return i;
}

static void end_member(struct gunzip *g, int status)
{
	const char *why = g->z.msg ? g->z.msg : "";

	g->state = GUNZIP_SEEK;
	if (status == Z_STREAM_END)
		return;
	if (status == Z_MEM_ERROR) {
		complain_of(g, ERR_FULL, "no memory to inflate");
		g->state = GUNZIP_DEAD;
		return;
	}
	complain_of(g, ERR_DATA,
		    strcmp(why, "incorrect data check") == 0 ||
				    strcmp(why, "incorrect length check") == 0
			    ? "gzip: the check sum does not match"
			    : "gzip: the data is damaged");
	g->damaged = true;
	g->seam = true;
}

static size_t inflate_some(struct gunzip *g, const char *in, size_t *len,
			   char *out, size_t room)
{
	const size_t most = 1u << 30;
	int status;
	size_t n;

	g->z.next_in = (z_const Bytef *)(uintptr_t)in;
	g->z.avail_in = (uInt)(*len < most ? *len : most);
	g->z.next_out = (Bytef *)out;
	g->z.avail_out = (uInt)(room < most ? room : most);
	status = inflate(&g->z, Z_NO_FLUSH);
	*len = (size_t)((const char *)g->z.next_in - in);
	n = (size_t)((char *)g->z.next_out - out);
	g->taken += *len;
	g->inflated += n;
	if (status != Z_OK && status != Z_BUF_ERROR)
		end_member(g, status);
	return n;
}

/* After damage: how many of the bytes used up should be given again, because
 * what was taken for the damaged member may be the begin of the next; `held`
 * is how many can be. Only as many as keeps the whole linear. */
static size_t gunzip_rewind(struct gunzip *g, size_t held)
{
	const uint64_t most = g->taken - g->member;
	const size_t back = most < HEADER          ? 0
			    : most - HEADER < held ? (size_t)(most - HEADER)
						   : held;

	if (g->state != GUNZIP_SEEK || !g->damaged || !g->seam ||
	    g->rewound + back > g->taken + REWIND_FREE)
		return 0;
	g->taken -= back;
	g->rewound += back;
	return back;
}

/* Inflates from in[0..*len) into out[0..room): the bytes written; *len
 * becomes the bytes used up. Nothing written and nothing used up: more input
 * is needed. */
static size_t gunzip_put(struct gunzip *g, const char *in, size_t *len,
			 char *out, size_t room)
{
	size_t passed = 0, rest, n = 0;

	if (g->seam && room) {
		g->seam = false;
		*len = 0;
		*out = '\n';
		return 1;
	}
	if (g->state == GUNZIP_SEEK)
		passed = seek(g, in, *len);
	rest = *len - passed;
	if (g->state == GUNZIP_MEMBER)
		n = inflate_some(g, in + passed, &rest, out, room);
	else
		rest = 0;
	*len = passed + rest;
	return n;
}

/* The input ended, with `rest` bytes that could not be used up: complains if
 * it ended inside a member. */
static void gunzip_end(struct gunzip *g, size_t rest)
{
	if (g->state == GUNZIP_MEMBER)
		complain_of(g, ERR_CUT,
			    "gzip: the data ends before it is complete");
	if (g->state == GUNZIP_SEEK) {
		g->ignored += rest;
		complain_of_ignored(g);
	}
	g->state = GUNZIP_DEAD;
}

static void gunzip_release(struct gunzip *g)
{
	if (g->open)
		inflateEnd(&g->z);
	*g = (struct gunzip){ .open = false };
}

/* ---- UTF-16 ---- */

/* Writes a half that was still waiting for its other when the text ended. */
static size_t utf16_end(struct utf16 *utf16, char *out)
{
	const uint16_t half = utf16->pending;

	utf16->pending = 0;
	return half ? utf8_put(out, half) : 0;
}

static size_t put_unit(struct utf16 *utf16, uint16_t unit, char *out)
{
	const uint32_t high = utf16->pending;
	size_t n = 0;

	if (high && unit >> 10 == 0xdc00 >> 10) {
		utf16->pending = 0;
		return utf8_put(out, 0x10000 + ((high & 0x3ff) << 10) +
					     (unit & 0x3ff));
	}
	n = utf16_end(utf16, out);
	if (unit >> 10 == 0xd800 >> 10)
		utf16->pending = unit;
	else
		n += utf8_put(out + n, unit);
	return n;
}

/* Bytes that one UTF-16 byte can become, rounded up: two make at most
 * three, and a lone high half found late makes three more. */
#define UTF16_GROWTH 2

/* Turns whole units of in[0..len) into `out`, which has room for
 * UTF16_GROWTH * len + 4 bytes. *used is how many bytes of `in` were taken:
 * all, or all but an odd one. Returns the bytes written. Halves of pairs
 * that stand alone keep their three bytes (WTF-8), so that nothing an
 * attacker wrote is made to look like something else. */
static size_t utf16_put(struct utf16 *utf16, const char *in, size_t len,
			size_t *used, char *out)
{
	const unsigned char *at = (const unsigned char *)in;
	const size_t high = utf16->big ? 0 : 1;
	size_t n = 0;

	for (*used = 0; *used + 1 < len; *used += 2) {
		const unsigned unit =
			(unsigned)at[*used + high] << 8 | at[*used + 1 - high];

		n += put_unit(utf16, (uint16_t)unit, out + n);
	}
	return n;
}

/* ---- layers, from what is on disk to the text ---- */

/* The layer that what begins with these bytes wears. */
static enum layer_kind layer_of(const char *at, size_t len)
{
	if (gzip_begins(at, len))
		return LAYER_GZIP;
	if (len >= 2 && at[0] == '\xff' && at[1] == '\xfe')
		return LAYER_UTF16_LE;
	if (len >= 2 && at[0] == '\xfe' && at[1] == '\xff')
		return LAYER_UTF16_BE;
	return LAYER_NONE;
}

static const char *layers_name(size_t gzips, bool utf16)
{
	static const char *const names[3][2] = {
		{ NULL, "UTF-16" },
		{ "gzip", "gzip, UTF-16" },
		{ "gzip in gzip", "gzip in gzip, UTF-16" },
	};

	return names[gzips < 2 ? gzips : 2][utf16];
}

/* ---- at once: the path nearly every file takes. It knows only the good
 * case: whatever is odd is left to the chain, which can say what is wrong, so
 * that nothing has to be judged twice. ---- */

/* deflate cannot do better than this. */
#define GZIP_RATIO_MOST 1032u

/* Right for a single member, and a start for several. */
static size_t guess(struct str gzip, size_t most)
{
	size_t n = gzip_length(gzip.at + gzip.len - 4);

	if (gzip.len < most / GZIP_RATIO_MOST && n > gzip.len * GZIP_RATIO_MOST)
		n = gzip.len * GZIP_RATIO_MOST;
	return n < most ? n + 1 : most;
}

static bool only_zeros(struct str s)
{
	return !s.len || (!*s.at && !memcmp(s.at, s.at + 1, s.len - 1));
}

/* Inflates the first member of *gzip behind the text->len bytes of `to`, and
 * moves *gzip past it. */
static bool inflate_member(struct libdeflate_decompressor *deflate,
			   struct whole_side *to, struct str *gzip,
			   struct str *text, size_t most)
{
	enum libdeflate_result result;
	size_t in, out, room;

	for (;;) {
		room = to->room < most ? to->room : most;
		result = libdeflate_gzip_decompress_ex(
			deflate, gzip->at, gzip->len, to->at + text->len,
			room - text->len, &in, &out);
		if (result != LIBDEFLATE_INSUFFICIENT_SPACE || room == most)
			break;
		if (!vec_reserve(&to->at, &to->room, 2 * room, 1))
			return false;
	}
	if (result != LIBDEFLATE_SUCCESS)
		return false;
	*text = (struct str){ to->at, text->len + out };
	*gzip = str_slice(*gzip, in, gzip->len);
	return true;
}

static bool inflate_all(struct whole *whole, struct whole_side *to,
			struct str gzip, size_t most, struct str *text)
{
	if (!whole->deflate)
		whole->deflate = libdeflate_alloc_decompressor();
	if (!whole->deflate ||
	    !vec_reserve(&to->at, &to->room, guess(gzip, most), 1))
		return false;
	*text = (struct str){ to->at, 0 };
	while (gzip_begins(gzip.at, gzip.len))
		if (!inflate_member(whole->deflate, to, &gzip, text, most))
			return false;
	return only_zeros(gzip);
}

static bool transcode(struct whole_side *to, struct str in, bool big,
		      struct str *text)
{
	struct utf16 utf16 = { .big = big };
	size_t n, used;

	if (!vec_reserve(&to->at, &to->room, UTF16_GROWTH * in.len + 4, 1))
		return false;
	n = utf16_put(&utf16, in.at, in.len, &used, to->at);
	n += utf16_end(&utf16, to->at + n);
	*text = (struct str){ to->at, n };
	return true;
}

bool whole_text(struct whole *whole, struct str bytes, size_t most,
		struct str *text)
{
	size_t gzips = 0;
	bool utf16 = false, good = true;

	*text = bytes;
	for (size_t n = 0; good && n + 1 < LAYERS_MOST; n++) {
		const enum layer_kind kind = layer_of(text->at, text->len);
		struct whole_side *to = &whole->side[n % 2];

		if (kind == LAYER_NONE)
			break;
		if (kind == LAYER_GZIP) {
			gzips++;
			good = inflate_all(whole, to, *text, most, text);
		} else {
			utf16 = true;
			good = transcode(to, *text, kind == LAYER_UTF16_BE,
					 text);
		}
	}
	whole->layers = layers_name(gzips, utf16);
	return good;
}

void whole_release(struct whole *whole)
{
	free(whole->side[0].at);
	free(whole->side[1].at);
	libdeflate_free_decompressor(whole->deflate);
	*whole = (struct whole){ .layers = NULL };
}

/* ---- in pieces ---- */

static size_t produce(struct chain *chain, size_t n, char *out, size_t room);

static size_t pull(struct chain *chain, size_t n, char *out, size_t room)
{
	if (n == 0)
		return input_read(chain->input, out, room, chain->complaints);
	return produce(chain, n - 1, out, room);
}

/* Gets more input for layer `n`, keeping what is not used up. */
static void refill(struct chain *chain, size_t n)
{
	struct layer *layer = &chain->layer[n];
	size_t got;

	if (layer->ended)
		return;
	memmove(layer->in, layer->in + layer->at, layer->len - layer->at);
	layer->len -= layer->at;
	layer->at = 0;
	got = pull(chain, n, layer->in + layer->len, LAYER_BYTES - layer->len);
	layer->len += got;
	layer->ended = got == 0;
}

static size_t give_plain(struct chain *chain, size_t n, char *out, size_t room)
{
	struct layer *layer = &chain->layer[n];
	const size_t held = layer->len - layer->at;
	const size_t give = held < room ? held : room;

	if (!held)
		return layer->ended ? 0 : pull(chain, n, out, room);
	memcpy(out, layer->in + layer->at, give);
	layer->at += give;
	return give;
}

/* A bomb is told by what it does, not by what its header says. */
static bool bursts(struct chain *chain, struct gunzip *gunzip)
{
	const uint64_t read = chain->input->read;

	if (gunzip->inflated <= EXPANSION_FREE ||
	    gunzip->inflated / chain->ratio < read)
		return false;
	complain(chain->complaints, ERR_FULL, COMPLAINT_HERE,
		 "gzip: %" PRIu64 " bytes became more than %" PRIu64
		 " times as many: not read further",
		 read, chain->ratio);
	gunzip->state = GUNZIP_DEAD;
	return true;
}

static size_t give_inflated(struct chain *chain, size_t n, char *out,
			    size_t room)
{
	struct layer *layer = &chain->layer[n];

	for (;;) {
		size_t used = layer->len - layer->at;
		const size_t got =
			gunzip_put(&layer->gunzip, layer->in + layer->at, &used,
				   out, room);

		layer->at += used;
		layer->at -= gunzip_rewind(&layer->gunzip, layer->at);
		if (got)
			return bursts(chain, &layer->gunzip) ? 0 : got;
		if (used)
			continue;
		if (layer->ended || layer->gunzip.state == GUNZIP_DEAD)
			break;
		refill(chain, n);
	}
	gunzip_end(&layer->gunzip, layer->len - layer->at);
	return 0;
}

static size_t give_transcoded(struct chain *chain, size_t n, char *out,
			      size_t room)
{
	struct layer *layer = &chain->layer[n];
	const size_t most = (room - 4) / UTF16_GROWTH;
	size_t held, used, got;

	do {
		if (layer->len - layer->at < 2)
			refill(chain, n);
		held = layer->len - layer->at;
		got = utf16_put(&layer->utf16, layer->in + layer->at,
				held < most ? held : most, &used, out);
		layer->at += used;
	} while (!got && used);
	return got ? got : utf16_end(&layer->utf16, out);
}

static size_t produce(struct chain *chain, size_t n, char *out, size_t room)
{
	const enum layer_kind kind = chain->layer[n].kind;

	if (kind == LAYER_GZIP)
		return give_inflated(chain, n, out, room);
	if (kind == LAYER_NONE)
		return give_plain(chain, n, out, room);
	return give_transcoded(chain, n, out, room);
}

static enum layer_kind recognise(struct chain *chain, size_t n)
{
	struct layer *layer = &chain->layer[n];

	gunzip_release(&layer->gunzip);
	*layer = (struct layer){ .in = layer->in ? layer->in
						 : xmalloc(LAYER_BYTES) };
	layer->gunzip.complaints = chain->complaints;
	while (layer->len < HEADER && !layer->ended)
		refill(chain, n);
	if (n + 1 < LAYERS_MOST)
		layer->kind = layer_of(layer->in, layer->len);
	layer->utf16.big = layer->kind == LAYER_UTF16_BE;
	return layer->kind;
}

void chain_start(struct chain *chain, struct input *input,
		 struct complaints *complaints)
{
	enum layer_kind kind;
	size_t gzips = 0;

	chain->input = input;
	chain->complaints = complaints;
	chain->layers = 0;
	while ((kind = recognise(chain, chain->layers++)) != LAYER_NONE)
		gzips += kind == LAYER_GZIP;
	chain->name = layers_name(gzips, chain->layers - 1 > gzips);
}

size_t chain_read(struct chain *chain, char *out, size_t room)
{
	return produce(chain, chain->layers - 1, out, room);
}

void chain_release(struct chain *chain)
{
	for (size_t n = 0; n < LAYERS_MOST; n++) {
		gunzip_release(&chain->layer[n].gunzip);
		free(chain->layer[n].in);
		chain->layer[n].in = NULL;
	}
}
