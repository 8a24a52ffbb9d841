/* SPDX-License-Identifier: MIT */
/* message.c - see message.h. A line is written by one call, so that lines of
 * two programs on one terminal do not mix. */
#include <assert.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "grid.h"
#include "message.h"

bool message_ascii(int fd)
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
	text_clean(&line, str_of(text), message_ascii(STDERR_FILENO));
	buf_addc(&line, '\n');
	fwrite(line.at, 1, line.len, stderr);
	buf_release(&line);
	free(text);
}

int message_query(const char *text, const struct err *err)
{
	struct str whole = str_of(text);
	struct str before = str_slice(whole, 0, (size_t)err->at);
	bool ascii = message_ascii(STDERR_FILENO);
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
