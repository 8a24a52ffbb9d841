/* SPDX-License-Identifier: MIT */
/* output.c - see output.h. */
#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "message.h"

static bool put(void *to, struct str text)
{
	fwrite(text.at, 1, text.len, stdout);
	return !output_failed();
}

struct print_options output_as(const struct options *options)
{
	return (struct print_options){
		.form = options->format,
		.zone = options->zone,
		.ascii = options->ascii || message_ascii(STDOUT_FILENO),
		.csv_exact = options->csv_exact,
		.tty = isatty(STDOUT_FILENO),
		.limit = options->limit,
		.write = put,
	};
}

void output_defused(size_t cells)
{
	if (cells)
		message("%zu cells that a spreadsheet would run begin with ' "
			"(--csv-exact leaves them)",
			cells);
}

/* The C library keeps that a write failed, and not why. */
static int why_refused;

bool output_failed(void)
{
	if (!ferror(stdout))
		return false;
	if (!why_refused)
		why_refused = errno;
	return true;
}

bool output_ok(void)
{
	if (fflush(stdout) == 0 && !output_failed())
		return true;
	output_failed();
	if (why_refused != EPIPE)
		message("cannot write all of it: %s", strerror(why_refused));
	return false;
}
