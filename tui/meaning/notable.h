/* SPDX-License-Identifier: MIT */
/* notable.h - what makes a call notable, and asking the table in two steps: by
 * name, which is the same for many events, and then for one event. */
#ifndef NOTABLE_H
#define NOTABLE_H

#include "meaning.h"

/* True when `test` holds for the record; an empty one always does. It is
 * alternatives with ` or ` between, each some terms with ` and ` between:
 *
 *   PLACE          a value stands there (places: see leaf.h)
 *   PLACE=GLOB     one that matches
 *   PLACE<=NUMBER  PLACE>=NUMBER
 *   @long-term     made with a user's own credential, or root's
 *   @person        made by a user, root, or a session of a human's name
 *   @self          about the user that made it
 *   @world         a grant of inbound traffic from everywhere
 *   @world-perhaps a rule about everywhere, in or out is not recorded
 *   @drops-events  selectors that leave out management events or writes
 *   @strangers PLACE   the policy there lets in everyone, or another account
 *   @allows-all PLACE  the policy there allows every action on everything
 *   @only-denies PLACE the policy there allows nothing
 *   @outsider PLACE    everyone, another account or an organization does
 *   @shared PLACE      a list there has more than the event's own account
 *   @large PLACE       an instance type for machine learning or mining
 *   @unrecorded    no parameters were recorded, as of many denied calls:
 *                  nobody knows that they were harmless
 *
 * Costs a look through the record a term. Tests are the program's own texts:
 * a term that is none of these is a fault of the program. */
bool condition_holds(const struct record *record, struct str test);

/* Rows of the table that a record's service and name may belong to, first to
 * last. */
#define NOTABLE_CLAIMS 6
struct notable_claims {
	const struct notable *row[NOTABLE_CLAIMS];
	size_t count;
	/* A part of the request was left out of the record: a condition on
	 * it counts as met, since nobody knows that the call was harmless. */
	bool gaps;
};
/* Without frequent calls that no record of this one's skeleton can be, which
 * then cost nothing an event. */
struct notable_claims record_claims(const struct record *record);

/* True when the row's condition is known to hold, not just not known to be
 * unmet for want of parameters. */
bool notable_is_known(const struct notable *row, const struct record *record);

/* FLAG_NOTABLE where one of them claims the event, and FLAG_SHARED where that
 * lets strangers in. `flags` are those of its outcome and of its user. */
uint32_t notable_flags(const struct notable_claims *claims,
		       const struct record *record, uint32_t flags);

#endif
