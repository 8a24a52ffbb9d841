/* SPDX-License-Identifier: MIT */
/* signature.h - the tokens of a signature: a record without its values.
 *
 *   { } [ ]      as in JSON
 *   : LEN KEY    a key, decoded; LEN is base 128, low digits first
 *   s n b u i x  a leaf, by enum leaf
 *   0            null
 *
 * Keys and values need no separators, so a signature is shorter than any
 * text that has it. Only shredding writes them, so reading one trusts it. */
#ifndef SIGNATURE_H
#define SIGNATURE_H

#include "event.h"

#define TOKEN_KEY ':'
#define TOKEN_NULL '0'
#define KEY_HEAD 6 /* most bytes before a key's own */

struct token {
	char what;
	struct str key; /* of a TOKEN_KEY, within the signature */
};

/* Reads the token at `at` and answers with the byte after it. */
static inline const char *token_read(const char *at, struct token *token)
{
	unsigned shift = 0;
	size_t len = 0;

	token->what = *at++;
	token->key = STR_NONE;
	if (token->what != TOKEN_KEY)
		return at;
	do {
		len |= (size_t)(*at & 0x7f) << shift;
		shift += 7;
	} while (*at++ & 0x80);
	token->key = (struct str){ at, len };
	return at + len;
}

/* Writes the head of a key of `len` bytes into `out`, which has room for
 * KEY_HEAD; returns the bytes written. */
static inline size_t token_key_head(char *out, size_t len)
{
	size_t n = 0;

	out[n++] = TOKEN_KEY;
	for (; len > 0x7f; len >>= 7)
		out[n++] = (char)(len | 0x80);
	out[n++] = (char)len;
	return n;
}

/* True for what has a backslash before it where a key stands in a path, so that
 * `a.b` the key is not `a.b` the way. */
static inline bool path_special(char c)
{
	return c == '.' || c == '[' || c == '\\';
}

#endif
