/* SPDX-License-Identifier: MIT */
/* rosters.h - Users and Resources, for the panes and for pipes. */
#ifndef ROSTERS_H
#define ROSTERS_H

#include "view.h"

extern const struct table_form roster_forms[ROSTERS];
/* For pipes, over a struct roster_rows: without sessions, in one order. */
extern const struct table_rows roster_piped;

/* The roster was counted anew: finds its users and what is inside. */
void roster_follow(struct roster_rows *rows);
/* Distinct users and addresses cost a pass of their own: they are asked for
 * where their column shows. */
void rosters_want(struct view *view);

#endif
