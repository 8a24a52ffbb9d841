/* SPDX-License-Identifier: MIT */
/* output.c - see output.h. A line on standard error is written by one call, so
 * that lines of two programs on one terminal do not mix. */
#include <assert.h>
#include <errno.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "grid.h"
#include "options.h"
#include "output.h"

/* True where the descriptor is a terminal that shows no UTF-8: there its
 * bytes may be controls (0x9b alone is ESC [). */
static bool shows_ascii(int fd)
{
	return isatty(fd) && strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

void message(const char *format, ...)
{
	struct buf line = { 0 };
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		die("out of memory for a message");
	va_end(args);
	buf_add(&line, STR("trailtui: "));
	text_clean(&line, str_of(text), shows_ascii(STDERR_FILENO));
	buf_addc(&line, '\n');
	fwrite(line.at, 1, line.len, stderr);
	buf_release(&line);
	free(text);
}

int message_query(const char *text, const struct err *err)
{
	struct str whole = str_of(text);
	struct str before = str_slice(whole, 0, (size_t)err->at);
	bool ascii = shows_ascii(STDERR_FILENO);
	struct grid grid = { .ascii = ascii };
	struct buf lines = { 0 };

	assert(err->code != ERR_NONE);
	message("%s", err->text);
	buf_add(&lines, STR("  "));
	text_clean(&lines, whole, ascii);
	buf_addf(&lines, "\n  %*s^\n", grid_measure(&grid, before, 4096), "");
	fwrite(lines.at, 1, lines.len, stderr);
	buf_release(&lines);
	return -1;
}

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
		.ascii = options->ascii || shows_ascii(STDOUT_FILENO),
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
