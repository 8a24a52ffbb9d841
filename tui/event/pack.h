/* SPDX-License-Identifier: MIT */
/* pack.h - strings that never repeat, in fewer bytes.
 *
 * Request and event ids make up half of what is distinct in a trail. In the
 * dictionary each costs its text, an entry, a slot and a symbol, and a
 * look-up in vain; packed it costs its information. Only strings that stand
 * directly under one of a few keys are tried, and only those that unpack to
 * the very same text are packed, so that one place and text have one form. */
#ifndef PACK_H
#define PACK_H

#include "event.h"

#define PACK_MOST 56 /* bytes of the longest packed form */

/* False for nearly all lengths of text: then pack_string need not be asked. */
static inline bool pack_length(size_t len)
{
	return len == 36 || len == 16 || len == 76;
}

/* The kind of leaf `text` is under such a key. When it is a packed one, *out
 * holds its leaf_bytes. */
enum leaf pack_string(struct str text, unsigned char out[PACK_MOST]);

/* Bytes of a packed kind; 0 for the others. */
static inline uint32_t leaf_bytes(uint8_t kind)
{
	return kind == LEAF_UUID     ? 16
	       : kind == LEAF_ID     ? 11
	       : kind == LEAF_BASE64 ? 56
				     : 0;
}

#endif
