/* SPDX-License-Identifier: MIT */
/* test_err.c - errors as values, and death with the terminal given back. */
#include "check.h"

#include <sys/wait.h>
#include <unistd.h>

static void an_error_is_filled_and_cut_to_fit(void **state)
{
	char longer[1000] = { 0 };
	struct err err;

	(void)state;
	assert_int_equal(err_set(NULL, ERR_DATA, 0, "nobody asks"), -1);
	assert_int_equal(err_set(&err, ERR_CUT, 77, "at %d", 5), -1);
	assert_int_equal(err.code, ERR_CUT);
	assert_int_equal(err.at, 77);
	assert_string_equal(err.text, "at 5");
	memset(longer, 'y', sizeof(longer) - 1);
	err_set(&err, ERR_FILE, 0, "%s", longer);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

static void restore_terminal(void)
{
	fputs("[restored]", stderr);
}

/* What a child that runs `end` wrote to stderr, and its exit status. */
static int end_of(void (*end)(void), char *text, size_t room)
{
	int out[2], status = 0;
	ssize_t len;
	pid_t child;

	assert_int_equal(pipe(out), 0);
	child = fork();
	if (!child) {
		dup2(out[1], STDERR_FILENO);
		end();
		_exit(99);
	}
	close(out[1]);
	len = read(out[0], text, room - 1);
	text[len > 0 ? len : 0] = '\0';
	close(out[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void die_of_hunger(void)
{
	setvbuf(stderr, NULL, _IOFBF, 4096);
	die_hook(restore_terminal);
	/* Refused by arena_keep itself: a sanitizer would end the program at
	 * a malloc this large. */
	arena_keep(&(struct arena){ 0 }, (struct str){ "", SIZE_MAX });
}

static void die_twice(void)
{
	die("again");
}

static void die_inside_the_hook(void)
{
	setvbuf(stderr, NULL, _IOFBF, 4096);
	die_hook(die_twice);
	die("first");
}

static void death_restores_first_and_exits_with_2(void **state)
{
	char text[4096];

	(void)state;
	assert_int_equal(end_of(die_of_hunger, text, sizeof(text)), 2);
	assert_ptr_equal(strstr(text, "[restored]"), text);
	assert_non_null(strstr(text, "out of memory"));
	assert_int_equal(end_of(die_inside_the_hook, text, sizeof(text)), 2);
	assert_non_null(strstr(text, "again"));
	assert_null(strstr(text, "first"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_is_filled_and_cut_to_fit),
		cmocka_unit_test(death_restores_first_and_exits_with_2),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
