/* SPDX-License-Identifier: MIT */
/* subcommands.h - the sub-commands; each returns the exit status. */
#ifndef SUBCOMMANDS_H
#define SUBCOMMANDS_H

#include "options.h"

int run_investigator(const struct options *options);
int run_events(const struct options *options);
int run_count(const struct options *options);
int run_top(const struct options *options);
int run_users(const struct options *options);
int run_resources(const struct options *options);
int run_timeline(const struct options *options);
int run_sources(const struct options *options);
int run_script(const struct options *options);
int run_demo(const struct options *options);

#endif
