/* SPDX-License-Identifier: MIT */
/* test_utf8.c - code points: all of them, and all short byte sequences,
 * against the C library in a UTF-8 locale where it has one. */
#include "check.h"

#include <locale.h>
#include <wchar.h>

#define LAST_POINT 0x10ffff

static int use_utf8_locale(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

/* Unicode 16 made the trigrams wide: such a library is another oracle. */
static void skip_when_library_is_newer(void)
{
	if (wcwidth(L'\u2630') == 1)
		return;
	print_message("skipped: the library knows a newer Unicode\n");
	skip();
}

static void every_point_comes_back(void **state)
{
	(void)state;
	for (int32_t p = 0; p <= LAST_POINT; p++) {
		char out[4];
		int32_t back;
		size_t len = utf8_put(out, (uint32_t)p);

		if (utf8_next(out, out + len, &back) != len || back != p)
			fail_msg("U+%04X", (unsigned)p);
		/* One byte less is no character any more. */
		if (len > 1) {
			assert_int_equal(utf8_next(out, out + len - 1, &back),
					 1);
			assert_int_equal(back, -1);
		}
	}
}

static void compare_bytes(const char bytes[4])
{
	mbstate_t shift = { 0 };
	wchar_t wide = 0;
	int32_t point;
	size_t got = utf8_next(bytes, bytes + 4, &point);
	size_t want = mbrtowc(&wide, bytes, 4, &shift);

	/* Two differences: surrogates are read here, on purpose, and the
	 * library knows points past the last one. */
	if (point >= 0xd800 && point < 0xe000)
		assert_int_equal(got, 3);
	else if (want == (size_t)-1 || want == (size_t)-2 || wide > LAST_POINT)
		assert_true(got == 1 && point == -1);
	else
		assert_true(got == (want ? want : 1) && point == (int32_t)wide);
}

static void sequences_are_judged_as_the_library_does(void **state)
{
	static const unsigned char edge[] = { 0x00, 0x41, 0x7f, 0x80, 0x8f,
					      0x90, 0x9f, 0xa0, 0xbf, 0xc0,
					      0xc2, 0xed, 0xf4, 0xff };
	const size_t n = ARRAY_LEN(edge);

	(void)state;
	for (unsigned lead = 0; lead < 256; lead++)
		for (unsigned second = 0; second < 256; second++)
			for (size_t i = 0; i < n * n; i++)
				compare_bytes((char[4]){
					(char)lead, (char)second,
					(char)edge[i / n], (char)edge[i % n] });
}

/* curses measures with the library: where both call a point printable they
 * must agree, or the cursor is not where it seems. */
static void widths_are_those_of_the_library(void **state)
{
	unsigned differ = 0;

	(void)state;
	skip_when_library_is_newer();
	for (int32_t p = 0; p <= LAST_POINT; p++) {
		int want = wcwidth((wchar_t)p);

		if (point_class(p) != POINT_PLAIN || want <= 0 ||
		    want == point_width(p))
			continue;
		print_error("U+%04X: %d, library %d\n", (unsigned)p,
			    point_width(p), want);
		differ++;
	}
	assert_int_equal(differ, 0);
}

static void what_takes_no_cell_is_never_plain(void **state)
{
	(void)state;
	skip_when_library_is_newer();
	for (int32_t p = 1; p <= LAST_POINT; p++)
		if (wcwidth((wchar_t)p) == 0 && point_class(p) == POINT_PLAIN)
			fail_msg("U+%04X is plain", (unsigned)p);
}

static void points_are_classed(void **state)
{
	static const struct {
		int32_t first, last;
		enum point_class class;
	} rows[] = {
		{ 0x00, 0x1f, POINT_CONTROL },
		{ 0x20, 0x7e, POINT_PLAIN },
		{ 0x7f, 0x9f, POINT_CONTROL },
		{ 0xa0, 0xac, POINT_PLAIN },
		{ 0xad, 0xad, POINT_HIDDEN },
		{ 0xae, 0x2ff, POINT_PLAIN },
		{ 0x300, 0x34e, POINT_MARK },
		{ 0x34f, 0x34f, POINT_HIDDEN },
		{ 0x5d0, 0x5ea, POINT_PLAIN },
		{ 0x61c, 0x61c, POINT_HIDDEN },
		{ 0x115f, 0x1160, POINT_HIDDEN },
		{ 0x1161, 0x11ff, POINT_MARK },
		{ 0x17b4, 0x17b5, POINT_HIDDEN },
		{ 0x180b, 0x180e, POINT_HIDDEN },
		{ 0x200b, 0x200f, POINT_HIDDEN },
		{ 0x2010, 0x2027, POINT_PLAIN },
		{ 0x2028, 0x202e, POINT_HIDDEN },
		{ 0x2060, 0x206f, POINT_HIDDEN },
		{ 0x20d0, 0x20f0, POINT_MARK },
		{ 0x3164, 0x3164, POINT_HIDDEN },
		{ 0x4e00, 0x9fff, POINT_PLAIN },
		{ 0xac00, 0xd7a3, POINT_PLAIN },
		{ 0xd800, 0xdfff, POINT_HIDDEN },
		{ 0xe000, 0xf8ff, POINT_HIDDEN },
		{ 0xfdd0, 0xfdef, POINT_HIDDEN },
		{ 0xfe00, 0xfe0f, POINT_HIDDEN },
		{ 0xfeff, 0xfeff, POINT_HIDDEN },
		{ 0xffa0, 0xffa0, POINT_HIDDEN },
		{ 0xfff9, 0xfffb, POINT_HIDDEN },
		{ 0xfffd, 0xfffd, POINT_PLAIN },
		{ 0x1bca0, 0x1bca3, POINT_HIDDEN },
		{ 0x1d173, 0x1d17a, POINT_HIDDEN },
		{ 0x1f600, 0x1f64f, POINT_PLAIN },
		{ 0xe0000, 0xe0fff, POINT_HIDDEN },
		{ 0xf0000, 0x10ffff, POINT_HIDDEN },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (int32_t p = rows[i].first; p <= rows[i].last; p++)
			if (point_class(p) != rows[i].class)
				fail_msg("U+%04X: %d", (unsigned)p,
					 (int)point_class(p));
}

static bool hides_slowly(struct str s)
{
	const char *at = s.at, *end = at + s.len;

	while (at < end) {
		int32_t p;
		enum point_class class;

		at += utf8_next(at, end, &p);
		if (p < 0)
			continue;
		class = point_class(p);
		if (class == POINT_HIDDEN ||
		    (class == POINT_CONTROL && p != '\t' && p != '\r' &&
		     p != '\n'))
			return true;
	}
	return false;
}

static void one_hidden_point_anywhere_is_seen(void **state)
{
	(void)state;
	for (int32_t p = 0; p < 0x3000; p++)
		for (size_t place = 0; place < 20; place += p < 256 ? 1 : 7) {
			char text[24];
			struct str s = { text, sizeof(text) };

			memset(text, 'x', sizeof(text));
			utf8_put(text + place, (uint32_t)p);
			if (text_hides(s) != hides_slowly(s))
				fail_msg("U+%04X at %zu", (unsigned)p, place);
		}
	assert_false(text_hides(STR_NONE));
	assert_false(text_hides(STR("\x9b \xff\xfe bytes that are no text")));
	assert_false(text_hides(STR("{\n\t\"Version\": \"2012-10-17\"\r\n}")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_point_comes_back),
		cmocka_unit_test_setup(sequences_are_judged_as_the_library_does,
				       use_utf8_locale),
		cmocka_unit_test_setup(widths_are_those_of_the_library,
				       use_utf8_locale),
		cmocka_unit_test_setup(what_takes_no_cell_is_never_plain,
				       use_utf8_locale),
		cmocka_unit_test(points_are_classed),
		cmocka_unit_test(one_hidden_point_anywhere_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
