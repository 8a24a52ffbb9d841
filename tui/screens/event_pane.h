/* SPDX-License-Identifier: MIT */
/* event_pane.h - the Event pane, for those that tie keys to it or lead
 * there. */
#ifndef EVENT_PANE_H
#define EVENT_PANE_H

#include "view.h"

/* Makes the lines again when the row, form or folds changed. ROW_NONE: no
 * lines. Called before a calm draw; draw itself makes nothing. */
void event_prepare(struct view *view, row_t row);
/* Puts the cursor on the line of that slot, unfolding what hides it. */
void event_show_slot(struct view *view, uint32_t slot);
/* Puts the object or list under the cursor as JSON into an empty buffer,
 * secrets as they are; false: it stands on none. */
bool event_put_node(struct view *view, struct buf *out);
void event_release(struct event_state *state);

#endif
