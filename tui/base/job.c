/* SPDX-License-Identifier: MIT */
/* job.c - whose turn it is. */
#include "job.h"

#include <assert.h>

size_t jobs_step(struct jobs *jobs, size_t budget)
{
	assert(budget > 0);
	if (jobs->stopped)
		return 0;
	for (;;) {
		size_t spent = 0;

		if (jobs->at < jobs->count)
			spent = jobs->job[jobs->at].step(&jobs->job[jobs->at],
							 budget);
		if (spent) {
			jobs->worked = true;
			jobs->spent += spent;
			return spent;
		}
		if (++jobs->at < jobs->count)
			continue;
		jobs->at = 0;
		if (!jobs->worked) {
			jobs->spent = 0;
			return 0;
		}
		jobs->worked = false;
	}
}

void jobs_restart(struct jobs *jobs)
{
	jobs->at = 0;
	jobs->spent = 0;
	jobs->worked = jobs->stopped = false;
}

bool jobs_stop(struct jobs *jobs)
{
	jobs->stopped = jobs_running(jobs) != NULL;
	return jobs->stopped;
}

const struct job *jobs_running(const struct jobs *jobs)
{
	return jobs->spent && jobs->at < jobs->count ? &jobs->job[jobs->at]
						     : NULL;
}
