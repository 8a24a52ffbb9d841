/* SPDX-License-Identifier: MIT */
/* demo_crowd.h - those who act all day long: services, machines, people. */
#ifndef DEMO_CROWD_H
#define DEMO_CROWD_H

#include "demo_call.h"

struct demo_habit {
	const struct demo_actor *actor;
	uint16_t night, day; /* calls in five minutes, on average */
	const struct demo_call *call;
	uint16_t calls;
	bool everywhere; /* in the second region too, at a third of it */
};
extern const struct demo_habit demo_habits[]; /* until one without actor */

#endif
