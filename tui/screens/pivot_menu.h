/* SPDX-License-Identifier: MIT */
/* pivot_menu.h - from one event to others like it: the menu of `p`, and `w`.
 *
 * Each way to go on shows how many events it leaves before it is taken. They
 * are counted over all rows, since what is chosen replaces the filter; the
 * chip that is counted is the chip that is put. */
#ifndef PIVOT_MENU_H
#define PIVOT_MENU_H

#include "view.h"

void pivot_open(struct view *view);
/* Tells what the ways lead to, once it is counted. */
void pivot_follow(struct view *view);
/* Letters, Enter, `+`; false: it is no key of the menu's own. */
bool pivot_key(struct view *view, struct key key);
void pivot_draw(struct view *view, struct grid *grid,
		const struct layout *layout);
void pivot_release(struct pivot_menu *menu);

/* ---- everyone around an event ---- */

/* Replaces the chips by a minute around the event under the cursor; again,
 * by 5, 15 and 60 minutes. People-only and writes-only stay. */
void around_widen(struct view *view);
/* That range, held once; NULL: the event has no time. */
struct ask *around_ask(const struct view *view, row_t row, int64_t seconds);

#endif
