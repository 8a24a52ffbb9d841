/* SPDX-License-Identifier: MIT */
/* options.h - the command line, read once. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base.h"
#include "print.h"

#define VERSION "0.1.0"

struct options {
	const struct subcommand *command; /* never NULL */
	char **path;                      /* lives as long as argv */
	size_t paths;
	const char *word;   /* FIELD of top, FILE of script */
	const char *filter; /* of -f; NULL: none */
	const char *from, *to;
	enum print_form format;
	bool format_given;
	const char *fields;
	size_t limit; /* rows; 0: all */
	size_t jobs;
	size_t memory; /* bytes the store may take; 0: no bound */
	enum zone zone;
	bool mono, ascii, strict, csv_exact;
	int width, height; /* of --size, cells */
	const char *write; /* directory of demo --write */
};

/* A sub-command: its name, the word before its paths, one line of help. */
struct subcommand {
	const char *name; /* "" for the investigator */
	const char *word; /* "FIELD"; NULL: none */
	const char *help;
	bool pathless;                             /* needs no path */
	int (*run)(const struct options *options); /* the exit status */
};
extern const struct subcommand subcommands[];
extern const size_t subcommand_count;

/* Reads argv. True; or false when there is nothing more to do (--help,
 * --version, or a mistake that was told on stderr), with the exit status in
 * *status. */
bool options_read(struct options *options, int argc, char **argv, int *status);

#endif
