/* SPDX-License-Identifier: MIT */
/* sweep_places.h - places as findings of uses know them: a use is a group of
 * BY_USE, its place the network of its address. */
#ifndef SWEEP_PLACES_H
#define SWEEP_PLACES_H

#include "sweep_judge.h"

struct str use_address(const struct judge *judge, const struct group *use);
/* One of the first four of enum symbol_is. */
unsigned use_tool(const struct judge *judge, const struct group *use);
/* Has an address; a service has none. */
bool use_has_place(const struct judge *judge, const struct group *use);
/* From a place, by the user's own hand or program. */
bool use_is_direct(const struct judge *judge, const struct group *use);
bool uses_are_near(const struct judge *judge, const struct group *a,
		   const struct group *b);
bool address_is_inside(struct str address);
bool address_is_aws(struct str address);
/* "aws-cli" of "aws-cli/2.1". */
struct str tool_product(struct str tool);
/* "198.51.100.7 with aws-cli"; where brief, the address. */
void use_put(const struct judge *judge, const struct group *use, bool brief,
	     struct buf *out);
/* A new finding of everything the user did from the network of `there`, which
 * is one of `uses`. */
struct sweep_finding *tell_place(struct judge *judge, enum finding_kind kind,
				 const struct groups *uses,
				 const struct group *there);
/* True when such a finding tells of the user from that address already. */
bool place_is_told(const struct judge *judge, const struct group *use);

/* The instance, else the key of another machine; SYM_NONE: it is none. */
sym_t use_machine(const struct judge *judge, const struct group *use);
/* All findings of the machines among one user's uses. */
void judge_machines(struct judge *judge, const struct groups *uses);

#endif
