/* SPDX-License-Identifier: MIT */
/* diff.h - two events beside each other, for pipes. */
#ifndef DIFF_H
#define DIFF_H

#include "event.h"
#include "options.h"

/* Prints what they differ in, in the form and at most as many rows as asked
 * for; how many it printed. */
size_t diff_print(const struct record *old, const struct record *new,
		  const struct options *options);

#endif
