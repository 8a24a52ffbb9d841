/* SPDX-License-Identifier: MIT */
/* test_search.c - searching any value: against the engine used plainly, on
 * patterns and texts made by chance, also where ids are packed. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "chance.h"

#include <pcre2.h>

static bool found(const char *pattern, bool literal, const char *text,
		  size_t *from, size_t *to)
{
	struct search *search = search_new(str_of(pattern), literal, NULL);
	bool yes;

	assert_non_null(search);
	yes = search_text(search, str_of(text), from, to);
	search_free(search);
	return yes;
}

static bool finds(const char *pattern, const char *text)
{
	size_t from, to;

	return found(pattern, false, text, &from, &to);
}

static bool finds_word(const char *word, const char *text)
{
	size_t from, to;

	return found(word, true, text, &from, &to);
}

static void the_place_of_the_first_hit_is_told(void **state)
{
	size_t from, to;

	(void)state;
	assert_true(found("b+", false, "aabbbabb", &from, &to));
	assert_int_equal(from, 2);
	assert_int_equal(to, 5);
	assert_true(found("\xc3\xa9", true, "x\xc3\x89", &from, &to));
	assert_int_equal(from, 1);
	assert_int_equal(to, 3);
	assert_true(found("", false, "", &from, &to));
	assert_int_equal(to, 0);
	assert_true(found("\xff", true, "a\xff", &from, &to));
	assert_int_equal(from, 1);
}

static void capitals_count_when_one_is_typed(void **state)
{
	(void)state;
	assert_true(finds("denied", "AccessDenied"));
	assert_true(finds("Denied", "AccessDenied"));
	assert_false(finds("Denied", "accessdenied"));
	assert_true(finds("\\Saccess\\W", "accessACCESS!"));
	assert_true(finds("\\x{4D}a\\pN", "mA1"));
	assert_true(finds("(?i)DENIED", "denied"));
	assert_true(finds_word("denied", "DENIED"));
	assert_false(finds_word("DENied", "denied"));
	assert_true(finds_word("a.b\\D", "a.b\\D"));
	assert_false(finds_word("a.b", "axb"));
}

static void values_that_are_no_utf_8_are_searched(void **state)
{
	(void)state;
	assert_true(finds("b.d", "\xff\xfe"
				 "bcd\xff"));
	assert_false(finds("b.d", "b\xff"
				  "d"));
	assert_true(finds_word("\xed\xa0\x80", "x\xed\xa0\x80"));
	assert_true(finds("\\x{e9}t", "\xc3\xa9t"));
}

static void a_pattern_that_is_wrong_is_told_with_its_place(void **state)
{
	struct err err;

	(void)state;
	assert_null(search_new(STR("ab[c"), false, &err));
	assert_int_equal(err.code, ERR_QUERY);
	assert_int_equal(err.at, 4);
	assert_null(search_new(STR("a\\Cb"), false, &err));
	assert_null(search_new(STR("a\xff"), false, &err));
	assert_null(search_new(STR("((((((a{999}){999}){9}){9}){9}){9})"),
			       false, &err));
	assert_int_equal(err.code, ERR_QUERY);
	search_free(NULL);
}

/* ---- against the engine used plainly ---- */

static void put_pattern(struct buf *out, unsigned *seed, unsigned depth)
{
	static const char *const pieces[] = {
		"a",    "b",      "k",        "S",    "1",    "f0",  "ab",
		"\\.",  "-",      ".",        "[ab]", "[^a]", "\\d", "\\w",
		"^",    "$",      "\xc3\xa9", "\\b",  "/",    "\\/", "\\x41",
		"[]a]", "(?i)",   "s",        "bk",   "{",    "}",   "a{2}",
		"b{0}", "k{1,2}", "=",        "+/",
	};
	static const char *const repeats[] = { "",  "",    "",      "?", "*",
					       "+", "{2}", "{0,1}", "*?" };
	unsigned count = 1 + chance(seed, 4);

	for (unsigned i = 0; i < count; i++) {
		if (depth && chance(seed, 5) == 0) {
			buf_add(out, chance(seed, 2) ? STR("(") : STR("(?:"));
			put_pattern(out, seed, depth - 1);
			if (chance(seed, 2)) {
				buf_addc(out, '|');
				put_pattern(out, seed, depth - 1);
			}
			buf_addc(out, ')');
		} else {
			buf_add(out, str_of(CHOSEN(seed, pieces)));
		}
		buf_add(out, str_of(CHOSEN(seed, repeats)));
	}
	if (depth == 2 && chance(seed, 3) == 0) {
		buf_addc(out, '|');
		put_pattern(out, seed, 1);
	}
}

static void put_words(struct buf *out, unsigned *seed)
{
	static const char *const words[] = { "a",
					     "b",
					     "ab",
					     "A",
					     "k",
					     "K",
					     "s",
					     "S",
					     "1",
					     "f0",
					     ".",
					     "-",
					     "\xe2\x84\xaa",
					     "\xc5\xbf",
					     "\xc3\xa9",
					     "\xff",
					     "/",
					     "+",
					     "=",
					     "{",
					     "}",
					     "bk",
					     "BK" };
	unsigned count = chance(seed, 40);

	buf_reset(out);
	buf_add(out, STR(""));
	for (unsigned i = 0; i < count; i++)
		buf_add(out, str_of(CHOSEN(seed, words)));
}

/* The engine alone: smart case as the door says it, and the same bound. */
static pcre2_code *plain_engine(struct str pattern)
{
	uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
	bool capital = false;
	pcre2_code *engine;
	PCRE2_SIZE at;
	int code;

	for (size_t i = 0; i < pattern.len; i++)
		capital |= pattern.at[i] >= 'A' && pattern.at[i] <= 'Z' &&
			   (i == 0 || pattern.at[i - 1] != '\\');
	engine = pcre2_compile((PCRE2_SPTR)pattern.at, pattern.len,
			       options | (capital ? 0 : PCRE2_CASELESS), &code,
			       &at, NULL);
	if (engine)
		pcre2_jit_compile(engine, PCRE2_JIT_COMPLETE);
	return engine;
}

static bool plainly(const pcre2_code *code, pcre2_match_data *data,
		    struct str text)
{
	pcre2_match_context *context = pcre2_match_context_create(NULL);
	int got;

	pcre2_set_match_limit(context, 100000);
	got = pcre2_match(code, (PCRE2_SPTR)text.at, text.len, 0, 0, data,
			  context);
	pcre2_match_context_free(context);
	return got >= 0;
}

static void a_search_finds_what_the_engine_finds(void **state)
{
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	struct buf pattern = { 0 }, text = { 0 };
	unsigned seed = 11, hits = 0;

	(void)state;
	for (int i = 0; i < 6000; i++) {
		struct search *search;
		pcre2_code *code;

		buf_reset(&pattern);
		put_pattern(&pattern, &seed, 2);
		search = search_new(buf_str(&pattern), false, NULL);
		code = plain_engine(buf_str(&pattern));
		assert_true((search != NULL) == (code != NULL));
		for (int j = 0; search && j < 30; j++) {
			size_t from, to;
			bool yes;

			put_words(&text, &seed);
			yes = plainly(code, data, buf_str(&text));
			if (search_text(search, buf_str(&text), &from, &to) !=
			    yes)
				fail_msg("/%s/ on '%s'", pattern.at, text.at);
			hits += yes;
		}
		search_free(search);
		pcre2_code_free(code);
	}
	assert_in_range(hits, 1000, 6000 * 29);
	pcre2_match_data_free(data);
	buf_release(&pattern);
	buf_release(&text);
}

/* Ids in the three packed forms. */
static void add_ids(struct rig *rig, unsigned *seed, unsigned count)
{
	static const char more[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
				   "qrstuvwxyz0123456789+/";
	char json[400], id[17] = { 0 }, long_id[77] = { 0 };

	for (unsigned i = 0; i < count; i++) {
		for (int j = 0; j < 16; j++)
			id[j] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[chance(
				seed, 36)];
		for (int j = 0; j < 74; j++)
			long_id[j] = more[chance(seed, 64)];
		long_id[74] = "AEIMQUYcgkosw048"[chance(seed, 16)];
		long_id[75] = '=';
		snprintf(json, sizeof(json),
			 "{\"eventID\":\"%08x-aB0k-4000-8000-%012x\","
			 "\"requestID\":\"%08x-ab0f-4000-8000-%012x\","
			 "\"x-amz-request-id\":\"%s\",\"x-amz-id-2\":\"%s\","
			 "\"v\":\"%s\"}",
			 i, i, i * 977, i * 31, id, long_id,
			 i % 3 ? "k" : "other");
		rig_json(rig, 0, i, json);
	}
	rig_flush(rig);
}

static uint32_t first_slot(const pcre2_code *code, pcre2_match_data *data,
			   const struct record *record)
{
	char scratch[SCRATCH];

	for (uint32_t i = 0; i < record->skeleton->slots; i++)
		if (plainly(code, data, record_slot(record, i, scratch)))
			return i;
	return SLOT_NONE;
}

static void assert_rows(const struct rig *rig, struct str pattern,
			pcre2_match_data *data)
{
	struct search *search = search_new(pattern, false, NULL);
	pcre2_code *code = plain_engine(pattern);
	struct filter *filter;

	if (!search)
		return;
	filter = filter_search(search);
	while (filter_step(filter, rig->store, 20))
		;
	for (row_t row = 0; row < store_rows(rig->store); row++) {
		struct record record;
		uint32_t slot;

		store_record(rig->store, row, &record);
		slot = first_slot(code, data, &record);
		if (search_row(search, rig->store, row) != slot)
			fail_msg("/%.*s/ in row %u: not slot %u",
				 STR_ARG(pattern), row, slot);
		if (rowset_has(filter_rows(filter), row) != (slot != SLOT_NONE))
			fail_msg("/%.*s/ in row %u", STR_ARG(pattern), row);
	}
	filter_free(filter);
	search_free(search);
	pcre2_code_free(code);
}

static void packed_ids_are_searched_as_their_texts(void **state)
{
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	struct buf pattern = { 0 };
	unsigned seed = 12;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_ids(&rig, &seed, 40);
	for (int i = 0; i < 2000; i++) {
		buf_reset(&pattern);
		put_pattern(&pattern, &seed, 2);
		assert_rows(&rig, buf_str(&pattern), data);
	}
	assert_rows(&rig, STR("^0000000[0-9a-f]-"), data);
	assert_rows(&rig, STR("=$"), data);
	assert_rows(&rig, STR("4000-8000"), data);
	rig_release(&rig);
	pcre2_match_data_free(data);
	buf_release(&pattern);
}

static void key_names_are_not_searched(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_json(&rig, 0, 0,
		 "{\"eventID\":\"e1\",\"groupId\":\"x\",\"y\":true}");
	rig_json(&rig, 0, 0, "{\"eventID\":\"e2\",\"z\":\"groupId\"}");
	rig_flush(&rig);
	assert_keeps(&rig, "groupid", "e2");
	assert_keeps(&rig, "/true/", "e1");
	rig_release(&rig);
}

/* The dictionary also holds labels that no event has as a value. */
static void what_is_said_of_an_event_is_not_one_of_its_values(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_json(&rig, 0, 0,
		 "{\"eventID\":\"e1\",\"recipientAccountId\":\"111122223333\","
		 "\"userIdentity\":{\"type\":\"IAMUser\","
		 "\"userName\":\"bob\",\"accountId\":\"111122223333\"}}");
	rig_flush(&rig);
	assert_int_not_equal(store_find(rig.store, STR("bob 111122223333")),
			     SYM_NONE);
	assert_keeps(&rig, "\"bob 111122223333\"", "");
	assert_keeps(&rig, "bob", "e1");
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_place_of_the_first_hit_is_told),
		cmocka_unit_test(capitals_count_when_one_is_typed),
		cmocka_unit_test(values_that_are_no_utf_8_are_searched),
		cmocka_unit_test(
			a_pattern_that_is_wrong_is_told_with_its_place),
		cmocka_unit_test(a_search_finds_what_the_engine_finds),
		cmocka_unit_test(packed_ids_are_searched_as_their_texts),
		cmocka_unit_test(key_names_are_not_searched),
		cmocka_unit_test(
			what_is_said_of_an_event_is_not_one_of_its_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
