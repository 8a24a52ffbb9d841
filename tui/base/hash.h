/* SPDX-License-Identifier: MIT */
/* hash.h - the keyed hash, inside the room so that the dictionary can have
 * it inlined.
 *
 * Words are multiplied 64 x 64 -> 128 and the halves folded together, the
 * construction wyhash made known. There, words are masked with public
 * constants, so that a text which equals one makes a factor zero and wipes
 * out the rest: collisions for every seed. Here every factor is masked with
 * something only the seed gives, so who writes the data cannot aim. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base.h"

#include <string.h>

/* Digits of pi, made odd: nothing up the sleeve. */
#define HASH_A UINT64_C(0x243f6a8885a308d3)
#define HASH_B UINT64_C(0x13198a2e03707345)
#define HASH_C UINT64_C(0xa4093822299f31d1)

__extension__ typedef unsigned __int128 hash_wide;

static inline uint64_t hash_fold(uint64_t a, uint64_t b)
{
	hash_wide product = (hash_wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t hash_load8(const unsigned char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof(word));
	return word;
}

static inline uint64_t hash_load4(const unsigned char *at)
{
	uint32_t word;

	memcpy(&word, at, sizeof(word));
	return word;
}

/* Up to 16 bytes as two words; the loads overlap rather than loop. */
static inline void hash_short(const unsigned char *at, size_t len,
			      uint64_t word[2])
{
	word[0] = word[1] = 0;
	if (len >= 8) {
		word[0] = hash_load8(at);
		word[1] = hash_load8(at + len - 8);
	} else if (len >= 4) {
		word[0] = hash_load4(at);
		word[1] = hash_load4(at + len - 4);
	} else if (len) {
		word[0] = (uint64_t)at[0] << 16 | (uint64_t)at[len / 2] << 8 |
			  at[len - 1];
	}
}

static inline uint64_t hash_text(uint64_t seed, const void *text, size_t len)
{
	const unsigned char *at = text;
	uint64_t key = seed * HASH_A ^ HASH_B;
	uint64_t state = seed ^ HASH_C ^ len;
	uint64_t word[2];

	if (len <= 16) {
		hash_short(at, len, word);
	} else {
		const unsigned char *last = at + len - 16;

		for (; at < last; at += 16)
			state = hash_fold(hash_load8(at) ^ key,
					  hash_load8(at + 8) ^ state);
		word[0] = hash_load8(last);
		word[1] = hash_load8(last + 8);
	}
	state = hash_fold(word[0] ^ key, word[1] ^ state);
	return hash_fold(state ^ seed, key ^ len);
}

#endif
