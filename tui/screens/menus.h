/* SPDX-License-Identifier: MIT */
/* menus.h - the overlays' commands, for the table of commands. `rest` and
 * `how` as in run.h. */
#ifndef MENUS_H
#define MENUS_H

#include "view.h"

/* Each opens its overlay, or closes it where it is open. */
void help_open(struct view *view, struct str rest, int how);
void sources_open(struct view *view, struct str rest, int how);
void chips_open(struct view *view, struct str rest, int how);
/* Of the field under the focused pane's cell, or of the one named. */
void frequency_open(struct view *view, struct str rest, int how);
void pivot_open(struct view *view, struct str rest, int how);
void copy_open(struct view *view, struct str rest, int how);

void chip_toggle(struct view *view, struct str rest, int how);
void chip_edit(struct view *view, struct str rest, int how);
void chip_delete(struct view *view, struct str rest, int how);

/* Enter, `!`, `s`: the next of its orders. */
void frequency_only(struct view *view, struct str rest, int how);
void frequency_without(struct view *view, struct str rest, int how);
void frequency_reorder(struct view *view, struct str rest, int how);

void pivot_replace(struct view *view, struct str rest, int how);
void pivot_add(struct view *view, struct str rest, int how);
/* The way of that letter takes the place of all chips. */
void pivot_letter(struct view *view, struct str rest, int how);
/* `w` in a pane: a minute around the event, then 5, 15 and 60. */
void around_widen(struct view *view, struct str rest, int how);

/* Copies what that letter stands for. */
void copy_way(struct view *view, struct str rest, int how);

#endif
