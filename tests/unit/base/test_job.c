/* SPDX-License-Identifier: MIT */
/* test_job.c - which of several jobs is given the next slice. */
#include "../shared.h"

#include "job.h"

struct work { /* that may grow */
	size_t left;
	struct buf *log;
	char letter;
};

static size_t step(struct job *job, size_t budget)
{
	struct work *work = job->of;
	size_t now = work->left < budget ? work->left : budget;

	work->left -= now;
	job->done += now;
	if (now)
		buf_addc(work->log, work->letter);
	return now;
}

struct bench {
	struct buf log;
	struct work work[3];
	struct job job[3];
	struct jobs jobs;
};

static void open_bench(struct bench *bench, size_t a, size_t b, size_t c)
{
	size_t left[] = { a, b, c };

	*bench = (struct bench){ .jobs = { .job = bench->job, .count = 3 } };
	for (int i = 0; i < 3; i++) {
		bench->work[i] =
			(struct work){ left[i], &bench->log, (char)('a' + i) };
		bench->job[i] = (struct job){ .name = "working",
					      .of = &bench->work[i],
					      .step = step };
	}
	buf_add(&bench->log, STR(""));
}

static void each_job_goes_on_until_it_has_nothing_left(void **state)
{
	struct bench bench;

	(void)state;
	open_bench(&bench, 25, 0, 10);
	assert_null(jobs_running(&bench.jobs));
	while (jobs_step(&bench.jobs, 10))
		;
	assert_string_equal(bench.log.at, "aaac");
	assert_null(jobs_running(&bench.jobs));
	buf_release(&bench.log);
}

static void a_job_that_grows_keeps_nobody_waiting(void **state)
{
	struct bench bench;

	(void)state;
	open_bench(&bench, 10, 20, 20);
	for (int i = 0; i < 9; i++) {
		bench.work[0].left += bench.jobs.at ? 10 : 0;
		jobs_step(&bench.jobs, 10);
	}
	assert_string_equal(bench.log.at, "abbccaaaa");
	buf_release(&bench.log);
}

static void a_choice_begins_with_the_first_again(void **state)
{
	struct bench bench;

	(void)state;
	open_bench(&bench, 10, 30, 0);
	jobs_step(&bench.jobs, 10);
	jobs_step(&bench.jobs, 10);
	assert_ptr_equal(jobs_running(&bench.jobs), &bench.job[1]);
	bench.work[0].left = 10;
	jobs_restart(&bench.jobs);
	while (jobs_step(&bench.jobs, 10))
		;
	assert_string_equal(bench.log.at, "ababb");
	buf_release(&bench.log);
}

static void what_is_stopped_rests_until_the_next_choice(void **state)
{
	struct bench bench;

	(void)state;
	open_bench(&bench, 0, 30, 10);
	assert_false(jobs_stop(&bench.jobs));
	jobs_step(&bench.jobs, 10);
	assert_true(jobs_stop(&bench.jobs));
	assert_int_equal(jobs_step(&bench.jobs, 10), 0);
	assert_ptr_equal(jobs_running(&bench.jobs), &bench.job[1]);
	assert_int_equal(bench.job[1].done, 10);
	jobs_restart(&bench.jobs);
	while (jobs_step(&bench.jobs, 10))
		;
	assert_string_equal(bench.log.at, "bbbc");
	buf_release(&bench.log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_job_goes_on_until_it_has_nothing_left),
		cmocka_unit_test(a_job_that_grows_keeps_nobody_waiting),
		cmocka_unit_test(a_choice_begins_with_the_first_again),
		cmocka_unit_test(what_is_stopped_rests_until_the_next_choice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
