/* SPDX-License-Identifier: MIT */
/* What an identity is called, and what a person may type for it. */
#include "sense.h"

#define ACCT "111122223333"

static void an_identity_comes_apart(void **state)
{
	(void)state;
	assert_str(identity_label(STR("role/Admin " ACCT)), "role/Admin");
	assert_str(identity_account(STR("role/Admin " ACCT)), ACCT);
	assert_str(identity_name(STR("role/Admin " ACCT)), "Admin");
	assert_str(identity_name(STR("sg-0123456789abcdef0 " ACCT)),
		   "sg-0123456789abcdef0");
	assert_str(identity_account(STR("policy/ReadOnly aws")), "aws");
	assert_str(identity_account(STR("s3/logs")), NULL);
	assert_str(identity_label(STR("AWS Internal")), "AWS Internal");
	assert_str(identity_account(STR("AWS Internal")), NULL);
	assert_str(identity_label(STR("account 444455556666/x")),
		   "account 444455556666/x");
	assert_str(identity_account(STR("account 444455556666/x")),
		   "444455556666");
	assert_str(identity_name(STR("log-group//aws/lambda/f " ACCT)),
		   "/aws/lambda/f");
	assert_str(identity_name(STR("")), "");
}

static void kinds_of_users_are_told_by_their_identity(void **state)
{
	(void)state;
	assert_int_equal(user_kind(STR("bert " ACCT)), USER_IAM);
	assert_int_equal(user_kind(STR("role/Admin " ACCT)), USER_ROLE);
	assert_int_equal(user_kind(STR("root " ACCT)), USER_ROOT);
	assert_int_equal(user_kind(STR("saml/carol")), USER_FEDERATED);
	assert_int_equal(user_kind(STR("sso:94d0 " ACCT)),
			 USER_IDENTITY_CENTER);
	assert_int_equal(user_kind(STR("rds.amazonaws.com")), USER_SERVICE);
	assert_int_equal(user_kind(STR("AWS Internal")), USER_SERVICE);
	assert_int_equal(user_kind(STR("x.amazonaws.com " ACCT)), USER_IAM);
	assert_int_equal(user_kind(STR("anonymous")), USER_ANONYMOUS);
	assert_int_equal(user_kind(STR("(unknown) AIDA " ACCT)), USER_OTHER);
	assert_string_equal(user_kind_name(USER_ROLE), "role");
}

static void sessions_of_humans_and_instances_speak(void **state)
{
	(void)state;
	assert_true(session_speaks(STR("NetAdmin/bob@example.com " ACCT)));
	assert_true(session_speaks(STR("App/i-0123456789abcdef0 " ACCT)));
	assert_true(session_speaks(STR("AWSReservedSSO_Admin_0123/erin")));
	assert_false(session_speaks(STR("App/i-am-a-pipeline " ACCT)));
	assert_false(session_speaks(STR("App/botocore-session-1720 " ACCT)));
	assert_false(session_speaks(STR("")));
}

static void assert_shown(const char *identity, bool account, const char *want)
{
	struct buf out = { 0 };

	identity_put(str_of(identity), account, &out);
	assert_str(buf_str(&out), want);
	buf_release(&out);
}

static void single_sign_on_is_shown_by_name(void **state)
{
	static const char *const role =
		"role/AWSReservedSSO_PowerUser_0123456789abcdef " ACCT;
	static const char *const session =
		"AWSReservedSSO_PowerUser_0123456789abcdef/"
		"bob@example.com " ACCT;

	(void)state;
	assert_shown(role, false, "sso/PowerUser");
	assert_shown(role, true, "sso/PowerUser " ACCT);
	assert_shown(session, false, "bob@example.com  sso/PowerUser");
	assert_shown(session, true, "bob@example.com  sso/PowerUser " ACCT);
	assert_shown("role/AWSReservedSSO_a_b_0123", false, "sso/a_b_0123");
	assert_shown("role/Admin " ACCT, true, "role/Admin " ACCT);
	assert_shown("Admin/bob " ACCT, false, "Admin/bob");
	assert_true(identity_is(str_of(role), STR("sso/PowerUser"), true));
	assert_true(
		identity_is(str_of(role), STR("sso/PowerUser " ACCT), false));
	assert_false(identity_is(str_of(role), STR("sso/PowerUser"), false));
	assert_false(identity_is(str_of(role), STR("PowerUser"), true));
	assert_true(identity_is(str_of(session),
				STR("bob@example.com  sso/PowerUser"), true));
	assert_false(
		identity_is(str_of(session), STR("bob@example.com"), true));
}

static void what_a_person_types_finds_the_identity(void **state)
{
	static const char *const yes[][2] = {
		{ "bert " ACCT, "bert" },
		{ "bert " ACCT, "bert " ACCT },
		{ "bert " ACCT, "arn:aws:iam::" ACCT ":user/x/bert" },
		{ "role/Admin " ACCT, "Admin" },
		{ "role/Admin " ACCT, "role/Admin" },
		{ "role/Admin " ACCT, "arn:aws:iam::" ACCT ":role/Admin" },
		{ "Admin/bob@example.com " ACCT, "bob@example.com" },
		{ "Admin/bob " ACCT,
		  "arn:aws:sts::" ACCT ":assumed-role/Admin/bob" },
		{ "root " ACCT, "root" },
		{ "root " ACCT, "root@" ACCT },
		{ "rds.amazonaws.com", "rds" },
		{ "rds.amazonaws.com", "rds.amazonaws.com" },
		{ "s3/logs", "logs" },
		{ "s3/logs", "arn:aws:s3:::logs/2024/x.gz" },
		{ "sg-01234567 " ACCT, "sg-01234567" },
		{ "Admin/bob " ACCT,
		  "arn:aws-cn:sts::" ACCT ":assumed-role/Admin/bob" },
		{ "federated/dave " ACCT,
		  "arn:aws:sts::" ACCT ":federated-user/dave" },
		{ "root " ACCT, "arn:aws-us-gov:iam::" ACCT ":root" },
		{ "assumed-root " ACCT, "root" },
		{ "assumed-root " ACCT, "root@" ACCT },
		{ "assumed-root " ACCT, "arn:aws:iam::" ACCT ":root" },
		{ "web/app via eks/0A1B " ACCT, "app" },
		{ "web/app via eks/0A1B " ACCT, "web/app" },
		{ "saml/carol via Corp " ACCT, "carol" },
		{ "role/AWSReservedSSO_Ops_0123456789abcdef " ACCT, "sso/Ops" },
		{ "role/AWSReservedSSO_Ops_0123456789abcdef " ACCT, "Ops" },
		{ "role/AWSReservedSSO_Ops_0123456789abcdef " ACCT,
		  "AWSReservedSSO_Ops_0123456789abcdef" },
		{ "AWSReservedSSO_Ops_0123456789abcdef/erin " ACCT, "erin" },
		{ "AWSReservedSSO_Ops_0123456789abcdef/erin " ACCT,
		  "erin  sso/Ops" },
		{ "bert " ACCT, "user/team/bert" },
		{ "role/Admin " ACCT, "role/path/Admin" },
		{ "role/Admin " ACCT, "assumed-role/Admin" },
		{ "Admin/bob " ACCT, "assumed-role/Admin/bob" },
		{ "federated/dave " ACCT, "federated-user/dave" },
		{ "account 444455556666/AIDAEXAMPLE", "444455556666" },
		{ "s3/logs", "s3://logs/2024/x.gz" },
		{ "queue/q " ACCT,
		  "https://sqs.us-east-1.amazonaws.com/" ACCT "/q" },
		{ "param/app " ACCT, "/app" },
	};
	static const char *const no[][2] = {
		{ "bert " ACCT, "ber" },
		{ "bert " ACCT, "BERT" },
		{ "root " ACCT, "root@444455556666" },
		{ "bert " ACCT, "arn:aws:iam::444455556666:user/bert" },
		{ "rds.amazonaws.com " ACCT, "amazonaws" },
		{ "s3/logs", "s3" },
		{ "bert " ACCT, "" },
		{ "bert " ACCT, "b*" },
		{ "root " ACCT, "assumed-root" },
		{ "root " ACCT, "user/root" },
		{ "ec2.amazonaws.com", "user/ec2.amazonaws.com" },
		{ "role/bert " ACCT, "user/bert" },
		{ "Admin/bob " ACCT, "assumed-role/Admin" },
		{ "Admin/bob " ACCT, "user/bob" },
		{ "bert 444455556666", "444455556666" },
		{ "s3/logs", "s3://log" },
		{ "web/app via eks/0A1B " ACCT, "eks/0A1B" },
		{ "web/1 via cognito-identity.amazonaws.com",
		  "cognito-identity" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(yes); i++)
		if (!identity_matches(str_of(yes[i][0]), str_of(yes[i][1]),
				      false))
			fail_msg("%s is not %s", yes[i][1], yes[i][0]);
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		if (identity_matches(str_of(no[i][0]), str_of(no[i][1]), false))
			fail_msg("%s is %s", no[i][1], no[i][0]);
	assert_true(identity_matches(STR("bert " ACCT), STR("b*"), true));
	assert_true(identity_matches(
		STR("Web/bert " ACCT),
		STR("arn:aws-cn:sts::" ACCT ":assumed-role/Web/*"), true));
	assert_true(identity_matches(STR("bert " ACCT),
				     STR("arn:aws:iam::*:user/team/b*"), true));
	assert_false(identity_matches(STR("bert " ACCT),
				      STR("arn:aws:iam::444*:user/b*"), true));
	assert_false(identity_matches(STR("root " ACCT), STR("user/r*"), true));
	assert_true(
		identity_matches(STR("role/Admin " ACCT), STR("role/*"), true));
	assert_false(
		identity_matches(STR("role/Admin " ACCT), STR("user*"), true));
	assert_false(identity_matches(STR_NONE, STR("x"), false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_identity_comes_apart),
		cmocka_unit_test(kinds_of_users_are_told_by_their_identity),
		cmocka_unit_test(sessions_of_humans_and_instances_speak),
		cmocka_unit_test(single_sign_on_is_shown_by_name),
		cmocka_unit_test(what_a_person_types_finds_the_identity),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
