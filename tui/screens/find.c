/* SPDX-License-Identifier: MIT */
/* find.c - what `/`, n and N move: the table on top, else the focused
 * pane. */
#include "frequency_table.h"
#include "panes.h"

void find_move(struct view *view, int direction)
{
	if (view->overlay.kind == OVERLAY_FREQUENCY)
		frequency_find(view, direction);
	else
		view->panes[view->focus]->find(view, direction);
}
