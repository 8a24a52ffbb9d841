/* SPDX-License-Identifier: MIT */
/* Bytes and times in, keys out. Every sequence is also fed byte by byte. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../../../tui/term/decode.h"

#define ESC_MS 25
#define START 1000

static struct decode fresh(void)
{
	return (struct decode){ .esc_ms = ESC_MS };
}

static void feed(struct decode *decode, const char *text, int64_t now)
{
	decode_feed(decode, text, strlen(text), now);
}

/* All keys there are at `now`, by name, with a blank between. */
static void assert_keys(struct decode *decode, int64_t now, const char *want)
{
	struct buf names = { 0 };
	struct key key;

	buf_add(&names, STR(""));
	while ((key = decode_next(decode, now)).code != PRESS_NONE) {
		if (names.len)
			buf_addc(&names, ' ');
		key_put(&names, key);
	}
	assert_string_equal(names.at ? names.at : "", want);
	buf_release(&names);
}

static void assert_bytes(const char *bytes, const char *want)
{
	struct decode decode = fresh();

	feed(&decode, bytes, START);
	assert_keys(&decode, START, want);
	assert_int_equal(decode.len, 0);
	decode_release(&decode);
}

/* The same, one byte a read, a millisecond apart. */
static void assert_drops(const char *bytes, const char *want)
{
	struct decode decode = fresh();
	struct buf names = { 0 };
	struct key key;

	buf_add(&names, STR(""));
	for (size_t i = 0; bytes[i]; i++) {
		decode_feed(&decode, bytes + i, 1, START + (int)i);
		while ((key = decode_next(&decode, START + (int)i)).code) {
			if (names.len)
				buf_addc(&names, ' ');
			key_put(&names, key);
		}
	}
	assert_string_equal(names.at ? names.at : "", want);
	buf_release(&names);
	decode_release(&decode);
}

static void letters_and_controls_are_keys(void **state)
{
	(void)state;
	assert_bytes("jK \t\r\x06\x03\x1a\x1c", "j K Space Tab Enter ^F ^C ^Z "
						"^\\");
	assert_bytes("\x7f\x08", "Backspace Backspace");
}

static void arrows_are_known_in_both_modes(void **state)
{
	static const char csi[] = "\033[A\033[B\033[C\033[D\033[H\033[F";
	static const char ss3[] = "\033OA\033OB\033OC\033OD\033OH\033OF\033OM";

	(void)state;
	assert_bytes(csi, "Up Down Right Left Home End");
	assert_drops(csi, "Up Down Right Left Home End");
	assert_bytes(ss3, "Up Down Right Left Home End Enter");
	assert_drops(ss3, "Up Down Right Left Home End Enter");
}

static void numbered_keys_are_known(void **state)
{
	static const char keys[] = "\033[1~\033[3~\033[4~\033[5~\033[6~\033[7~"
				   "\033[8~\033[Z";

	(void)state;
	assert_bytes(keys, "Home Del End PgUp PgDn Home End BackTab");
	assert_drops(keys, "Home Del End PgUp PgDn Home End BackTab");
}

static void modifiers_change_nothing(void **state)
{
	(void)state;
	assert_bytes("\033[1;5A\033[1;2D\033[5;5~", "Up Left PgUp");
}

static void what_is_unknown_is_swallowed_whole(void **state)
{
	static const char unknown[] =
		"\033[I\033[O\033[2~\033[15~\033[?62;4c\033[>41;354;0c"
		"\033[12;40R\033[[A\033OP\033[?2026;2$y\033[97;5u"
		"\033]11;rgb:1212/1212/1212\033\\\033]52;c;cQ==\a"
		"\033P1$r0m\033\\\033[32;1;1Mj";

	(void)state;
	assert_bytes(unknown, "j");
	assert_drops(unknown, "j");
}

static void esc_alone_is_given_after_its_time(void **state)
{
	struct decode decode = fresh();

	(void)state;
	feed(&decode, "\033", START);
	assert_keys(&decode, START + ESC_MS - 1, "");
	assert_int_equal(decode_wait(&decode, START + ESC_MS - 1), 1);
	assert_keys(&decode, START + ESC_MS, "Esc");
	assert_int_equal(decode_wait(&decode, START + ESC_MS), -1);
}

static void esc_before_another_key_does_not_wait(void **state)
{
	(void)state;
	assert_bytes("\033j", "Esc j");
	assert_bytes("\033\033[A", "Esc Up");
	assert_bytes("\033\r", "Esc Enter");
	assert_bytes("\033]j", "Esc ] j");
	assert_bytes("\033Pj", "Esc P j");
}

static void two_escs_are_two(void **state)
{
	struct decode decode = fresh();

	(void)state;
	feed(&decode, "\033\033", START);
	assert_keys(&decode, START, "Esc");
	assert_keys(&decode, START + ESC_MS, "Esc");
}

static void a_late_rest_is_glued_to_its_esc(void **state)
{
	static const char *const rests[] = { "[A", "OA", "[1;5A" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rests); i++) {
		struct decode decode = fresh();

		feed(&decode, "\033", START);
		assert_keys(&decode, START + ESC_MS, "Esc");
		feed(&decode, rests[i], START + 120);
		assert_keys(&decode, START + 120, "Up");
		feed(&decode, rests[i], START + 130);
		assert_int_not_equal(decode_next(&decode, START + 130).code,
				     PRESS_UP);
	}
}

static void a_late_rest_may_come_in_pieces(void **state)
{
	struct decode decode = fresh();

	(void)state;
	feed(&decode, "\033", START);
	assert_keys(&decode, START + ESC_MS, "Esc");
	feed(&decode, "[", START + 60);
	assert_keys(&decode, START + 60, "");
	feed(&decode, "Z", START + 70);
	assert_keys(&decode, START + 70, "BackTab");
}

static void a_bracket_typed_after_esc_is_a_bracket(void **state)
{
	struct decode decode = fresh();

	(void)state;
	feed(&decode, "\033", START);
	assert_keys(&decode, START + ESC_MS, "Esc");
	feed(&decode, "[", START + 200);
	assert_keys(&decode, START + 200 + ESC_MS, "[");
	feed(&decode, "[]", START + 400);
	assert_keys(&decode, START + 400, "[ ]");
}

static void much_later_nothing_is_glued(void **state)
{
	struct decode decode = fresh();

	(void)state;
	feed(&decode, "\033", START);
	assert_keys(&decode, START + ESC_MS, "Esc");
	feed(&decode, "[A", START + 2000);
	assert_keys(&decode, START + 2000, "[ A");
}

static void esc_and_bracket_in_one_burst_are_two_keys(void **state)
{
	struct decode decode = fresh();

	(void)state;
	feed(&decode, "\033[", START);
	assert_keys(&decode, START, "");
	assert_keys(&decode, START + ESC_MS, "Esc [");
}

static void a_sequence_that_breaks_off_presses_no_keys(void **state)
{
	struct decode decode = fresh();

	(void)state;
	feed(&decode, "\033[1;5", START);
	assert_keys(&decode, START + 100, "");
	assert_keys(&decode, START + 1000, "");
	assert_int_equal(decode.len, 0);
	assert_bytes("\033[1;\033[Bj", "Down j");
}

static void a_sequence_without_end_does_not_fill_the_room(void **state)
{
	struct decode decode = fresh();
	char digits[DECODE_ROOM];

	(void)state;
	memset(digits, '1', sizeof(digits));
	memcpy(digits, "\033[", 2);
	decode_feed(&decode, digits, sizeof(digits), START);
	assert_keys(&decode, START, "");
	assert_int_equal(decode_room(&decode), DECODE_ROOM);
	memcpy(digits, "\033]1", 3);
	decode_feed(&decode, digits, sizeof(digits), START);
	assert_keys(&decode, START, "");
	assert_int_equal(decode_room(&decode), DECODE_ROOM);
}

static void characters_may_be_split_between_reads(void **state)
{
	(void)state;
	assert_bytes("é日🙂", "é 日 🙂");
	assert_drops("é日🙂", "é 日 🙂");
}

static void bytes_that_are_no_characters_press_nothing(void **state)
{
	struct decode decode = fresh();

	(void)state;
	assert_bytes("\xff\xc0j\x9b"
		     "A",
		     "j A");
	assert_bytes("\xc2\x9bq", "q");
	feed(&decode, "\xe6\x97", START);
	assert_keys(&decode, START, "");
	assert_keys(&decode, START + 1000, "");
	assert_int_equal(decode.len, 0);
	decode_feed(&decode, "\0j", 2, START + 1000);
	assert_keys(&decode, START + 1000, "j");
}

static void assert_paste(struct decode *decode, int64_t now, const char *want)
{
	struct key key = decode_next(decode, now);

	assert_int_equal(key.code, PRESS_PASTE);
	assert_int_equal(key.text.len, strlen(want));
	assert_memory_equal(key.text.at, want, key.text.len);
}

static void a_paste_is_one_key_with_its_lines(void **state)
{
	struct decode decode = fresh();

	(void)state;
	feed(&decode, "a\033[200~one\r\ntwo\rq\033[Athree\n\033[201~b", START);
	assert_int_equal(decode_next(&decode, START).code, 'a');
	assert_paste(&decode, START, "one\ntwo\nq\033[Athree\n");
	assert_keys(&decode, START, "b");
	decode_release(&decode);
}

static void a_paste_may_come_byte_by_byte(void **state)
{
	static const char bytes[] = "\033[200~x\033[20\033[201y\033[201~";
	struct decode decode = fresh();

	(void)state;
	for (size_t i = 0; bytes[i]; i++) {
		assert_keys(&decode, START + 10 * (int)i, "");
		decode_feed(&decode, bytes + i, 1, START + 10 * (int)i);
	}
	assert_paste(&decode, START + 500, "x\033[20\033[201y");
	decode_release(&decode);
}

static void an_empty_paste_is_an_empty_text(void **state)
{
	struct decode decode = fresh();

	(void)state;
	feed(&decode, "\033[200~\033[201~", START);
	assert_paste(&decode, START, "");
	decode_release(&decode);
}

static void a_paste_that_never_ends_ends_in_silence(void **state)
{
	struct decode decode = fresh();

	(void)state;
	feed(&decode, "\033[200~abc", START);
	assert_keys(&decode, START + 1000, "");
	assert_in_range(decode_wait(&decode, START + 1000), 1, 10000);
	assert_paste(&decode, START + 10000, "abc");
	feed(&decode, "j", START + 10001);
	assert_keys(&decode, START + 10001, "j");
	decode_release(&decode);
}

static void a_huge_paste_is_cut(void **state)
{
	struct decode decode = fresh();
	char text[DECODE_ROOM];
	struct key key;

	(void)state;
	memset(text, 'x', sizeof(text));
	feed(&decode, "\033[200~", START);
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(decode_next(&decode, START).code, PRESS_NONE);
		decode_feed(&decode, text, decode_room(&decode), START);
	}
	assert_int_equal(decode_next(&decode, START).code, PRESS_NONE);
	feed(&decode, "\033[201~j", START);
	key = decode_next(&decode, START);
	assert_int_equal(key.code, PRESS_PASTE);
	assert_int_equal(key.text.len, 1 << 20);
	assert_keys(&decode, START, "j");
	decode_release(&decode);
}

static void clicks_and_wheels_have_their_place(void **state)
{
	struct decode decode = fresh();
	struct key key;

	(void)state;
	feed(&decode, "\033[<0;12;5M\033[<0;12;5m\033[<32;13;5M", START);
	key = decode_next(&decode, START);
	assert_int_equal(key.code, PRESS_CLICK);
	assert_int_equal(key.x, 11);
	assert_int_equal(key.y, 4);
	assert_keys(&decode, START, "");
	assert_bytes("\033[<64;1;1M\033[<65;1;1M", "WheelUp WheelDown");
	assert_bytes("\033[M !!j", "j");
}

/* No bytes whatever may stop the flow: after enough silence all are taken. */
static void any_bytes_are_taken_in_time(void **state)
{
	static const char bytes[] = "\033[O]P~<;?0159M\xc3\xa9\x9b\a\\m\r";
	struct decode decode = fresh();
	int64_t now = START;

	(void)state;
	srand(7);
	for (int i = 0; i < 200000; i++) {
		char c = bytes[(size_t)rand() % (sizeof(bytes) - 1)];

		decode_feed(&decode, &c, 1, now);
		now += rand() % 8 ? 0 : 400;
		while (decode_next(&decode, now).code != PRESS_NONE)
			;
		assert_true(decode_room(&decode) > 0);
	}
	while (decode_next(&decode, now + 100000).code != PRESS_NONE)
		;
	assert_int_equal(decode_wait(&decode, now), -1);
	decode_release(&decode);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_and_controls_are_keys),
		cmocka_unit_test(arrows_are_known_in_both_modes),
		cmocka_unit_test(numbered_keys_are_known),
		cmocka_unit_test(modifiers_change_nothing),
		cmocka_unit_test(what_is_unknown_is_swallowed_whole),
		cmocka_unit_test(esc_alone_is_given_after_its_time),
		cmocka_unit_test(esc_before_another_key_does_not_wait),
		cmocka_unit_test(two_escs_are_two),
		cmocka_unit_test(a_late_rest_is_glued_to_its_esc),
		cmocka_unit_test(a_late_rest_may_come_in_pieces),
		cmocka_unit_test(a_bracket_typed_after_esc_is_a_bracket),
		cmocka_unit_test(much_later_nothing_is_glued),
		cmocka_unit_test(esc_and_bracket_in_one_burst_are_two_keys),
		cmocka_unit_test(a_sequence_that_breaks_off_presses_no_keys),
		cmocka_unit_test(a_sequence_without_end_does_not_fill_the_room),
		cmocka_unit_test(characters_may_be_split_between_reads),
		cmocka_unit_test(bytes_that_are_no_characters_press_nothing),
		cmocka_unit_test(a_paste_is_one_key_with_its_lines),
		cmocka_unit_test(a_paste_may_come_byte_by_byte),
		cmocka_unit_test(an_empty_paste_is_an_empty_text),
		cmocka_unit_test(a_paste_that_never_ends_ends_in_silence),
		cmocka_unit_test(a_huge_paste_is_cut),
		cmocka_unit_test(clicks_and_wheels_have_their_place),
		cmocka_unit_test(any_bytes_are_taken_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
