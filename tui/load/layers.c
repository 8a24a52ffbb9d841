/* SPDX-License-Identifier: MIT */
/* layers.c - each layer holds a small buffer of what the layer below gave, so
 * that its kind can be recognised before anything is taken off.
 *
 * What PowerShell's `>` and Out-File write is UTF-16 with a byte order mark;
 * the rest of the program sees UTF-8 only.
 *
 * gzip is inflated member after member. zlib gives every byte before the
 * damage; after it, the next member is looked for by its header, because
 * objects written by Firehose are many members back to back and one that is
 * broken must not cost the others. */
#include "layers.h"

#include <inttypes.h>
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

static void complain_of(struct gunzip *g, struct complaints *complaints,
			enum err_code code, const char *what)
{
	struct err err;

	if (g->damaged)
		return;
	err_set(&err, code, UINT64_MAX,
		"%s, at byte %" PRIu64 " of the compressed data", what,
		g->taken);
	complain(complaints, &err);
}

static void complain_of_ignored(struct gunzip *g, struct complaints *complaints)
{
	struct err err;

	if (!g->ignored || g->damaged)
		return;
	err_set(&err, ERR_DATA, UINT64_MAX,
		"%" PRIu64 " bytes %s gzip data are not gzip: ignored",
		g->ignored, g->open ? "after the" : "before the");
	complain(complaints, &err);
	g->ignored = 0;
}

/* Takes nothing more; the reason was complained about. */
static void gunzip_stop(struct gunzip *g)
{
	g->state = GUNZIP_DEAD;
}

static bool begin_member(struct gunzip *g, struct complaints *complaints)
{
	int status;

	complain_of_ignored(g, complaints);
	status = g->open ? inflateReset(&g->z) : inflateInit2(&g->z, 15 + 16);
	if (status != Z_OK) {
		complain_of(g, complaints, ERR_FULL, "no memory to inflate");
		gunzip_stop(g);
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
static size_t seek(struct gunzip *g, const char *in, size_t len,
		   struct complaints *complaints)
{
	size_t i;

	for (i = 0; i + HEADER <= len; i++) {
		if (gzip_begins(in + i, len - i)) {
			g->taken += i;
			return begin_member(g, complaints) ? i : len;
		}
		if (in[i] || g->ignored)
			g->ignored++;
	}
	g->taken += i;
	return i;
}

static void end_member(struct gunzip *g, int status,
		       struct complaints *complaints)
{
	g->state = GUNZIP_SEEK;
	if (status == Z_STREAM_END)
		return;
	if (status == Z_MEM_ERROR) {
		complain_of(g, complaints, ERR_FULL, "no memory to inflate");
		gunzip_stop(g);
		return;
	}
	if (g->z.msg && (strcmp(g->z.msg, "incorrect data check") == 0 ||
			 strcmp(g->z.msg, "incorrect length check") == 0))
		complain_of(g, complaints, ERR_DATA,
			    "gzip: the check sum does not match");
	else
		complain_of(g, complaints, ERR_DATA,
			    "gzip: the data is damaged");
	g->damaged = true;
	g->seam = true;
}

static size_t inflate_some(struct gunzip *g, const char *in, size_t *len,
			   char *out, size_t room,
			   struct complaints *complaints)
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
		end_member(g, status, complaints);
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
			 char *out, size_t room, struct complaints *complaints)
{
	size_t passed = 0, rest, n = 0;

	if (g->seam && room) {
		g->seam = false;
		*len = 0;
		*out = '\n';
		return 1;
	}
	if (g->state == GUNZIP_SEEK)
		passed = seek(g, in, *len, complaints);
	rest = *len - passed;
	if (g->state == GUNZIP_MEMBER)
		n = inflate_some(g, in + passed, &rest, out, room, complaints);
	else
		rest = 0;
	*len = passed + rest;
	return n;
}

/* The input ended, with `rest` bytes that could not be used up: complains if
 * it ended inside a member. */
static void gunzip_end(struct gunzip *g, size_t rest,
		       struct complaints *complaints)
{
	if (g->state == GUNZIP_MEMBER)
		complain_of(g, complaints, ERR_CUT,
			    "gzip: the data ends before it is complete");
	if (g->state == GUNZIP_SEEK) {
		g->ignored += rest;
		complain_of_ignored(g, complaints);
	}
	gunzip_stop(g);
}

static void gunzip_release(struct gunzip *g)
{
	if (g->open)
		inflateEnd(&g->z);
	*g = (struct gunzip){ .open = false };
}

/* ---- UTF-16 ---- */

static bool is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

static size_t put_half(char *out, uint32_t unit)
{
	out[0] = (char)(0xe0 | unit >> 12);
	out[1] = (char)(0x80 | (unit >> 6 & 0x3f));
	out[2] = (char)(0x80 | (unit & 0x3f));
	return 3;
}

size_t utf16_end(struct utf16 *utf16, char *out)
{
	const uint16_t half = utf16->pending;

	utf16->pending = 0;
	return half ? put_half(out, half) : 0;
}

static size_t put_unit(struct utf16 *utf16, uint16_t unit, char *out)
{
	const uint32_t high = utf16->pending;
	size_t n = 0;

	if (high && is_low(unit)) {
		utf16->pending = 0;
		return utf8_put(out, 0x10000 + ((high & 0x3ff) << 10) +
					     (unit & 0x3ff));
	}
	n = utf16_end(utf16, out);
	if (is_high(unit))
		utf16->pending = unit;
	else if (is_low(unit))
		n += put_half(out + n, unit);
	else
		n += utf8_put(out + n, unit);
	return n;
}

size_t utf16_put(struct utf16 *utf16, const char *in, size_t len, size_t *used,
		 char *out)
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

static size_t produce(struct chain *chain, size_t n, char *out, size_t room);

enum layer_kind layer_of(const char *at, size_t len)
{
	if (gzip_begins(at, len))
		return LAYER_GZIP;
	if (len >= 2 && at[0] == '\xff' && at[1] == '\xfe')
		return LAYER_UTF16_LE;
	if (len >= 2 && at[0] == '\xfe' && at[1] == '\xff')
		return LAYER_UTF16_BE;
	return LAYER_NONE;
}

const char *layers_name(size_t gzips, bool utf16)
{
	static const char *const names[3][2] = {
		{ NULL, "UTF-16" },
		{ "gzip", "gzip, UTF-16" },
		{ "gzip in gzip", "gzip in gzip, UTF-16" },
	};

	return names[gzips < 2 ? gzips : 2][utf16];
}

const char *chain_layers(const struct chain *chain)
{
	size_t gzips = 0;
	bool utf16 = false;

	for (size_t n = 0; n < chain->layers; n++) {
		gzips += chain->layer[n].kind == LAYER_GZIP;
		utf16 |= chain->layer[n].kind == LAYER_UTF16_LE ||
			 chain->layer[n].kind == LAYER_UTF16_BE;
	}
	return layers_name(gzips, utf16);
}

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
	struct err err;

	if (gunzip->inflated <= EXPANSION_FREE ||
	    gunzip->inflated / chain->ratio < read)
		return false;
	err_set(&err, ERR_FULL, UINT64_MAX,
		"gzip: %" PRIu64 " bytes became more than %" PRIu64
		" times as many: not read further",
		read, chain->ratio);
	complain(chain->complaints, &err);
	gunzip_stop(gunzip);
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
				   out, room, chain->complaints);

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
	gunzip_end(&layer->gunzip, layer->len - layer->at, chain->complaints);
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
	switch (chain->layer[n].kind) {
	case LAYER_GZIP:
		return give_inflated(chain, n, out, room);
	case LAYER_UTF16_LE:
	case LAYER_UTF16_BE:
		return give_transcoded(chain, n, out, room);
	case LAYER_NONE:
		break;
	}
	return give_plain(chain, n, out, room);
}

static void layer_reset(struct layer *layer)
{
	gunzip_release(&layer->gunzip);
	*layer = (struct layer){ .in = layer->in };
	if (!layer->in)
		layer->in = xmalloc(LAYER_BYTES);
}

static enum layer_kind recognise(struct chain *chain, size_t n)
{
	struct layer *layer = &chain->layer[n];

	layer_reset(layer);
	while (layer->len < 4 && !layer->ended)
		refill(chain, n);
	layer->kind = n + 1 < LAYERS_MOST ? layer_of(layer->in, layer->len)
					  : LAYER_NONE;
	layer->utf16.big = layer->kind == LAYER_UTF16_BE;
	return layer->kind;
}

void chain_start(struct chain *chain, struct input *input,
		 struct complaints *complaints, uint64_t ratio)
{
	chain->input = input;
	chain->complaints = complaints;
	chain->ratio = ratio;
	chain->layers = 0;
	while (recognise(chain, chain->layers++) != LAYER_NONE)
		;
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
