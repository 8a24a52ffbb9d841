/* SPDX-License-Identifier: MIT */
/* test_options.c - the command line, and that it is quoted without harm. */
#include "printed.h"

#include <getopt.h>

#include "../../../tui/app/options.h"

static int run_nothing(const struct options *options)
{
	(void)options;
	return 0;
}

static const struct subcommand commands[] = {
	{ .name = "", .takes = ~0u, .run = run_nothing },
	{ "count", NULL, "", ~0u, false, run_nothing },
	{ "top", "FIELD", "", ~0u, false, run_nothing },
	{ "demo", NULL, "", ~0u, true, run_nothing },
	{ NULL },
};

#define MOST 12
struct line {
	struct options options;
	bool read;
	int status;
	struct buf out, told;
};

static struct line line_of(const char *const *words)
{
	static char copy[MOST][200]; /* getopt moves what it is given */
	static char *argv[MOST + 1];
	int argc = 0;
	struct line line = { 0 };
	struct printed out, told;

	for (; words[argc]; argc++) {
		snprintf(copy[argc], sizeof(copy[argc]), "%s", words[argc]);
		argv[argc] = copy[argc];
	}
	argv[argc] = NULL;
	optind = 0;
	out = printed_begin(stdout);
	told = printed_begin(stderr);
	line.read =
		options_read(&line.options, commands, argc, argv, &line.status);
	printed_end(&told);
	printed_end(&out);
	line.out = out.text;
	line.told = told.text;
	return line;
}

static void line_release(struct line *line)
{
	buf_release(&line->out);
	buf_release(&line->told);
}

#define LINE(...)                                                              \
	line_of((const char *const[]){ "trailtui", __VA_ARGS__, NULL })

static void words_and_options_may_mix(void **state)
{
	struct line line = LINE("top", "--limit", "2K", "user", "a", "-j3",
				"--strict", "b");

	(void)state;
	assert_true(line.read);
	assert_string_equal(line.options.command->name, "top");
	assert_string_equal(line.options.word, "user");
	assert_int_equal(line.options.paths, 2);
	assert_string_equal(line.options.path[1], "b");
	assert_int_equal(line.options.limit, 2048);
	assert_int_equal(line.options.jobs, 3);
	assert_true(line.options.strict);
	line_release(&line);
}

static void without_a_sub_command_it_is_the_investigator(void **state)
{
	struct line line = LINE("--", "-x.json", "count");

	(void)state;
	assert_true(line.read);
	assert_string_equal(line.options.command->name, "");
	assert_string_equal(line.options.path[0], "-x.json");
	assert_true(line.options.jobs >= 1);
	assert_true(line.options.memory > 0);
	line_release(&line);
}

static void a_relative_time_is_no_option(void **state)
{
	struct line line = LINE("count", "--from", "-2h", "a");

	(void)state;
	assert_true(line.read);
	assert_string_equal(line.options.from, "-2h");
	line_release(&line);
}

static void a_slip_in_what_is_asked_for_costs_no_load(void **state)
{
	static const char *const bad[][3] = {
		{ "-f", "user=", "^" },
		{ "--from", "2023-02-30", "--from is no time" },
		{ "--to", "soon", "--to is no time" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct line line = LINE("count", bad[i][0], bad[i][1], "a");

		assert_false(line.read);
		assert_int_equal(line.status, 2);
		assert_non_null(strstr(line.told.at, bad[i][2]));
		line_release(&line);
	}
}

static void sizes_and_counts_are_read_whole_or_refused(void **state)
{
	static const char *const bad[] = {
		"0",
		"-1",
		"+1",
		"",
		"1T",
		"1GG",
		" 1",
		"1.5G",
		"x",
		"G",
		"1K1",
		"99999999999999999999",
		"18446744073709551615",
		"9007199254740993G",
	};
	struct line line = LINE("count", "--max-memory", "2g", "a");

	(void)state;
	assert_int_equal(line.options.memory, (size_t)2 << 30);
	line_release(&line);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		line = LINE("count", "--max-memory", bad[i], "a");
		assert_false(line.read);
		assert_int_equal(line.status, 2);
		line_release(&line);
	}
}

static void a_number_of_jobs_has_a_bound(void **state)
{
	struct line line = LINE("count", "--jobs", "100000", "a");

	(void)state;
	assert_int_equal(line.options.jobs, 256);
	line_release(&line);
}

static void a_zone_must_exist(void **state)
{
	static const char *const bad[] = { "Europe",    "",
					   "../../etc", "/etc/localtime",
					   "zone.tab",  "Nowhere/There" };
	struct line line = LINE("count", "--tz", "UTC", "a");

	(void)state;
	assert_true(line.read);
	line_release(&line);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		line = LINE("count", "--tz", bad[i], "a");
		assert_false(line.read);
		line_release(&line);
	}
}

static void mistakes_are_quoted_without_harm(void **state)
{
	static const char *const options[] = { "--x\x1b]0;a\a\n", "-\x1b",
					       "--size=\x1b[2J",
					       "--format=\xff\x9b",
					       "--tz=\u202e" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(options); i++) {
		struct line line = LINE("count", options[i], "a");
		assert_false(line.read);
		assert_int_equal(line.status, 2);
		assert_true(line.told.len > 20);
		for (size_t n = 0; n + 1 < line.told.len; n++)
			assert_true((unsigned char)line.told.at[n] >= ' ');
		assert_null(strstr(line.told.at, "\u202e"));
		assert_null(strstr(line.told.at, "\xff"));
		line_release(&line);
	}
}

static void a_missing_value_names_its_option(void **state)
{
	struct line line = LINE("count", "--format");

	(void)state;
	assert_false(line.read);
	assert_non_null(strstr(line.told.at, "format"));
	line_release(&line);
}

static void help_names_every_sub_command(void **state)
{
	struct line line = LINE("--help");

	(void)state;
	assert_false(line.read);
	assert_int_equal(line.status, 0);
	assert_int_equal(line.told.len, 0);
	for (size_t i = 1; commands[i].name; i++)
		assert_non_null(strstr(line.out.at, commands[i].name));
	line_release(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_and_options_may_mix),
		cmocka_unit_test(without_a_sub_command_it_is_the_investigator),
		cmocka_unit_test(a_relative_time_is_no_option),
		cmocka_unit_test(a_slip_in_what_is_asked_for_costs_no_load),
		cmocka_unit_test(sizes_and_counts_are_read_whole_or_refused),
		cmocka_unit_test(a_number_of_jobs_has_a_bound),
		cmocka_unit_test(a_zone_must_exist),
		cmocka_unit_test(mistakes_are_quoted_without_harm),
		cmocka_unit_test(a_missing_value_names_its_option),
		cmocka_unit_test(help_names_every_sub_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
