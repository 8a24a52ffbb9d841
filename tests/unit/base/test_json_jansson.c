/* SPDX-License-Identifier: MIT */
/* test_json_jansson.c - the walk against jansson, on mutated records.
 *
 * Whatever jansson takes must be taken here, and mean the same. What it
 * refuses may be taken only for a reason named below: those are the
 * allowances the door states, or bounds of jansson's own. */
#include "check.h"

#include <jansson.h>

#include "json.h"

#define ROUNDS 60000

static const char *const seeds[] = {
	"{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"Root\",\"n\":"
	"null},\"resources\":[{\"a\":1},{\"a\":-2.50e+10}],\"readOnly\":true}",
	"[[],{},[{}],\"\",\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\",0,-0,1e5,0.1]",
	"{\"a\":{\"b\":{\"c\":[false,[true,[null]]]}},\"\\u00e9\":\"\\ud83d"
	"\\ude00 \xc3\xa9 \xe4\xb8\xad\"}",
	" { \"policy\" : \"{\\n \\\"Version\\\": \\\"2012-10-17\\\" }\" ,\n"
	"\t\"x\" : [ 1 , 2.5 , \"long enough for a step of sixteen\" ] }\r\n",
};

/* Bytes that mean something to JSON, so that mutants are nearly right. */
static const char alphabet[] =
	"{}[]:,\"\\/bfnrtu0123456789abcdefDEd8.+-eE truefalsnl\t\n\x01\x80\xff";

static size_t mutate(char *text, size_t len, size_t room, uint64_t *random)
{
	for (size_t n = random_below(random, 4); n > 0; n--) {
		size_t at = random_below(random, len);

		switch (random_below(random, 3)) {
		case 0:
			memmove(text + at, text + at + 1, --len - at);
			break;
		case 1:
			if (len == room)
				break;
			memmove(text + at + 1, text + at, len++ - at);
			/* fall through */
		default:
			text[at] = alphabet[random_below(random,
							 sizeof(alphabet) - 1)];
		}
	}
	return len;
}

/* What jansson refuses and the walk, by its door, takes. */
static bool is_known_difference(const json_error_t *error)
{
	static const char *const reasons[] = {
		"unable to decode byte", /* not UTF-8 */
		"control character",     /* raw, inside a string */
		"unexpected newline",    /* likewise */
		"invalid Unicode",       /* a lone surrogate */
		"too big integer",       "too big negative integer",
		"real number overflow",  "NUL byte in object key",
	};

	for (size_t i = 0; i < ARRAY_LEN(reasons); i++)
		if (strstr(error->text, reasons[i]))
			return true;
	print_error("jansson: %s\n", error->text);
	return false;
}

static const char *same_value(const char *at, const char *end,
			      const json_t *want);

/* Past a string that decodes to `want`. */
static const char *same_string(const char *at, const char *end, struct str want)
{
	const char *close;
	bool plain;
	char *text;
	size_t len;

	close = json_close(at + 1, end, &plain, NULL);
	assert_non_null(close);
	len = (size_t)(close - at - 1);
	text = malloc(len + 1);
	assert_non_null(text);
	assert_str(((struct str){ text, json_decode(text, at + 1, len) }), want,
		   "string");
	assert_true(!plain || len == want.len);
	free(text);
	return close + 1;
}

/* jansson keeps the last of equal keys, so values are asked for by key. */
static const char *same_object(const char *at, const char *end,
			       const json_t *want)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)want, key, value)
		assert_non_null(json_member(at, end, str_of(key)));
	return json_skip(at, end, NULL);
}

static const char *same_array(const char *at, const char *end,
			      const json_t *want)
{
	for (size_t i = 0; i < json_array_size(want); i++) {
		at = same_value(json_space(at + 1, end), end,
				json_array_get(want, i));
		at = json_space(at, end);
		assert_true(*at == (i + 1 < json_array_size(want) ? ',' : ']'));
	}
	return json_array_size(want) ? at + 1 : json_skip(at, end, NULL);
}

static const char *same_integer(const char *at, const char *end, long long want)
{
	const char *after = json_number(at, end, NULL);
	char text[32];

	assert_non_null(after);
	snprintf(text, sizeof(text), "%.*s", (int)(after - at), at);
	assert_true(strtoll(text, NULL, 10) == want);
	return after;
}

static const char *same_value(const char *at, const char *end,
			      const json_t *want)
{
	switch (json_typeof(want)) {
	case JSON_OBJECT:
		assert_int_equal(*at, '{');
		return same_object(at, end, want);
	case JSON_ARRAY:
		assert_int_equal(*at, '[');
		return same_array(at, end, want);
	case JSON_STRING:
		assert_int_equal(*at, '"');
		return same_string(at, end,
				   (struct str){ json_string_value(want),
						 json_string_length(want) });
	case JSON_INTEGER:
		return same_integer(at, end, json_integer_value(want));
	default:
		return json_skip(at, end, NULL);
	}
}

/* Ends the whole text: only white space may follow. */
static bool takes_whole(const char *at, const char *end)
{
	at = json_skip(at, end, NULL);
	return at && json_space(at, end) == end;
}

static bool compare(const char *text, size_t len)
{
	char *copy = tight_copy(text, len);
	const char *end = copy + len;
	json_error_t error;
	json_t *want =
		json_loadb(copy, len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
	bool taken = takes_whole(copy, end), known = true;

	if (want) {
		known = taken;
		if (taken)
			same_value(json_space(copy, end), end, want);
	} else if (taken) {
		known = is_known_difference(&error);
	}
	if (!known)
		fail_msg("'%.*s' differs", (int)len, text);
	json_decref(want);
	free(copy);
	return want;
}

static void mutated_records_are_judged_as_jansson_does(void **state)
{
	uint64_t random = 41;
	size_t good = 0;
	char text[400];

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		const char *seed = seeds[i % ARRAY_LEN(seeds)];
		size_t len = strlen(seed);

		memcpy(text, seed, len);
		len = mutate(text, len, sizeof(text), &random);
		good += compare(text, len);
	}
	/* Neither all right nor all wrong, or the test shows nothing. */
	assert_in_range(good, ROUNDS / 5, ROUNDS * 4 / 5);
}

static void short_texts_are_judged_as_jansson_does(void **state)
{
	static const char letters[] = "[]{}:,\"\\u0-.e1tn ";
	const size_t n = sizeof(letters) - 1;
	char text[5];

	(void)state;
	for (size_t len = 1, total = n; len <= 4; len++, total *= n)
		for (size_t i = 0; i < total; i++) {
			size_t rest = i;

			for (size_t k = 0; k < len; k++, rest /= n)
				text[k] = letters[rest % n];
			compare(text, len);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mutated_records_are_judged_as_jansson_does),
		cmocka_unit_test(short_texts_are_judged_as_jansson_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
