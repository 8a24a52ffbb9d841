/* SPDX-License-Identifier: MIT */
/* main.c - the way in. */
#include <assert.h>
#include <fcntl.h>
#include <locale.h>
#include <unistd.h>

#include "subcommands.h"

/* A standard descriptor that was closed would be given to the next file that
 * is opened, and what is printed would go there. So it is opened the wrong
 * way round: using it fails, as it should. */
static void open_standard(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
			_exit(2);
}

int main(int argc, char **argv)
{
	struct options options;
	int status;

	open_standard();
	memory_tune();
	setlocale(LC_ALL, "");
	if (options_read(&options, subcommands, argc, argv, &status)) {
		assert(options.command && options.command->run);
		status = options.command->run(&options);
	}
	buf_release(&options.filters);
	return status;
}
