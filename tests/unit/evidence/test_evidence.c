/* SPDX-License-Identifier: MIT */
/* test_evidence.c - totals and the order of the list are what a walk over all
 * files would say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "evidence.h"

#define FILES 300

static char paths[FILES][40];

static void add_files(struct evidence *evidence, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		snprintf(paths[i], sizeof(paths[i]), "trail/2026/%03zu.json",
			 i);
		assert_int_equal(evidence_add(evidence, paths[i], 10), i);
	}
}

static void note(struct source *source, enum err_code code, const char *text)
{
	struct err err;

	err_set(&err, code, 7, "%s", text);
	source_note(source, &err);
}

/* The four ways in which a file can end, by its number. */
static void finish(struct evidence *evidence, size_t file)
{
	struct source read = { .records = file % 4 < 2 };

	if (file % 4 == 1 || file % 4 == 2)
		note(&read, ERR_CUT, "cut");
	if (file % 4 == 3)
		note(&read, ERR_DATA, "no event");
	evidence_finish(evidence, file, &read);
	assert_null(read.note);
}

static void files_with_notes_are_counted_as_they_end(void **state)
{
	struct evidence evidence = { 0 };

	(void)state;
	add_files(&evidence, FILES);
	/* Not in order: 7 and 300 have no factor in common. */
	for (size_t i = 0; i < FILES; i++) {
		assert_int_equal(evidence_done(&evidence), i);
		finish(&evidence, i * 7 % FILES);
	}
	assert_int_equal(evidence.troubles, FILES / 4 * 3);
	evidence_release(&evidence);
}

static void totals_tell_the_ways_in_which_files_end_apart(void **state)
{
	struct evidence evidence = { 0 };
	size_t first;

	(void)state;
	assert_int_equal(evidence_damaged(&evidence, &first), 0);
	assert_int_equal(first, 0);
	add_files(&evidence, 40);
	for (size_t i = 40; i-- > 20;)
		finish(&evidence, i);
	assert_int_equal(evidence.bytes_all, 400);
	assert_int_equal(evidence_done(&evidence), 20);
	assert_int_equal(evidence.in[SOURCE_WHOLE].files, 5);
	assert_int_equal(evidence.in[SOURCE_PART].files, 5);
	assert_int_equal(evidence.in[SOURCE_UNREAD].files, 5);
	assert_int_equal(evidence.in[SOURCE_SKIPPED].files, 5);
	assert_int_equal(evidence.in[SOURCE_SKIPPED].first, 23);
	assert_int_equal(evidence_damaged(&evidence, &first), 10);
	assert_int_equal(first, 21);
	finish(&evidence, 18);
	assert_int_equal(evidence_damaged(&evidence, &first), 11);
	assert_int_equal(first, 18);
	evidence_release(&evidence);
}

static void the_folders_that_all_paths_share_are_known(void **state)
{
	static const struct {
		const char *path;
		size_t lead; /* with all before it */
	} files[] = {
		{ "trail/2026/a.json", 0 }, { "trail/2026/ab.json", 11 },
		{ "trail/2026/a", 11 },     { "trail/2025/a.json", 6 },
		{ "trailing", 0 },          { "trail/2026/a.json", 0 },
	};
	struct evidence evidence = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		evidence_add(&evidence, files[i].path, 0);
		assert_int_equal(evidence_lead(&evidence), files[i].lead);
	}
	evidence_release(&evidence);
}

static void notes_are_counted_and_the_first_hundred_kept(void **state)
{
	struct source source = { 0 };
	struct err err;

	(void)state;
	for (size_t i = 0; i < 3 * NOTES_A_SOURCE; i++)
		note(&source, ERR_DATA, i ? "again" : "first met");
	assert_int_equal(source.note_count, 3 * NOTES_A_SOURCE);
	assert_int_equal(source.notes, NOTES_A_SOURCE);
	assert_false(source.damaged);
	assert_string_equal(source.note[0].text, "first met");
	assert_int_equal(source.note[0].at, 7);
	err_set(&err, ERR_FULL, 0, "memory ran out");
	source_note_first(&source, &err);
	assert_string_equal(source.note[0].text, "memory ran out");
	assert_string_equal(source.note[1].text, "first met");
	assert_true(source.damaged);
	source_release(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_with_notes_are_counted_as_they_end),
		cmocka_unit_test(totals_tell_the_ways_in_which_files_end_apart),
		cmocka_unit_test(the_folders_that_all_paths_share_are_known),
		cmocka_unit_test(notes_are_counted_and_the_first_hundred_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
