/* SPDX-License-Identifier: MIT */
/* event_fold.h - which containers of an event are folded, by path, so that
 * what one folded stays so from event to event. */
#ifndef EVENT_FOLD_H
#define EVENT_FOLD_H

#include "view.h"

bool fold_closed(const struct event_state *state, struct str path);
void fold_turn(struct event_state *state, struct str path);
/* Opens the container and all around it. */
void fold_open(struct event_state *state, struct str path);
void folds_release(struct event_state *state);

#endif
