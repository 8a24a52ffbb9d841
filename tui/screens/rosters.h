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

extern const struct table_form roster_forms[ROSTERS];
extern const struct table_rows roster_source; /* of struct roster_rows */

bool roster_is_session(const struct roster_rows *rows, size_t row);
const struct tally_row *roster_row(const struct roster_rows *rows, size_t row);
/* The user that acted: of a session its user. */
sym_t roster_user(const struct roster_rows *rows, size_t row);

#endif
