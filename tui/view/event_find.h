/* SPDX-License-Identifier: MIT */
/* event_find.h - search in the Event pane. */
#ifndef EVENT_FIND_H
#define EVENT_FIND_H

#include "screen.h"

/* As pane_ops.find. */
void event_find(struct view *view, int direction);

#endif
