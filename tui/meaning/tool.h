/* SPDX-License-Identifier: MIT */
/* tool.h - the product behind a user agent. */
#ifndef TOOL_H
#define TOOL_H

#include "base.h"

/* Appends product and version of `agent`: `aws-cli/2.13.0`, `Firefox/115`,
 * `stratus-red-team`; nothing where it names none. */
void tool_put(struct buf *out, struct str agent);

#endif
