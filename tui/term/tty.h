/* SPDX-License-Identifier: MIT */
/* tty.h - the terminal device: taken, and given back as it was; and the bytes
 * on their way to it. */
#ifndef TTY_H
#define TTY_H

#include "base.h"

/* Opens the terminal. The descriptor, or -1 and *err. */
int tty_open(struct err *err);
void tty_close(void); /* forgets what was not sent */
int tty_fd(void);     /* -1 when there is none */

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
/* Sets the C library's locale for characters from the environment; true when
 * the terminal may be sent more than ASCII. */
bool tty_utf8(void);

/* ---- the output queue ---- */

/* Nothing here ever blocks: what the terminal does not take now is kept and
 * sent when it does. */
void output_add(struct str bytes);
void output_forget(void);  /* what was not sent is not wanted any more */
bool output_send(void);    /* as much as it takes; false: it is gone */
bool output_waits(void);   /* something is left to send */
void output_drain(int ms); /* sends, for at most so long */
bool output_busy(void);    /* something has not left this machine yet */

#endif
