/* SPDX-License-Identifier: MIT */
/* tty.h - the terminal device: taken, and given back as it was. */
#ifndef TTY_H
#define TTY_H

#include "base.h"

/* Opens the terminal. The descriptor, or -1 and *err. */
int tty_open(struct err *err);
void tty_close(void);
int tty_fd(void); /* -1 when there is none */
const char *tty_path(void);

/* What tty_leave is to write; copied. */
void tty_last_words(struct str words);
/* Raw mode. False when this process is in the background: nothing was done,
 * and SIGCONT tells when to try again. */
bool tty_take(void);
/* The other way, and the last words; only write, poll and tcsetattr, so a
 * signal handler may. Nothing when it is not taken, or is another's now. */
void tty_leave(void);
bool tty_taken(void);

bool tty_size(int *width, int *height); /* false: unknown */

#endif
