/* SPDX-License-Identifier: MIT */
/* pack.c - the three forms of ids, and a leaf's text from whatever form.
 *
 * A UUID is 16 bytes. S3's request ids are 16 digits and capitals: two
 * numbers of eight digits to base 36, 42 bits each, in 11 bytes. S3's
 * x-amz-id-2 is 76 characters of base64 with one `=`: 56 bytes. */
#include "pack.h"

#include <assert.h>
#include <string.h>

#define ID_HALF 8        /* digits of a number */
#define BASE64_GROUPS 18 /* whole ones; the last holds two bytes */

static const char hex[] = "0123456789abcdef";
static const char id[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char base64[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* One more than the value of each character as a digit; 0 for the others. Ids
 * are random: telling digits by comparing mispredicts at every other one, and
 * cost a quarter of the whole walk. */
static const unsigned char hex_digit[256] = {
	['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
	['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
	['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16
};
static const unsigned char id_digit[256] = {
	['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
	['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12,
	['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16, ['G'] = 17, ['H'] = 18,
	['I'] = 19, ['J'] = 20, ['K'] = 21, ['L'] = 22, ['M'] = 23, ['N'] = 24,
	['O'] = 25, ['P'] = 26, ['Q'] = 27, ['R'] = 28, ['S'] = 29, ['T'] = 30,
	['U'] = 31, ['V'] = 32, ['W'] = 33, ['X'] = 34, ['Y'] = 35, ['Z'] = 36
};
static const unsigned char base64_digit[256] = {
	['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,
	['G'] = 7,  ['H'] = 8,  ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12,
	['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16, ['Q'] = 17, ['R'] = 18,
	['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
	['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30,
	['e'] = 31, ['f'] = 32, ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36,
	['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40, ['o'] = 41, ['p'] = 42,
	['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
	['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54,
	['2'] = 55, ['3'] = 56, ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60,
	['8'] = 61, ['9'] = 62, ['+'] = 63, ['/'] = 64
};

/* More than any digit where `c` is none. */
static inline unsigned digit_of(const unsigned char digit[256], char c)
{
	return digit[(unsigned char)c] - 1u;
}

/* ---- UUID ---- */

/* Where the two digits of each byte stand. */
static const unsigned char uuid_place[16] = { 0,  2,  4,  6,  9,  11, 14, 16,
					      19, 21, 24, 26, 28, 30, 32, 34 };

static bool pack_uuid(const char *at, unsigned char *out)
{
	unsigned all = 0;

	if (at[8] != '-' || at[13] != '-' || at[18] != '-' || at[23] != '-')
		return false;
	for (size_t i = 0; i < 16; i++) {
		unsigned high = digit_of(hex_digit, at[uuid_place[i]]);
		unsigned low = digit_of(hex_digit, at[uuid_place[i] + 1]);

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

static bool id_half(const char *at, uint64_t *number)
{
	unsigned all = 0;

	*number = 0;
	for (size_t i = 0; i < ID_HALF; i++) {
		unsigned next = digit_of(id_digit, at[i]);

		all |= next;
		*number = *number * 36 + next;
	}
	return !(all & 0xc0);
}

/* 42 bits each: the first number and 22 bits of the second in 8 bytes, the
 * other 20 bits in 3. */
static bool pack_id(const char *at, unsigned char *out)
{
	uint64_t first, second;
	uint32_t rest;

	if (!id_half(at, &first) || !id_half(at + ID_HALF, &second))
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
static inline bool base64_group(const char *at, uint32_t *bits)
{
	unsigned a = digit_of(base64_digit, at[0]);
	unsigned b = digit_of(base64_digit, at[1]);
	unsigned c = digit_of(base64_digit, at[2]);
	unsigned d = digit_of(base64_digit, at[3]);

	*bits = a << 18 | b << 12 | c << 6 | d;
	return !((a | b | c | d) & 0xc0);
}

static bool pack_base64(const char *at, unsigned char *out)
{
	char last[4] = { 0, 0, 0, 'A' };
	uint32_t bits;

	for (size_t i = 0; i < BASE64_GROUPS; i++, at += 4, out += 3) {
		if (!base64_group(at, &bits))
			return false;
		out[0] = (unsigned char)(bits >> 16);
		out[1] = (unsigned char)(bits >> 8);
		out[2] = (unsigned char)bits;
	}
	memcpy(last, at, 3);
	/* Bits beyond the two bytes would be lost. */
	if (at[3] != '=' || !base64_group(last, &bits) || bits & 0xff)
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

enum leaf pack_string(struct str text, unsigned char out[PACK_MOST])
{
	if (text.len == 36 && pack_uuid(text.at, out))
		return LEAF_UUID;
	if (text.len == 16 && pack_id(text.at, out))
		return LEAF_ID;
	if (text.len == 76 && pack_base64(text.at, out))
		return LEAF_BASE64;
	return LEAF_STRING;
}

/* ---- a leaf's text ---- */

struct str record_slot(const struct record *record, uint32_t slot,
		       char scratch[SCRATCH])
{
	const struct slot *s = &record->skeleton->slot[slot];
	const unsigned char *packed;

	assert(slot < record->skeleton->slots);
	if (!leaf_packed(s->kind))
		return dict_text(record->dict, record->value[s->at]);
	packed = record->packed + s->at;
	return (struct str){ scratch,
			     s->kind == LEAF_UUID ? unpack_uuid(packed, scratch)
			     : s->kind == LEAF_ID
				     ? unpack_id(packed, scratch)
				     : unpack_base64(packed, scratch) };
}

struct str record_field(const struct record *record, enum field_id field,
			char scratch[SCRATCH])
{
	uint32_t slot = record->skeleton->field[field];

	return slot == SLOT_NONE ? STR_NONE
				 : record_slot(record, slot, scratch);
}
