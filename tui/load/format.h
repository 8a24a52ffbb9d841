/* SPDX-License-Identifier: MIT */
/* format.h - what a row of the table of formats is. */
#ifndef LOAD_FORMAT_H
#define LOAD_FORMAT_H

#include "peek.h"

struct reader;

enum step {
	STEP_ON,     /* moved on: look again */
	STEP_RECORD, /* a record begins here */
	STEP_ERROR,  /* *err says what is wrong here; moved past it */
};

struct format {
	const char *name;
	/* True when the value peeked at is of this format. */
	bool (*claims)(const struct peek *peek);
	enum step (*step)(struct reader *reader, struct err *err);
	const char *why; /* it yields no records; NULL: it does */
};

#define FORMATS_MOST 48

#endif
