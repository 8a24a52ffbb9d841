/* SPDX-License-Identifier: MIT */
/* cells.h - the one way a sign gets into a grid's cells. */
#ifndef CELLS_H
#define CELLS_H

#include "grid.h"
#include "sign.h"

/* Puts the sign's cells at x, y; what lies outside the grid is left out. A
 * wide character of which only half would be inside becomes a blank, and so
 * does one that was there and is covered by half. */
void cells_put(struct grid *grid, int x, int y, unsigned style,
	       const struct sign *sign);

/* The part of `area` that lies in the grid. */
struct area cells_clip(const struct grid *grid, struct area area);

#endif
