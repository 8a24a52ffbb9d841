/* SPDX-License-Identifier: MIT */
/* pack.c - the three forms of ids and the keys they stand under.
 *
 * A UUID is 16 bytes. S3's request ids are 16 digits and capitals: two
 * numbers of eight digits to base 36, 42 bits each, in 11 bytes. S3's
 * x-amz-id-2 is 76 characters of base64 with one `=`: 56 bytes. */
#include "pack.h"

#include <string.h>

#define ID_HALF 8        /* digits of a number */
#define BASE64_GROUPS 18 /* whole ones; the last holds two bytes */

static const char hex[] = "0123456789abcdef";
static const char id[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char base64[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void digits_of(unsigned char digit[256], const char *alphabet)
{
	memset(digit, NO_DIGIT, 256);
	for (size_t i = 0; alphabet[i]; i++)
		digit[(unsigned char)alphabet[i]] = (unsigned char)i;
}

void digits_init(struct digits *digits)
{
	digits_of(digits->hex, hex);
	digits_of(digits->id, id);
	digits_of(digits->base64, base64);
}

static inline unsigned digit_of(const unsigned char digit[256], char c)
{
	return digit[(unsigned char)c];
}

/* The values of these are new in every record. Other keys hold UUIDs too
 * (keyId, commandId), but name things that come again. */
bool pack_key(struct str key)
{
	static const struct str known[] = {
		STR("eventID"),
		STR("requestID"),
		STR("sharedEventID"),
		STR("x-amz-id-2"),
		STR("requestId"),
		STR("eventId"),
		STR("clientToken"),
		STR("clientRequestToken"),
		STR("x-amz-request-id"),
		STR("x-amzn-RequestId"),
		STR("RequestId"),
		STR("ClientToken"),
		STR("ClientRequestToken"),
		STR("extendedRequestId"),
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (key.len == known[i].len &&
		    !memcmp(key.at, known[i].at, key.len))
			return true;
	return false;
}

/* ---- UUID ---- */

/* Where the two digits of each byte stand. */
static const unsigned char uuid_place[16] = { 0,  2,  4,  6,  9,  11, 14, 16,
					      19, 21, 24, 26, 28, 30, 32, 34 };

static bool pack_uuid(const unsigned char digit[256], const char *at,
		      unsigned char *out)
{
	unsigned all = 0;

	if (at[8] != '-' || at[13] != '-' || at[18] != '-' || at[23] != '-')
		return false;
	for (size_t i = 0; i < 16; i++) {
		unsigned high = digit_of(digit, at[uuid_place[i]]);
		unsigned low = digit_of(digit, at[uuid_place[i] + 1]);

		all |= high | low;
		out[i] = (unsigned char)(high << 4 | low);
	}
	return all <= 0xf;
}

static size_t unpack_uuid(const unsigned char *packed, char *out)
{
	for (size_t i = 0; i < 16; i++) {
		out[uuid_place[i]] = hex[packed[i] >> 4];
		out[uuid_place[i] + 1] = hex[packed[i] & 0xf];
	}
	out[8] = out[13] = out[18] = out[23] = '-';
	return 36;
}

/* ---- id of S3 ---- */

static bool id_half(const unsigned char digit[256], const char *at,
		    uint64_t *number)
{
	unsigned all = 0;

	*number = 0;
	for (size_t i = 0; i < ID_HALF; i++) {
		unsigned next = digit_of(digit, at[i]);

		all |= next;
		*number = *number * 36 + next;
	}
	return !(all & 0xc0);
}

/* 42 bits each: the first number and 22 bits of the second in 8 bytes, the
 * other 20 bits in 3. */
static bool pack_id(const unsigned char digit[256], const char *at,
		    unsigned char *out)
{
	uint64_t first, second;
	uint32_t rest;

	if (!id_half(digit, at, &first) ||
	    !id_half(digit, at + ID_HALF, &second))
		return false;
	rest = (uint32_t)(second >> 22);
	first = first << 22 | (second & 0x3fffff);
	memcpy(out, &first, 8);
	out[8] = (unsigned char)rest;
	out[9] = (unsigned char)(rest >> 8);
	out[10] = (unsigned char)(rest >> 16);
	return true;
}

static void id_digits(uint64_t number, char *out)
{
	for (size_t i = ID_HALF; i-- > 0; number /= 36)
		out[i] = id[number % 36];
}

static size_t unpack_id(const unsigned char *packed, char *out)
{
	uint64_t first, second;

	memcpy(&first, packed, 8);
	second = (uint64_t)packed[8] | (uint64_t)packed[9] << 8 |
		 (uint64_t)packed[10] << 16;
	second = second << 22 | (first & 0x3fffff);
	id_digits(first >> 22, out);
	id_digits(second, out + ID_HALF);
	return 2 * ID_HALF;
}

/* ---- base64 ---- */

/* Four characters as 24 bits; false when one is no digit. */
static inline bool base64_group(const unsigned char digit[256], const char *at,
				uint32_t *bits)
{
	unsigned a = digit_of(digit, at[0]), b = digit_of(digit, at[1]);
	unsigned c = digit_of(digit, at[2]), d = digit_of(digit, at[3]);

	*bits = a << 18 | b << 12 | c << 6 | d;
	return !((a | b | c | d) & 0xc0);
}

static bool pack_base64(const unsigned char digit[256], const char *at,
			unsigned char *out)
{
	char last[4] = { 0, 0, 0, 'A' };
	uint32_t bits;

	for (size_t i = 0; i < BASE64_GROUPS; i++, at += 4, out += 3) {
		if (!base64_group(digit, at, &bits))
			return false;
		out[0] = (unsigned char)(bits >> 16);
		out[1] = (unsigned char)(bits >> 8);
		out[2] = (unsigned char)bits;
	}
	memcpy(last, at, 3);
	/* Bits beyond the two bytes would be lost. */
	if (at[3] != '=' || !base64_group(digit, last, &bits) || bits & 0xff)
		return false;
	out[0] = (unsigned char)(bits >> 16);
	out[1] = (unsigned char)(bits >> 8);
	return true;
}

static void base64_put(uint32_t bits, char *out)
{
	out[0] = base64[bits >> 18];
	out[1] = base64[bits >> 12 & 0x3f];
	out[2] = base64[bits >> 6 & 0x3f];
	out[3] = base64[bits & 0x3f];
}

static size_t unpack_base64(const unsigned char *packed, char *out)
{
	for (size_t i = 0; i < BASE64_GROUPS; i++, packed += 3, out += 4)
		base64_put((uint32_t)packed[0] << 16 |
				   (uint32_t)packed[1] << 8 | packed[2],
			   out);
	base64_put((uint32_t)packed[0] << 16 | (uint32_t)packed[1] << 8, out);
	out[3] = '=';
	return 4 * BASE64_GROUPS + 4;
}

enum leaf pack_string(const struct digits *digits, struct str text,
		      unsigned char out[PACK_MOST])
{
	if (text.len == 36 && pack_uuid(digits->hex, text.at, out))
		return LEAF_UUID;
	if (text.len == 16 && pack_id(digits->id, text.at, out))
		return LEAF_ID;
	if (text.len == 76 && pack_base64(digits->base64, text.at, out))
		return LEAF_BASE64;
	return LEAF_STRING;
}

struct str unpack(uint8_t kind, const unsigned char *packed,
		  char scratch[SCRATCH])
{
	size_t len = kind == LEAF_UUID ? unpack_uuid(packed, scratch)
		     : kind == LEAF_ID ? unpack_id(packed, scratch)
				       : unpack_base64(packed, scratch);

	return (struct str){ scratch, len };
}
