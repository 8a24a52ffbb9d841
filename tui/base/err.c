/* SPDX-License-Identifier: MIT */
/* err.c - errors as values, and the end of the program.
 *
 * die() needs to know how to give the terminal back, and its callers, deep
 * inside an allocation, have nobody to ask. So the hook is the one variable
 * of this room: a single pointer, set once at the start by whoever took the
 * terminal. Anything handed through every allocating call would be worse. */
#include "base.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void (*hook_before_death)(void);

void die_hook(void (*hook)(void))
{
	hook_before_death = hook;
}

void die(const char *format, ...)
{
	void (*hook)(void) = hook_before_death;
	va_list args;

	/* A hook that fails and comes back here must not be run again. */
	hook_before_death = NULL;
	if (hook)
		hook();
	fprintf(stderr, "%s: ", program_invocation_short_name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(2);
}

int err_set(struct err *err, enum err_code code, uint64_t at,
	    const char *format, ...)
{
	va_list args;

	assert(code != ERR_NONE);
	if (!err)
		return -1;
	err->code = code;
	err->at = at;
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	return -1;
}
