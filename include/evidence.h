/* SPDX-License-Identifier: MIT */
/* evidence.h - the files that were named: what each was recognised as, what
 * came of it and what is wrong with it; and how far loading has come.
 *
 * Plain data without a thread or a screen. Totals are kept as files are added
 * and finished, so that a screen asks for any of them at the cost of a read,
 * however many files there are.
 *
 * A copy of the struct is good for looking until the next evidence_add or
 * evidence_finish. */
#ifndef EVIDENCE_H
#define EVIDENCE_H

#include "base.h"

struct store;

struct note {        /* one complaint about a source */
	uint64_t at; /* byte in the decompressed stream; UINT64_MAX: nowhere */
	char *text;  /* owned */
};

#define NOTES_A_SOURCE 100 /* kept of each source; the rest are counted */

enum source_state {
	SOURCE_WAITS,   /* not read to its end yet */
	SOURCE_WHOLE,   /* read, and nothing to complain about */
	SOURCE_PART,    /* gave events, and something else that did not */
	SOURCE_UNREAD,  /* damaged or refused, and gave no event */
	SOURCE_SKIPPED, /* read, and holds no CloudTrail events */
	SOURCE_STATES
};

struct source {           /* a file */
	const char *path; /* borrowed from who added it */
	char *format;     /* what it was recognised as; NULL: not. Owned */
	uint64_t size, inflated; /* bytes */
	uint64_t records;        /* read from it, repeats included */
	struct note *note;       /* owned */
	size_t notes, note_room; /* kept; of note_count met */
	size_t note_count;
	bool damaged; /* a note tells of more than a value set aside */
	enum source_state state;
};

/* Appends what *err says; when there are too many already it is counted. */
void source_note(struct source *source, const struct err *err);
/* The same before all others, even when there are too many. */
void source_note_first(struct source *source, const struct err *err);
/* Frees what it owns. A zero-initialised one is fine. */
void source_release(struct source *source);

struct evidence {
	const struct store *store; /* where the events are; borrowed */
	const char *title;         /* "invictus/"; borrowed */
	char **named; /* paths as one would name them again; owned, as each */
	size_t names, name_room;

	struct source *source; /* owned, by file number */
	size_t sources, source_room;
	struct {
		size_t files;
		size_t first; /* the lowest file number; 0 without files */
	} in[SOURCE_STATES];  /* by state */
	size_t troubles;      /* files with notes */
	size_t shared;        /* bytes that all paths begin with */

	uint64_t bytes_done, bytes_all; /* on disk */
	uint64_t inflated;              /* bytes of JSON so far */
	double seconds;                 /* spent loading */
	bool loading, stopped;          /* stopped: resuming goes on */
	uint64_t missing;               /* events that memory ran out for */
	const char *full; /* why nothing more is kept; NULL: all is well */
};

/* Keeps the name of what is to be read: a path from the root where it is
 * there, else as it is. Dies when out of memory. */
void evidence_name(struct evidence *evidence, const char *path);
/* Adds a file that waits to be read; its number, which it keeps for ever. The
 * path is borrowed until evidence_release. Dies when out of memory. */
size_t evidence_add(struct evidence *evidence, const char *path, uint64_t size);
/* Takes what was learned of a file that waits: format, notes and numbers of
 * *read, which then owns nothing. */
void evidence_finish(struct evidence *evidence, size_t file,
		     struct source *read);
void evidence_release(struct evidence *evidence);

/* Files that were read to their end, or given up. */
size_t evidence_done(const struct evidence *evidence);
/* Files that were not read in whole: SOURCE_PART or SOURCE_UNREAD. *first
 * (NULL is fine) is the lowest number among them; 0 without one. */
size_t evidence_damaged(const struct evidence *evidence, size_t *first);
/* How many bytes of each path say nothing: the folders that all share. */
size_t evidence_lead(const struct evidence *evidence);

#endif
