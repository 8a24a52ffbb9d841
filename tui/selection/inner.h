/* SPDX-License-Identifier: MIT */
/* inner.h - what a selection keeps to itself, and what its modules offer
 * each other. */
#ifndef INNER_H
#define INNER_H

#include "selection.h"

/* Every identity the store holds of one kind: a chip's text is a label only
 * where the label names one of them. */
struct identities {
	struct known_identity {
		sym_t sym;
		sym_t user; /* of a session */
	} * at;
	size_t count, room;
	size_t sorted;  /* so many stand by symbol */
	uint64_t *seen; /* bit by symbol */
	size_t words;
	size_t looked; /* rows */
};

struct saved_step {
	struct chips chips;
	void *spots;  /* owned */
	size_t hits;  /* as counted when it was left */
	bool counted; /* they were */
};

struct inner {
	/* the hits being made anew */
	row_t *next;
	size_t nexts, next_room, hit_room;
	size_t place;   /* in the store's order */
	size_t ordered; /* rows of that order when the hits were made */

	struct identities identities[IDENTITY_KINDS];

	struct saved_step *back, *forward; /* the nearest last */
	size_t backs, back_room, forwards, forward_room;
	spots_now *spots;
	void *who;
};

/* ---- the result ---- */

/* The chips are other ones: everything is counted anew. */
void result_forget(struct selection *selection);
/* The rows are the same ones, but whoever shows them must find its places
 * again. */
void result_again(struct selection *selection);
/* The store has grown: goes on from where it was. */
void result_grow(struct selection *selection);
/* Everything is counted, unless the store grew in the meantime. */
void result_finish(struct selection *selection);
void result_rows_step(struct selection *selection, size_t budget);
void result_hits_step(struct selection *selection, size_t budget);
void result_totals(struct selection *selection);
void facts_count(struct selection *selection);
void result_release(struct selection *selection);
/* How many rows are in both. */
size_t rowset_common(const struct rowset *a, const struct rowset *b);

/* ---- the rest ---- */

void roster_count(struct selection *selection, enum roster_kind kind);
void roster_release(struct roster *roster);
bool frequency_step(struct selection *selection);
bool pivot_step(struct selection *selection, size_t budget);

/* Looks at the rows since the last time. */
void identities_look(struct selection *selection, enum identity_kind kind);
void identities_release(struct identities *identities);

bool finder_step(struct selection *selection, size_t budget);
void finder_release(struct finder *finder);

void saved_steps_release(struct inner *inner);

#endif
