/* SPDX-License-Identifier: MIT */
/* printed.h - what a piece of code writes to standard output or error. */
#ifndef PRINTED_H
#define PRINTED_H

#include "../ingest/folder.h"

struct printed {
	FILE *stream, *file;
	int saved;
	struct buf text; /* owned */
};

static inline struct printed printed_begin(FILE *stream)
{
	struct printed printed = { .stream = stream, .file = tmpfile() };

	fflush(stream);
	assert_non_null(printed.file);
	printed.saved = dup(fileno(stream));
	dup2(fileno(printed.file), fileno(stream));
	return printed;
}

static inline const char *printed_end(struct printed *printed)
{
	int c;

	fflush(printed->stream);
	dup2(printed->saved, fileno(printed->stream));
	close(printed->saved);
	rewind(printed->file);
	buf_add(&printed->text, STR(""));
	while ((c = fgetc(printed->file)) != EOF)
		buf_addc(&printed->text, (char)c);
	fclose(printed->file);
	return printed->text.at ? printed->text.at : "";
}

#endif
