/* SPDX-License-Identifier: MIT */
/* shred.h - one walk over a record's text: structure into a signature,
 * leaves into the batch's dictionary. */
#ifndef SHRED_H
#define SHRED_H

#include "guide.h"
#include "json.h"
#include "pack.h"

struct shred {
	struct batch *batch;
	const char *at, *end; /* of the text being walked */
	struct err *err;
	const char *start;

	/* The place in the guide; NULL once it was left, at step `left`. */
	struct guide *guide;
	struct step *step;
	uint32_t left;

	/* What came out. Symbols and packed bytes stand behind those that
	 * the batch counts: they are the batch's once it counts them. */
	char *sign;     /* the signature, unless the guide was kept to */
	uint64_t *leaf; /* by slot: keyed hash of its text or packed form */
	size_t sign_len, sign_room;
	size_t leaves, leaf_room, values, packed;

	char *text; /* a string being decoded */
	size_t text_room;
	bool packs; /* the last key has ids under it */
	unsigned depth;
	struct digits digits;
	bool array[JSON_DEPTH + 1]; /* by depth */
};

struct shred *shred_new(struct batch *batch); /* NULL: no memory */
void shred_free(struct shred *shred);         /* NULL is fine */

void shred_reset(struct shred *shred); /* the dictionary starts anew */

/* Walks the record that `text` begins with. The byte after it, or NULL and
 * *err. The dictionary may have grown; nothing else of the batch changed. */
const char *shred_record(struct shred *shred, struct str text, struct err *err);

/* The skeleton of the record just walked; NULL: no memory. */
const struct skeleton *shred_skeleton(struct shred *shred);

#endif
