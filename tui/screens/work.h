/* SPDX-License-Identifier: MIT */
/* work.h - what is done between two keys. */
#ifndef WORK_H
#define WORK_H

#include "view.h"

/* Panes find their places again in what the selection has made anew; what has
 * few rows is arranged at once. */
void view_follow(struct view *view);
/* Works until all is exact where there are no more than `few` rows; else for
 * some slices of `slice` rows, until the hits are made. */
void view_catch_up(struct view *view, size_t few, size_t slice);

#endif
