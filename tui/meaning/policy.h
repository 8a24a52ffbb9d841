/* SPDX-License-Identifier: MIT */
/* policy.h - what a policy document in a record allows, and to whom. */
#ifndef POLICY_H
#define POLICY_H

#include "meaning.h"

/* The first at a place (leaf.h) that is `*`, an account other than the event's
 * or somebody of it, in any partition, or an organization or a unit of one;
 * STR_NONE. */
struct str outsider_at(const struct record *record, struct str place,
		       char scratch[SCRATCH]);

/* The account the event happened in; STR_NONE: not recorded. */
struct str record_own_account(const struct record *record,
			      char scratch[SCRATCH]);

/* How many at a place, a list of accounts and groups that something is shared
 * with, are not the event's own account; the first of them in *first. */
unsigned shared_with(const struct record *record, struct str place,
		     struct str *first, char scratch[SCRATCH]);

struct policy {
	bool everything;  /* allows every action on every resource */
	bool allows;      /* something ... */
	bool denies;      /* ... or nothing but this */
	bool everyone;    /* to every principal, without a condition */
	char account[16]; /* to another account than the event's, "" none */
};
/* Reads the policy at a place below `rq.` (leaf.h), an object or a text that
 * holds one. All false where there is none. */
struct policy policy_read(const struct record *record, struct str place);

#endif
