/* SPDX-License-Identifier: MIT */
/* demo_event.h - one made event as JSON, from who did it and what it is.
 *
 * Texts may hold placeholders, which the dice fill: $uuid, $hex (17 digits),
 * $num (1..999), $key (an object's key), $bucket, $instance, $group, $table,
 * $queue, $function. */
#ifndef DEMO_EVENT_H
#define DEMO_EVENT_H

#include "base.h"

#define DEMO_ACCOUNT "111122223333"
#define DEMO_PARTNER "444455556666"

/* Throws numbers from a seed: the same on every machine. */
struct dice {
	uint64_t state;
};
uint64_t dice_throw(struct dice *dice);
uint32_t dice_below(struct dice *dice, uint32_t sides);

struct demo_actor {
	const char *identity; /* JSON of userIdentity */
	const char *address, *agent;
};

struct demo_call {
	const char *service, *name;
	char access; /* 'r' reads, 'w' writes, 'd' reads data, 'D' writes it */
	const char *request, *response; /* JSON; NULL: null */
	const char *error, *message;    /* NULL: it succeeded */
	const char *type;               /* eventType; NULL: AwsApiCall */
	const char *extra; /* further members, each with `,` before it */
};

/* Appends the event; `time` in seconds since 1970. */
void demo_event_put(struct buf *out, struct dice *dice,
		    const struct demo_actor *actor,
		    const struct demo_call *call, const char *region,
		    int64_t time);

#endif
