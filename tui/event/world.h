/* SPDX-License-Identifier: MIT */
/* world.h - grants of inbound traffic, in every form AWS writes them. */
#ifndef WORLD_H
#define WORLD_H

#include "leaf.h"

/* True for the names of calls that may grant inbound traffic. */
bool call_grants(struct str name);

struct grant {
	struct str cidr;
	bool world;
	char ports[48]; /* "tcp/22", "tcp/1-1024", "everything", "" unknown */
	/* texts of packed leaves */
	char scratch[SCRATCH];
};
/* Zero-initialise, set leaves.walk.record, and call: each network that the
 * call grants inbound traffic from, of its request and its response. */
struct grants {
	struct leaves leaves;
	bool checked;
};
bool grants_next(struct grants *grants, struct grant *grant);

/* True when a grant of the record is from everywhere. Also when the call was
 * denied: then it was asked for. */
bool record_opens_world(const struct record *record);

#endif
