/* SPDX-License-Identifier: MIT */
/* state.h - the state of a reader, shared by the modules that move it. */
#ifndef LOAD_STATE_H
#define LOAD_STATE_H

#include "format.h"
#include "load.h"
#include "stream.h"

#define FRAMES_MOST 4

/* An array whose items are looked at one by one. */
struct frame {
	enum { FRAME_ITEM, FRAME_NEXT, FRAME_REST } expect;
	bool wrapped;   /* it is a value in an object, which goes on */
	uint64_t items; /* begun so far */
	size_t format;  /* row of what it is the array of */
	char key[24];   /* of the array in its object */
};

/* How sure it is what the file is to be called. */
enum surety { SURE_NOT, SURE_ARRAY, SURE_ASIDE, SURE_DELIVERY, SURE_RECORD };

struct reader {
	struct limits limits;
	const struct format *formats;
	struct stream stream;
	size_t pos;      /* in stream.at: where it goes on */
	uint64_t values; /* begun at the top level */
	struct frame frame[FRAMES_MOST];
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

	/* Values set aside and not told yet, by row. */
	struct {
		uint64_t count, first; /* the first's offset, bytes */
	} aside[FORMATS_MOST];
	size_t asides;   /* rows with a count */
	unsigned groups; /* told so far */

	size_t format; /* row of what the file is called */
	enum surety surety;
	bool begun;
	char label[96];
};

#endif
