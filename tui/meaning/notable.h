/* SPDX-License-Identifier: MIT */
/* notable.h - asking the notable table in two steps: by name, which is
 * the same for many events, and then for one event. */
#ifndef NOTABLE_H
#define NOTABLE_H

#include "meaning.h"

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
