/* SPDX-License-Identifier: MIT */
/* sweep_pane.h - the Sweep's pane, for who draws and works. */
#ifndef SWEEP_PANE_H
#define SWEEP_PANE_H

#include "view.h"

/* Until a key is pressed the strip has the screen where that has room for one
 * pane only, and the Timeline else. */
void sweep_take_screen(struct view *view, bool single);
/* How many findings are seen at once at this size: in the strip these are the
 * worst, until one moves past them. */
void sweep_fit(struct view *view, const struct layout *layout);
/* The findings may be others: the pane is arranged anew. */
void sweep_follow(struct view *view);
/* Until a key is pressed the worst finding is under the cursor, and its first
 * event under the Timeline's. */
void sweep_begin(struct view *view);

/* What stands before the times of all findings. */
enum table_dated sweep_dated(const struct view *view);

#endif
