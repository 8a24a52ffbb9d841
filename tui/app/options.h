/* SPDX-License-Identifier: MIT */
/* options.h - the command line, read once. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base.h"
#include "print.h"

#define VERSION "0.2.0"

struct options {
	const struct subcommand *command; /* never NULL */
	char **path;                      /* lives as long as argv */
	size_t paths;
	const char *word;   /* FIELD of top, FILE of script, OLD of diff */
	const char *other;  /* NEW of diff */
	const char *filter; /* of every -f; NULL: none */
	struct buf filters; /* holds it where there are several; the caller's */
	const char *from, *to;
	const char *at; /* time or event id to begin at */
	enum print_form format;
	bool format_given;
	const char *fields, *columns;
	size_t limit; /* rows; 0: all */
	size_t jobs;
	size_t memory; /* bytes the store may take; 0: no bound */
	enum zone zone;
	bool mono, ascii, strict, csv_exact, fold;
	int width, height; /* of --size, cells */
	const char *write; /* directory of demo --write */
};

/* Options that not every sub-command has a meaning for. */
enum option_kind {
	TAKES_FILTER = 1 << 0, /* -f, --from, --to */
	TAKES_FORMAT = 1 << 1, /* --format, --csv-exact */
	TAKES_FIELDS = 1 << 2,
	TAKES_LIMIT = 1 << 3,
	TAKES_SIZE = 1 << 4,
	TAKES_WRITE = 1 << 5,
	TAKES_AT = 1 << 6,
	TAKES_COLUMNS = 1 << 7,
	TAKES_FOLD = 1 << 8,
};
#define TAKES_TABLE (TAKES_FILTER | TAKES_FORMAT | TAKES_LIMIT)
#define TAKES_VIEW (TAKES_FILTER | TAKES_AT | TAKES_COLUMNS | TAKES_FOLD)

/* A sub-command: its name, words before its paths, a line of help. */
struct subcommand {
	const char *name; /* "" for the investigator */
	const char *word; /* "FIELD", "OLD NEW"; NULL: none */
	const char *help;
	unsigned takes;                            /* enum option_kind */
	bool pathless;                             /* needs no path */
	int (*run)(const struct options *options); /* the exit status */
};

/* Reads argv; `command` lists the sub-commands, what runs without one first,
 * until one without name. True; or false when there is nothing more to do
 * (--help, --version, or a mistake that was told on stderr, also in what -f,
 * --from and --to say), with the exit status in *status. */
bool options_read(struct options *options, const struct subcommand *command,
		  int argc, char **argv, int *status);

/* Reads `120x40`: cells, at most 1000 either way. */
bool size_read(const char *text, int *width, int *height);
/* True when every path can be found; else the first that cannot is told of. */
bool options_found(const struct options *options);
/* Makes the zone (`Europe/Berlin`) that of ZONE_LOCAL from now on. False,
 * with nothing changed, when the system does not know it. */
bool zone_choose(const char *name);

#endif
