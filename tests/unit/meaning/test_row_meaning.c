/* SPDX-License-Identifier: MIT */
/* The meaning columns of rows, and that no memo ever answers for another. */
#include "sense.h"

#define ACCT "111122223333"

static void columns_hold_what_the_panes_count(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'eventTime':'2024-05-06T10:01:00Z','eventName':"
		    "'RunInstances','eventSource':'ec2.amazonaws.com',"
		    "'awsRegion':'us-east-1','sourceIPAddress':'203.0.113.9',"
		    "'userAgent':'[Boto3/1.26]','errorCode':'Client.Foo',"
		    "'readOnly':false,'recipientAccountId':'" ACCT "',"
		    "'userIdentity':{'type':'IAMUser','userName':'bert',"
		    "'accountId':'" ACCT "','accessKeyId':"
		    "'AKIAIOSFODNN7EXAMPLE'}}");
	assert_int_equal(row(desk)->time, 1714989660);
	assert_column(desk, COL_NAME, "RunInstances");
	assert_column(desk, COL_SERVICE, "ec2");
	assert_column(desk, COL_REGION, "us-east-1");
	assert_column(desk, COL_ADDRESS, "203.0.113.9");
	assert_column(desk, COL_TOOL, "Boto3/1.26");
	assert_column(desk, COL_ERROR, "Client.Foo");
	assert_column(desk, COL_ACCOUNT, ACCT);
	assert_column(desk, COL_KEY, "AKIAIOSFODNN7EXAMPLE");
	assert_column(desk, COL_USER, "bert " ACCT);
	assert_true(flagged(desk, FLAG_WRITE | FLAG_FAILED | FLAG_OTHER));
}

static void empty_texts_are_absent(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'eventName':'','eventSource':'','awsRegion':'',"
		    "'sourceIPAddress':'','userAgent':'','errorCode':'',"
		    "'recipientAccountId':'','userIdentity':{'type':"
		    "'IAMUser','accessKeyId':'','userName':''}}");
	for (enum column col = COL_SESSION; col < COL_COUNT; col++)
		assert_column(desk, col, NULL);
	assert_column(desk, COL_USER, "(unknown)");
}

static void values_that_are_packed_are_columns_too(void **state)
{
	struct desk *desk = *state;

	/* Sixteen capitals and digits are kept packed, wherever they stand. */
	sense(desk, "{'userIdentity':{'type':'IAMUser','userName':"
		    "'ABCDEFGHIJKLMNOP','accessKeyId':'ABCDEFGHIJKLMN01'},"
		    "'requestParameters':{'keyId':"
		    "'94d00cd8-e9e6-4810-b177-b08e84725435'},"
		    "'eventSource':'kms.amazonaws.com','eventName':'X'}");
	assert_column(desk, COL_USER, "ABCDEFGHIJKLMNOP");
	assert_column(desk, COL_KEY, "ABCDEFGHIJKLMN01");
	assert_string_equal(named(desk),
			    "kms/94d00cd8-e9e6-4810-b177-b08e84725435");
}

static void the_time_is_read_from_where_there_is_one(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'eventTime':'yesterday','@timestamp':"
		    "'2024-05-06T10:01:00.500Z'}");
	assert_int_equal(row(desk)->time, 1714989660);
	assert_false(flagged(desk, FLAG_UNDATED));
	sense(desk, "{'@timestamp':1714989660123}");
	assert_int_equal(row(desk)->time, 1714989660);
	sense(desk, "{'eventTime':1714989660.5}");
	assert_int_equal(row(desk)->time, 1714989660);
	sense(desk, "{'eventTime':'2024-05-06T10:01:00Z'}");
	sense(desk, "{'eventTime':'2024-02-30T10:01:00Z'}");
	assert_int_equal(row(desk)->time, TIME_NONE);
	assert_true(flagged(desk, FLAG_UNDATED));
	sense(desk, "{}");
	assert_true(flagged(desk, FLAG_UNDATED));
}

static void mfa_is_known_or_not_and_used_or_not(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'userIdentity':{'sessionContext':{'attributes':"
		    "{'mfaAuthenticated':'true'}}}}");
	assert_true(flagged(desk, FLAG_MFA | FLAG_MFA_KNOWN));
	sense(desk, "{'additionalEventData':{'MFAUsed':'No'}}");
	assert_true(flagged(desk, FLAG_MFA_KNOWN));
	assert_false(flagged(desk, FLAG_MFA));
	sense(desk, "{'additionalEventData':{'MFAUsed':'Yes'}}");
	assert_true(flagged(desk, FLAG_MFA | FLAG_MFA_KNOWN));
	sense(desk, "{'additionalEventData':null}");
	assert_false(flagged(desk, FLAG_MFA_KNOWN));
}

/* AWS does not know what an identity provider asked for. */
static void of_whom_aws_cannot_know_mfa_is_not_recorded(void **state)
{
	struct desk *desk = *state;
	static const char *const unknown[] = {
		"AssumedRole",
		"SAMLUser",
		"WebIdentityUser",
		"FederatedUser",
		"IdentityCenterUser",
		"AWSService",
		"AWSAccount",
		"Unknown",
		"Role",
	};
	static const char *const known[] = { "IAMUser", "Root" };
	char text[200];

	for (size_t i = 0; i < ARRAY_LEN(unknown) + ARRAY_LEN(known); i++) {
		bool knows = i >= ARRAY_LEN(unknown);
		const char *type =
			knows ? known[i - ARRAY_LEN(unknown)] : unknown[i];

		snprintf(text, sizeof(text),
			 "{'userIdentity':{'type':'%s','sessionContext':"
			 "{'attributes':{'mfaAuthenticated':'false'}}}}",
			 type);
		sense(desk, text);
		assert_int_equal(flagged(desk, FLAG_MFA_KNOWN), knows);
		snprintf(text, sizeof(text),
			 "{'userIdentity':{'type':'%s'},"
			 "'additionalEventData':{'MFAUsed':'No'}}",
			 type);
		sense(desk, text);
		assert_int_equal(flagged(desk, FLAG_MFA_KNOWN), knows);
	}
	sense(desk, "{'userIdentity':{'type':'AssumedRole','sessionContext':"
		    "{'attributes':{'mfaAuthenticated':'true'}}}}");
	assert_true(flagged(desk, FLAG_MFA | FLAG_MFA_KNOWN));
	sense(desk, "{'userIdentity':{'type':'Root','sessionContext':"
		    "{'assumedRoot':'true','attributes':"
		    "{'mfaAuthenticated':'false'}}}}");
	assert_false(flagged(desk, FLAG_MFA_KNOWN));
}

static void a_call_crosses_between_two_known_accounts(void **state)
{
	struct desk *desk = *state;
	static const char *const of =
		"{'recipientAccountId':'%s','userIdentity':{'type':"
		"'AWSAccount','accountId':'%s'}}";
	char text[200];

	snprintf(text, sizeof(text), of, ACCT, "444455556666");
	sense(desk, text);
	assert_true(flagged(desk, FLAG_CROSS));
	assert_column(desk, COL_ACCOUNT, ACCT);
	snprintf(text, sizeof(text), of, ACCT, ACCT);
	sense(desk, text);
	assert_false(flagged(desk, FLAG_CROSS));
	snprintf(text, sizeof(text), of, ACCT, "ANONYMOUS_PRINCIPAL");
	sense(desk, text);
	assert_false(flagged(desk, FLAG_CROSS));
	sense(desk, "{'recipientAccountId':'" ACCT "'}");
	assert_false(flagged(desk, FLAG_CROSS));
}

/* ---- memos and plans ---- */

static void say_nth(struct desk *desk, unsigned n)
{
	char text[500];

	snprintf(text, sizeof(text),
		 "{'eventName':'%s%u','eventSource':'v%u.amazonaws.com',"
		 "'userAgent':'tool-%u/1 x','errorCode':'%s%u',"
		 "'recipientAccountId':'%012u','userIdentity':{'type':"
		 "'IAMUser','userName':'u%u','accountId':'%012u'},"
		 "'requestParameters':{'thingName':'t%u','otherArn':"
		 "'arn:aws:sqs:us-east-1:%012u:q%u'}}",
		 n % 2 ? "Get" : "Put", n % 13, n % 7, n % 300,
		 n % 3 ? "AccessDenied" : "NoSuch", n % 11, n % 5, n % 400,
		 n % 17, n % 500, n % 3, n % 90);
	sense(desk, text);
}

static void assert_nth(struct desk *desk, unsigned n)
{
	char want[200];

	snprintf(want, sizeof(want), "u%u %012u", n % 400, n % 17);
	assert_column(desk, COL_USER, want);
	snprintf(want, sizeof(want), "tool-%u/1", n % 300);
	assert_column(desk, COL_TOOL, want);
	assert_int_equal(flagged(desk, FLAG_DENIED), n % 3 != 0);
	assert_int_equal(flagged(desk, FLAG_WRITE), n % 2 == 0);
	snprintf(want, sizeof(want), "v%u/t%u %012u, queue/q%u %012u", n % 7,
		 n % 500, n % 5, n % 90, n % 3);
	assert_string_equal(named(desk), want);
}

static void a_memo_never_answers_for_another_value(void **state)
{
	struct desk *desk = *state;

	for (unsigned n = 0; n < 3000; n++) {
		say_nth(desk, n * 7919 % 3000);
		assert_nth(desk, n * 7919 % 3000);
	}
}

static void equal_identities_may_still_be_different_users(void **state)
{
	struct desk *desk = *state;
	static const char *const of =
		"{'userIdentity':{'type':'AWSService'},'eventName':'X',"
		"'eventSource':'a.amazonaws.com','sourceIPAddress':'%s'}";
	static const char *const sso =
		"{'userIdentity':{'type':'IdentityCenterUser'},'eventName':"
		"'X','additionalEventData':{'UserName':'%s'}}";
	static const char *const who[] = { "b.amazonaws.com",
					   "c.amazonaws.com" };
	char text[300], want[100];

	for (size_t i = 0; i < 4; i++) {
		snprintf(text, sizeof(text), of, who[i % 2]);
		sense(desk, text);
		assert_column(desk, COL_USER, who[i % 2]);
		snprintf(text, sizeof(text), sso, who[i % 2]);
		sense(desk, text);
		snprintf(want, sizeof(want), "sso:%s", who[i % 2]);
		assert_column(desk, COL_USER, want);
	}
}

static void what_a_batch_forgets_it_learns_anew(void **state)
{
	struct desk *desk = *state;

	for (unsigned n = 0; n < 50; n++)
		say_nth(desk, n);
	batch_anew(desk);
	for (unsigned n = 49; n > 0; n--) {
		say_nth(desk, n * 3);
		assert_nth(desk, n * 3);
	}
}

static void plans_outlive_the_batch_that_made_them(void **state)
{
	struct desk *desk = *state;

	for (unsigned round = 0; round < 3; round++) {
		for (unsigned n = 0; n < 20; n++) {
			say_nth(desk, n + round);
			assert_nth(desk, n + round);
		}
		batch_free(desk->batch);
		desk->batch = shredder_batch(desk->shredder);
	}
}

static void one_shape_means_another_thing_under_another_name(void **state)
{
	struct desk *desk = *state;
	static const char *const of =
		"{'eventSource':'%s.amazonaws.com','eventName':'%s',"
		"'requestParameters':{'name':'x'}}";
	static const char *const want[][3] = {
		{ "cloudtrail", "StopLogging", "trail/x" },
		{ "eks", "DeleteCluster", "cluster/x" },
		{ "ssm", "GetParameter", "param/x" },
		{ "ssm", "GetDocument", "document/x" },
		{ "cloudtrail", "StopLogging", "trail/x" },
	};
	char text[200];

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		snprintf(text, sizeof(text), of, want[i][0], want[i][1]);
		sense(desk, text);
		assert_string_equal(named(desk), want[i][2]);
		assert_int_equal(flagged(desk, FLAG_NOTABLE),
				 !strcmp(want[i][1], "StopLogging"));
	}
}

static void a_name_of_any_length_is_survived(void **state)
{
	struct desk *desk = *state;
	struct buf text = { 0 }, name = { 0 };

	for (size_t i = 0; i < 100000; i++)
		buf_addc(&name, 'n');
	buf_addf(&text,
		 "{'eventSource':'%s.amazonaws.com','eventName':'%s',"
		 "'userAgent':'%s','userIdentity':{'type':'IAMUser',"
		 "'userName':'%s'},'requestParameters':{'functionName':'%s',"
		 "'%s':{'%s':'vpc-01234567'}}}",
		 name.at, name.at, name.at, name.at, name.at, name.at, name.at);
	sense(desk, text.at);
	assert_int_equal(column(desk, COL_USER).len, 1024);
	assert_int_equal(column(desk, COL_NAME).len, 100000);
	assert_true(strlen(told(desk)) >= 100000);
	buf_release(&text);
	buf_release(&name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(columns_hold_what_the_panes_count),
		SENSED(empty_texts_are_absent),
		SENSED(values_that_are_packed_are_columns_too),
		SENSED(the_time_is_read_from_where_there_is_one),
		SENSED(mfa_is_known_or_not_and_used_or_not),
		SENSED(of_whom_aws_cannot_know_mfa_is_not_recorded),
		SENSED(a_call_crosses_between_two_known_accounts),
		SENSED(a_memo_never_answers_for_another_value),
		SENSED(equal_identities_may_still_be_different_users),
		SENSED(what_a_batch_forgets_it_learns_anew),
		SENSED(plans_outlive_the_batch_that_made_them),
		SENSED(one_shape_means_another_thing_under_another_name),
		SENSED(a_name_of_any_length_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
