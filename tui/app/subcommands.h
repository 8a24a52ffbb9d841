/* SPDX-License-Identifier: MIT */
/* subcommands.h - the table of sub-commands, and those that need a workspace;
 * each returns the exit status. */
#ifndef SUBCOMMANDS_H
#define SUBCOMMANDS_H

#include "options.h"

/* That of the investigator first; until one without name. */
extern const struct subcommand subcommands[];

int run_investigator(const struct options *options);
int run_script(const struct options *options);
int run_demo(const struct options *options);

#endif
