/* SPDX-License-Identifier: MIT */
/* world.h - grants of inbound traffic, in every form AWS writes them. */
#ifndef WORLD_H
#define WORLD_H

#include "leaf.h"

/* True for the names of calls that may grant inbound traffic. */
bool call_grants(struct str name);

struct grant {
	struct str cidr; /* borrowed, or in `scratch` */
	bool world;
	char scratch[SCRATCH];
};
/* Zero-initialise, set leaves.walk.record, and call: each network that the
 * call grants inbound traffic from, of its request and its response. */
struct grants {
	struct leaves leaves;
	struct str key; /* of the network just given */
	bool checked;
};
bool grants_next(struct grants *grants, struct grant *grant);
/* Appends what the grant just given opens: "tcp/22", "tcp/1-1024",
 * "everything", "a port" where nothing says which. Costs a few looks through
 * the record. */
void grants_put_ports(const struct grants *grants, struct buf *out);

/* True when a grant of the record is from everywhere. Also when the call was
 * denied: then it was asked for. */
bool record_opens_world(const struct record *record);

#endif
