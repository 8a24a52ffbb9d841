/* SPDX-License-Identifier: MIT */
/* chain.c - each layer holds a small buffer of what the layer below gave, so
 * that its coat can be recognised before anything is taken off. */
#include "chain.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#ifndef LAYER_BYTES
#define LAYER_BYTES (64u << 10)
#endif
#ifndef EXPANSION_FREE
#define EXPANSION_FREE ((uint64_t)64 << 20)
#endif

static size_t produce(struct chain *chain, size_t n, char *out, size_t room);

enum coat coat_of(const char *at, size_t len)
{
	if (gzip_begins(at, len))
		return COAT_GZIP;
	if (len >= 2 && at[0] == '\xff' && at[1] == '\xfe')
		return COAT_UTF16_LE;
	if (len >= 2 && at[0] == '\xfe' && at[1] == '\xff')
		return COAT_UTF16_BE;
	return COAT_NONE;
}

const char *coats_name(size_t gzips, bool utf16)
{
	static const char *const names[3][2] = {
		{ NULL, "UTF-16" },
		{ "gzip", "gzip, UTF-16" },
		{ "gzip in gzip", "gzip in gzip, UTF-16" },
	};

	return names[gzips < 2 ? gzips : 2][utf16];
}

const char *chain_coats(const struct chain *chain)
{
	size_t gzips = 0;
	bool utf16 = false;

	for (size_t n = 0; n < chain->layers; n++) {
		gzips += chain->layer[n].coat == COAT_GZIP;
		utf16 |= chain->layer[n].coat == COAT_UTF16_LE ||
			 chain->layer[n].coat == COAT_UTF16_BE;
	}
	return coats_name(gzips, utf16);
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
	switch (chain->layer[n].coat) {
	case COAT_GZIP:
		return give_inflated(chain, n, out, room);
	case COAT_UTF16_LE:
	case COAT_UTF16_BE:
		return give_transcoded(chain, n, out, room);
	case COAT_NONE:
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

static enum coat recognise(struct chain *chain, size_t n)
{
	struct layer *layer = &chain->layer[n];

	layer_reset(layer);
	while (layer->len < 4 && !layer->ended)
		refill(chain, n);
	layer->coat =
		n + 1 < COATS_MOST ? coat_of(layer->in, layer->len) : COAT_NONE;
	layer->utf16.big = layer->coat == COAT_UTF16_BE;
	return layer->coat;
}

void chain_start(struct chain *chain, struct input *input,
		 struct complaints *complaints, uint64_t ratio)
{
	chain->input = input;
	chain->complaints = complaints;
	chain->ratio = ratio;
	chain->layers = 0;
	while (recognise(chain, chain->layers++) != COAT_NONE)
		;
}

size_t chain_read(struct chain *chain, char *out, size_t room)
{
	return produce(chain, chain->layers - 1, out, room);
}

void chain_release(struct chain *chain)
{
	for (size_t n = 0; n < COATS_MOST; n++) {
		gunzip_release(&chain->layer[n].gunzip);
		free(chain->layer[n].in);
		chain->layer[n].in = NULL;
	}
}
