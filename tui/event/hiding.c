/* SPDX-License-Identifier: MIT */
/* hiding.c - one bit a text, kept only once a text hides something. The
 * texts that meaning derives are in the same dictionary, so what is new is
 * told by number, not by who put it there. */
#include "hiding.h"

#include <stdlib.h>
#include <string.h>

#define EACH_BYTE (UINT64_MAX / 255)

void hiding_release(struct hiding *hiding)
{
	free(hiding->bit);
	*hiding = (struct hiding){ 0 };
}

void hiding_reset(struct hiding *hiding)
{
	if (hiding->words)
		memset(hiding->bit, 0, hiding->words * sizeof(*hiding->bit));
	hiding->known = 0;
	hiding->any = false;
}

/* Speed only (a look at every distinct text, 8 bytes a step): true when all
 * is printable ASCII, which hides nothing. */
static bool printable(const char *at, size_t len)
{
	uint64_t odd = 0, word;

	for (; len >= 8; at += 8, len -= 8) {
		memcpy(&word, at, 8);
		odd |= (word - EACH_BYTE * 0x20) | word | (word + EACH_BYTE);
	}
	for (; len; at++, len--)
		odd |= *at < 0x20 || *at == 0x7f ? EACH_BYTE << 7 : 0;
	return !(odd & EACH_BYTE << 7);
}

static bool mark(struct hiding *hiding, size_t sym, size_t count)
{
	size_t words = count / 64 + 1, old = hiding->words;

	if (!vec_reserve(&hiding->bit, &hiding->words, words,
			 sizeof(*hiding->bit)))
		return false;
	memset(hiding->bit + old, 0,
	       (hiding->words - old) * sizeof(*hiding->bit));
	hiding->bit[sym / 64] |= UINT64_C(1) << sym % 64;
	hiding->any = true;
	return true;
}

bool hiding_look(struct hiding *hiding, const struct dict *dict)
{
	if (!hiding->known)
		hiding->known = 1;
	for (; hiding->known < dict->count; hiding->known++) {
		struct str text = dict_text(dict, (sym_t)hiding->known);

		if (!printable(text.at, text.len) && text_hides(text) &&
		    !mark(hiding, hiding->known, dict->count))
			return false;
	}
	return true;
}

bool hiding_has(const struct hiding *hiding, const sym_t *sym, size_t count)
{
	if (!hiding->any)
		return false;
	for (size_t i = 0; i < count; i++)
		if (sym[i] / 64 < hiding->words &&
		    hiding->bit[sym[i] / 64] >> sym[i] % 64 & 1)
			return true;
	return false;
}
