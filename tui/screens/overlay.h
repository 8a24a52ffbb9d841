/* SPDX-License-Identifier: MIT */
/* overlay.h - the list over the panes. */
#ifndef OVERLAY_H
#define OVERLAY_H

#include "view.h"

/* Nothing where none is open. */
void overlay_draw(struct view *view, struct grid *grid,
		  const struct layout *layout);

#endif
