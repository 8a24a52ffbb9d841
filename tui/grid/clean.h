/* SPDX-License-Identifier: MIT */
/* clean.h - what a cell holds, as bytes. */
#ifndef CLEAN_H
#define CLEAN_H

#include "grid.h"

void points_put(struct buf *out, const uint32_t point[3]);

#endif
