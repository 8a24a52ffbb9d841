/* SPDX-License-Identifier: MIT */
/* demo_story.h - the incident inside the demo's day, second by second. */
#ifndef DEMO_STORY_H
#define DEMO_STORY_H

#include "demo_call.h"

#define DEMO_DAY 1773446400 /* 2026-03-14T00:00:00Z */

struct demo_scene {
	int32_t at; /* seconds of the day */
	const struct demo_actor *actor;
	struct demo_call call;
	uint16_t times; /* how often in all; 0 is once */
	uint16_t step;  /* seconds between */
};
extern const struct demo_scene demo_scenes[]; /* until one without actor */

#endif
