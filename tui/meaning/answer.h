/* SPDX-License-Identifier: MIT */
/* answer.h - calls that failed without an error code, by what their response
 * or the details of a service event say. */
#ifndef ANSWER_H
#define ANSWER_H

#include "leaf.h"

enum verdict {
	VERDICT_NONE,    /* nothing is said of a failure */
	VERDICT_SIGN_IN, /* a sign-in, or a step of one, did not work */
	VERDICT_FAILED,  /* the whole failed: all items, if it was of several */
	VERDICT_PARTIAL, /* some items failed */
};
struct answered {
	enum verdict verdict;
	unsigned failed, asked; /* items, of how many; asked 0: not recorded */
	uint32_t slot; /* what says why: a code, else words; SLOT_NONE */
	unsigned rank; /* how well it does; 0: nothing does */
	bool missing;  /* the list that says so is of what was not found */
};
struct answered answer_read(const struct record *record);

/* What a record is, where that matters to its places; zero-initialise. */
struct asked_of {
	const struct record *record; /* the one that was read */
	struct str name;
	bool signin;
	char scratch[2][SCRATCH];
};
/* True when records with such a leaf may say so: only then is answer_read
 * worth its look through the record. */
bool answer_may_tell(struct asked_of *of, const struct record *record,
		     const struct leaf_at *leaf);

/* True when `value` names an item that failed; of the first few. */
bool answer_blames(const struct record *record, struct str value);

#endif
