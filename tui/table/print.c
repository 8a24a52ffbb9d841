/* SPDX-License-Identifier: MIT */
/* print.c - see print.h. Rows of a table for eyes are kept back, as cleaned
 * text with a NUL after each cell, until enough were seen to know the
 * widths. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "json.h"
#include "print.h"

#define HELD_ROWS 1000
#define WIDEST 120 /* a longer cell does not widen its column */

struct printer {
	const struct print_options *to;
	const struct table_form *form;
	size_t column[TABLE_COLUMNS]; /* of the form, those printed */
	size_t columns, rows;
	struct buf text[TABLE_COLUMNS]; /* of the row being printed */
	bool present[TABLE_COLUMNS];
	struct buf held; /* rows kept back until the widths are known */
	size_t width[TABLE_COLUMNS];
	int over;         /* cells that the row is too long by, so far */
	size_t held_rows; /* the first has the names of the columns */
	bool flowing;     /* widths are fixed, rows go out at once */
	bool ended;       /* no more is wanted */
	size_t defused;
	struct buf out; /* of the row, before it is written */
};

static const struct table_column *column_of(const struct printer *printer,
					    size_t n)
{
	return &printer->form->column[printer->column[n]];
}

static bool is_number(const struct printer *printer, size_t n)
{
	return column_of(printer, n)->kind == CELL_COUNT;
}

static bool for_eyes(const struct printer *printer)
{
	return printer->to->form == PRINT_TABLE ||
	       printer->to->form == PRINT_MD;
}

static void write_out(struct printer *printer)
{
	if (printer->out.len && !printer->ended)
		printer->ended = !printer->to->write(printer->to->to,
						     buf_str(&printer->out));
	buf_reset(&printer->out);
}

static int cells_wide(struct str text)
{
	struct grid grid = { 0 };

	return grid_measure(&grid, text, 4096);
}

/* ---- the cells of a row ---- */

static void take_cell(struct printer *printer, size_t n,
		      const struct table_cell *cell)
{
	struct buf *text = &printer->text[n];

	buf_reset(text);
	printer->present[n] = true;
	if (is_number(printer, n) && for_eyes(printer)) {
		buf_add_count(text, cell->count);
	} else if (is_number(printer, n)) {
		buf_addf(text, "%llu", (unsigned long long)cell->count);
	} else if (column_of(printer, n)->kind == CELL_TIME) {
		printer->present[n] = cell->time != TIME_NONE;
		time_put_offset(text, cell->time, printer->to->zone);
	} else {
		printer->present[n] = cell->text.at != NULL;
		buf_add(text,
			for_eyes(printer) ? cell_words(cell) : cell->text);
	}
}

/* ---- tables for eyes ---- */

static void pad(struct buf *out, int count)
{
	while (count-- > 0)
		buf_addc(out, ' ');
}

static void print_cell(struct printer *printer, size_t n, struct str text)
{
	int fill = (int)printer->width[n] - cells_wide(text);

	/* What one cell is too long is taken from the room of the next. */
	if (!n)
		printer->over = 0;
	fill -= printer->over;
	printer->over = fill < 0 ? -fill : 0;
	if (n)
		buf_add(&printer->out, STR("  "));
	if (is_number(printer, n))
		pad(&printer->out, fill);
	buf_add(&printer->out, text);
	if (!is_number(printer, n) && n + 1 < printer->columns)
		pad(&printer->out, fill);
}

static void flow(struct printer *printer)
{
	const char *at = printer->held.at;

	if (printer->flowing)
		return;
	printer->flowing = true;
	for (size_t row = 0; row < printer->held_rows; row++) {
		for (size_t n = 0; n < printer->columns; n++) {
			struct str cell = str_of(at);

			print_cell(printer, n, cell);
			at += cell.len + 1;
		}
		buf_addc(&printer->out, '\n');
	}
}

static void hold_cell(struct printer *printer, size_t n, struct str text)
{
	size_t wide = (size_t)cells_wide(text);

	if (printer->held_rows && wide > WIDEST)
		wide = WIDEST;
	if (wide > printer->width[n])
		printer->width[n] = wide;
	buf_add(&printer->held, text);
	buf_addc(&printer->held, '\0');
}

static void row_table(struct printer *printer)
{
	struct buf clean = { 0 };

	for (size_t n = 0; n < printer->columns; n++) {
		buf_reset(&clean);
		text_clean(&clean, buf_str(&printer->text[n]),
			   printer->to->ascii);
		if (printer->flowing)
			print_cell(printer, n, buf_str(&clean));
		else
			hold_cell(printer, n, buf_str(&clean));
	}
	buf_release(&clean);
	if (printer->flowing)
		buf_addc(&printer->out, '\n');
	else if (printer->held_rows++ == HELD_ROWS)
		flow(printer);
}

/* ---- the other forms ---- */

static void row_json(struct printer *printer)
{
	struct buf *out = &printer->out;
	bool lines = printer->to->form == PRINT_NDJSON;

	if (!lines)
		buf_add(out, printer->rows ? STR(",\n") : STR("[\n"));
	for (size_t n = 0; n < printer->columns; n++) {
		buf_addc(out, n ? ',' : '{');
		json_quote(out, str_of(column_of(printer, n)->name));
		buf_addc(out, ':');
		if (!printer->present[n])
			buf_add(out, STR("null"));
		else if (is_number(printer, n))
			buf_add(out, buf_str(&printer->text[n]));
		else
			json_quote(out, buf_str(&printer->text[n]));
	}
	buf_add(out, lines ? STR("}\n") : STR("}"));
}

static void put_csv_cell(struct printer *printer, size_t n, struct str text)
{
	struct buf *out = &printer->out;
	/* What a spreadsheet would take for a formula. */
	bool defuse = !printer->to->csv_exact && text.len &&
		      memchr("=+-@\t\r", text.at[0], 6);
	/* A text without letters is not the same as none. */
	bool quote = defuse || (printer->present[n] && !text.len);

	if (n)
		buf_addc(out, ',');
	/* Quotes only what needs it (RFC 4180). */
	for (size_t i = 0; i < text.len && !quote; i++)
		quote = memchr(",\"\r\n", text.at[i], 4);
	if (!quote) {
		buf_add(out, text);
		return;
	}
	printer->defused += defuse;
	buf_add(out, defuse ? STR("\"'") : STR("\""));
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, text.at[i]);
	}
	buf_addc(out, '"');
}

static void row_csv(struct printer *printer)
{
	struct buf clean = { 0 };

	for (size_t n = 0; n < printer->columns; n++) {
		struct str text = buf_str(&printer->text[n]);

		if (printer->to->tty && text.len) {
			buf_reset(&clean);
			text_clean(&clean, text, printer->to->ascii);
			text = buf_str(&clean);
		}
		put_csv_cell(printer, n, text);
	}
	buf_add(&printer->out, STR("\r\n"));
	buf_release(&clean);
}

/* What Markdown would obey is escaped. */
static void row_md(struct printer *printer)
{
	struct buf clean = { 0 }, *out = &printer->out;

	for (size_t n = 0; n < printer->columns; n++) {
		buf_reset(&clean);
		text_clean(&clean, buf_str(&printer->text[n]),
			   printer->to->ascii);
		buf_add(out, STR("| "));
		for (size_t i = 0; i < clean.len; i++) {
			if (memchr("|\\`*_<>[]&~", clean.at[i], 11))
				buf_addc(out, '\\');
			buf_addc(out, clean.at[i]);
		}
		buf_addc(out, ' ');
	}
	buf_add(out, STR("|\n"));
	buf_release(&clean);
}

/* ---- from the first row to the last ---- */

static void print_row(struct printer *printer)
{
	static void (*const row[PRINT_FORMS])(struct printer *) = {
		[PRINT_TABLE] = row_table, [PRINT_JSON] = row_json,
		[PRINT_NDJSON] = row_json, [PRINT_CSV] = row_csv,
		[PRINT_MD] = row_md,
	};

	row[printer->to->form](printer);
}

/* The names of the columns are a row like others, but for JSON, where they
 * are keys. */
static void begin(struct printer *printer)
{
	const struct table_form *form = printer->form;

	for (size_t c = 0; c < form->columns; c++) {
		if (form->column[c].unprinted)
			continue;
		buf_add(&printer->text[printer->columns],
			str_of(form->column[c].name));
		printer->column[printer->columns++] = c;
	}
	if (printer->to->form != PRINT_JSON &&
	    printer->to->form != PRINT_NDJSON)
		print_row(printer);
	if (printer->to->form != PRINT_MD)
		return;
	for (size_t n = 0; n < printer->columns; n++)
		buf_add(&printer->out,
			is_number(printer, n) ? STR("|---:") : STR("|---"));
	buf_add(&printer->out, STR("|\n"));
}

static void end(struct printer *printer)
{
	if (printer->to->form == PRINT_TABLE && printer->rows)
		flow(printer);
	if (printer->to->form == PRINT_JSON)
		buf_add(&printer->out,
			printer->rows ? STR("\n]\n") : STR("[]\n"));
	write_out(printer);
	for (size_t n = 0; n < printer->columns; n++)
		buf_release(&printer->text[n]);
	buf_release(&printer->held);
	buf_release(&printer->out);
}

size_t table_print(const struct table_form *form, const struct table_rows *rows,
		   const void *of, const struct print_options *options,
		   size_t *defused)
{
	struct table table;
	struct printer printer = { .to = options, .form = form };
	struct table_cell cell = { 0 };

	assert(options->write && options->form < PRINT_FORMS);
	table_init(&table, form, rows, of);
	while (!rows->flows && table_arrange(&table, 0))
		;
	begin(&printer);
	for (size_t line = 0; line < table_lines(&table) && !printer.ended;
	     line++) {
		size_t row = table_row(&table, line);

		if (row == SIZE_MAX || table_depth(&table, line))
			continue;
		if (options->limit && printer.rows >= options->limit)
			break;
		for (size_t n = 0; n < printer.columns; n++) {
			cell_fill(&table, row, printer.column[n], &cell);
			take_cell(&printer, n, &cell);
		}
		print_row(&printer);
		printer.rows++;
		write_out(&printer);
	}
	buf_release(&cell.buf);
	table_release(&table);
	end(&printer);
	if (defused)
		*defused = printer.defused;
	return printer.rows;
}
