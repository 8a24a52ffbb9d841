/* SPDX-License-Identifier: MIT */
/* shared.h - files of events that tests read: the project's own in
 * tests/fixtures, and a larger second set that lies beside the project, in
 * ../shared or where SHARED says, and is no part of it. */
#ifndef SHARED_H
#define SHARED_H

#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#define FIXTURES "tests/fixtures/"

/* Appends the path of `part` of the shared folder. False where it is not
 * there: then the second set is left out, which fails where REQUIRE_DATA is
 * 1. */
static inline bool shared_path(const char *part, struct buf *path)
{
	const char *folder = getenv("SHARED");
	const char *required = getenv("REQUIRE_DATA");

	buf_addf(path, "%s/%s", folder ? folder : "../shared", part);
	if (access(path->at, R_OK) == 0)
		return true;
	if (required && strcmp(required, "1") == 0)
		fail_msg("%s is missing", path->at);
	return false;
}

/* The bytes of a file, with a NUL behind them; owned. */
static inline char *file_text(const char *path)
{
	struct buf text = { .at = NULL };
	FILE *file = fopen(path, "rb");
	char part[4096];
	size_t got;

	if (!file)
		fail_msg("%s cannot be read", path);
	while ((got = fread(part, 1, sizeof(part), file)) > 0)
		buf_add(&text, (struct str){ part, got });
	fclose(file);
	return text.at;
}

/* The bytes of a file of the shared folder; NULL where that is not there. */
static inline char *shared_text(const char *part)
{
	struct buf path = { .at = NULL };
	char *text = shared_path(part, &path) ? file_text(path.at) : NULL;

	buf_release(&path);
	return text;
}

#endif
