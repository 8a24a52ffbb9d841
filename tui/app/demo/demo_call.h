/* SPDX-License-Identifier: MIT */
/* demo_call.h - what events are made of: who did it and what it is.
 *
 * Texts may hold placeholders, which the dice fill: $uuid, $hex (17 digits),
 * $num (1..999), $key (an object's key), $bucket, $instance, $group, $table,
 * $queue, $function. */
#ifndef DEMO_CALL_H
#define DEMO_CALL_H

#include "base.h"

#define DEMO_ACCOUNT "111122223333"
#define DEMO_PARTNER "444455556666"

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

#endif
