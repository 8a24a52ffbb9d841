/* SPDX-License-Identifier: MIT */
/* Names of keys. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "keys.h"

static int32_t code(const char *name)
{
	struct key key = { 0 };

	return key_read(str_of(name), &key) ? key.code : PRESS_NONE;
}

static void assert_name(int32_t key_code, const char *want)
{
	struct buf out = { 0 };

	key_put(&out, (struct key){ .code = key_code });
	assert_string_equal(out.at, want);
	buf_release(&out);
}

static void a_character_is_its_own_name(void **state)
{
	(void)state;
	assert_int_equal(code("j"), 'j');
	assert_int_equal(code("^"), '^');
	assert_int_equal(code("`"), '`');
	assert_int_equal(code("é"), 0xe9);
	assert_name('G', "G");
	assert_name(0x65e5, "日");
}

static void names_are_read_in_any_case(void **state)
{
	(void)state;
	assert_int_equal(code("Enter"), PRESS_ENTER);
	assert_int_equal(code("ESC"), PRESS_ESC);
	assert_int_equal(code("pgdn"), PRESS_PAGE_DOWN);
	assert_int_equal(code("Space"), ' ');
}

static void controls_are_written_with_a_caret(void **state)
{
	(void)state;
	assert_int_equal(code("^F"), 6);
	assert_int_equal(code("^f"), 6);
	assert_int_equal(code("^M"), PRESS_ENTER);
	assert_int_equal(code("^["), PRESS_ESC);
	assert_int_equal(code("^H"), PRESS_BACKSPACE);
	assert_int_equal(code("^?"), PRESS_BACKSPACE);
	assert_name(6, "^F");
	assert_name(PRESS_CTRL('\\'), "^\\");
}

static void what_is_no_key_is_refused(void **state)
{
	(void)state;
	assert_int_equal(code(""), PRESS_NONE);
	assert_int_equal(code("jj"), PRESS_NONE);
	assert_int_equal(code("^("), PRESS_NONE);
	assert_int_equal(code("^@"), PRESS_NONE);
	assert_int_equal(code("\x01"), PRESS_NONE);
	assert_int_equal(code("\xff"), PRESS_NONE);
	assert_int_equal(code("Hyper"), PRESS_NONE);
}

static void every_name_written_reads_back(void **state)
{
	struct buf out = { 0 };
	struct key key;

	(void)state;
	for (int32_t c = 1; c <= PRESS_HUNG_UP; c++) {
		if (c == 8) /* ^H is Backspace */
			continue;
		if (c == 127)
			c = PRESS_FIRST_SPECIAL + 1;
		buf_reset(&out);
		key_put(&out, (struct key){ .code = c });
		assert_true(key_read(buf_str(&out), &key));
		assert_int_equal(key.code, c);
	}
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_character_is_its_own_name),
		cmocka_unit_test(names_are_read_in_any_case),
		cmocka_unit_test(controls_are_written_with_a_caret),
		cmocka_unit_test(what_is_no_key_is_refused),
		cmocka_unit_test(every_name_written_reads_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
