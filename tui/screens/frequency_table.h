/* SPDX-License-Identifier: MIT */
/* frequency_table.h - the frequency table of one field, over the panes: what
 * `f` opens.
 *
 * It keeps the promise of Users and Resources: the number beside a value is
 * the number of events after Enter on it; what it leaves out when counting,
 * it says. */
#ifndef FREQUENCY_TABLE_H
#define FREQUENCY_TABLE_H

#include "view.h"

/* Counts the field under the focused pane's cell, or the one named. */
void frequency_open(struct view *view, struct str field);
/* Before it may be counted anew, the value under the cursor is remembered;
 * after it, found again. */
void frequency_remember(struct view *view);
void frequency_follow(struct view *view);
/* Enter, `!`, `s`; false: it is no key of the table's own. */
bool frequency_key(struct view *view, struct key key);
/* Goes to a value that the finder hits, as the panes do. */
void frequency_find(struct view *view, int direction);
/* The value as it is shown; borrowed until `buf` changes. */
struct str frequency_label(const struct view *view, size_t row,
			   struct buf *buf);
/* What `s` would sort by next, in words. */
const char *frequency_next_order(const struct frequency *frequency);
void frequency_draw(struct view *view, struct grid *grid,
		    const struct layout *layout);

#endif
