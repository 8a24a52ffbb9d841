/* SPDX-License-Identifier: MIT */
/* notable.h - how a row of the notable table tells its story, and asking the
 * table in two steps: by name, which is the same for many events, and then
 * for one event. */
#ifndef NOTABLE_H
#define NOTABLE_H

#include "meaning.h"

/* The table, and how many rows it has. */
const struct notable *notable_rows(size_t *count);

/* A story tells the deed and not its outcome, because a denied attempt is
 * the same deed. Parameters of denied calls are often not recorded, so every
 * one reads well without them.
 *
 * A story is a pattern, where `{...}` is replaced by the first of its parts
 * that says something (parts have `;` between), else by what stands after `|`:
 *
 *   {rq.userName|a user}       what stands at a place (leaf.h), an ARN by the
 *                              name in it; several places have spaces between
 *   {role :rq.roleName|a role} the same, with a lead
 *   { as root?TEST}            a pattern of its own, where a test holds
 *                              (condition.h)
 *   {@ports| ports}            what a teller says, with or without lead:
 *     @ports          the networks let in: " tcp/22 to 0.0.0.0/0, ..."
 *     @trust PLACE    whom a policy lets in: "everyone", "account N"
 *     @who PLACE      the principal that stands there; `*` is everyone
 *     @days PLACE     "1 day", "7 days"
 *     @shared USERS GROUPS    " with account N and 2 more", " with everyone"
 *
 * What stands after `|` is a pattern, too. Patterns are the program's own
 * texts: one that cannot be read is a fault of the program. */

/* Rows of the table that a service and name may belong to, first to last. */
#define NOTABLE_CLAIMS 4
struct notable_claims {
	uint8_t row[NOTABLE_CLAIMS];
	uint8_t count;
};
struct notable_claims notable_claims(struct str service, struct str name);

/* The first of them that claims the event, or NULL. `flags` are those of its
 * outcome and of its user. */
const struct notable *notable_among(const struct notable_claims *claims,
				    const struct record *record,
				    uint32_t flags);

#endif
