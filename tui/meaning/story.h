/* SPDX-License-Identifier: MIT */
/* story.h - one line on what a call did, from a pattern.
 *
 * A story tells the deed and not its outcome, because a denied attempt is
 * the same deed. Parameters of denied calls are often not recorded, so every
 * pattern reads well without them. */
#ifndef STORY_H
#define STORY_H

#include "meaning.h"

/* Appends `pattern`, where `{...}` is replaced by the first of its parts that
 * says something (parts have `;` between), else by what stands after `|`:
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
void story_put(const struct record *record, struct str pattern,
	       struct buf *out);

#endif
