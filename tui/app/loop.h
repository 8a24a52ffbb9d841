/* SPDX-License-Identifier: MIT */
/* loop.h - what the program waits for besides keys: descriptors that become
 * readable (files that load, a child, a socket) and moments that come, each
 * with the function to call then.
 *
 * A zero-initialised loop waits for nothing. Who really waits, the terminal or
 * poll, is given `set` and loop_patience, and then calls loop_run. */
#ifndef LOOP_H
#define LOOP_H

#include <poll.h>

#include "base.h"

#define LOOP_NEVER 1e300 /* seconds: a moment that does not come */

typedef void loop_call(void *arg);

struct loop {
	struct pollfd *set; /* by waiter; fd is -1 for a moment */
	struct waiter *waiter;
	size_t waiters, set_room, waiter_room;
};

/* Calls `call` with `arg` in each loop_run that finds `fd` readable (or at its
 * end, or broken); for -1 once when the moment has come that loop_due names,
 * none yet. The waiter's number. A function that is called may add waiters. */
size_t loop_add(struct loop *loop, int fd, loop_call *call, void *arg);
/* Names the moment of a waiter without descriptor, as time_now() counts, in
 * place of the one before. */
void loop_due(struct loop *loop, size_t waiter, double when);

/* Milliseconds until the next moment, rounded up; -1: there is none. */
int loop_patience(const struct loop *loop);
/* Calls whom `set` says something happened for and whose moment has come. */
void loop_run(struct loop *loop);
void loop_release(struct loop *loop);

#endif
