/* SPDX-License-Identifier: MIT */
/* loop.c - the table of waiters. */
#include <assert.h>
#include <stdlib.h>

#include "loop.h"

#define WAIT_MOST 60000 /* milliseconds: a longer wait is several */

struct waiter {
	loop_call *call;
	void *arg;
	double due; /* LOOP_NEVER for a descriptor */
};

size_t loop_add(struct loop *loop, int fd, loop_call *call, void *arg)
{
	size_t place = loop->waiters;

	assert(call);
	vec_grow(&loop->set, &loop->set_room, place + 1, sizeof(*loop->set));
	loop->set[place] = (struct pollfd){ .fd = fd, .events = POLLIN };
	*vec_add(loop->waiter, loop->waiters, loop->waiter_room) =
		(struct waiter){ .call = call, .arg = arg, .due = LOOP_NEVER };
	return place;
}

void loop_due(struct loop *loop, size_t waiter, double when)
{
	assert(waiter < loop->waiters);
	assert(loop->set[waiter].fd < 0);
	loop->waiter[waiter].due = when;
}

int loop_patience(const struct loop *loop)
{
	double first = LOOP_NEVER, left;

	for (size_t i = 0; i < loop->waiters; i++)
		if (loop->waiter[i].due < first)
			first = loop->waiter[i].due;
	if (first == LOOP_NEVER)
		return -1;
	left = (first - time_now()) * 1e3;
	if (left <= 0)
		return 0;
	return left < WAIT_MOST ? (int)left + 1 : WAIT_MOST;
}

void loop_run(struct loop *loop)
{
	double now = time_now();

	for (size_t i = 0; i < loop->waiters; i++) {
		struct waiter waiter = loop->waiter[i];
		bool due = waiter.due <= now;

		if (!loop->set[i].revents && !due)
			continue;
		loop->set[i].revents = 0;
		if (due)
			loop->waiter[i].due = LOOP_NEVER;
		waiter.call(waiter.arg);
	}
}

void loop_release(struct loop *loop)
{
	free(loop->set);
	free(loop->waiter);
	*loop = (struct loop){ 0 };
}
