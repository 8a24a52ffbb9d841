/* SPDX-License-Identifier: MIT */
/* output.h - standard output: tables as the options want them, and whether
 * all of it went out. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "options.h"
#include "print.h"

/* How a table goes to standard output. */
struct print_options output_as(const struct options *options);
/* Says how many cells of CSV were changed; nothing for 0. */
void output_defused(size_t cells);

/* True once standard output took no more: there is no use in going on. Asked
 * right after writing, it learns why. */
bool output_failed(void);
/* True when everything written so far has left the program; else the reason
 * is told on stderr (a full disk must not look like a short answer), unless
 * it is that nobody reads any more (`| head`). */
bool output_ok(void);

#endif
