/* SPDX-License-Identifier: MIT */
/* run.h - does what a key means. */
#ifndef RUN_H
#define RUN_H

#include "view.h"

/* Does what the key means where one is; nothing for other keys. */
void command_key_run(struct view *view, struct key key);

#endif
