/* SPDX-License-Identifier: MIT */
/* selectors.h - what a trail or event data store is told to record. */
#ifndef SELECTORS_H
#define SELECTORS_H

#include "meaning.h"

/* True when the selectors of the request leave out management events, or of
 * these the writes: no selector takes all of them. False where the request
 * has no selectors. Key Management Service and the RDS data API may be left
 * out, since AWS offers that for their number. */
bool selectors_drop(const struct record *record);

#endif
