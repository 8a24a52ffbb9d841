/* SPDX-License-Identifier: MIT */
/* pane.h - what all screens of rows do alike. The `how` of a command's row
 * says which way. */
#ifndef PANE_H
#define PANE_H

#include "view.h"

/* The panes, each with its title line, and over them the overlay, where one is
 * open. */
void panes_draw(struct view *view, struct grid *grid,
		const struct layout *layout);
/* Moves a box off the line under the focused pane's cursor, below it or above
 * it, where there is room for all of it. */
void spare_line(const struct view *view, const struct layout *layout,
		struct area *area);
/* The part of its area where a pane's rows stand. */
struct area pane_rows(struct area area, enum pane_id id);

/* Moves to what the finder finds on top; nothing without a search. */
void screen_find(struct view *view, int direction);
/* The table on top; NULL for what is none: the Event pane, the Difference. */
struct table *table_top(struct view *view);
/* The same of a list of names, which `/` narrows; NULL for what is none. */
struct table *list_top(struct view *view);
/* The window over what is on top. */
struct scroll *scroll_top(struct view *view);

#endif
