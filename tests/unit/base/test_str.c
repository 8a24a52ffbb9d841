/* SPDX-License-Identifier: MIT */
/* test_str.c - borrowed texts. Searching, globbing and the edit distance are
 * held against slow definitions on all small texts over a small alphabet. */
#include "check.h"

#define SMALL 5 /* longest text of the exhaustive comparisons */

static void absent_is_not_empty(void **state)
{
	(void)state;
	assert_false(str_eq(STR_NONE, STR("")));
	assert_true(str_eq(STR_NONE, STR_NONE));
	assert_false(str_eq_nocase(STR(""), STR_NONE));
	assert_true(str_cmp(STR_NONE, STR("")) < 0);
	assert_true(str_cmp(STR(""), STR_NONE) > 0);
	assert_int_equal(str_cmp(STR_NONE, STR_NONE), 0);
	assert_null(str_of(NULL).at);
	assert_non_null(str_of("").at);
	assert_null(str_slice(STR_NONE, 0, 3).at);
	assert_int_equal(str_find(STR_NONE, 'a'), -1);
	assert_int_equal(str_search(STR_NONE, STR("")), -1);
	assert_int_equal(str_search_nocase(STR("a"), STR_NONE), -1);
}

static void order_is_by_unsigned_bytes_then_length(void **state)
{
	(void)state;
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
	assert_true(str_cmp(STR("b"), STR("ab")) > 0);
	assert_true(str_cmp(STR("\x7f"), STR("\x80")) < 0);
	assert_true(str_cmp(STR("a\0a"), STR("a\0b")) < 0);
}

static void only_ascii_letters_fold(void **state)
{
	(void)state;
	assert_true(str_eq_nocase(STR("AZaz09"), STR("azAZ09")));
	assert_false(str_eq_nocase(STR("@["), STR("`{")));
	assert_false(str_eq_nocase(STR("\xc3\x84"), STR("\xc3\xa4")));
}

static void slices_are_clipped(void **state)
{
	struct str s = STR("event");

	(void)state;
	assert_str(str_slice(s, 1, 3), STR("ve"), "inside");
	assert_str(str_slice(s, 3, 99), STR("nt"), "past the end");
	assert_str(str_slice(s, 9, 99), STR(""), "beyond");
	assert_str(str_slice(s, 3, 1), STR(""), "backwards");
	assert_true(str_starts(s, STR("ev")) && str_starts(s, STR("")));
	assert_true(str_ends(s, STR("nt")) && str_ends(s, STR("")));
	assert_false(str_starts(s, STR("events")));
	assert_false(str_ends(s, STR("an event")));
}

static void trimming_leaves_the_inside(void **state)
{
	(void)state;
	assert_str(str_trim(STR(" \t\r\n a b \v\f")), STR("a b"), "around");
	assert_str(str_trim(STR("  ")), STR(""), "nothing left");
	assert_int_equal(str_find(STR("a.b.c"), '.'), 1);
	assert_int_equal(str_find_last(STR("a.b.c"), '.'), 3);
	assert_int_equal(str_find_last(STR("abc"), '.'), -1);
}

/* Calls `visit` with every text of up to SMALL letters of `alphabet`. */
static void each_text(const char *alphabet, struct str other,
		      void (*visit)(struct str text, struct str other))
{
	size_t letters = strlen(alphabet), total = 1;
	char text[SMALL];

	for (size_t len = 0; len <= SMALL; len++, total *= letters)
		for (size_t n = 0; n < total; n++) {
			size_t rest = n;

			for (size_t i = 0; i < len; i++, rest /= letters)
				text[i] = alphabet[rest % letters];
			visit((struct str){ text, len }, other);
		}
}

static ptrdiff_t slow_search(struct str s, struct str part,
			     bool (*same)(struct str a, struct str b))
{
	for (size_t i = 0; i + part.len <= s.len; i++)
		if (same(str_slice(s, i, i + part.len), part))
			return (ptrdiff_t)i;
	return -1;
}

static void compare_search(struct str s, struct str part)
{
	assert_int_equal(str_search(s, part), slow_search(s, part, str_eq));
	assert_int_equal(str_search_nocase(s, part),
			 slow_search(s, part, str_eq_nocase));
}

static void search_finds_the_first_place(void **state)
{
	static const char *const parts[] = { "",    "a",  "B",  "ab",
					     "aBa", "bb", "-a", "aabbaa" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		each_text("aAb-", str_of(parts[i]), compare_search);
}

/* The definition: a star takes one byte more, or nothing more. */
static bool slow_glob(struct str p, struct str s)
{
	struct str rest = str_slice(s, 1, s.len);

	if (!p.len)
		return !s.len;
	if (p.at[0] == '*')
		return slow_glob(str_slice(p, 1, p.len), s) ||
		       (s.len && slow_glob(p, rest));
	return s.len && (p.at[0] == '?' || p.at[0] == s.at[0]) &&
	       slow_glob(str_slice(p, 1, p.len), rest);
}

static void compare_glob(struct str pattern, struct str s)
{
	if (str_glob(pattern, s) != slow_glob(pattern, s))
		print_error("'%.*s' on '%.*s'\n", STR_ARG(pattern), STR_ARG(s));
	assert_true(str_glob(pattern, s) == slow_glob(pattern, s));
}

static void glob_agrees_with_its_definition(void **state)
{
	static const char *const texts[] = { "",     "a",     "ab",    "aab",
					     "abab", "bbaab", "aaaaaa" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		each_text("ab*?", str_of(texts[i]), compare_glob);
}

static void a_hostile_glob_ends_soon(void **state)
{
	char pattern[2001], text[20000];

	(void)state;
	for (size_t i = 0; i < 1000; i++)
		memcpy(pattern + 2 * i, "a*", 2);
	pattern[2000] = 'b';
	memset(text, 'a', sizeof(text));
	assert_false(str_glob((struct str){ pattern, sizeof(pattern) },
			      (struct str){ text, sizeof(text) }));
}

static unsigned slow_distance(struct str a, struct str b)
{
	unsigned drop, add, change;

	if (!a.len || !b.len)
		return (unsigned)(a.len + b.len);
	drop = slow_distance(str_slice(a, 1, a.len), b) + 1;
	add = slow_distance(a, str_slice(b, 1, b.len)) + 1;
	change = slow_distance(str_slice(a, 1, a.len), str_slice(b, 1, b.len)) +
		 (a.at[0] != b.at[0]);
	drop = drop < add ? drop : add;
	return drop < change ? drop : change;
}

static void compare_distance(struct str a, struct str b)
{
	unsigned want = slow_distance(a, b);

	assert_int_equal(str_distance(a, b, 99), want);
	assert_int_equal(str_distance(b, a, 2), want > 2 ? 3 : want);
}

static void distance_is_the_fewest_edits(void **state)
{
	static const char *const texts[] = { "", "a", "ab", "abba", "babab" };
	char longer[200];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		each_text("abc", str_of(texts[i]), compare_distance);
	assert_int_equal(str_distance(STR("jmerkle"), STR("jmerckle"), 2), 1);
	assert_int_equal(str_distance(STR("JMerkle"), STR("jmerckle"), 2), 1);
	memset(longer, 'a', sizeof(longer));
	assert_int_equal(str_distance((struct str){ longer, 200 },
				      (struct str){ longer, 200 }, 3),
			 0);
	assert_int_equal(str_distance((struct str){ longer, 200 },
				      (struct str){ longer, 199 }, 3),
			 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(absent_is_not_empty),
		cmocka_unit_test(order_is_by_unsigned_bytes_then_length),
		cmocka_unit_test(only_ascii_letters_fold),
		cmocka_unit_test(slices_are_clipped),
		cmocka_unit_test(trimming_leaves_the_inside),
		cmocka_unit_test(search_finds_the_first_place),
		cmocka_unit_test(glob_agrees_with_its_definition),
		cmocka_unit_test(a_hostile_glob_ends_soon),
		cmocka_unit_test(distance_is_the_fewest_edits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
