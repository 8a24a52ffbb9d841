/* SPDX-License-Identifier: MIT */
/* formats.h - what the value that comes next is, told from a look at enough of
 * it, and seldom more, because its record is walked by somebody else.
 *
 * To add a format is to add a row and a function that claims it. One that
 * wraps events in another document names the member that holds them. */
#ifndef LOAD_FORMATS_H
#define LOAD_FORMATS_H

#include "base.h"
#include "json.h"

#define PEEK_KEYS 48 /* CloudTrail has 33 at the top level */

/* Where the value stands. */
enum stand {
	STAND_ANY,   /* does not matter, in the table */
	STAND_FIRST, /* nothing but white space before it */
	STAND_LINE,  /* top level, at the begin of a line */
	STAND_AFTER, /* top level, elsewhere */
	STAND_ITEM,  /* in an array */
	STAND_INNER, /* ... of a value that is looked at: no deeper */
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

/* What is done with a value of a format. */
enum holding {
	HOLDS_EVENT,  /* the value is a record */
	HOLDS_VALUES, /* it is an array, or holds one, of values to look at;
			 or its member `inside` or `text` is such a value */
	HOLDS_NONE,   /* it is passed over, and counted with its reason */
	HOLDS_OTHER,  /* the same; it is nothing in particular */
	HOLDS_TEXT,   /* no JSON; events that stand in it are looked for */
	HOLDS_JUNK,   /* the same; damage may be all there is to it */
	HOLDS_BYTES,  /* nothing of the rest of the file can be read */
};

#define HAS_MOST 4

struct file_format {
	const char *name;
	enum holding holds;
	/* The value is of this format when each of these that is given says
	 * so: a look at it, where it stands, and one of what it must have, in
	 * the words of has(). */
	bool (*claims)(const struct peek *peek);
	enum stand stand;
	const char *has[HAS_MOST];
	/* Of an object that wraps events. The value of `inside` is looked at
	 * as if it stood alone, or, where it is an array, each of its items:
	 * wrappers may hold wrappers. The value of `text`, asked for first,
	 * is a string with the JSON of events in it. */
	const char *inside, *text;
	const char *why; /* it yields no records; NULL: it does */
};

#define FORMATS_MOST 48
#define SAMPLE_BYTES 4096 /* at most, of what is no JSON */

/* By row; those behind the last have no name. */
extern const struct file_format formats[FORMATS_MOST];
/* The row of the first that claims the value; the last one claims anything. */
size_t format_of(const struct peek *peek);

/* Looks at the value at `at`, which is no white space. */
void peek_at(struct peek *peek, const char *at, const char *end,
	     enum stand stand);
/* Where the values are that a value of this format holds: the array that it
 * is, its member that is an array of events, or the value of the member that
 * the format names; NULL when there is none. *key is the member's, absent for
 * an array; *text tells that it is `text`. */
const char *peek_inside(const struct peek *peek,
			const struct file_format *format, struct str *key,
			bool *text);
/* True when the value at `value` is an array whose first item is an event or
 * wraps some. *cut is set when too little of it is there to tell. */
bool holds_events(const char *value, const char *end, bool *cut);
/* True when some format has its events in a text of this value. */
bool peek_wraps_text(const struct peek *peek);
/* True when `before` ends with the key of a member in which some format has
 * its events: what begins here may be one. */
bool ends_with_inside(struct str before);

#endif
