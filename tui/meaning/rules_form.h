/* SPDX-License-Identifier: MIT */
/* rules_form.h - in which form a request names ports and networks. */
#ifndef RULES_FORM_H
#define RULES_FORM_H

#include "tree.h"

/* `nested: ipPermissions.items`, or `flat: ipProtocol, fromPort, toPort,
 * cidrIp` with those that are there; absent: in neither. EC2 takes both for
 * the rules of security groups (AuthorizeSecurityGroupIngress in its API
 * reference). Kept in the arena. */
struct str rules_form(const struct tree *tree, struct arena *arena);

#endif
