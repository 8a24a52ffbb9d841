/* SPDX-License-Identifier: MIT */
/* test_print.c - the same rows in five forms, harmless in each. */
#include <stdlib.h>

#include "shown.h"
#include "print.h"

enum { NAME, EVENTS };

static const struct table_column columns[] = {
	[NAME] = { "name", .kind = CELL_TEXT },
	[EVENTS] = { "events", .kind = CELL_COUNT },
};
static const struct table_form form = { .column = columns, .columns = 2 };

static const char *const names[] = { "alice", "a,\"b\"", "=1+1", "x\x1b[2J" };

/* `of` is how many rows there are. */
static size_t some(const void *of)
{
	return *(const size_t *)of;
}

static void named_cell(const void *of, size_t row, size_t column,
		       struct table_cell *cell)
{
	(void)of;
	if (column == NAME)
		cell->text = str_of(names[row]);
	else
		cell->count = row * 1000;
}

static const struct table_rows named = { .count = some,
					 .cell = named_cell,
					 .flows = true };

static bool keep(void *to, struct str text)
{
	buf_add(to, text);
	return true;
}

/* What is printed, in `out`; how many cells of CSV were changed. */
static size_t print_into(struct buf *out, struct print_options options,
			 const struct table_form *as,
			 const struct table_rows *rows, size_t count)
{
	size_t defused;

	buf_reset(out);
	options.write = keep;
	options.to = out;
	table_print(as, rows, &count, &options, &defused);
	return defused;
}

static void check(enum print_form as, size_t count, const char *expected)
{
	struct buf out = { 0 };

	print_into(&out, (struct print_options){ .form = as }, &form, &named,
		   count);
	assert_string_equal(out.at ? out.at : "", expected);
	buf_release(&out);
}

static void each_form_has_its_rows(void **state)
{
	(void)state;
	check(PRINT_TABLE, 4,
	      "name   events\n"
	      "alice       0\n"
	      "a,\"b\"   1,000\n"
	      "=1+1    2,000\n"
	      "x\u241b[2J   3,000\n");
	check(PRINT_JSON, 2,
	      "[\n{\"name\":\"alice\",\"events\":0},\n"
	      "{\"name\":\"a,\\\"b\\\"\",\"events\":1000}\n]\n");
	check(PRINT_NDJSON, 1, "{\"name\":\"alice\",\"events\":0}\n");
	check(PRINT_CSV, 3,
	      "name,events\r\nalice,0\r\n\"a,\"\"b\"\"\",1000\r\n"
	      "\"'=1+1\",2000\r\n");
	check(PRINT_MD, 2,
	      "| name | events |\n|---|---:|\n| alice | 0 |\n"
	      "| a,\"b\" | 1,000 |\n");
}

static void without_rows_each_form_is_still_one_of_its_kind(void **state)
{
	(void)state;
	check(PRINT_TABLE, 0, "");
	check(PRINT_JSON, 0, "[]\n");
	check(PRINT_NDJSON, 0, "");
	check(PRINT_CSV, 0, "name,events\r\n");
	check(PRINT_MD, 0, "| name | events |\n|---|---:|\n");
}

static void a_formula_is_defused_and_counted_unless_exact(void **state)
{
	struct print_options options = { .form = PRINT_CSV };
	struct buf out = { 0 };

	(void)state;
	assert_int_equal(print_into(&out, options, &form, &named, 3), 1);
	options.csv_exact = true;
	assert_int_equal(print_into(&out, options, &form, &named, 3), 0);
	assert_non_null(strstr(out.at, "\r\n=1+1,"));
	buf_release(&out);
}

static void names_of_columns_are_no_safer_than_cells(void **state)
{
	static const struct table_column evil[] = {
		{ "=a,\x1b[2J", .kind = CELL_TEXT },
	};
	static const struct table_form as = { .column = evil, .columns = 1 };
	struct print_options options = { .form = PRINT_CSV };
	struct buf out = { 0 };

	(void)state;
	print_into(&out, options, &as, &named, 0);
	assert_string_equal(out.at, "\"'=a,\x1b[2J\"\r\n");
	options.form = PRINT_TABLE;
	print_into(&out, options, &as, &named, 1);
	assert_string_equal(out.at, "=a,\u241b[2J\nalice\n");
	buf_release(&out);
}

static void absent_cell(const void *of, size_t row, size_t column,
			struct table_cell *cell)
{
	(void)of;
	(void)row;
	if (column == NAME)
		cell->instead = STR("(absent)");
}

static void print_absent(enum print_form as, const char *expected)
{
	static const struct table_column dated[] = {
		{ "name", .kind = CELL_TEXT },
		{ "first", .kind = CELL_TIME },
	};
	static const struct table_form two = { .column = dated, .columns = 2 };
	static const struct table_rows absent = { .count = some,
						  .cell = absent_cell,
						  .flows = true };
	struct buf out = { 0 };

	print_into(&out, (struct print_options){ .form = as }, &two, &absent,
		   1);
	assert_non_null(strstr(out.at, expected));
	buf_release(&out);
}

static void absent_is_no_text(void **state)
{
	(void)state;
	print_absent(PRINT_TABLE, "\n(absent)");
	print_absent(PRINT_MD, "| (absent) |");
	print_absent(PRINT_CSV, "\r\n,\r\n");
	print_absent(PRINT_JSON, "{\"name\":null,\"first\":null}");
}

static void dated_cell(const void *of, size_t row, size_t column,
		       struct table_cell *cell)
{
	(void)of;
	(void)row;
	(void)column;
	cell->time = 1773446400;
}

static void a_time_is_written_with_its_zone(void **state)
{
	static const struct table_column time = { "time", .kind = CELL_TIME };
	static const struct table_form as = { .column = &time, .columns = 1 };
	static const struct table_rows dated = { .count = some,
						 .cell = dated_cell,
						 .flows = true };
	struct print_options options = { .form = PRINT_TABLE };
	struct buf out = { 0 };

	(void)state;
	setenv("TZ", "XXX-5:30", 1);
	print_into(&out, options, &as, &dated, 1);
	assert_string_equal(out.at, "time\n2026-03-14T00:00:00Z\n");
	options.zone = ZONE_LOCAL;
	print_into(&out, options, &as, &dated, 1);
	assert_string_equal(out.at, "time\n2026-03-14T05:30:00+05:30\n");
	unsetenv("TZ");
	buf_release(&out);
}

static void long_cell(const void *of, size_t row, size_t column,
		      struct table_cell *cell)
{
	(void)of;
	if (column == NAME)
		cell->text =
			row == 2000 ? STR("a rather long name") : STR("short");
	else
		cell->count = row;
}

static void widths_hold_after_the_first_rows_were_written(void **state)
{
	static const struct table_rows many = { .count = some,
						.cell = long_cell,
						.flows = true };
	struct buf out = { 0 };

	(void)state;
	print_into(&out, (struct print_options){ .form = PRINT_TABLE }, &form,
		   &many, 2500);
	assert_non_null(strstr(out.at, "\nshort       0\n"));
	assert_non_null(strstr(out.at, "\nshort   1,999\n"));
	assert_non_null(strstr(out.at, "\na rather long name  2,000\n"));
	assert_non_null(strstr(out.at, "\nshort   2,499\n"));
	buf_release(&out);
}

static bool refuse(void *to, struct str text)
{
	(void)text;
	++*(int *)to;
	return false;
}

static void what_is_refused_is_not_tried_again(void **state)
{
	size_t count = 4;
	int tried = 0;
	struct print_options options = { .form = PRINT_NDJSON,
					 .write = refuse,
					 .to = &tried };

	(void)state;
	table_print(&form, &named, &count, &options, NULL);
	assert_int_equal(tried, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_form_has_its_rows),
		cmocka_unit_test(
			without_rows_each_form_is_still_one_of_its_kind),
		cmocka_unit_test(a_formula_is_defused_and_counted_unless_exact),
		cmocka_unit_test(names_of_columns_are_no_safer_than_cells),
		cmocka_unit_test(absent_is_no_text),
		cmocka_unit_test(a_time_is_written_with_its_zone),
		cmocka_unit_test(widths_hold_after_the_first_rows_were_written),
		cmocka_unit_test(what_is_refused_is_not_tried_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
