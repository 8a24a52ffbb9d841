/* SPDX-License-Identifier: MIT */
/* plan.h - what all events of one skeleton, service and name have in common,
 * found out once. */
#ifndef PLAN_H
#define PLAN_H

#include "notable.h"
#include "resource.h"

struct plan {
	const struct skeleton *skeleton;
	uint32_t hash;
	struct str service, name; /* owned */
	struct notable_claims notable;
	bool grants;         /* inbound traffic, perhaps to the world */
	bool reads;          /* by its verb */
	bool described;      /* every user field has a symbol or is absent */
	uint32_t management; /* slot of managementEvent, or SLOT_NONE */
	struct resource_plan resources;
};

/* Plans outlive batches, so that each finds those of the batches before. There
 * are at most PLANS_MOST: then all are forgotten and `era` counts up, because
 * who writes the data could make every event a plan of its own. */
#ifndef PLANS_MOST
#define PLANS_MOST 65536
#endif
struct plans {
	struct plan **slot;
	size_t slots, count;
	uint32_t era;
};
struct plans *plans_new(void);        /* NULL: no memory */
void plans_free(struct plans *plans); /* NULL is fine */
/* The plan for an event; NULL: no memory. Borrowed until era changes. */
const struct plan *plans_find(struct plans *plans, const struct record *record,
			      struct str service, struct str name);

#endif
