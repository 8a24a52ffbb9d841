/* SPDX-License-Identifier: MIT */
/* Texts for the clipboard. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "../../../tui/term/term.c"

static void assert_copied(struct str text, const char *want)
{
	struct buf out = { 0 };

	assert_true(clipboard_put(&out, text));
	assert_string_equal(out.at, want);
	buf_release(&out);
}

static void a_text_is_sent_as_base64(void **state)
{
	(void)state;
	assert_copied(STR("abc"), "\033]52;c;YWJj\a");
	assert_copied(STR("ab"), "\033]52;c;YWI=\a");
	assert_copied(STR("a"), "\033]52;c;YQ==\a");
	assert_copied(STR("\xff\xfe\xfd"), "\033]52;c;//79\a");
	assert_copied(STR("\033]52;c;\a"), "\033]52;c;G101MjtjOwc=\a");
}

static void an_empty_text_empties_the_clipboard(void **state)
{
	(void)state;
	assert_copied(STR_NONE, "\033]52;c;\a");
}

static void what_terminals_do_not_take_is_refused(void **state)
{
	static char text[75000];
	struct buf out = { 0 };

	(void)state;
	memset(text, 'x', sizeof(text));
	assert_false(clipboard_put(&out, (struct str){ text, sizeof(text) }));
	assert_int_equal(out.len, 0);
	assert_true(clipboard_put(&out, (struct str){ text, 74994 }));
	assert_int_equal(out.len, 7 + 99992 + 1);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_sent_as_base64),
		cmocka_unit_test(an_empty_text_empties_the_clipboard),
		cmocka_unit_test(what_terminals_do_not_take_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
