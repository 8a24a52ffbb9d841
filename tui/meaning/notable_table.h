/* SPDX-License-Identifier: MIT */
/* notable_table.h - the calls that matter most to whoever investigates: rows
 * of notable.c.
 *
 * Chosen by how many public collections of techniques and rules name a call,
 * then narrowed by a condition, so that a mark stays rare: what operators and
 * deployments do all day is not in here. `source` names the collections.
 *
 * A row is all there is to a call: how `test` is read is told in notable.h, how
 * `says` is in story.c. Tactics are those that most of the collections give
 * the call; where they differ, the one that `why` is about: expiring objects
 * soon hides, and starting a shell moves on. Severity is what a single call is
 * worth, as rules of Sigma, Elastic and Panther level it: critical ends what
 * watches or keeps strangers out, high is a step of most incidents, medium is
 * also done by administrators. */
#ifndef NOTABLE_TABLE_H
#define NOTABLE_TABLE_H

#include "notable_gains.h"
#include "notable_harms.h"

#define NOTABLE_ROWS (ARRAY_LEN(notable_gains) + ARRAY_LEN(notable_harms))
/* The rows, first to last. */
static inline const struct notable *notable_row(size_t i)
{
	return i < ARRAY_LEN(notable_gains)
		       ? &notable_gains[i]
		       : &notable_harms[i - ARRAY_LEN(notable_gains)];
}

#endif
