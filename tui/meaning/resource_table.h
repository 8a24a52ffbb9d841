/* SPDX-License-Identifier: MIT */
/* resource_table.h - where calls name what they touch, service by service: the
 * table of plan.c.
 *
 * resources[] is filled by a few services only, and EC2, of which most
 * incidents are made, is not among them. A row serves one type; a call that
 * names several things has several rows. Places were read off the services'
 * API references and off recorded events. ARNs and ids are found without a row
 * (guess.c): what needs one is a name, a part, or an order, since the first
 * that is named stands for the event. */
#ifndef RESOURCE_TABLE_H
#define RESOURCE_TABLE_H

#include "resource_basics.h"
#include "resource_services.h"

#define RESOURCE_ROWS (ARRAY_LEN(basic_rows) + ARRAY_LEN(service_rows))

/* The rows, first to last. */
static inline const struct resource_row *resource_row(size_t i)
{
	return i < ARRAY_LEN(basic_rows)
		       ? &basic_rows[i]
		       : &service_rows[i - ARRAY_LEN(basic_rows)];
}

#endif
