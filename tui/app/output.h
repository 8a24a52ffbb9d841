/* SPDX-License-Identifier: MIT */
/* output.h - standard error and standard output. What is said on the first
 * quotes file names, arguments and data, so it is cleaned as on the screen. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "base.h"
#include "print.h"

/* One line, after `trailtui: `. */
void message(const char *format, ...) PRINTF_LIKE(1, 2);
/* What is wrong with an expression, with a caret below the place. -1. */
int message_query(const char *text, const struct err *err);

/* How a table goes to standard output. */
struct options;
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
