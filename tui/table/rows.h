/* SPDX-License-Identifier: MIT */
/* rows.h - cells asked of the source, for the modules of this room. */
#ifndef ROWS_H
#define ROWS_H

#include "cut.h"
#include "table.h"

/* The source's id of the row, else its number. */
uint64_t row_id(const struct table *table, size_t row);
/* How many rows fold under that line's. */
size_t line_under(const struct table *table, size_t line);
bool line_is_rule(const struct table *table, size_t line);
/* Empties the cell and has the source fill it. Its `buf` is the caller's to
 * release. */
void cell_fill(const struct table *table, size_t row, size_t column,
	       struct table_cell *cell);
/* True when a name of the row is hit; false for SIZE_MAX. `cell` is the
 * caller's to release. */
bool row_hits(const struct table *table, const struct table_find *find,
	      size_t row, struct table_cell *cell);
/* Its words, or what eyes read instead of them. */
struct str cell_words(const struct table_cell *cell);
/* What the cell says on the screen, but for bars and sparks: words as they
 * are, counts with their unit, times by zone and dates. Appended. */
void cell_put_text(const struct table_column *column,
		   const struct table_cell *cell, enum zone zone,
		   enum table_dated dated, struct buf *out);
/* Widths wanted, and which columns say the same everywhere. */
void columns_measure(struct table *table);
/* Once the window is known: what the rows there need. */
void columns_sight(struct table *table);
int column_head_width(const struct table_column *column);
/* True where cells are words, which may be cut. */
bool column_has_words(const struct table_form *form, size_t column);
/* The words of the cell that stands on that line, for cuts; borrowed. */
struct cut_word cell_word(const struct table *table, size_t column,
			  const struct table_cell *cell, size_t line);
/* Numbers stand at the right of their place, and times but for the first. */
bool column_is_right(const struct table_form *form, size_t column);

#endif
