/* SPDX-License-Identifier: MIT */
/* main.c - the table of sub-commands, and the way in. */
#include <locale.h>

#include "commands.h"

const struct subcommand subcommands[] = {
	{ .name = "", .run = run_investigator },
	{ "events", NULL, "matching events, in time order", false,
	  run_events },
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

int main(int argc, char **argv)
{
	struct options options;
	int status;

	setlocale(LC_ALL, "");
	if (!options_read(&options, argc, argv, &status))
		return status;
	return options.command->run(&options);
}
