/* SPDX-License-Identifier: MIT */
/* shared.h - evidence and cases that lie beside the project, in ../shared or
 * where SHARED says, and are no part of it. */
#ifndef SHARED_H
#define SHARED_H

#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

/* Appends the path of `part` of the shared folder. Where it is not there the
 * test says so and is over: skipped, or failed where REQUIRE_DATA is 1. */
static inline void shared_path(const char *part, struct buf *path)
{
	const char *folder = getenv("SHARED");
	const char *required = getenv("REQUIRE_DATA");

	buf_addf(path, "%s/%s", folder ? folder : "../shared", part);
	if (access(path->at, R_OK) == 0)
		return;
	if (required && strcmp(required, "1") == 0)
		fail_msg("%s is missing", path->at);
	print_message("skipped: no %s\n", path->at);
	buf_release(path);
	skip();
}

#endif
