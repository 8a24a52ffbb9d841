/* SPDX-License-Identifier: MIT */
/* signals.h - what the outside says: die, stop, go on, another size. */
#ifndef SIGNALS_H
#define SIGNALS_H

#include "base.h"

#define SIGNAL_SIZE 1u      /* the terminal's size may have changed */
#define SIGNAL_CONTINUED 2u /* the process was stopped and goes on */

/* Fatal signals and a stop then call `leave` first, which restores the
 * terminal. A descriptor that is readable when signals_take has news; -1 and
 * *err when the system gives no pipe. */
int signals_open(void (*leave)(void), struct err *err);
void signals_close(void);    /* back to the dispositions there were */
unsigned signals_take(void); /* SIGNAL_ bits since the last call */
/* Stops the process group as ^Z does; back when it is continued, or soon when
 * nobody is there who could continue it. */
void signals_stop_group(void);

#endif
