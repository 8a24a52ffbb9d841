/* SPDX-License-Identifier: MIT */
/* job.h - base's third door: long tasks that go on in slices, so that a key
 * is answered between two of them.
 *
 * A job is whatever looks at many things: it is given a budget, returns what
 * it spent, and keeps its place. Jobs stand in a list in the order in which
 * what they make is missed. The list gives every slice to one of them, until
 * that one has nothing left, and then to the next: what finds new work again
 * and again (because a store grows) has it done once a round, so that those
 * behind it are never left waiting. */
#ifndef JOB_H
#define JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct job {
	const char *name; /* what it does, for a title: "counting users" */
	/* Spends about `budget`; returns what was spent, in rows looked at, 0
	 * when it has nothing to do. Sets done and all. */
	size_t (*step)(struct job *job, size_t budget);
	void *of;           /* whose job it is; for `step` */
	uint64_t done, all; /* how far it is, in any unit; all 0: unknown */
};

struct jobs {            /* zero-initialised has none */
	struct job *job; /* borrowed: the first is missed most */
	size_t count;
	size_t at;      /* whose turn it is; count: the round is over */
	bool worked;    /* somebody did something in this round */
	uint64_t spent; /* since the list last had nothing to do */
	bool stopped;   /* by jobs_stop, at `at` */
};

/* Gives a slice to the job whose turn it is. Returns what was spent, at least
 * 1; 0 when no job has anything to do, or when they were stopped. */
size_t jobs_step(struct jobs *jobs, size_t budget);
/* Something was chosen: from the first job on, also when they were stopped. */
void jobs_restart(struct jobs *jobs);
/* Nothing is done any more until jobs_restart. False: nothing was running. */
bool jobs_stop(struct jobs *jobs);
/* The job that is running, or was stopped; NULL when all is done. Borrowed. */
const struct job *jobs_running(const struct jobs *jobs);

#endif
