/* SPDX-License-Identifier: MIT */
/* How a call ended, whether it writes, and of what kind an event is. */
#include "../../../tui/meaning/outcome.h"
#include "sense.h"

static uint32_t class_of_code(struct desk *desk, const char *code)
{
	struct buf text = { 0 };

	buf_addf(&text, "{'errorCode':'%s'}", code);
	sense(desk, text.at);
	buf_release(&text);
	assert_true(flagged(desk, FLAG_FAILED));
	return row(desk)->flags &
	       (FLAG_DENIED | FLAG_THROTTLED | FLAG_NOTFOUND | FLAG_OTHER);
}

static void errors_fall_into_four_classes(void **state)
{
	struct desk *desk = *state;
	static const struct {
		const char *code;
		uint32_t flag;
	} codes[] = {
		{ "AccessDenied", FLAG_DENIED },
		{ "AccessDeniedException", FLAG_DENIED },
		{ "Client.UnauthorizedOperation", FLAG_DENIED },
		{ "UnauthorizedAccess", FLAG_DENIED },
		{ "VpceAccessDenied", FLAG_DENIED },
		{ "AuthFailure", FLAG_DENIED },
		{ "NotAuthorizedException", FLAG_DENIED },
		{ "InvalidClientTokenId", FLAG_DENIED },
		{ "ExpiredTokenException", FLAG_DENIED },
		{ "403", FLAG_DENIED },
		{ "ThrottlingException", FLAG_THROTTLED },
		{ "Client.RequestLimitExceeded", FLAG_THROTTLED },
		{ "SlowDown", FLAG_THROTTLED },
		{ "TooManyRequestsException", FLAG_THROTTLED },
		{ "NoSuchEntityException", FLAG_NOTFOUND },
		{ "Client.InvalidGroup.NotFound", FLAG_NOTFOUND },
		{ "TrailNotFoundException", FLAG_NOTFOUND },
		{ "InvocationDoesNotExist", FLAG_NOTFOUND },
		{ "404", FLAG_NOTFOUND },
		{ "BucketNotEmpty", FLAG_OTHER },
		{ "Client.InvalidParameterValue", FLAG_OTHER },
		{ "InternalError", FLAG_OTHER },
		{ "Server.Unavailable", FLAG_OTHER },
	};

	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		if (class_of_code(desk, codes[i].code) != codes[i].flag)
			fail_msg("%s", codes[i].code);
}

static void what_says_no_error_succeeded(void **state)
{
	static const char *const texts[] = {
		"{}",
		"{'errorCode':'','errorMessage':''}",
		"{'responseElements':{'ConsoleLogin':'Success'}}",
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		sense(desk, texts[i]);
		assert_int_equal(row(desk)->flags & FLAG_FAILED, 0);
	}
}

static void a_failed_sign_in_is_denied_but_for_a_wrong_password(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'eventName':'ConsoleLogin',"
		    "'errorMessage':'No username found in supplied account',"
		    "'responseElements':{'ConsoleLogin':'Failure'}}");
	assert_true(flagged(desk, FLAG_FAILED | FLAG_DENIED));
	assert_column(desk, COL_ERROR, "No username found in supplied account");
	sense(desk, "{'eventName':'ConsoleLogin',"
		    "'responseElements':{'ConsoleLogin':'Failure'}}");
	assert_true(flagged(desk, FLAG_FAILED | FLAG_DENIED));
	assert_column(desk, COL_ERROR, "Failure");
	sense(desk, "{'eventName':'ConsoleLogin',"
		    "'errorMessage':'Failed authentication',"
		    "'responseElements':{'ConsoleLogin':'Failure'}}");
	assert_true(flagged(desk, FLAG_FAILED | FLAG_OTHER));
	assert_false(flagged(desk, FLAG_DENIED));
	sense(desk, "{'eventName':'ConsoleLogin',"
		    "'responseElements':{'ConsoleLogin':'Success'}}");
	assert_false(flagged(desk, FLAG_FAILED));
	assert_column(desk, COL_ERROR, NULL);
}

static void a_message_alone_is_a_failure_too(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'errorMessage':'x is not authorized to perform: y'}");
	assert_true(flagged(desk, FLAG_FAILED | FLAG_DENIED));
	sense(desk, "{'errorMessage':'Rate exceeded'}");
	assert_true(flagged(desk, FLAG_FAILED | FLAG_THROTTLED));
	sense(desk, "{'errorCode':'','errorMessage':'odd'}");
	assert_true(flagged(desk, FLAG_FAILED | FLAG_OTHER));
	assert_column(desk, COL_ERROR, "odd");
	sense(desk, "{'errorCode':'','errorMessage':null}");
	assert_false(flagged(desk, FLAG_FAILED));
}

static void the_code_outweighs_what_the_message_says(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'errorCode':'NoSuchBucket','errorMessage':'Access "
		    "Denied'}");
	assert_true(flagged(desk, FLAG_NOTFOUND));
	assert_column(desk, COL_ERROR, "NoSuchBucket");
}

static void verbs_tell_reads_from_writes(void **state)
{
	static const char *const reads[] = {
		"GetObject",
		"ListBuckets",
		"DescribeInstances",
		"HeadBucket",
		"Get",
		"LookupEvents",
		"BatchGetSecretValue",
		"Decrypt",
		"AssumeRole",
		"SearchResources",
		"SimulatePrincipalPolicy",
		"AssumeRoleWithSAML",
	};
	static const char *const writes[] = {
		"PutObject", "CreateUser",   "Getaway", "Listen", "Issue",
		"Headline",  "ConsoleLogin", "Testify", "",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(reads); i++)
		if (!verb_reads(str_of(reads[i])))
			fail_msg("%s", reads[i]);
	for (size_t i = 0; i < ARRAY_LEN(writes); i++)
		if (verb_reads(str_of(writes[i])))
			fail_msg("%s", writes[i]);
}

static void read_only_decides_and_its_absence_is_shown(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'eventName':'CreateUser','readOnly':true}");
	assert_false(flagged(desk, FLAG_WRITE));
	assert_false(flagged(desk, FLAG_GUESSED));
	sense(desk, "{'eventName':'ListUsers','readOnly':'false'}");
	assert_true(flagged(desk, FLAG_WRITE));
	assert_false(flagged(desk, FLAG_GUESSED));
	sense(desk, "{'eventName':'CreateUser'}");
	assert_true(flagged(desk, FLAG_WRITE | FLAG_GUESSED));
	sense(desk, "{'eventName':'ListUsers','readOnly':null}");
	assert_true(flagged(desk, FLAG_GUESSED));
	assert_false(flagged(desk, FLAG_WRITE));
}

static enum event_kind kind(struct desk *desk, const char *text)
{
	sense(desk, text);
	return row(desk)->flags >> FLAG_KIND_SHIFT;
}

static void an_event_is_of_one_of_five_kinds(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(kind(desk, "{'eventCategory':'Data'}"), KIND_DATA);
	assert_int_equal(kind(desk, "{'eventType':'AwsCloudTrailInsight'}"),
			 KIND_INSIGHT);
	assert_int_equal(kind(desk, "{'eventType':'AwsVpceEvents'}"),
			 KIND_NETWORK);
	assert_int_equal(kind(desk, "{'eventCategory':'Aggregated'}"),
			 KIND_AGGREGATED);
	assert_int_equal(kind(desk, "{'eventType':'AwsApiCall'}"),
			 KIND_MANAGEMENT);
	assert_int_equal(kind(desk, "{'managementEvent':false}"), KIND_DATA);
	assert_int_equal(kind(desk, "{'managementEvent':true}"),
			 KIND_MANAGEMENT);
	assert_string_equal(kind_name(KIND_NETWORK), "network");
	assert_string_equal(kind_name(KIND_COUNT), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(errors_fall_into_four_classes),
		SENSED(what_says_no_error_succeeded),
		SENSED(a_failed_sign_in_is_denied_but_for_a_wrong_password),
		SENSED(a_message_alone_is_a_failure_too),
		SENSED(the_code_outweighs_what_the_message_says),
		cmocka_unit_test(verbs_tell_reads_from_writes),
		SENSED(read_only_decides_and_its_absence_is_shown),
		SENSED(an_event_is_of_one_of_five_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
