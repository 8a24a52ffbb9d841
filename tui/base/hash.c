/* SPDX-License-Identifier: MIT */
/* hash.c - the keyed hash as the door shows it, and where the key is from. */
#include "hash.h"

#include <sys/random.h>
#include <time.h>

uint64_t hash_seed(void)
{
	struct timespec now = { 0 };
	uint64_t seed;

	if (getrandom(&seed, sizeof(seed), 0) == (ssize_t)sizeof(seed))
		return seed;
	/* An old kernel or a strict sandbox: weaker, still not constant. */
	clock_gettime(CLOCK_MONOTONIC, &now);
	return hash_mix((uint64_t)now.tv_nsec, (uint64_t)(uintptr_t)&now);
}

uint64_t hash_bytes(uint64_t seed, const void *at, size_t len)
{
	return hash_text(seed, at, len);
}

uint64_t hash_mix(uint64_t a, uint64_t b)
{
	return hash_fold(a ^ HASH_A, b ^ HASH_B);
}
