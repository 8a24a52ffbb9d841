/* SPDX-License-Identifier: MIT */
/* zone.h - which time zone is local. */
#ifndef ZONE_H
#define ZONE_H

#include "base.h"

/* Makes the zone (`Europe/Berlin`) that of ZONE_LOCAL from now on. False,
 * with nothing changed, when the system does not know it. */
bool zone_choose(const char *name);

#endif
