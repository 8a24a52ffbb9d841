/* SPDX-License-Identifier: MIT */
/* test_mask.c - no secret leaves by a copy, in whatever form it stands, and
 * nothing else is taken away. */
#include "stage.h"

#include "../../../tui/screens/view.h"

#define TEN "abcdefghij"
#define TOKEN "IQoJb3JpZ2lu" TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static void masks(const char *text, const char *expected)
{
	struct buf out = { 0 };

	mask_put(str_of(text), &out);
	assert_string_equal(out.at ? out.at : "", expected);
	buf_release(&out);
}

static void a_value_behind_a_secret_key_is_masked(void **state)
{
	(void)state;
	masks("{\"sessionToken\": \"abc\", \"a\": 1}",
	      "{\"sessionToken\": \"(masked)\", \"a\": 1}");
	masks("{\"SecretAccessKey\":\"a\\\"b\"}",
	      "{\"SecretAccessKey\":\"(masked)\"}");
	masks("{\"x\":\"{\\\"sessionToken\\\":\\\"abc\\\"}\"}",
	      "{\"x\":\"{\\\"sessionToken\\\":\\\"(masked)\\\"}\"}");
	masks("{\"webIdentityToken\":\"cut",
	      "{\"webIdentityToken\":\"(masked)");
	masks("{\"sessionToken\":\"a\",\"sessionToken\":\"b\"}",
	      "{\"sessionToken\":\"(masked)\",\"sessionToken\":\"(masked)\"}");
}

static void a_value_in_a_url_is_masked(void **state)
{
	(void)state;
	masks("https://h/?X-Amz-Security-Token=abc%2F&X-Amz-Date=1",
	      "https://h/?X-Amz-Security-Token=(masked)&X-Amz-Date=1");
	masks("SigninToken=abc", "SigninToken=(masked)");
}

static void a_token_is_masked_wherever_it_stands(void **state)
{
	(void)state;
	masks(TOKEN, "(masked)");
	masks("user ~ \"" TOKEN "\" x", "user ~ \"(masked)\" x");
	masks("IQoJ" TEN, "IQoJ" TEN);
}

static void all_else_stays(void **state)
{
	static const char *const texts[] = {
		"",
		"{\"accessTokenValidity\": 60, \"idTokenValidity\":\"1h\"}",
		"{\"sessionToken\": null, \"accessKeyId\": \"AKIA\"}",
		"I saw sessionToken and =",
		"sessionToken",
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		masks(texts[i], texts[i]);
}

static void a_field_is_known_by_its_last_part(void **state)
{
	(void)state;
	assert_true(
		mask_names(STR("responseElements.credentials.sessionToken")));
	assert_true(mask_names(STR("SAMLAssertion")));
	assert_false(mask_names(STR("sessionToken.length")));
	assert_false(mask_names(STR("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_behind_a_secret_key_is_masked),
		cmocka_unit_test(a_value_in_a_url_is_masked),
		cmocka_unit_test(a_token_is_masked_wherever_it_stands),
		cmocka_unit_test(all_else_stays),
		cmocka_unit_test(a_field_is_known_by_its_last_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
