/* SPDX-License-Identifier: MIT */
/* world.h - grants of inbound traffic, in every form AWS writes them. */
#ifndef WORLD_H
#define WORLD_H

#include "meaning.h"

/* True for the names of calls that may grant inbound traffic. */
bool call_grants(struct str name);

/* Appends what the call opens to the world, or where it opens nothing to it
 * what it opens at all, or may open: " tcp/22 to 0.0.0.0/0, tcp/80 to ::/0 and
 * 2 more". */
void grants_put(const struct record *record, struct buf *out);

/* Appends a line for each network that the call lets in or out, or no longer,
 * whatever came of it: which way and ports, a tab, what is asked for. `in
 * tcp/22`, `open to 0.0.0.0/0`. Nothing for other calls. */
void rules_put(const struct record *record, struct buf *out);

/* True when a grant of the record is from everywhere. Also when the call was
 * denied: then it was asked for. */
bool record_opens_world(const struct record *record);
/* True when a rule about everywhere is set of which the record does not tell
 * whether it is for traffic in or out. */
bool record_may_open_world(const struct record *record);

#endif
