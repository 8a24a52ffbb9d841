/* SPDX-License-Identifier: MIT */
/* gaps.h - what AWS left out of a record. */
#ifndef GAPS_H
#define GAPS_H

#include "meaning.h"

/* True when a part of the request was left out: nobody knows what it asked
 * for. Records of one shape are alike in this. */
bool request_has_gaps(const struct record *record);

/* True when no parameters are recorded at all, as of many denied calls. */
bool request_is_unrecorded(const struct record *record);

#endif
