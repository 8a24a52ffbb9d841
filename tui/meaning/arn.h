/* SPDX-License-Identifier: MIT */
/* arn.h - Amazon Resource Names, and the identities they stand for. */
#ifndef ARN_H
#define ARN_H

#include "type.h"

struct arn {
	struct str partition, service, region, account, resource;
};
/* arn:partition:service:region:account:resource; the parts are borrowed from
 * `text`. False when it is none. */
bool arn_read(struct str text, struct arn *arn);

/* Appends the identity of what `arn` names. Where the ARN holds no account,
 * `account` is its account. */
void arn_put(struct buf *out, const struct arn *arn, struct str account);

/* A resource as an event names it. */
struct named {
	enum type type;
	struct str value;   /* an ARN, an id, a URL or a name */
	struct str service; /* for TYPE_SERVICE */
	struct str account; /* where the value tells none */
};
/* Appends its identity. False, and nothing, when it names none. */
bool resource_put(struct buf *out, const struct named *named);

#endif
