/* SPDX-License-Identifier: MIT */
/* event_find.h - search in the Event pane. */
#ifndef EVENT_FIND_H
#define EVENT_FIND_H

#include "view.h"

/* As pane_ops.find. */
void event_find(struct view *view, int direction);

#endif
