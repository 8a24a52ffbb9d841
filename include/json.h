/* SPDX-License-Identifier: MIT */
/* json.h - base's second door: walking JSON text in place.
 *
 * Nothing here builds a tree. Each function starts at a byte, and answers
 * with the byte after what it recognised, so that a record is walked once
 * by whoever needs it. RFC 8259, with two allowances that evidence needs:
 * bytes that are not UTF-8 and raw control characters inside strings pass.
 * Wherever a fault is asked for, NULL is fine. */
#ifndef JSON_H
#define JSON_H

#include "base.h"

#define JSON_DEPTH 512          /* deepest nesting taken */
#define JSON_RECORD (16u << 20) /* longest record, bytes */

/* Why a walk stopped. */
struct json_fault {
	const char *at;  /* the offending byte */
	const char *why; /* "expected ':' after a key"; lives forever */
	bool cut;        /* the text ended; more of it might be fine */
};

/* The first byte that is no white space, or `end`. Mostly that is `at`, and
 * then a call would cost more than the look. */
const char *json_space_run(const char *at, const char *end);
static inline const char *json_space(const char *at, const char *end)
{
	return at < end && (unsigned char)*at > ' ' ? at
						    : json_space_run(at, end);
}

/* `at` is the byte after an opening quote. The closing quote, or NULL and
 * *fault. *plain tells that no escape occurred. (jansson has a json_string.) */
const char *json_close(const char *at, const char *end, bool *plain,
		       struct json_fault *fault);

/* The byte after a number that begins at `at`, or NULL and *fault. */
const char *json_number(const char *at, const char *end,
			struct json_fault *fault);

/* The byte after the whole value that begins at `at` (white space before it
 * is passed), or NULL and *fault. */
const char *json_skip(const char *at, const char *end,
		      struct json_fault *fault);

/* Decodes the inside of a string that json_close accepted into `out`, which
 * has room for `len` bytes; returns the bytes written. A surrogate pair
 * becomes its character, a lone surrogate its three bytes (WTF-8), \u0000 a
 * NUL byte. */
size_t json_decode(char *out, const char *at, size_t len);

/* Appends `text` as a JSON string with its quotes. Escapes quote, backslash
 * and what point_class calls control or hidden (bidi, zero width, surrogates
 * ...); everything else is written as it is, also bytes that are not UTF-8.
 * Reading it back gives the same bytes, always. */
void json_quote(struct buf *out, struct str text);

/* The value of the first top-level key `key` (compared decoded) of the object
 * at `at`: its first byte, or NULL when there is none or the object breaks
 * before it. */
const char *json_member(const char *at, const char *end, struct str key);

#endif
