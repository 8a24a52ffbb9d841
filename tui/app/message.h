/* SPDX-License-Identifier: MIT */
/* message.h - the one way to standard error. What is said there quotes file
 * names, arguments and data, so it is cleaned as on the screen. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "base.h"

/* One line, after `trailtui: `. */
void message(const char *format, ...) PRINTF_LIKE(1, 2);
/* What is wrong with an expression, with a caret below the place. -1. */
int message_query(const char *text, const struct err *err);

/* True where the descriptor is a terminal that shows no UTF-8: there its
 * bytes may be controls (0x9b alone is ESC [). */
bool message_ascii(int fd);

#endif
