/* SPDX-License-Identifier: MIT */
/* table.h - rows of cells to standard output, as a table, JSON, NDJSON, CSV
 * or Markdown.
 *
 * A table is for eyes: what it prints is cleaned (grid's rules). JSON escapes
 * controls and bidi characters and keeps every byte otherwise. CSV cells that
 * a spreadsheet would run get a `'` before them, and that is said at the end,
 * unless --csv-exact. Columns of a table are as wide as in its first rows.
 * Times are written in one way in all forms (time_put_offset). */
#ifndef TABLE_H
#define TABLE_H

#include "options.h"

struct table_column {
	const char *name;
	bool number; /* right-aligned; a number in JSON */
};

struct table {
	const struct table_column *column; /* borrowed */
	size_t columns, rows;
	enum format format;
	enum zone zone;
	bool ascii, csv_exact, tty;
	struct buf *cell; /* of the row being filled */
	bool *present;
	struct buf held; /* rows kept back until the widths are known */
	size_t *width;
	size_t held_rows;
	bool flowing; /* widths are fixed, rows go out at once */
	size_t defused;
};

void table_begin(struct table *table, const struct options *options,
		 const struct table_column *column, size_t columns);
/* The n-th cell of the row being filled, to be added to. */
struct buf *table_cell(struct table *table, size_t n);
/* Nothing there: JSON null, an empty CSV cell, `words` for eyes. */
void table_absent(struct table *table, size_t n, struct str words);
void table_put(struct table *table, size_t n, struct str text);
void table_count(struct table *table, size_t n, uint64_t count);
void table_time(struct table *table, size_t n, int64_t time);
void table_row_end(struct table *table); /* the row is filled: writes it */
/* Writes what is held back, and releases. */
void table_end(struct table *table);

/* True once standard output took no more: there is no use in going on. Asked
 * right after writing, it learns why. */
bool output_failed(void);
/* True when everything written so far has left the program; else the reason
 * is told on stderr (a full disk must not look like a short answer), unless
 * it is that nobody reads any more (`| head`). */
bool output_ok(void);

#endif
