/* SPDX-License-Identifier: MIT */
/* demo_day.h - what happens in the demo's day: those who act all day long
 * (services, machines, people), and the incident, second by second.
 *
 * Texts may hold placeholders, which the dice fill: $uuid, $hex (17 digits),
 * $num (1..999), $key (an object's key), $bucket, $instance, $group, $table,
 * $queue, $function. */
#ifndef DEMO_DAY_H
#define DEMO_DAY_H

#include "base.h"

#define DEMO_ACCOUNT "111122223333"
#define DEMO_PARTNER "444455556666"
#define DEMO_DAY 1773446400 /* 2026-03-14T00:00:00Z */

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

struct demo_habit {
	const struct demo_actor *actor;
	uint16_t night, day; /* calls in five minutes, on average */
	const struct demo_call *call;
	uint16_t calls;
	bool everywhere; /* in the second region too, at a third of it */
};
extern const struct demo_habit demo_habits[]; /* until one without actor */

struct demo_scene {
	int32_t at; /* seconds of the day */
	const struct demo_actor *actor;
	uint16_t times, step; /* how often; seconds between */
	struct demo_call call;
};
extern const struct demo_scene demo_scenes[]; /* until one without actor */

#endif
