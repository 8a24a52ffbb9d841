/* SPDX-License-Identifier: MIT */
/* test_loop.c - functions are called for what is readable and for moments that
 * have come, and for nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../../tui/app/loop.h"

#define PIPES 100

struct heard { /* by a waiter */
	int fd;
	unsigned times;
};

static void hear(void *arg)
{
	struct heard *heard = arg;
	char byte;

	heard->times++;
	if (heard->fd >= 0)
		assert_int_equal(read(heard->fd, &byte, 1), 1);
}

/* As the terminal does it. */
static void wait_and_run(struct loop *loop, int most)
{
	int ms = loop_patience(loop);

	if (ms < 0 || ms > most)
		ms = most;
	assert_true(poll(loop->set, loop->waiters, ms) >= 0);
	loop_run(loop);
}

static void any_number_of_descriptors_is_waited_for(void **state)
{
	static struct heard heard[PIPES];
	struct loop loop = { 0 };
	int ends[PIPES][2];

	(void)state;
	for (size_t i = 0; i < PIPES; i++) {
		assert_int_equal(pipe(ends[i]), 0);
		heard[i] = (struct heard){ .fd = ends[i][0] };
		loop_add(&loop, ends[i][0], hear, &heard[i]);
	}
	wait_and_run(&loop, 0);
	for (size_t i = 0; i < PIPES; i++)
		assert_int_equal(heard[i].times, 0);
	assert_int_equal(write(ends[3][1], "x", 1), 1);
	assert_int_equal(write(ends[PIPES - 1][1], "xx", 2), 2);
	wait_and_run(&loop, 1000);
	wait_and_run(&loop, 1000);
	wait_and_run(&loop, 0);
	for (size_t i = 0; i < PIPES; i++) {
		assert_int_equal(heard[i].times, i == 3           ? 1
						 : i == PIPES - 1 ? 2
								  : 0);
		close(ends[i][0]);
		close(ends[i][1]);
	}
	loop_release(&loop);
}

static void a_moment_comes_once_and_not_before(void **state)
{
	struct heard soon = { .fd = -1 }, later = { .fd = -1 };
	struct loop loop = { 0 };
	size_t a = loop_add(&loop, -1, hear, &soon);
	size_t b = loop_add(&loop, -1, hear, &later);
	double began = time_now();

	(void)state;
	assert_int_equal(loop_patience(&loop), -1);
	loop_run(&loop);
	loop_due(&loop, b, began + 3600);
	assert_in_range(loop_patience(&loop), 1000, 3600000);
	loop_due(&loop, a, began + 0.02);
	while (!soon.times)
		wait_and_run(&loop, 1000);
	assert_true(time_now() >= began + 0.02);
	loop_run(&loop);
	assert_int_equal(soon.times, 1);
	assert_int_equal(later.times, 0);
	loop_due(&loop, b, began);
	assert_int_equal(loop_patience(&loop), 0);
	loop_run(&loop);
	assert_int_equal(later.times, 1);
	assert_int_equal(loop_patience(&loop), -1);
	loop_release(&loop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_number_of_descriptors_is_waited_for),
		cmocka_unit_test(a_moment_comes_once_and_not_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
