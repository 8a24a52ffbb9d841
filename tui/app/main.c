/* SPDX-License-Identifier: MIT */
/* main.c - the table of sub-commands, and the way in. */
#include <assert.h>
#include <fcntl.h>
#include <locale.h>
#include <unistd.h>

#include "subcommands.h"
#include "headless.h"

const struct subcommand subcommands[] = {
	{ .name = "", .run = run_investigator },
	{ "events", NULL, "matching events, in time order", false, run_events },
	{ "count", NULL, "how many events match", false, run_count },
	{ "top", "FIELD", "how often each value of a field occurs", false,
	  run_top },
	{ "users", NULL, "the Users pane as a table", false, run_users },
	{ "resources", NULL, "the Resources pane as a table", false,
	  run_resources },
	{ "timeline", NULL, "the Timeline pane as a table", false,
	  run_timeline },
	{ "sources", NULL, "every file: format, events, trouble", false,
	  run_sources },
	{ "script", "FILE", "play keys, write screens; no terminal", false,
	  run_script },
	{ "demo", NULL, "the investigator on a built-in incident", true,
	  run_demo },
};
const size_t subcommand_count = ARRAY_LEN(subcommands);

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
	if (!options_read(&options, argc, argv, &status))
		return status;
	if (headless_check(&options) < 0)
		return 2;
	assert(options.command && options.command->run);
	return options.command->run(&options);
}
