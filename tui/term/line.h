/* SPDX-License-Identifier: MIT */
/* line.h - bytes on their way to the terminal. Nothing here ever blocks: what
 * the line does not take now is kept and sent when it does. */
#ifndef LINE_H
#define LINE_H

#include "base.h"

void line_open(int fd);
void line_forget(void); /* what was not sent is not wanted any more */
void line_close(void);  /* forgets what was not sent */
void line_add(struct str bytes);
bool line_send(void);    /* as much as it takes; false: the line is gone */
bool line_waits(void);   /* something is left to send */
void line_drain(int ms); /* sends, for at most so long */
bool line_busy(void);    /* something has not left this machine yet */

#endif
