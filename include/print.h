/* SPDX-License-Identifier: MIT */
/* print.h - a table for pipes: the rows and columns that the screen shows,
 * as a table for eyes, JSON, NDJSON, CSV or Markdown.
 *
 * What eyes read is cleaned (grid's rules). JSON escapes controls and bidi
 * characters and keeps every byte otherwise. CSV cells that a spreadsheet
 * would run get a `'` before them, and are counted, unless csv_exact. Columns
 * of a table are as wide as in its first 1,000 rows. Times are written in one
 * way in all forms (time_put_offset).
 *
 * Printing costs the cells of each row once; memory is that of the rows kept
 * back for their widths. */
#ifndef PRINT_H
#define PRINT_H

#include "table.h"

enum print_form {
	PRINT_TABLE,
	PRINT_JSON,
	PRINT_NDJSON,
	PRINT_CSV,
	PRINT_MD,
	PRINT_FORMS
};

struct print_options {
	enum print_form form;
	enum zone zone;
	bool ascii, csv_exact;
	bool tty;     /* it goes to a terminal: CSV is cleaned, too */
	size_t limit; /* lines; 0: all */
	/* Takes the next piece. False: no more is wanted. */
	bool (*write)(void *to, struct str text);
	void *to;
};

/* Prints the rows of a source (table_init) in the form's first order, but for
 * those that fold under others, with every column but those that are
 * `unprinted`. Returns how many. *defused (NULL is fine) counts the cells of
 * CSV that begin with a `'` now. A write that fails ends it early. */
size_t table_print(const struct table_form *form, const struct table_rows *rows,
		   const void *of, const struct print_options *options,
		   size_t *defused);

#endif
