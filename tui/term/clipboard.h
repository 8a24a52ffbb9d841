/* SPDX-License-Identifier: MIT */
/* clipboard.h - texts for the clipboard. */
#ifndef CLIPBOARD_H
#define CLIPBOARD_H

#include "base.h"

/* Appends OSC 52 for the text; false, with nothing added, when it is longer
 * than terminals take. */
bool clipboard_put(struct buf *out, struct str text);

#endif
