/* SPDX-License-Identifier: MIT */
/* table.c - see table.h. Rows of a table are kept back, as cleaned text with
 * a NUL after each cell, until enough were seen to know the widths. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "grid.h"
#include "json.h"

#include "table.h"
#include "message.h"

#define HELD_ROWS 1000
#define WIDEST 60 /* a longer cell does not widen its column */

void table_begin(struct table *table, const struct options *options,
		 const struct table_column *column, size_t columns)
{
	*table = (struct table){
		.column = column,
		.columns = columns,
		.format = options->format,
		.zone = options->zone,
		.ascii = options->ascii || message_ascii(STDOUT_FILENO),
		.csv_exact = options->csv_exact,
		.tty = isatty(STDOUT_FILENO),
		.cell = xcalloc(columns, sizeof(*table->cell)),
		.present = xcalloc(columns, sizeof(*table->present)),
		.width = xcalloc(columns, sizeof(*table->width)),
	};
}

struct buf *table_cell(struct table *table, size_t n)
{
	table->present[n] = true;
	return &table->cell[n];
}

static bool for_eyes(const struct table *table)
{
	return table->format == FORMAT_TABLE || table->format == FORMAT_MD;
}

void table_absent(struct table *table, size_t n, struct str words)
{
	buf_reset(&table->cell[n]);
	if (for_eyes(table))
		buf_add(&table->cell[n], words);
	table->present[n] = false;
}

void table_put(struct table *table, size_t n, struct str text)
{
	if (text.at)
		buf_add(table_cell(table, n), text);
}

void table_count(struct table *table, size_t n, uint64_t count)
{
	struct buf *cell = table_cell(table, n);

	if (for_eyes(table))
		buf_add_count(cell, count);
	else
		buf_addf(cell, "%llu", (unsigned long long)count);
}

void table_time(struct table *table, size_t n, int64_t time)
{
	if (time == TIME_NONE)
		table_absent(table, n, STR_NONE);
	else
		time_put_offset(table_cell(table, n), time, table->zone);
}

static void write_out(const struct buf *text)
{
	fwrite(text->at, 1, text->len, stdout);
}

static int cells_wide(struct str text)
{
	struct grid grid = { 0 };

	return grid_measure(&grid, text, 4096);
}

/* ---- tables for eyes ---- */

static void pad(size_t count)
{
	while (count--)
		putchar(' ');
}

static void print_cell(const struct table *table, size_t n, struct str text)
{
	size_t wide = (size_t)cells_wide(text);
	size_t fill = table->width[n] > wide ? table->width[n] - wide : 0;

	if (n)
		fputs("  ", stdout);
	if (table->column[n].number)
		pad(fill);
	fwrite(text.at, 1, text.len, stdout);
	if (!table->column[n].number && n + 1 < table->columns)
		pad(fill);
}

static struct str clean_head(const struct table *table, size_t n,
			     struct buf *clean)
{
	buf_reset(clean);
	text_clean(clean, str_of(table->column[n].name), table->ascii);
	return buf_str(clean);
}

static void print_heads(struct table *table)
{
	struct buf clean = { 0 };

	for (size_t n = 0; n < table->columns; n++) {
		struct str head = clean_head(table, n, &clean);
		size_t wide = (size_t)cells_wide(head);
		if (wide > table->width[n])
			table->width[n] = wide;
		print_cell(table, n, head);
	}
	putchar('\n');
	buf_release(&clean);
}

static void flow(struct table *table)
{
	const char *at = table->held.at;

	if (table->flowing)
		return;
	table->flowing = true;
	print_heads(table);
	for (size_t row = 0; row < table->held_rows; row++) {
		for (size_t n = 0; n < table->columns; n++) {
			struct str cell = str_of(at);
			print_cell(table, n, cell);
			at += cell.len + 1;
		}
		putchar('\n');
	}
}

static void hold_cell(struct table *table, size_t n, struct str text)
{
	size_t wide = (size_t)cells_wide(text);

	if (wide > WIDEST)
		wide = WIDEST;
	if (wide > table->width[n])
		table->width[n] = wide;
	buf_add(&table->held, text);
	buf_addc(&table->held, '\0');
}

static void row_table(struct table *table)
{
	struct buf clean = { 0 };

	for (size_t n = 0; n < table->columns; n++) {
		buf_reset(&clean);
		text_clean(&clean, buf_str(&table->cell[n]), table->ascii);
		if (table->flowing)
			print_cell(table, n, buf_str(&clean));
		else
			hold_cell(table, n, buf_str(&clean));
	}
	buf_release(&clean);
	if (table->flowing)
		putchar('\n');
	else if (++table->held_rows == HELD_ROWS)
		flow(table);
}

/* ---- the other forms ---- */

static void row_json(struct table *table)
{
	struct buf out = { 0 };
	bool lines = table->format == FORMAT_NDJSON;

	if (!lines)
		buf_add(&out, table->rows ? STR(",\n") : STR("[\n"));
	for (size_t n = 0; n < table->columns; n++) {
		buf_addc(&out, n ? ',' : '{');
		json_quote(&out, str_of(table->column[n].name));
		buf_addc(&out, ':');
		if (!table->present[n])
			buf_add(&out, STR("null"));
		else if (table->column[n].number)
			buf_add(&out, buf_str(&table->cell[n]));
		else
			json_quote(&out, buf_str(&table->cell[n]));
	}
	buf_add(&out, lines ? STR("}\n") : STR("}"));
	write_out(&out);
	buf_release(&out);
}

/* What a spreadsheet would take for a formula. */
static bool runs(struct str text)
{
	return text.len && memchr("=+-@\t\r", text.at[0], 6);
}

static void put_csv(struct table *table, struct buf *out, struct str text,
		    bool number)
{
	bool defuse = !number && !table->csv_exact && runs(text);

	table->defused += defuse;
	buf_addc(out, '"');
	if (defuse)
		buf_addc(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, text.at[i]);
	}
	buf_addc(out, '"');
}

/* Quotes only what needs it (RFC 4180). */
static bool plain_csv(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (memchr(",\"\r\n", text.at[i], 4))
			return false;
	return true;
}

static void put_csv_cell(struct table *table, struct buf *out, size_t n,
			 struct str text, bool number)
{
	struct buf clean = { 0 };

	if (table->tty && text.len) {
		text_clean(&clean, text, table->ascii);
		text = buf_str(&clean);
	}
	if (n)
		buf_addc(out, ',');
	if (plain_csv(text) && (!runs(text) || table->csv_exact || number))
		buf_add(out, text);
	else
		put_csv(table, out, text, number);
	buf_release(&clean);
}

static void row_csv(struct table *table)
{
	struct buf out = { 0 };

	for (size_t n = 0; n < table->columns; n++)
		put_csv_cell(table, &out, n, buf_str(&table->cell[n]),
			     table->column[n].number);
	buf_add(&out, STR("\r\n"));
	write_out(&out);
	buf_release(&out);
}

static void head_csv(struct table *table)
{
	struct buf out = { 0 };

	for (size_t n = 0; n < table->columns; n++)
		put_csv_cell(table, &out, n, str_of(table->column[n].name),
			     false);
	buf_add(&out, STR("\r\n"));
	write_out(&out);
	buf_release(&out);
}

/* What Markdown would obey is escaped. */
static void put_md_cell(const struct table *table, struct buf *out,
			struct str text)
{
	struct buf clean = { 0 };

	text_clean(&clean, text, table->ascii);
	buf_add(out, STR("| "));
	for (size_t i = 0; i < clean.len; i++) {
		if (memchr("|\\`*_<>[]&~", clean.at[i], 11))
			buf_addc(out, '\\');
		buf_addc(out, clean.at[i]);
	}
	buf_addc(out, ' ');
	buf_release(&clean);
}

static void row_md(struct table *table)
{
	struct buf out = { 0 };

	for (size_t n = 0; n < table->columns; n++)
		put_md_cell(table, &out, buf_str(&table->cell[n]));
	buf_add(&out, STR("|\n"));
	write_out(&out);
	buf_release(&out);
}

static void head_md(struct table *table)
{
	struct buf out = { 0 };

	for (size_t n = 0; n < table->columns; n++)
		put_md_cell(table, &out, str_of(table->column[n].name));
	buf_add(&out, STR("|\n"));
	for (size_t n = 0; n < table->columns; n++)
		buf_add(&out,
			table->column[n].number ? STR("|---:") : STR("|---"));
	buf_add(&out, STR("|\n"));
	write_out(&out);
	buf_release(&out);
}

/* Before the first row, and where there is none. */
static void put_head(struct table *table)
{
	if (table->format == FORMAT_CSV)
		head_csv(table);
	if (table->format == FORMAT_MD)
		head_md(table);
}

void table_row_end(struct table *table)
{
	static void (*const row[FORMATS])(struct table *) = {
		[FORMAT_TABLE] = row_table, [FORMAT_JSON] = row_json,
		[FORMAT_NDJSON] = row_json, [FORMAT_CSV] = row_csv,
		[FORMAT_MD] = row_md,
	};

	if (!table->rows)
		put_head(table);
	row[table->format](table);
	table->rows++;
	output_failed();
	for (size_t n = 0; n < table->columns; n++) {
		buf_reset(&table->cell[n]);
		table->present[n] = false;
	}
}

void table_end(struct table *table)
{
	if (!table->rows)
		put_head(table);
	else if (table->format == FORMAT_TABLE)
		flow(table);
	if (table->format == FORMAT_JSON)
		fputs(table->rows ? "\n]\n" : "[]\n", stdout);
	if (table->defused)
		message("%zu cells that a spreadsheet would run begin with ' "
			"(--csv-exact leaves them)",
			table->defused);
	for (size_t n = 0; n < table->columns; n++)
		buf_release(&table->cell[n]);
	buf_release(&table->held);
	free(table->cell);
	free(table->present);
	free(table->width);
}

/* The C library keeps that a write failed, and not why. */
static int why_refused;

bool output_failed(void)
{
	if (!ferror(stdout))
		return false;
	if (!why_refused)
		why_refused = errno;
	return true;
}

bool output_ok(void)
{
	if (fflush(stdout) == 0 && !output_failed())
		return true;
	output_failed();
	if (why_refused != EPIPE)
		message("cannot write all of it: %s", strerror(why_refused));
	return false;
}
