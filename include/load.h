/* SPDX-License-Identifier: MIT */
/* load.h - from paths to record texts: finds files, inflates them, recognises
 * what they hold by content, and cuts them into records.
 *
 * It does not know what an event means, nor where it will be kept. Whoever
 * walks a record tells the reader how long it was, so that the text is walked
 * once. Damage costs the damaged record only; everything that is passed over
 * is told, with place and reason. Input is never written to. */
#ifndef LOAD_H
#define LOAD_H

#include "base.h"

/* ---- finding files ---- */

struct found_file {
	char *path;    /* as the user reaches it; "-" is standard input */
	uint64_t size; /* bytes on disk; 0 where it is not a plain file */
};

struct refusal { /* a path that could not be looked into */
	char *path, *why;
};

/* Files in the order in which they are to be read: paths as given, folders
 * recursive and sorted bytewise. A file reached twice (device, inode) is
 * listed once. Zero-initialised is empty; release it. */
struct finding {
	struct found_file *file;
	size_t files, file_room;
	struct refusal *refused;
	size_t refusals, refusal_room;
	size_t again;     /* files reached more than once */
	struct dict seen; /* device and inode of files and folders... */
	size_t *gave;     /* ... and the files each gave, by sym */
	size_t gave_room;
	/* Called after every few hundred files, so that reading may begin
	 * while a large folder is still walked; NULL: never. */
	void (*tell)(void *arg);
	void *arg;
};
/* Adds what `path` leads to. Never fails as a whole: what the operating
 * system refuses becomes a refusal. Symbolic links to files are followed,
 * links to folders too, cycles excepted. */
void find_files(struct finding *finding, const char *path);
void finding_release(struct finding *finding);

/* ---- reading one ---- */

struct reader;

/* A record's place in what was inflated. `at` begins with the record; `len`
 * may reach beyond its end. Borrowed until the next call on the reader. */
struct text {
	const char *at;
	size_t len;
	uint64_t offset; /* of `at` in the decompressed stream, bytes */
	bool more;       /* reader_extend may lengthen it */
};

struct limits {
	uint64_t record; /* bytes; 0 is JSON_RECORD */
	uint64_t ratio;  /* gzip expansion once past 64 MiB; 0 is 200 */
};

/* A reader that has nothing open yet. Owned. `limits` may be NULL. */
struct reader *reader_new(const struct limits *limits);
/* Begins with `path` ("-" is standard input), and ends with what was open;
 * memory is kept, which matters for thousands of small files. 0, or -1 and
 * *err: then nothing is open, and another path may be tried. Small files are
 * read and inflated whole at once (libdeflate); large, damaged and streamed
 * ones through a window (zlib). */
int reader_reopen(struct reader *reader, const char *path, struct err *err);
/* The same with bytes in memory, borrowed until it begins again or
 * reader_free. */
void reader_memory(struct reader *reader, struct str bytes);
void reader_free(struct reader *reader); /* NULL is fine */

/* The next record.
 *
 *   1  *text begins with it; then call reader_took or reader_refuse
 *   0  the end
 *  -1  something here is no event, or is damaged: *err says what and where
 *      (ERR_DATA: set aside, a whole value; ERR_CUT: the input ends inside a
 *      record or a gzip stream). The reader has moved past it: go on calling.
 */
int reader_next(struct reader *reader, struct text *text, struct err *err);

/* Makes *text longer after its walk came to its end; false when there is no
 * more. `at` may move. */
bool reader_extend(struct reader *reader, struct text *text);

/* The record was `len` bytes long. */
void reader_took(struct reader *reader, size_t len);

/* The record is broken, as the error says that its walk gave (err->at: bytes
 * from the record's start). The reader looks for the next place where an event
 * plausibly begins and parses. *err is turned into what a user should read:
 * where, which record, how much was passed over, and, when the record was too
 * long or the file is cut off, that. */
void reader_refuse(struct reader *reader, struct err *err);

/* True when the next record must be waited for: a pipe gave all it had so
 * far. A good moment to hand on what was read. */
bool reader_waits(const struct reader *reader);

/* What came of it so far. */
struct reader_sum {
	/* What the file was recognised as ("S3 delivery file, gzip", "one
	 * event a line"...), a static text or one borrowed until reader_free;
	 * NULL before the first reader_next. */
	const char *format;
	uint64_t read, inflated; /* bytes from disk, and what they became */
};
struct reader_sum reader_sum(const struct reader *reader);

#endif
