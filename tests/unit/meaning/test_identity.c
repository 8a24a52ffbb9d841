/* SPDX-License-Identifier: MIT */
/* Who an event acts under, and which human is behind it. */
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

/* ---- neither merged nor split ---- */

#define EKS "oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/"

static void a_subject_is_one_with_its_provider(void **state)
{
	struct desk *desk = *state;

	assert_user(desk,
		    "{'type':'WebIdentityUser','userName':'app',"
		    "'identityProvider':'arn:aws:iam::" ACCT ":" EKS "0A1B'}",
		    "web/app via eks/0A1B " ACCT, NULL);
	assert_user(desk,
		    "{'type':'WebIdentityUser','userName':'app',"
		    "'identityProvider':'arn:aws:iam::" ACCT ":" EKS "2C3D'}",
		    "web/app via eks/2C3D " ACCT, NULL);
	assert_user(
		desk,
		"{'type':'WebIdentityUser','userName':'repo:x/y',"
		"'identityProvider':'arn:aws-cn:iam::" ACCT
		":oidc-provider/token.actions.githubusercontent.com'}",
		"web/repo:x/y via token.actions.githubusercontent.com " ACCT,
		NULL);
	assert_user(desk,
		    "{'type':'WebIdentityUser','userName':'1234',"
		    "'identityProvider':'https://accounts.example.com/'}",
		    "web/1234 via accounts.example.com", NULL);
	sense(desk,
	      "{'userIdentity':{'type':'SAMLUser','userName':'carol',"
	      "'identityProvider':'bdGOnTestI='},'requestParameters':{"
	      "'principalArn':'arn:aws:iam::" ACCT ":saml-provider/Corp'}}");
	assert_column(desk, COL_USER, "saml/carol via Corp " ACCT);
	sense(desk, "{'userIdentity':{'type':'SAMLUser','userName':'carol',"
		    "'identityProvider':'bdGOnTestI='},"
		    "'recipientAccountId':'444455556666'}");
	assert_column(desk, COL_USER,
		      "saml/carol via bdGOnTestI= 444455556666");
	assert_column(desk, COL_HUMAN, "carol");
}

static void a_visitor_is_nobody_and_no_service(void **state)
{
	struct desk *desk = *state;

	assert_user(desk, "{'type':'AWSAccount','accountId':'anonymous'}",
		    "anonymous", NULL);
	assert_user(desk, "{'type':'Unknown','principalId':'Anonymous'}",
		    "anonymous", NULL);
	sense(desk, "{'userIdentity':{'accountId':'" ACCT "'},"
		    "'eventType':'AwsServiceEvent','eventName':'Login_GET',"
		    "'eventSource':'cognito-idp.amazonaws.com',"
		    "'sourceIPAddress':'203.0.113.9'}");
	assert_column(desk, COL_USER, "anonymous");
	assert_false(flagged(desk, FLAG_SERVICE));
	assert_user(desk,
		    "{'type':'WebIdentityUser','userName':'eu-west-1:0-1',"
		    "'identityProvider':'cognito-identity.amazonaws.com'}",
		    "web/eu-west-1:0-1 via cognito-identity.amazonaws.com",
		    NULL);
	assert_false(flagged(desk, FLAG_SERVICE));
	assert_int_equal(user_kind(column(desk, COL_USER)), USER_FEDERATED);
}

static void a_name_alone_makes_no_iam_user_of_another_type(void **state)
{
	struct desk *desk = *state;

	sense(desk,
	      "{'eventSource':'sso.amazonaws.com','userIdentity':{"
	      "'type':'Unknown','userName':'carol','accountId':'" ACCT "'}}");
	assert_column(desk, COL_USER, "sso:carol " ACCT);
	assert_column(desk, COL_HUMAN, "carol");
	assert_user(desk,
		    "{'type':'Unknown','userName':'carol','accountId':'" ACCT
		    "'}",
		    "(unknown) carol " ACCT, NULL);
	assert_user(desk,
		    "{'type':'User','userName':'bert','arn':'arn:aws:iam::" ACCT
		    ":user/bert'}",
		    "bert " ACCT, NULL);
	assert_user(desk,
		    "{'type':'IdentityCenterUser','principalId':"
		    "'d-1234567890:94d00cd8','accountId':'" ACCT "'}",
		    "sso:94d00cd8 " ACCT, NULL);
}

static void assumed_root_is_told_from_root(void **state)
{
	struct desk *desk = *state;

	assert_user(desk,
		    "{'type':'Root','accountId':'" ACCT "','sessionContext':{"
		    "'assumedRoot':'true'}}",
		    "assumed-root " ACCT, NULL);
	assert_string_equal(user_kind_name(user_kind(column(desk, COL_USER))),
			    "assumed root session");
	assert_user(desk,
		    "{'type':'IAMUser','accountId':'" ACCT
		    "','userName':'assumed-root'}",
		    "user/assumed-root " ACCT, NULL);
}

static void an_account_is_named_by_who_of_it_came(void **state)
{
	struct desk *desk = *state;

	assert_user(desk,
		    "{'type':'AWSAccount','accountId':'" ACCT
		    "','principalId':'" ACCT "','userName':'eve'}",
		    "account " ACCT "/eve", NULL);
	assert_string_equal(user_kind_name(user_kind(column(desk, COL_USER))),
			    "AWS account");
}

/* ---- what services do for themselves ---- */

static void a_service_alone_is_no_person(void **state)
{
	struct desk *desk = *state;
	static const char *const role =
		"{'userIdentity':{'type':'AssumedRole','accessKeyId':'%s',"
		"'arn':'arn:aws:sts::" ACCT ":assumed-role/Backup/%s',"
		"'invokedBy':'backup.amazonaws.com'}}";
	static const struct {
		const char *key, *session;
		bool alone;
	} of[] = {
		{ "", "AWSBackup-1234", true },
		{ "ASIAIOSFODNN7EXAMPLE", "AWSBackup-1234", false },
		{ "", "alice", false },
	};
	char text[400];

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		snprintf(text, sizeof(text), role, of[i].key, of[i].session);
		sense(desk, text);
		assert_int_equal(flagged(desk, FLAG_SERVICE), of[i].alone);
		assert_true(flagged(desk, FLAG_VIA_AWS));
		assert_column(desk, COL_USER, "role/Backup " ACCT);
	}
	assert_user(desk,
		    "{'type':'Root','accountId':'" ACCT
		    "','invokedBy':'support.amazonaws.com'}",
		    "root " ACCT, NULL);
	assert_true(flagged(desk, FLAG_SERVICE));
}

/* ---- who is behind it ---- */

#define SESSION(role, name)                                                    \
	"'type':'AssumedRole','arn':'arn:aws:sts::" ACCT ":assumed-role/" role \
	"/" name "'"

static void a_human_is_named_where_the_record_tells(void **state)
{
	static const struct {
		const char *identity, *human;
	} of[] = {
		{ "{" SESSION("R", "bob@example.com") "}", "bob@example.com" },
		{ "{" SESSION("R", "s1") ",'sessionContext':{"
					 "'sourceIdentity':'erin'}}",
		  "erin" },
		{ "{" SESSION("R",
			      "bob@example.com") ",'sessionContext':{"
						 "'sourceIdentity':'erin'}}",
		  "erin" },
		{ "{" SESSION("R", "s1") ",'onBehalfOf':{'userId':'94d0'}}",
		  "94d0" },
		{ "{" SESSION("AWSReservedSSO_Ops_0123456789abcdef",
			      "erin") "}",
		  "erin" },
		{ "{" SESSION("R", "s1") "}", NULL },
		{ "{" SESSION("R", "i-0123456789abcdef0") "}", NULL },
		/* what programs call their sessions */
		{ "{" SESSION("R", "botocore-session-1234567890") "}", NULL },
		{ "{" SESSION("R", "@scope") "}", NULL },
		{ "{" SESSION("R", "GitHubActions") "}", NULL },
		{ "{" SESSION("R", "CognitoIdentityCredentials") "}", NULL },
		{ "{'type':'WebIdentityUser','userName':'repo:example/app:ref:"
		  "refs/heads/main','identityProvider':"
		  "'token.actions.githubusercontent.com'}",
		  NULL },
		{ "{'type':'WebIdentityUser','userName':'us-east-1:0123','"
		  "identityProvider':'cognito-identity.amazonaws.com'}",
		  NULL },
		{ "{'type':'SAMLUser','userName':'dora','identityProvider':"
		  "'AbCdEf='}",
		  "dora" },
		/* a service that calls itself as a mail address looks */
		{ "{" SESSION("R",
			      "backup@example.com") ",'invokedBy':"
						    "'backup.amazonaws.com'}",
		  NULL },
		{ "{'type':'IAMUser','userName':'bert'}", "bert" },
		{ "{'type':'IAMUser','arn':'arn:aws-us-gov:iam::" ACCT
		  ":user/x/bert'}",
		  "bert" },
		{ "{'type':'IAMUser',"
		  "'userName':'HIDDEN_DUE_TO_SECURITY_REASONS'}",
		  NULL },
		{ "{'type':'Root','accountId':'" ACCT "'}", NULL },
		{ "{'type':'FederatedUser','arn':'arn:aws:sts::" ACCT
		  ":federated-user/tmp','sessionContext':{'sessionIssuer':{"
		  "'arn':'arn:aws:iam::" ACCT ":user/bert'}}}",
		  "bert" },
		{ "{'type':'AWSAccount','accountId':'444455556666',"
		  "'principalId':'AROAX:bob@example.com'}",
		  "bob@example.com" },
		{ "{'type':'Directory','userName':'eve'}", "eve" },
		{ "{'type':'AWSService','invokedBy':'ec2.amazonaws.com'}",
		  NULL },
	};
	struct desk *desk = *state;
	char text[400];

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		snprintf(text, sizeof(text), "{'userIdentity':%s}",
			 of[i].identity);
		sense(desk, text);
		assert_column(desk, COL_HUMAN, of[i].human);
	}
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
	const char *origin =
		json_string_value(json_object_get(actor, "origin"));
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
	if (origin)
		assert_column(desk, COL_HUMAN, origin);
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
		SENSED(a_subject_is_one_with_its_provider),
		SENSED(a_visitor_is_nobody_and_no_service),
		SENSED(a_name_alone_makes_no_iam_user_of_another_type),
		SENSED(assumed_root_is_told_from_root),
		SENSED(an_account_is_named_by_who_of_it_came),
		SENSED(a_service_alone_is_no_person),
		SENSED(a_human_is_named_where_the_record_tells),
		SENSED(every_actor_of_the_fixtures_is_named_as_decided),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
