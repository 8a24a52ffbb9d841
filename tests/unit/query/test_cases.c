/* SPDX-License-Identifier: MIT */
/* test_cases.c - runs the cases of tests/query/: an expression, the file of
 * events, and what is kept: ids, `N events`, `none`, or `error AT: TEXT`. */
#include "asked.h"

#include <dirent.h>
#include <stdlib.h>

struct reading {
	FILE *file;
	char name[280];
	unsigned line;
	struct rig rig;
	char data[4096]; /* what is loaded */
	unsigned wrong;
};

/* The next line that says something; false at the end. */
static bool read_line(struct reading *reading, char line[4096])
{
	while (fgets(line, 4096, reading->file)) {
		reading->line++;
		line[strcspn(line, "\n")] = '\0';
		if (line[0] && line[0] != '#')
			return true;
	}
	return false;
}

static void put_kept(struct reading *reading, struct expr *expr,
		     const char *want, struct buf *got)
{
	struct filter *filter = filter_new(expr);

	assert_false(filter_step(filter, reading->rig.store, 0));
	if (strstr(want, " events"))
		buf_addf(got, "%zu events", rowset_count(filter_rows(filter)));
	else
		asked_put_ids(&reading->rig, filter_rows(filter), got);
	if (!got->len)
		buf_add(got, STR("none"));
	filter_free(filter);
}

static void run_case(struct reading *reading, const char *text,
		     const char *want)
{
	struct buf got = { 0 };
	struct err err;
	struct expr *expr = expr_parse(str_of(text), &err);

	if (expr && expr_check(expr, reading->rig.store, &err) == 0) {
		put_kept(reading, expr, want, &got);
	} else {
		buf_addf(&got, "error %u: %s", (unsigned)err.at, err.text);
		expr_free(expr);
	}
	if (strcmp(got.at, want) != 0) {
		print_error("%s:%u: %s\n  gives   %s\n  not     %s\n",
			    reading->name, reading->line, text, got.at, want);
		reading->wrong++;
	}
	buf_release(&got);
}

static void load(struct reading *reading, const char *data)
{
	if (!strcmp(reading->data, data))
		return;
	if (reading->data[0])
		rig_release(&reading->rig);
	snprintf(reading->data, sizeof(reading->data), "%s", data);
	rig_init(&reading->rig);
	asked_load(&reading->rig, str_of(data));
}

static size_t run_file(const char *name, unsigned *wrong)
{
	struct reading reading = { .line = 0 };
	char text[4096], data[4096], want[4096];
	size_t cases = 0;

	snprintf(reading.name, sizeof(reading.name), "tests/query/%s", name);
	reading.file = fopen(reading.name, "r");
	assert_non_null(reading.file);
	for (; read_line(&reading, text); cases++) {
		assert_true(read_line(&reading, data));
		assert_true(read_line(&reading, want));
		load(&reading, data);
		run_case(&reading, text, want);
	}
	if (reading.data[0])
		rig_release(&reading.rig);
	fclose(reading.file);
	*wrong += reading.wrong;
	return cases;
}

static void every_case_keeps_the_events_it_says(void **state)
{
	DIR *folder = opendir("tests/query");
	struct dirent *entry;
	size_t cases = 0;
	unsigned wrong = 0;

	(void)state;
	assert_non_null(folder);
	while ((entry = readdir(folder)))
		if (str_ends(str_of(entry->d_name), STR(".txt")))
			cases += run_file(entry->d_name, &wrong);
	closedir(folder);
	print_message("%zu cases\n", cases);
	assert_int_equal(wrong, 0);
	assert_true(cases > 100);
}

static void check_example(const struct rig *rig, const char *text)
{
	struct expr *expr = asked_parse(str_of(text));
	struct filter *filter;
	struct err err;

	if (expr_check(expr, rig->store, &err) < 0)
		fail_msg("%s: %s", text, err.text);
	filter = filter_new(expr);
	filter_step(filter, rig->store, 0);
	if (!rowset_count(filter_rows(filter)))
		fail_msg("%s: keeps nothing", text);
	filter_free(filter);
}

static void every_example_of_the_document_keeps_something(void **state)
{
	FILE *file = fopen("docs/FILTERS.md", "r");
	bool inside = false;
	char line[4096];
	size_t examples = 0;
	struct rig rig;

	(void)state;
	assert_non_null(file);
	rig_init(&rig);
	asked_load(&rig, STR("three-days.ndjson"));
	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (str_starts(str_of(line), STR("```"))) {
			inside = !strcmp(line, "```filter");
		} else if (inside) {
			check_example(&rig, line);
			examples++;
		}
	}
	fclose(file);
	rig_release(&rig);
	assert_true(examples > 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_keeps_the_events_it_says),
		cmocka_unit_test(every_example_of_the_document_keeps_something),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
