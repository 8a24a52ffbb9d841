/* SPDX-License-Identifier: MIT */
/* json.c - walking JSON text: white space, strings, numbers, whole values.
 *
 * Nearly all bytes of a record are inside strings, so the search for the end
 * of a string is what the speed of loading hangs on; it looks at 16 bytes a
 * step where the machine can, else at 8. Values are skipped without
 * recursion: one bit a level says whether an object or an array is open. */
#include "json.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static const char *stop(struct json_fault *fault, const char *at,
			const char *why, bool cut)
{
	if (fault)
		*fault = (struct json_fault){ at, why, cut };
	return NULL;
}

const char *json_space_run(const char *at, const char *end)
{
	while (at < end &&
	       (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
		at++;
	return at;
}

#ifdef __SSE2__
/* Speed only (see string_stop): the first quote or backslash among whole
 * steps of 16 bytes, else the byte after those. */
static inline const char *string_leap(const char *at, const char *end)
{
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i slash = _mm_set1_epi8('\\');

	for (; end - at >= 16; at += 16) {
		__m128i text = _mm_loadu_si128((const void *)at);
		__m128i hit = _mm_or_si128(_mm_cmpeq_epi8(text, quote),
					   _mm_cmpeq_epi8(text, slash));
		unsigned mask = (unsigned)_mm_movemask_epi8(hit);

		if (mask)
			return at + __builtin_ctz(mask);
	}
	return at;
}
#else
#define EACH_BYTE (UINT64_MAX / 255)

/* Not zero when a byte of `word` is zero. */
static inline uint64_t zero_byte(uint64_t word)
{
	return (word - EACH_BYTE) & ~word & EACH_BYTE << 7;
}

/* Passes steps of 8 bytes that hold neither quote nor backslash. */
static inline const char *string_leap(const char *at, const char *end)
{
	uint64_t word;

	for (; end - at >= 8; at += 8) {
		memcpy(&word, at, sizeof(word));
		if (zero_byte(word ^ EACH_BYTE * '"') |
		    zero_byte(word ^ EACH_BYTE * '\\'))
			break;
	}
	return at;
}
#endif

/* The first quote or backslash, or `end`. */
static inline const char *string_stop(const char *at, const char *end)
{
	at = string_leap(at, end);
	while (at < end && *at != '"' && *at != '\\')
		at++;
	return at;
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* `at` is a backslash; the byte after the escape. */
static const char *pass_escape(const char *at, const char *end,
			       struct json_fault *fault)
{
	if (++at == end)
		return stop(fault, at, "the text ends in an escape", true);
	if (*at != 'u') {
		/* strchr would find the NUL too. */
		if (!memchr("\"\\/bfnrt", *at, 8))
			return stop(fault, at, "unknown escape", false);
		return at + 1;
	}
	at++;
	for (int i = 0; i < 4; i++, at++) {
		if (at == end)
			return stop(fault, at, "the text ends in an escape",
				    true);
		if (!is_hex(*at))
			return stop(fault, at, "\\u needs four hex digits",
				    false);
	}
	return at;
}

const char *json_close(const char *at, const char *end, bool *plain,
		       struct json_fault *fault)
{
	*plain = true;
	for (;;) {
		at = string_stop(at, end);
		if (at == end)
			return stop(fault, at, "the text ends in a string",
				    true);
		if (*at == '"')
			return at;
		*plain = false;
		at = pass_escape(at, end, fault);
		if (!at)
			return NULL;
	}
}

/* One digit or more. */
static const char *pass_digits(const char *at, const char *end,
			       struct json_fault *fault)
{
	if (at == end)
		return stop(fault, at, "the text ends in a number", true);
	if (!is_digit(*at))
		return stop(fault, at, "expected a digit", false);
	while (at < end && is_digit(*at))
		at++;
	return at;
}

const char *json_number(const char *at, const char *end,
			struct json_fault *fault)
{
	const char *first;

	if (at < end && *at == '-')
		at++;
	first = at;
	at = pass_digits(at, end, fault);
	if (!at)
		return NULL;
	if (*first == '0' && at - first > 1)
		return stop(fault, first, "a number begins with 0", false);
	if (at < end && *at == '.') {
		at = pass_digits(at + 1, end, fault);
		if (!at)
			return NULL;
	}
	if (at < end && (*at == 'e' || *at == 'E')) {
		at++;
		if (at < end && (*at == '+' || *at == '-'))
			at++;
		at = pass_digits(at, end, fault);
	}
	return at;
}

/* true, false or null. */
static const char *pass_word(const char *at, const char *end,
			     struct json_fault *fault)
{
	const char *word = *at == 't' ? "true" : *at == 'f' ? "false" : "null";

	for (; *word; word++, at++) {
		if (at == end)
			return stop(fault, at, "the text ends in a word", true);
		if (*at != *word)
			return stop(fault, at, "expected a value", false);
	}
	return at;
}

static const char *pass_string(const char *at, const char *end,
			       struct json_fault *fault)
{
	bool plain;

	at = json_close(at + 1, end, &plain, fault);
	return at ? at + 1 : NULL;
}

/* Anything but an object or array. */
static inline const char *pass_leaf(const char *at, const char *end,
				    struct json_fault *fault)
{
	if (*at == '"')
		return pass_string(at, end, fault);
	if (*at == 't' || *at == 'f' || *at == 'n')
		return pass_word(at, end, fault);
	if (*at == '-' || is_digit(*at))
		return json_number(at, end, fault);
	return stop(fault, at, "expected a value", false);
}

/* What is open around the place of a walk: bit `depth` tells an object. */
struct nest {
	unsigned depth;
	uint64_t object[JSON_DEPTH / 64 + 1];
};

static inline bool nest_object(const struct nest *nest)
{
	return nest->object[nest->depth / 64] >> nest->depth % 64 & 1;
}

static inline bool nest_push(struct nest *nest, bool object)
{
	uint64_t bit;

	if (nest->depth == JSON_DEPTH)
		return false;
	nest->depth++;
	bit = UINT64_C(1) << nest->depth % 64;
	if (object)
		nest->object[nest->depth / 64] |= bit;
	else
		nest->object[nest->depth / 64] &= ~bit;
	return true;
}

/* From before a key to after its colon. */
static inline const char *pass_key(const char *at, const char *end,
				   struct json_fault *fault)
{
	at = json_space(at, end);
	if (at == end)
		return stop(fault, at, "the text ends in an object", true);
	if (*at != '"')
		return stop(fault, at, "expected a key", false);
	at = pass_string(at, end, fault);
	if (!at)
		return NULL;
	at = json_space(at, end);
	if (at == end)
		return stop(fault, at, "the text ends after a key", true);
	if (*at != ':')
		return stop(fault, at, "expected ':' after a key", false);
	return at + 1;
}

/* Goes down to the first leaf, or empty object or array, from `at` on, and
 * passes it. */
static inline const char *descend(const char *at, const char *end,
				  struct nest *nest, struct json_fault *fault)
{
	for (;;) {
		bool object;

		at = json_space(at, end);
		if (at == end)
			return stop(fault, at, "the text ends before a value",
				    true);
		object = *at == '{';
		if (!object && *at != '[')
			return pass_leaf(at, end, fault);
		if (!nest_push(nest, object))
			return stop(fault, at, "nested too deeply", false);
		at = json_space(at + 1, end);
		if (at < end && *at == (object ? '}' : ']')) {
			nest->depth--;
			return at + 1;
		}
		if (object && !(at = pass_key(at, end, fault)))
			return NULL;
	}
}

/* After a value: passes what closes, up to where the next value begins, or
 * until nothing is open. */
static inline const char *ascend(const char *at, const char *end,
				 struct nest *nest, struct json_fault *fault)
{
	while (nest->depth) {
		bool object = nest_object(nest);

		at = json_space(at, end);
		if (at == end)
			return stop(fault, at,
				    object ? "the text ends in an object"
					   : "the text ends in an array",
				    true);
		if (*at == ',')
			return object ? pass_key(at + 1, end, fault) : at + 1;
		if (*at != (object ? '}' : ']'))
			return stop(fault, at,
				    object ? "expected ',' or '}'"
					   : "expected ',' or ']'",
				    false);
		at++;
		nest->depth--;
	}
	return at;
}

const char *json_skip(const char *at, const char *end, struct json_fault *fault)
{
	struct nest nest;

	nest.depth = 0;
	memset(nest.object, 0, sizeof(nest.object));
	do {
		at = descend(at, end, &nest, fault);
		if (at)
			at = ascend(at, end, &nest, fault);
	} while (at && nest.depth);
	return at;
}
