/* SPDX-License-Identifier: MIT */
/* rosters.h - what Users and Resources need where the view is drawn. */
#ifndef ROSTERS_H
#define ROSTERS_H

#include "view.h"

/* The roster was counted anew: finds its users and what is inside. */
void roster_follow(struct roster_rows *rows);
void roster_release(struct roster_rows *rows); /* what was found out */
/* Distinct users and addresses cost memory by each pair: they are asked for
 * where their column shows. */
void rosters_want(struct view *view);

#endif
