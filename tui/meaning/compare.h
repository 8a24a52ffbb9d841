/* SPDX-License-Identifier: MIT */
/* compare.h - what two records differ in, in words. */
#ifndef COMPARE_H
#define COMPARE_H

#include "tree.h"

/* Adds what the old and the new say of a path; absent: nothing. */
void meant_add(struct difference *to, struct str path, struct str old,
	       struct str new);
/* All fields are compared: leaves out what both say alike, and adds what the
 * two do to networks. */
void meant_settle(struct difference *to, const struct record *old,
		  const struct record *new);

#endif
