/* SPDX-License-Identifier: MIT */
/* formats.h - the table of what may be found in a file. To add a format is to
 * add a row and a function that claims it; one whose records do not simply
 * stand in the text as values also brings its own step (steps.h). */
#ifndef LOAD_FORMATS_H
#define LOAD_FORMATS_H

#include "format.h"

/* All rows, format_count() of them. */
const struct format *formats_table(void);
/* The first row that claims the value; the last one claims anything. */
size_t format_of(const struct peek *peek);

#endif
