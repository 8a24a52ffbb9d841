/* SPDX-License-Identifier: MIT */
/* reader.h - the state of a reader, shared by the modules that move it. */
#ifndef LOAD_READER_H
#define LOAD_READER_H

#include "formats.h"
#include "load.h"
#include "stream.h"

#define WRAPPERS_MOST 4

/* An array whose items are looked at one by one, or an object of which one
 * member is looked at. */
struct wrapper {
	enum { WRAPPER_ITEM, WRAPPER_NEXT, WRAPPER_REST } expect;
	bool array;
	bool object;    /* the array or member stands in one, which goes on */
	bool text;      /* the member is a string with events in it */
	uint64_t items; /* begun so far */
	size_t format;  /* row of what it is */
	char key[24];   /* of the array or member in the object */
};

/* How sure it is what the file is to be called. */
enum surety { SURE_NOT, SURE_ARRAY, SURE_SKIPPED, SURE_WRAPPED, SURE_RECORD };

struct reader {
	uint64_t max_record; /* bytes */
	struct stream stream;
	size_t pos;      /* in stream.at: where it goes on */
	uint64_t values; /* begun at the top level */
	struct wrapper wrapper[WRAPPERS_MOST];
	size_t depth;
	struct peek peek; /* of the value at pos... */
	size_t row;       /* ... and what it is */
	bool line;        /* a line begins at pos, or after white space */
	bool pretty;      /* values go over several lines */
	bool ready;       /* a record at pos is waiting to be given out */
	bool loose;  /* after damage: commas and brackets may be left over */
	bool broken; /* how the text ends was told already */
	bool told;   /* something was wrong with the bytes */
	uint64_t tried, reached; /* by resync: bytes walked, and how far */

	/* The string at pos, decoded, while the records in it are given. */
	struct {
		char *text; /* owned, kept for the next one */
		size_t len, room;
		size_t at;    /* where in it the next record begins */
		size_t taken; /* bytes of the string at pos; 0: none is open */
	} quoted;

	/* Values set aside and not told yet, by row. */
	struct {
		uint64_t count, first; /* the first's offset, bytes */
	} skipped[FORMATS_MOST];
	size_t skips;  /* rows with a count */
	size_t groups; /* told so far */

	size_t format; /* row of what the file is called */
	enum surety surety;
	bool begun;
	char label[96];
};

#endif
