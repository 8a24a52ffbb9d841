/* SPDX-License-Identifier: MIT */
/* child.c - another program on the same terminal. It gets the terminal as its
 * three standard descriptors, opened anew: ours may be a pipe with data, and
 * the one we draw on must not block. */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include "base.h"
#include "child.h"

extern char **environ;

/* The program must not inherit our handlers' blocks, nor die with us on ^C
 * while we wait for it. */
static void ignore_keyboard(struct sigaction before[2], bool back)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigaction(SIGINT, back ? &before[0] : &ignore,
		  back ? NULL : &before[0]);
	sigaction(SIGQUIT, back ? &before[1] : &ignore,
		  back ? NULL : &before[1]);
}

static int spawn(pid_t *pid, const char *path, char *const argv[])
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	int failed;

	sigfillset(&defaults);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, path, O_RDWR, 0);
	posix_spawn_file_actions_adddup2(&files, 0, 1);
	posix_spawn_file_actions_adddup2(&files, 0, 2);
	failed = posix_spawnp(pid, argv[0], &files, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return failed;
}

int child_run(const char *path, char *const argv[])
{
	struct sigaction before[2];
	int status = -1;
	pid_t pid;

	ignore_keyboard(before, false);
	if (spawn(&pid, path, argv) == 0)
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			;
	ignore_keyboard(before, true);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
