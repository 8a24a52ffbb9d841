/* SPDX-License-Identifier: MIT */
/* copy.h - texts for the clipboard. */
#ifndef COPY_H
#define COPY_H

#include "base.h"

/* Appends OSC 52 for the text; false, with nothing added, when it is longer
 * than terminals take. */
bool copy_put(struct buf *out, struct str text);

#endif
