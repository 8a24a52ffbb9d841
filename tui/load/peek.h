/* SPDX-License-Identifier: MIT */
/* peek.h - a look at the value that comes next: enough of it to tell what it
 * is, and seldom more, because its record is walked by somebody else. */
#ifndef LOAD_PEEK_H
#define LOAD_PEEK_H

#include "base.h"
#include "json.h"

#define PEEK_KEYS 48 /* CloudTrail has 33 at the top level */

/* Where the value stands. */
enum stand {
	STAND_FIRST, /* nothing but white space before it */
	STAND_LINE,  /* top level, at the begin of a line */
	STAND_AFTER, /* top level, elsewhere */
	STAND_ITEM,  /* in an array */
};

struct member {
	struct str key;    /* without quotes, as written */
	const char *value; /* its first byte */
};

struct peek { /* all borrowed from the text looked at */
	const char *at, *end;
	enum stand stand;
	bool event;  /* beyond doubt an event of CloudTrail */
	bool scalar; /* a whole string, number or word */
	/* The source that makes it, or the first of its Records, another
	 * service's notification: "aws:s3"; absent when it is none. */
	struct str foreign;
	struct member member[PEEK_KEYS];
	size_t members;          /* seen so far: of an object only */
	struct json_fault fault; /* .at is NULL when none was met */
};

/* Looks at the value at `at`, which is no white space. */
void peek_at(struct peek *peek, const char *at, const char *end,
	     enum stand stand);

/* The first byte of the value of `key`, NULL when it was not seen. */
const char *peek_find(const struct peek *peek, const char *key);
/* The inside of the string that begins at `value`; absent when it is none. */
struct str peek_text(const struct peek *peek, const char *value);
/* The first item of the array at `value`; NULL when it is none or empty. */
const char *peek_item(const struct peek *peek, const char *value);
/* A member of an object somewhere inside; NULL as json_member. */
const char *peek_member(const struct peek *peek, const char *object,
			const char *key);
/* The array of a value that is one, or that holds the events of one as its
 * member *key (else absent); NULL when there is none. */
const char *peek_array(const struct peek *peek, struct str *key);

#endif
