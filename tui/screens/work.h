/* SPDX-License-Identifier: MIT */
/* work.h - what is done between two keys. */
#ifndef WORK_H
#define WORK_H

#include "view.h"

/* Panes find their places again in what the selection has made anew; what has
 * few rows is arranged at once. */
void view_follow(struct view *view);
/* Works until the hits are made; all the rest too where rows are few. */
void view_catch_up(struct view *view, size_t few);

#endif
