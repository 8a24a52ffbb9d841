/* SPDX-License-Identifier: MIT */
/* help.h - the two parts of `?`. */
#ifndef HELP_H
#define HELP_H

#include "view.h"

/* Counts what the event under the cursor gives to go on with. */
void have_begin(struct view *view);
void have_end(struct view *view);
/* Does what the chosen line says: a chip, or a prompt that is begun. */
void have_do(struct view *view);
/* One of those that are offered. */
void have_draw(const struct view *view, struct grid *grid, struct area at,
	       size_t nth);

#endif
