/* SPDX-License-Identifier: MIT */
/* rosters.h - Users and Resources, and the rows that both are made of. */
#ifndef ROSTERS_H
#define ROSTERS_H

#include "view.h"

/* The roster was counted anew: finds its users and what is inside. */
void roster_follow(struct roster_rows *rows);
void roster_release(struct roster_rows *rows); /* what was found out */
/* Distinct users and addresses cost memory by each pair, and when events were
 * a pass: they are asked for where their column shows. */
void rosters_want(struct view *view);

/* ---- their rows: values, then sessions ---- */

enum { /* columns of Users and of Resources */
       WHO_NAME,
       WHO_TYPE,
       WHO_ACCOUNT,
       WHO_EVENTS,
       WHO_DENIED,
       WHO_FAILED,
       WHO_WRITES,
       WHO_NOTABLE,
       WHO_WHEN,
       WHO_ADDRESSES,
       WHO_FIRST,
       WHO_LAST,
       WHO_FILTER
};
enum {
	WHAT_NAME,
	WHAT_TYPE,
	WHAT_ACCOUNT,
	WHAT_EVENTS,
	WHAT_WRITES,
	WHAT_DENIED,
	WHAT_NOTABLE,
	WHAT_WHEN,
	WHAT_USERS,
	WHAT_IN,
	WHAT_OUT,
	WHAT_FIRST,
	WHAT_LAST,
	WHAT_FILTER
};

extern const struct table_form roster_forms[ROSTERS];
extern const struct table_rows roster_source; /* of struct roster_rows */

/* True for what folds under another: a session, or an object. */
bool roster_is_session(const struct roster_rows *rows, size_t row);
bool roster_is_object(const struct roster_rows *rows, size_t row);
/* Its identity, or `bucket/key`. */
struct str roster_text(const struct roster_rows *rows, size_t row);
const struct tally_row *roster_row(const struct roster_rows *rows, size_t row);
/* The user that acted, or the resource: of a session its user, of an object its
 * bucket. */
sym_t roster_user(const struct roster_rows *rows, size_t row);

#endif
