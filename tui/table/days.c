/* SPDX-License-Identifier: MIT */
/* days.c - rows of a table in the order of their time: where a day begins, and
 * how many of them have a place beside the rules that say so. */
#include "rows.h"

static int64_t time_of(const struct table *table, size_t line)
{
	struct table_cell cell = { 0 };
	size_t row = table_row(table, line);
	int64_t time = TIME_NONE;

	if (row != SIZE_MAX) {
		cell_fill(table, row, 0, &cell);
		time = cell.time;
	}
	buf_release(&cell.buf);
	return time;
}

bool day_begins(const struct table *table, size_t line, enum zone zone)
{
	struct clock one, two;
	int64_t before, here;

	if (!line || line >= table_lines(table))
		return false;
	before = time_of(table, line - 1);
	here = time_of(table, line);
	if (before == TIME_NONE || here == TIME_NONE)
		return false;
	one = time_split(before, zone);
	two = time_split(here, zone);
	return one.day != two.day || one.month != two.month ||
	       one.year != two.year;
}

void day_put(const struct table *table, size_t line, enum zone zone,
	     enum table_dated dated, struct buf *out)
{
	struct buf date = { 0 };
	int64_t time = time_of(table, line);

	if (time != TIME_NONE)
		time_put_date(&date, time, zone);
	buf_add(out, str_slice(buf_str(&date), dated == DATED_DAY ? 5 : 0,
			       date.len));
	buf_release(&date);
}

size_t days_page(const struct table *table, enum zone zone, size_t height)
{
	size_t shown = 0, taken = 0, top = table->at.top;

	while (top + shown < table_lines(table)) {
		bool rule = shown && day_begins(table, top + shown, zone);

		taken += rule ? 2 : 1;
		if (taken > height)
			break;
		shown++;
	}
	return shown;
}
