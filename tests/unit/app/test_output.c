/* SPDX-License-Identifier: MIT */
/* test_output.c - whether all of it went out. */
#include "printed.h"

#include "../../../tui/app/output.h"

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

static void changed_cells_are_told(void **state)
{
	struct printed told = printed_begin(stderr);

	(void)state;
	output_defused(0);
	output_defused(3);
	assert_non_null(strstr(printed_end(&told), "trailtui: 3 cells"));
	buf_release(&told.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_cannot_be_written_is_told),
		cmocka_unit_test(changed_cells_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
