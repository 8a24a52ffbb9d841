/* SPDX-License-Identifier: MIT */
/* frames.h - between the items of an array, and behind it. */
#ifndef LOAD_FRAMES_H
#define LOAD_FRAMES_H

#include "cursor.h"

/* Takes what may stand at the position between items. *value tells that an
 * item begins there instead. */
enum step frame_step(struct reader *r, struct err *err, bool *value);

/* The text ended: false when it may end here, else *err says within what. */
bool frame_cut(struct reader *r, struct err *err);

#endif
