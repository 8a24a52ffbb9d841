/* SPDX-License-Identifier: MIT */
/* Notable calls: each row's hit, its near miss, and its story. */
#include "../../../tui/meaning/notable.h"
#include "../../../tui/meaning/notable_table.h"
#include "notable_cases.h"
#include "sense.h"

#define ACCT "111122223333"
#define ALICE "{'type':'IAMUser','userName':'alice','accountId':'" ACCT "'}"
#define MACHINE                                                                \
	"{'type':'AssumedRole','arn':'arn:aws:sts::" ACCT                      \
	":assumed-role/App/build'}"
#define SERVICE "{'type':'AWSService','invokedBy':'config.amazonaws.com'}"

/* Adds a call; the row that claims it. */
static const struct notable *call(struct desk *desk,
				  const struct notable_case *c,
				  const char *user, const char *rest,
				  const char *error)
{
	struct buf text = { 0 };
	const struct notable *row_of;
	struct record record;

	buf_addf(&text,
		 "{'recipientAccountId':'" ACCT "','userIdentity':%s,"
		 "'eventSource':'%s.amazonaws.com','eventName':'%s',%s%s%s%s}",
		 user, c->service, c->name, rest, error ? ",'errorCode':'" : "",
		 error ? error : "", error ? "'" : "");
	sense(desk, text.at);
	buf_release(&text);
	record = last(desk);
	row_of = record_notable(&record);
	assert_int_equal(row_of != NULL, flagged(desk, FLAG_NOTABLE));
	return row_of;
}

static bool claims(const struct notable *row_of, const struct notable_case *c)
{
	return row_of && str_glob(row_of->name, str_of(c->name)) &&
	       str_eq(row_of->service, str_of(c->service));
}

static void each_row_claims_its_call_and_tells_it(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct notable_case *c = &cases[i];

		if (!claims(call(desk, c, ALICE, c->claimed, NULL), c))
			fail_msg("%s is not notable", c->name);
		assert_string_equal(told(desk), c->story);
	}
}

static const struct notable *near_miss(struct desk *desk,
				       const struct notable_case *c)
{
	if (!c->missed)
		return call(desk, c, SERVICE, c->claimed, NULL);
	if (!strcmp(c->missed, MISS_ROLE))
		return call(desk, c, MACHINE, c->claimed, NULL);
	if (!strcmp(c->missed, MISS_THROTTLED))
		return call(desk, c, ALICE, c->claimed, "ThrottlingException");
	return call(desk, c, ALICE, c->missed, NULL);
}

static void each_row_lets_its_near_miss_go(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (near_miss(desk, &cases[i]))
			fail_msg("%s is notable", cases[i].name);
}

/* This is all that a new row needs: its fields, and a case. */
static void every_row_has_all_its_fields_and_a_case(void **state)
{
	bool seen[ARRAY_LEN(notable_rows)] = { false };

	(void)state;
	assert_true(ARRAY_LEN(notable_rows) >= 40);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		for (size_t n = 0; n < ARRAY_LEN(notable_rows); n++)
			seen[n] |= claims(&notable_rows[n], &cases[i]);
	for (size_t n = 0; n < ARRAY_LEN(notable_rows); n++) {
		const struct notable *at = &notable_rows[n];

		if (!seen[n])
			fail_msg("no case: %s", at->name.at);
		assert_true(at->name.len && at->service.len);
		assert_true(at->says.len && at->why[0] && at->source[0]);
		assert_true(tactic_name(at->tactic)[0]);
		assert_in_range(at->severity, SEVERITY_INFO, SEVERITY_CRITICAL);
		assert_int_equal(at->test.len > 0, at->when.len > 0);
	}
}

static void no_two_rows_claim_the_same_call_on_the_same_condition(void **state)
{
	(void)state;
	for (size_t n = 1; n < ARRAY_LEN(notable_rows); n++)
		for (size_t i = 0; i < n; i++) {
			const struct notable *a = &notable_rows[i];
			const struct notable *b = &notable_rows[n];

			if (str_eq(a->service, b->service) &&
			    str_eq(a->name, b->name) &&
			    str_eq(a->test, b->test))
				fail_msg("%s comes twice", a->name.at);
		}
}

/* More would not be claimed: whoever writes the data chooses the name. */
static void no_name_can_belong_to_more_than_a_few_rows(void **state)
{
	(void)state;
	for (size_t n = 0; n < ARRAY_LEN(notable_rows); n++) {
		const struct notable *row_of = &notable_rows[n];
		size_t claim = 0;

		for (size_t i = 0; i < ARRAY_LEN(notable_rows); i++) {
			struct str name = notable_rows[i].name;

			claim += str_eq(notable_rows[i].service,
					row_of->service) &&
				 (str_find(name, '*') >= 0 ||
				  str_eq(name, row_of->name));
		}
		assert_in_range(claim, 1, NOTABLE_CLAIMS);
	}
}

static void a_denied_attempt_is_notable_and_a_throttled_one_is_not(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct notable_case *c = &cases[i];

		if (!call(desk, c, ALICE, c->claimed, "AccessDenied"))
			fail_msg("%s denied", c->name);
		assert_string_equal(told(desk), c->story);
		if (call(desk, c, ALICE, c->claimed, "ThrottlingException"))
			fail_msg("%s throttled", c->name);
	}
}

static void a_denied_attempt_without_parameters_reads_well(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *story;

		call(desk, &cases[i], ALICE, "'requestParameters':null",
		     "AccessDenied");
		story = told(desk);
		assert_true(story[0] && story[strlen(story) - 1] != ' ');
		assert_null(strstr(story, "  "));
		assert_null(strchr(story, '{'));
		assert_null(strchr(story, '}'));
	}
}

static void trying_to_blind_the_trail_is_notable_however_it_fails(void **state)
{
	struct desk *desk = *state;
	struct notable_case stop = { "cloudtrail", "StopLogging", "", NULL,
				     "" };
	struct notable_case make = { "iam", "CreateUser", "", NULL, "" };

	assert_non_null(call(desk, &stop, ALICE,
			     "'requestParameters':{'name':'x'}",
			     "TrailNotFoundException"));
	assert_null(call(desk, &make, ALICE,
			 "'requestParameters':{'userName':'x'}",
			 "EntityAlreadyExistsException"));
}

static void a_human_session_reading_a_secret_is_a_person(void **state)
{
	struct desk *desk = *state;
	struct notable_case get = { "secretsmanager", "GetSecretValue", "",
				    NULL, "" };
	static const char *const rest = "'requestParameters':{'secretId':'x'}";

	assert_non_null(call(desk, &get,
			     "{'type':'AssumedRole','arn':'arn:aws:sts::" ACCT
			     ":assumed-role/Net/bob@example.com'}",
			     rest, NULL));
	assert_null(call(desk, &get,
			 "{'type':'AssumedRole','arn':'arn:aws:sts::" ACCT
			 ":assumed-role/Net/i-0123456789abcdef0'}",
			 rest, NULL));
	assert_null(call(desk, &get,
			 "{'type':'IAMUser','userName':'x','invokedBy':"
			 "'rds.amazonaws.com'}",
			 rest, NULL));
}

static void the_same_name_of_another_service_is_another_call(void **state)
{
	struct desk *desk = *state;
	struct notable_case user = { "sso-directory", "CreateUser", "", NULL,
				     "" };

	assert_null(call(desk, &user, ALICE,
			 "'requestParameters':{'userName':'x'}", NULL));
}

static void sign_ins_of_root_and_failed_ones_are_notable(void **state)
{
	struct desk *desk = *state;
	struct notable_case login = { "signin", "ConsoleLogin", "", NULL, "" };

	assert_non_null(call(desk, &login, "{'type':'Root'}",
			     "'additionalEventData':{'MFAUsed':'Yes'},"
			     "'responseElements':{'ConsoleLogin':'Success'}",
			     NULL));
	assert_string_equal(told(desk), "console sign-in as root with MFA");
	assert_non_null(call(desk, &login, ALICE,
			     "'errorMessage':'Failed authentication',"
			     "'additionalEventData':{'MFAUsed':'Yes'},"
			     "'responseElements':{'ConsoleLogin':'Failure'}",
			     NULL));
	assert_null(call(desk, &login, MACHINE,
			 "'additionalEventData':{'MFAUsed':'No'},"
			 "'responseElements':{'ConsoleLogin':'Success'}",
			 NULL));
}

static void calls_without_a_story_are_told_by_name_and_resource(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'eventSource':'ec2.amazonaws.com','eventName':"
		    "'DeleteVpc','requestParameters':{'vpcId':"
		    "'vpc-01234567'},'recipientAccountId':'" ACCT "'}");
	assert_string_equal(told(desk), "DeleteVpc on vpc-01234567");
	sense(desk, "{'eventSource':'ec2.amazonaws.com','eventName':"
		    "'DescribeRegions'}");
	assert_string_equal(told(desk), "DescribeRegions");
	sense(desk, "{}");
	assert_string_equal(told(desk), "(no name)");
}

static void what_is_harmless_is_told_as_precisely(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'eventSource':'iam.amazonaws.com','eventName':"
		    "'AttachRolePolicy','requestParameters':{'roleName':'Ops',"
		    "'policyArn':'arn:aws:iam::aws:policy/ReadOnlyAccess'}}");
	assert_false(flagged(desk, FLAG_NOTABLE));
	assert_string_equal(told(desk), "attached ReadOnlyAccess to role Ops");
	sense(desk, "{'eventSource':'ec2.amazonaws.com','eventName':"
		    "'ModifyInstanceAttribute','requestParameters':"
		    "{'instanceId':'i-01234567'}}");
	assert_string_equal(told(desk),
			    "ModifyInstanceAttribute on i-01234567");
}

static void issued_keys_are_found(void **state)
{
	struct desk *desk = *state;
	char scratch[SCRATCH];
	struct record record;

	sense(desk, "{'responseElements':{'credentials':"
		    "{'accessKeyId':'ASIAIOSFODNN7EXAMPLE'}}}");
	record = last(desk);
	assert_str(record_issued_key(&record, scratch), "ASIAIOSFODNN7EXAMPLE");
	sense(desk, "{'responseElements':{'accessKey':"
		    "{'accessKeyId':'AKIAIOSFODNN7EXAMPLE'}}}");
	record = last(desk);
	assert_str(record_issued_key(&record, scratch), "AKIAIOSFODNN7EXAMPLE");
	sense(desk, "{'responseElements':null}");
	record = last(desk);
	assert_str(record_issued_key(&record, scratch), NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(each_row_claims_its_call_and_tells_it),
		SENSED(each_row_lets_its_near_miss_go),
		cmocka_unit_test(every_row_has_all_its_fields_and_a_case),
		cmocka_unit_test(
			no_two_rows_claim_the_same_call_on_the_same_condition),
		cmocka_unit_test(no_name_can_belong_to_more_than_a_few_rows),
		SENSED(a_denied_attempt_is_notable_and_a_throttled_one_is_not),
		SENSED(a_denied_attempt_without_parameters_reads_well),
		SENSED(trying_to_blind_the_trail_is_notable_however_it_fails),
		SENSED(a_human_session_reading_a_secret_is_a_person),
		SENSED(the_same_name_of_another_service_is_another_call),
		SENSED(sign_ins_of_root_and_failed_ones_are_notable),
		SENSED(calls_without_a_story_are_told_by_name_and_resource),
		SENSED(what_is_harmless_is_told_as_precisely),
		SENSED(issued_keys_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
