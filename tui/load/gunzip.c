/* SPDX-License-Identifier: MIT */
/* gunzip.c - inflates member after member. zlib gives every byte before the
 * damage; after it, the next member is looked for by its header, because
 * objects written by Firehose are many members back to back and one that is
 * broken must not cost the others. */
#include "gunzip.h"

#include <inttypes.h>
#include <string.h>

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

size_t gunzip_rewind(struct gunzip *g, size_t held)
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

size_t gunzip_put(struct gunzip *g, const char *in, size_t *len, char *out,
		  size_t room, struct complaints *complaints)
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

void gunzip_end(struct gunzip *g, size_t rest, struct complaints *complaints)
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

void gunzip_stop(struct gunzip *g)
{
	g->state = GUNZIP_DEAD;
}

void gunzip_release(struct gunzip *g)
{
	if (g->open)
		inflateEnd(&g->z);
	*g = (struct gunzip){ .open = false };
}
