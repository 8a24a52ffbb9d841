/* SPDX-License-Identifier: MIT */
/* test_table.c - the same rows in five forms, harmless in each. */
#include "printed.h"

#include "../../../tui/app/table.h"

static const struct table_column columns[] = {
	{ "name", false },
	{ "events", true },
};

static const char *const names[] = { "alice", "a,\"b\"", "=1+1", "x\x1b[2J" };

static void fill(struct table *table, size_t rows)
{
	for (size_t i = 0; i < rows; i++) {
		table_put(table, 0, str_of(names[i]));
		table_count(table, 1, i * 1000);
		table_row_end(table);
	}
}

/* What `rows` of the names look like; to be freed. */
static char *print_as(struct options options, size_t rows)
{
	struct printed printed = printed_begin(stdout);
	struct table table;

	table_begin(&table, &options, columns, 2);
	fill(&table, rows);
	table_end(&table);
	printed_end(&printed);
	return printed.text.at ? printed.text.at : xstrdup(STR(""));
}

static char *quietly(struct options options, size_t rows)
{
	struct printed told = printed_begin(stderr);
	char *text = print_as(options, rows);

	printed_end(&told);
	buf_release(&told.text);
	return text;
}

static void check(enum format format, size_t rows, const char *expected)
{
	char *text = quietly((struct options){ .format = format }, rows);

	assert_string_equal(text, expected);
	free(text);
}

static void each_form_has_its_rows(void **state)
{
	(void)state;
	check(FORMAT_TABLE, 4,
	      "name   events\n"
	      "alice       0\n"
	      "a,\"b\"   1,000\n"
	      "=1+1    2,000\n"
	      "x\u241b[2J   3,000\n");
	check(FORMAT_JSON, 2,
	      "[\n{\"name\":\"alice\",\"events\":0},\n"
	      "{\"name\":\"a,\\\"b\\\"\",\"events\":1000}\n]\n");
	check(FORMAT_NDJSON, 1, "{\"name\":\"alice\",\"events\":0}\n");
	check(FORMAT_CSV, 3,
	      "name,events\r\nalice,0\r\n\"a,\"\"b\"\"\",1000\r\n"
	      "\"'=1+1\",2000\r\n");
	check(FORMAT_MD, 2,
	      "| name | events |\n|---|---:|\n| alice | 0 |\n"
	      "| a,\"b\" | 1,000 |\n");
}

static void without_rows_each_form_is_still_one_of_its_kind(void **state)
{
	(void)state;
	check(FORMAT_TABLE, 0, "");
	check(FORMAT_JSON, 0, "[]\n");
	check(FORMAT_NDJSON, 0, "");
	check(FORMAT_CSV, 0, "name,events\r\n");
	check(FORMAT_MD, 0, "| name | events |\n|---|---:|\n");
}

static void a_formula_is_defused_and_told_unless_it_must_be_exact(void **state)
{
	struct options exact = { .format = FORMAT_CSV, .csv_exact = true };
	struct options plain = { .format = FORMAT_CSV };
	struct printed told = printed_begin(stderr);
	char *text = print_as(plain, 3);

	(void)state;
	assert_non_null(strstr(printed_end(&told), "1 cells"));
	free(text);
	buf_release(&told.text);
	text = quietly(exact, 3);
	assert_non_null(strstr(text, "\r\n=1+1,"));
	free(text);
}

static void names_of_columns_are_no_safer_than_cells(void **state)
{
	const struct table_column evil[] = { { "=a,\x1b[2J", false } };
	struct options options = { .format = FORMAT_CSV };
	struct printed told, printed;
	struct table table;

	(void)state;
	told = printed_begin(stderr);
	printed = printed_begin(stdout);
	table_begin(&table, &options, evil, 1);
	table_end(&table);
	assert_string_equal(printed_end(&printed), "\"'=a,\x1b[2J\"\r\n");
	printed_end(&told);
	buf_release(&printed.text);
	buf_release(&told.text);
	options.format = FORMAT_TABLE;
	printed = printed_begin(stdout);
	table_begin(&table, &options, evil, 1);
	table_put(&table, 0, STR("x"));
	table_row_end(&table);
	table_end(&table);
	assert_string_equal(printed_end(&printed), "=a,\u241b[2J\nx\n");
	buf_release(&printed.text);
}

static void print_absent(enum format format, const char *expected)
{
	struct options options = { .format = format };
	struct printed printed = printed_begin(stdout);
	struct table table;

	table_begin(&table, &options, columns, 2);
	table_absent(&table, 0, STR("(absent)"));
	table_time(&table, 1, TIME_NONE);
	table_row_end(&table);
	table_end(&table);
	assert_non_null(strstr(printed_end(&printed), expected));
	buf_release(&printed.text);
}

static void absent_is_no_text(void **state)
{
	(void)state;
	print_absent(FORMAT_TABLE, "\n(absent)");
	print_absent(FORMAT_MD, "| (absent) |");
	print_absent(FORMAT_CSV, "\r\n,\r\n");
	print_absent(FORMAT_JSON, "{\"name\":null,\"events\":null}");
}

static void a_time_is_written_with_its_zone(void **state)
{
	static const struct table_column time = { "time", false };
	struct options options = { .format = FORMAT_TABLE };
	struct printed printed = printed_begin(stdout);
	struct table table;

	(void)state;
	setenv("TZ", "XXX-5:30", 1);
	table_begin(&table, &options, &time, 1);
	table_time(&table, 0, 1773446400);
	table_row_end(&table);
	table_end(&table);
	options.zone = ZONE_LOCAL;
	table_begin(&table, &options, &time, 1);
	table_time(&table, 0, 1773446400);
	table_row_end(&table);
	table_end(&table);
	assert_string_equal(printed_end(&printed),
			    "time\n2026-03-14T00:00:00Z\n"
			    "time\n2026-03-14T05:30:00+05:30\n");
	buf_release(&printed.text);
	unsetenv("TZ");
}

static void widths_hold_after_the_first_rows_were_written(void **state)
{
	struct options options = { .format = FORMAT_TABLE };
	struct printed printed = printed_begin(stdout);
	struct table table;
	const char *text;

	(void)state;
	table_begin(&table, &options, columns, 2);
	for (unsigned i = 0; i < 2500; i++) {
		table_put(&table, 0,
			  i == 2000 ? STR("a rather long name") : STR("short"));
		table_count(&table, 1, i);
		table_row_end(&table);
	}
	table_end(&table);
	text = printed_end(&printed);
	assert_non_null(strstr(text, "\nshort       0\n"));
	assert_non_null(strstr(text, "\nshort   1,999\n"));
	assert_non_null(strstr(text, "\na rather long name   2,000\n"));
	assert_non_null(strstr(text, "\nshort   2,499\n"));
	buf_release(&printed.text);
}

static void what_cannot_be_written_is_told(void **state)
{
	struct printed told = printed_begin(stderr);
	int saved = dup(STDOUT_FILENO);
	FILE *full = fopen("/dev/full", "wb");
	bool ok;

	(void)state;
	fflush(stdout);
	dup2(fileno(full), STDOUT_FILENO);
	fputs("some text", stdout);
	ok = output_ok();
	dup2(saved, STDOUT_FILENO);
	clearerr(stdout);
	close(saved);
	fclose(full);
	assert_false(ok);
	assert_non_null(strstr(printed_end(&told), "No space left"));
	buf_release(&told.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_form_has_its_rows),
		cmocka_unit_test(
			without_rows_each_form_is_still_one_of_its_kind),
		cmocka_unit_test(
			a_formula_is_defused_and_told_unless_it_must_be_exact),
		cmocka_unit_test(names_of_columns_are_no_safer_than_cells),
		cmocka_unit_test(absent_is_no_text),
		cmocka_unit_test(a_time_is_written_with_its_zone),
		cmocka_unit_test(widths_hold_after_the_first_rows_were_written),
		cmocka_unit_test(what_cannot_be_written_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
