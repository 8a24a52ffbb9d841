/* SPDX-License-Identifier: MIT */
/* pane.h - what all screens of rows do alike. The `how` of a command's row
 * says which way. */
#ifndef PANE_H
#define PANE_H

#include "view.h"

/* A pane with its title line. */
void pane_draw(struct view *view, struct grid *grid, struct area area,
	       enum pane_id id);
/* The part of its area where its rows stand. */
struct area pane_rows(struct area area, enum pane_id id);
/* The overlay, and below its rows what its keys do; nothing where none is
 * open. */
void overlay_draw(struct view *view, struct grid *grid,
		  const struct layout *layout);

/* Moves to what the finder finds on top; nothing without a search. */
void screen_find(struct view *view, int direction);
/* The window over what is on top. */
struct scroll *scroll_top(struct view *view);

#endif
