/* SPDX-License-Identifier: MIT */
/* Who an event acts under, and what a person may type for it. */
#include "sense.h"

#include <jansson.h>

#define CASES "cases/events/"
#define ACCT "111122223333"

static void assert_user(struct desk *desk, const char *identity,
			const char *user, const char *session)
{
	char text[2000];

	snprintf(text, sizeof(text), "{'userIdentity':%s}", identity);
	sense(desk, text);
	assert_column(desk, COL_USER, user);
	assert_column(desk, COL_SESSION, session);
}

/* ---- the forms of userIdentity ---- */

static void users_and_roles_carry_their_account(void **state)
{
	struct desk *desk = *state;

	assert_user(desk,
		    "{'type':'IAMUser','accountId':'" ACCT "',"
		    "'userName':'bert','arn':'arn:aws:iam::" ACCT
		    ":user/x/bert'}",
		    "bert " ACCT, NULL);
	assert_user(desk,
		    "{'type':'IAMUser','arn':'arn:aws:iam::" ACCT
		    ":user/team/bert'}",
		    "bert " ACCT, NULL);
	assert_user(desk,
		    "{'type':'AssumedRole','arn':'arn:aws:sts::" ACCT
		    ":assumed-role/Admin/i-0123456789abcdef0'}",
		    "role/Admin " ACCT, "Admin/i-0123456789abcdef0 " ACCT);
	assert_user(desk,
		    "{'type':'AssumedRole','principalId':'AROAX:s1',"
		    "'accountId':'" ACCT "'}",
		    "role/AROAX " ACCT, "AROAX/s1 " ACCT);
	assert_user(desk, "{'type':'Root','accountId':'" ACCT "'}",
		    "root " ACCT, NULL);
	assert_user(desk,
		    "{'type':'FederatedUser','principalId':'" ACCT
		    ":dave','accountId':'" ACCT "'}",
		    "federated/dave " ACCT, NULL);
	assert_user(desk,
		    "{'type':'Role','arn':'arn:aws:iam::" ACCT ":role/p/Jobs'}",
		    "role/Jobs " ACCT, NULL);
}

static void a_role_is_of_the_account_that_issued_it(void **state)
{
	struct desk *desk = *state;

	assert_user(desk,
		    "{'type':'AssumedRole','accountId':'444455556666',"
		    "'arn':'arn:aws:sts::444455556666:assumed-role/R/s',"
		    "'sessionContext':{'sessionIssuer':{'type':'Role',"
		    "'arn':'arn:aws:iam::" ACCT ":role/deep/R',"
		    "'accountId':'" ACCT "','userName':'R'}}}",
		    "role/R " ACCT, "R/s " ACCT);
}

static void outsiders_have_labels_of_their_own(void **state)
{
	struct desk *desk = *state;

	assert_user(desk, "{'type':'SAMLUser','userName':'carol'}",
		    "saml/carol", NULL);
	assert_user(desk,
		    "{'type':'WebIdentityUser','userName':'repo:example/app'}",
		    "web/repo:example/app", NULL);
	assert_user(desk,
		    "{'type':'IdentityCenterUser','accountId':'" ACCT "',"
		    "'onBehalfOf':{'userId':"
		    "'94d00cd8-e9e6-4810-b177-b08e84725435'}}",
		    "sso:94d00cd8-e9e6-4810-b177-b08e84725435 " ACCT, NULL);
	assert_user(desk,
		    "{'type':'AWSAccount','accountId':'444455556666',"
		    "'principalId':'AROAX:who'}",
		    "account 444455556666/AROAX:who", NULL);
	assert_user(desk,
		    "{'type':'AWSAccount','accountId':'ANONYMOUS_PRINCIPAL'}",
		    "anonymous", NULL);
	assert_user(desk, "{'type':'Unknown','principalId':'12345'}",
		    "(unknown) 12345", NULL);
	assert_user(desk,
		    "{'type':'Directory','userName':'d-1/eve',"
		    "'accountId':'" ACCT "'}",
		    "directory/d-1/eve " ACCT, NULL);
}

static void services_are_hosts_without_an_account(void **state)
{
	struct desk *desk = *state;

	assert_user(desk,
		    "{'type':'AWSService','invokedBy':'rds.amazonaws.com'}",
		    "rds.amazonaws.com", NULL);
	assert_true(flagged(desk, FLAG_SERVICE));
	assert_user(desk,
		    "{'accountId':'" ACCT "','invokedBy':'AWS Internal/7'}",
		    "AWS Internal", NULL);
	assert_true(flagged(desk, FLAG_SERVICE));
	sense(desk, "{'eventType':'AwsServiceEvent',"
		    "'eventSource':'kms.amazonaws.com'}");
	assert_column(desk, COL_USER, "kms.amazonaws.com");
	assert_true(flagged(desk, FLAG_SERVICE));
	sense(desk, "{'eventName':'x','sourceIPAddress':'ec2.amazonaws.com'}");
	assert_column(desk, COL_USER, "ec2.amazonaws.com");
}

static void a_service_linked_role_belongs_to_its_service(void **state)
{
	struct desk *desk = *state;
	static const char *const of =
		"{'type':'AssumedRole','invokedBy':'x.amazonaws.com',"
		"'sessionContext':{'sessionIssuer':{'userName':"
		"'AWSServiceRoleForRDS','arn':'arn:aws:iam::" ACCT
		":role/%s/AWSServiceRoleForRDS'}}}";
	char text[400];

	snprintf(text, sizeof(text), of, "aws-service-role/rds.amazonaws.com");
	assert_user(desk, text, "rds.amazonaws.com", NULL);
	assert_true(flagged(desk, FLAG_SERVICE));
	/* Anybody may give a role such a name; the path is reserved. */
	snprintf(text, sizeof(text), of, "mallory");
	assert_user(desk, text, "role/AWSServiceRoleForRDS " ACCT, NULL);
	assert_false(flagged(desk, FLAG_SERVICE));
	assert_user(desk,
		    "{'type':'AssumedRole','arn':'arn:aws:sts::" ACCT
		    ":assumed-role/AWSServiceRoleForAutoScaling/AutoScaling'}",
		    "autoscaling.amazonaws.com",
		    "AWSServiceRoleForAutoScaling/AutoScaling " ACCT);
}

static void a_persons_credential_used_by_aws_stays_the_persons(void **state)
{
	struct desk *desk = *state;

	assert_user(desk,
		    "{'type':'IAMUser','userName':'bert','accountId':'" ACCT
		    "','invokedBy':'cloudformation.amazonaws.com'}",
		    "bert " ACCT, NULL);
	assert_true(flagged(desk, FLAG_VIA_AWS));
	assert_false(flagged(desk, FLAG_SERVICE));
}

static void without_a_type_what_is_there_tells(void **state)
{
	struct desk *desk = *state;

	assert_user(desk, "{'arn':'arn:aws:iam::" ACCT ":user/bert'}",
		    "bert " ACCT, NULL);
	assert_user(desk, "{'arn':'arn:aws:sts::" ACCT ":assumed-role/R/s'}",
		    "role/R " ACCT, "R/s " ACCT);
	assert_user(desk, "{'arn':'arn:aws:iam::" ACCT ":root'}", "root " ACCT,
		    NULL);
	assert_user(desk, "{'userName':'bert'}", "bert", NULL);
	assert_user(desk, "{}", "(unknown)", NULL);
	assert_user(desk, "null", "(unknown)", NULL);
}

static void an_identity_that_is_a_text_is_read_as_well_as_may_be(void **state)
{
	struct desk *desk = *state;

	assert_user(desk, "'arn:aws:iam::" ACCT ":user/bert'", "bert " ACCT,
		    NULL);
	assert_user(desk,
		    "'{type=IAMUser, arn=arn:aws:iam::" ACCT
		    ":user/bert, accountid=" ACCT "}'",
		    "bert " ACCT, NULL);
	assert_user(desk, "'bert'", "bert", NULL);
	assert_user(desk, "'{type=IAMUser}'", "(unknown)", NULL);
	assert_user(desk, "''", "(unknown)", NULL);
	assert_user(desk, "[1,2]", "(unknown)", NULL);
	assert_user(desk, "7", "7", NULL);
}

static void no_name_can_pose_as_another_kind_of_user(void **state)
{
	struct desk *desk = *state;
	static const char *const names[] = {
		"root",      "anonymous", "role/Admin",
		"(insight)", "sso:1",     "ec2.amazonaws.com"
	};
	char text[200], want[100];

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		snprintf(text, sizeof(text),
			 "{'type':'IAMUser','userName':'%s'}", names[i]);
		snprintf(want, sizeof(want), "user/%s", names[i]);
		assert_user(desk, text, want, NULL);
		assert_false(flagged(desk, FLAG_SERVICE));
		assert_int_equal(user_kind(str_of(want)), USER_IAM);
	}
}

static void insights_and_counters_are_nobody(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'eventType':'AwsCloudTrailInsight','insightDetails':{"
		    "'eventName':'RunInstances',"
		    "'eventSource':'ec2.amazonaws.com'}}");
	assert_column(desk, COL_USER, "(insight)");
	assert_column(desk, COL_NAME, "RunInstances");
	assert_column(desk, COL_SERVICE, "ec2");
	assert_true(flagged(desk, FLAG_SERVICE));
	assert_false(flagged(desk, FLAG_WRITE));
	sense(desk, "{'eventCategory':'Aggregated','accountId':'" ACCT "',"
		    "'timeWindow':{'windowStart':'2026-01-01T00:00:00Z'}}");
	assert_column(desk, COL_USER, "(aggregated)");
	assert_column(desk, COL_ACCOUNT, ACCT);
	assert_int_equal(row(desk)->time, 1767225600);
}

/* ---- the fixtures ---- */

/* The label of a case, in our words. */
static bool label_is(const struct desk *desk, const char *kind,
		     struct str label)
{
	struct str user = identity_label(column(desk, COL_USER));
	struct str session = identity_label(column(desk, COL_SESSION));

	if (!strcmp(kind, "assumed-role"))
		return str_eq(session, label) && str_starts(user, STR("role/"));
	if (!strcmp(kind, "root"))
		return identity_matches(column(desk, COL_USER), label, false);
	return identity_matches(user, label, false);
}

static void assert_case(struct desk *desk, const json_t *event,
			const json_t *actor)
{
	char *text = json_dumps(event, JSON_COMPACT);
	const char *label = json_string_value(json_object_get(actor, "label"));
	const char *kind = json_string_value(json_object_get(actor, "kind"));
	const char *account =
		json_string_value(json_object_get(actor, "account"));
	const char *key = json_string_value(json_object_get(actor, "key"));
	struct str user;

	sense_bytes(desk, str_of(text));
	user = column(desk, COL_USER);
	if (!label_is(desk, kind, str_of(label)))
		fail_msg("%s is '%.*s'", label, STR_ARG(user));
	if (account && strcmp(kind, "service-event") != 0 &&
	    strcmp(account, "ANONYMOUS_PRINCIPAL") != 0)
		assert_true(str_eq(identity_account(user), str_of(account)));
	if (strcmp(kind, "insight") != 0)
		assert_column(desk, COL_KEY, key);
	free(text);
}

static void assert_actors(struct desk *desk, const char *events,
			  const char *actors, size_t count)
{
	json_t *event = json_loads(events, 0, NULL);
	json_t *actor = json_loads(actors, 0, NULL);
	const json_t *cases = json_object_get(actor, "cases");

	assert_int_equal(json_array_size(cases), count);
	for (size_t i = 0; i < json_array_size(cases); i++)
		assert_case(
			desk,
			json_array_get(json_object_get(event, "Records"), i),
			json_array_get(cases, i));
	json_decref(event);
	json_decref(actor);
}

static void every_actor_of_the_fixtures_is_named_as_decided(void **state)
{
	char *own = file_text(FIXTURES "actors.json");
	char *events = shared_text(CASES "fixture-events.json");
	char *actors = shared_text(CASES "actor-cases.json");

	assert_actors(*state, own, own, 12);
	if (events && actors)
		assert_actors(*state, events, actors, 42);
	free(own);
	free(events);
	free(actors);
}

/* ---- taking apart, and matching ---- */

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
	assert_true(
		identity_matches(STR("role/Admin " ACCT), STR("role/*"), true));
	assert_false(
		identity_matches(STR("role/Admin " ACCT), STR("user*"), true));
	assert_false(identity_matches(STR_NONE, STR("x"), false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(users_and_roles_carry_their_account),
		SENSED(a_role_is_of_the_account_that_issued_it),
		SENSED(outsiders_have_labels_of_their_own),
		SENSED(services_are_hosts_without_an_account),
		SENSED(a_service_linked_role_belongs_to_its_service),
		SENSED(a_persons_credential_used_by_aws_stays_the_persons),
		SENSED(without_a_type_what_is_there_tells),
		SENSED(an_identity_that_is_a_text_is_read_as_well_as_may_be),
		SENSED(no_name_can_pose_as_another_kind_of_user),
		SENSED(insights_and_counters_are_nobody),
		SENSED(every_actor_of_the_fixtures_is_named_as_decided),
		cmocka_unit_test(an_identity_comes_apart),
		cmocka_unit_test(kinds_of_users_are_told_by_their_identity),
		cmocka_unit_test(sessions_of_humans_and_instances_speak),
		cmocka_unit_test(what_a_person_types_finds_the_identity),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
