/* SPDX-License-Identifier: MIT */
/* Notable calls: each row's hit, its near miss, and its story. */
#include "../../../tui/meaning/notable.h"
#include "../../../tui/meaning/notable_table.h"
#include "../../../tui/meaning/part.h"
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

/* Why the last record is worth a look; borrowed until the next call. */
static const char *why(struct desk *desk)
{
	struct record record = last(desk);
	const struct notable *row_of = record_notable(&record);

	assert_non_null(row_of);
	buf_reset(&desk->out);
	record_put_why(&record, row_of, &desk->out);
	return desk->out.at;
}

static bool claims(const struct notable *row_of, const struct notable_case *c)
{
	return row_of && part_globs(row_of->name, str_of(c->name)) &&
	       part_globs(row_of->service, str_of(c->service));
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

static bool same_row(const struct notable *a, const struct notable *b)
{
	return str_eq(a->service, b->service) && str_eq(a->name, b->name) &&
	       str_eq(a->test, b->test);
}

/* This is all that a new row needs: its fields, and a case. */
static void every_row_has_all_its_fields_and_a_case(void **state)
{
	struct desk *desk = *state;
	bool seen[NOTABLE_ROWS] = { false };

	assert_true(NOTABLE_ROWS >= 40);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct notable *row_of =
			call(desk, &cases[i], ALICE, cases[i].claimed, NULL);

		for (size_t n = 0; row_of && n < NOTABLE_ROWS; n++)
			seen[n] |= same_row(row_of, notable_row(n));
	}
	for (size_t n = 0; n < NOTABLE_ROWS; n++) {
		const struct notable *at = notable_row(n);

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
	for (size_t n = 1; n < NOTABLE_ROWS; n++)
		for (size_t i = 0; i < n; i++) {
			const struct notable *a = notable_row(i);
			const struct notable *b = notable_row(n);

			if (same_row(a, b))
				fail_msg("%s comes twice", a->name.at);
		}
}

/* Rows of the service that may claim such a name; where it has a `*`, every
 * other of that kind may. */
static size_t rows_of(struct str service, struct str name)
{
	size_t count = 0;

	for (size_t i = 0; i < NOTABLE_ROWS; i++)
		count += str_eq(notable_row(i)->service, service) &&
			 ((str_find(name, '*') >= 0 &&
			   str_find(notable_row(i)->name, '*') >= 0) ||
			  part_globs(notable_row(i)->name, name));
	return count;
}

/* More would not be claimed: whoever writes the data chooses the name. */
static void no_name_can_belong_to_more_than_a_few_rows(void **state)
{
	(void)state;
	for (size_t n = 0; n < NOTABLE_ROWS; n++) {
		struct str names = notable_row(n)->name;

		while (names.len)
			assert_in_range(rows_of(notable_row(n)->service,
						part_take(&names, '|')),
					1, NOTABLE_CLAIMS);
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
	struct notable_case user = { "transfer", "CreateUser", "", NULL, "" };

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
	assert_string_equal(told(desk),
			    "signed in to the console as root with MFA");
	assert_non_null(call(desk, &login, ALICE,
			     "'errorMessage':'Failed authentication',"
			     "'additionalEventData':{'MFAUsed':'Yes'},"
			     "'responseElements':{'ConsoleLogin':'Failure'}",
			     NULL));
	assert_string_equal(
		why(desk),
		"who tried did not get in: a mistake, or somebody else trying");
}

static void of_a_federated_sign_in_nobody_says_without_mfa(void **state)
{
	struct desk *desk = *state;
	struct notable_case login = { "signin", "ConsoleLogin", "", NULL, "" };

	assert_null(call(desk, &login, MACHINE,
			 "'additionalEventData':{'MFAUsed':'No'},"
			 "'responseElements':{'ConsoleLogin':'Success'}",
			 NULL));
	assert_string_equal(told(desk), "signed in to the console");
	assert_false(flagged(desk, FLAG_MFA_KNOWN));
}

/* ---- what is said when not all is known ---- */

static void the_why_of_a_failure_says_what_would_have_been(void **state)
{
	struct desk *desk = *state;
	struct notable_case stop = { "cloudtrail", "StopLogging", "", NULL,
				     "" };
	static const char *const rest = "'requestParameters':{'name':'x'}";

	call(desk, &stop, ALICE, rest, NULL);
	assert_string_equal(why(desk), "from here on the trail is silent");
	call(desk, &stop, ALICE, rest, "AccessDenied");
	assert_string_equal(why(desk), "had it worked: from here on the trail "
				       "is silent");
}

static void the_why_says_under_which_condition_it_holds(void **state)
{
	struct desk *desk = *state;
	struct notable_case put = { "s3", "PutBucketPolicy", "", NULL, "" };

	assert_non_null(call(desk, &put, ALICE,
			     "'requestParameters':{'omitted':true}", NULL));
	assert_string_equal(told(desk), "changed who may use a bucket");
	assert_string_equal(why(desk),
			    "not recorded whether to everyone or another "
			    "account; if so: strangers may read the bucket");
	assert_non_null(call(desk, &put, ALICE, "'requestParameters':null",
			     "AccessDenied"));
	assert_string_equal(why(desk),
			    "had it worked: not recorded whether to everyone "
			    "or another account; if so: strangers may read the "
			    "bucket");
}

/* What the request asked for may be in what is not there. */
static void a_call_whose_request_was_left_out_is_notable(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct notable_case *c = &cases[i];

		if (strstr(c->claimed, "requestParameters") &&
		    !call(desk, c, ALICE,
			  "'requestParameters':{'omitted':true}", NULL))
			fail_msg("%s omitted", c->name);
	}
}

static void a_part_left_out_is_as_bad_as_the_whole(void **state)
{
	struct desk *desk = *state;
	struct notable_case put = { "s3", "PutBucketPolicy", "", NULL, "" };

	assert_non_null(call(desk, &put, ALICE,
			     "'requestParameters':{'bucketName':'logs',"
			     "'bucketPolicy':{'omitted':true}}",
			     NULL));
	assert_string_equal(told(desk), "changed who may use s3/logs");
	assert_null(call(desk, &put, ALICE,
			 "'requestParameters':{'bucketName':'logs'},"
			 "'responseElements':{'omitted':true}",
			 NULL));
}

static void a_story_that_is_not_known_is_not_told(void **state)
{
	struct desk *desk = *state;
	struct notable_case update = { "guardduty", "UpdateDetector", "", NULL,
				       "" };

	assert_non_null(call(desk, &update, ALICE,
			     "'requestParameters':{'omitted':true}", NULL));
	assert_string_equal(told(desk), "UpdateDetector");
}

/* ---- conditions with many forms ---- */

static bool selected(struct desk *desk, const char *parameters)
{
	struct notable_case put = { "cloudtrail", "PutEventSelectors", "", NULL,
				    "" };
	struct buf rest = { 0 };
	bool notable;

	buf_addf(&rest, "'requestParameters':{'trailName':'main',%s}",
		 parameters);
	notable = call(desk, &put, ALICE, rest.at, NULL) != NULL;
	buf_release(&rest);
	return notable;
}

#define FIELD(name, test) "{'field':'" name "'," test "}"
#define MANAGEMENT FIELD("eventCategory", "'equals':['Management']")
#define ADVANCED(fields)                                                       \
	"'advancedEventSelectors':[{'name':'s','fieldSelectors':[" fields "]}" \
	"]"

static void selectors_are_notable_that_drop_what_changes_things(void **state)
{
	struct desk *desk = *state;
	static const char *const drop[] = {
		"'eventSelectors':[{'readWriteType':'ReadOnly'}]",
		"'eventSelectors':[{'readWriteType':'All',"
		"'includeManagementEvents':false}]",
		"'eventSelectors':[{'readWriteType':'None'}]",
		"'eventSelectors':[{'excludeManagementEventSources':"
		"['iam.amazonaws.com']}]",
		ADVANCED(FIELD("eventCategory", "'equals':['Data']")),
		ADVANCED(MANAGEMENT "," FIELD("readOnly", "'equals':['true']")),
		ADVANCED(MANAGEMENT "," FIELD(
			"eventSource", "'notEquals':['iam.amazonaws.com']")),
		ADVANCED(MANAGEMENT
			 "," FIELD("eventName", "'notEquals':['StopLogging']")),
		ADVANCED(FIELD(
			"eventCategory",
			"'equals':['Management']") "," FIELD("userIdentity.arn",
							     "'notStartsWith':["
							     "'x']")),
	};
	static const char *const keep[] = {
		"'eventSelectors':[{'readWriteType':'All'},"
		"{'readWriteType':'ReadOnly','includeManagementEvents':false}]",
		"'eventSelectors':[{'readWriteType':'WriteOnly',"
		"'includeManagementEvents':true}]",
		"'eventSelectors':[{'excludeManagementEventSources':"
		"['kms.amazonaws.com']}]",
		ADVANCED(MANAGEMENT),
		ADVANCED(MANAGEMENT
			 "," FIELD("readOnly", "'equals':['false']")),
		ADVANCED(MANAGEMENT "," FIELD(
			"eventSource", "'notEquals':['kms.amazonaws.com',"
				       "'rdsdata.amazonaws.com']")),
	};

	for (size_t i = 0; i < ARRAY_LEN(drop); i++)
		if (!selected(desk, drop[i]))
			fail_msg("%s", drop[i]);
	for (size_t i = 0; i < ARRAY_LEN(keep); i++)
		if (selected(desk, keep[i]))
			fail_msg("%s", keep[i]);
}

static bool lets_in(struct desk *desk, const char *principal)
{
	struct notable_case add = { "lambda", "AddPermission20150331v2", "",
				    NULL, "" };
	struct buf rest = { 0 };
	bool notable;

	buf_addf(&rest,
		 "'requestParameters':{'functionName':'pay','principal':%s}",
		 principal);
	notable = call(desk, &add, ALICE, rest.at, NULL) != NULL;
	buf_release(&rest);
	return notable;
}

static void another_account_is_one_in_every_partition_and_form(void **state)
{
	struct desk *desk = *state;
	static const char *const others[] = {
		"'444455556666'",
		"'arn:aws:iam::444455556666:root'",
		"'arn:aws-us-gov:iam::444455556666:role/x'",
		"'arn:aws-cn:iam::444455556666:user/x'",
		"'arn:aws:sts::444455556666:assumed-role/x/y'",
		"'*'",
		"'o-a1b2c3d4e5'",
		"'arn:aws:organizations::" ACCT ":organization/o-a1b2c3d4e5'",
		"['s3.amazonaws.com','444455556666']",
	};
	static const char *const own[] = {
		"'" ACCT "'",
		"'arn:aws:iam::" ACCT ":root'",
		"'arn:aws-us-gov:iam::" ACCT ":role/x'",
		"'s3.amazonaws.com'",
		"['s3.amazonaws.com','" ACCT "']",
	};

	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		if (!lets_in(desk, others[i]))
			fail_msg("%s", others[i]);
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		if (lets_in(desk, own[i]))
			fail_msg("%s", own[i]);
	lets_in(desk, "'*','principalOrgID':'o-a1b2c3d4e5'");
	assert_string_equal(told(desk),
			    "let everyone of o-a1b2c3d4e5 call pay");
}

/* What lets in who is outside is shared, as far as that is known. */
static void what_lets_strangers_in_is_shared(void **state)
{
	struct desk *desk = *state;
	static const struct {
		bool shared;
		struct notable_case call;
	} calls[] = {
		{ true,
		  { "ec2", "ModifySnapshotAttribute",
		    "'requestParameters':{'createVolumePermission':{'add':{"
		    "'items':[{'userId':'444455556666'}]}}}",
		    NULL, NULL } },
		{ false,
		  { "ec2", "ModifySnapshotAttribute",
		    "'requestParameters':{'omitted':true}", NULL, NULL } },
		{ true,
		  { "iam", "UpdateAssumeRolePolicy",
		    "'requestParameters':{'policyDocument':'{`Statement`:[{"
		    "`Effect`:`Allow`,`Principal`:{`AWS`:`444455556666`}}]}'}",
		    NULL, NULL } },
		{ false,
		  { "iam", "UpdateAssumeRolePolicy",
		    "'requestParameters':{'policyDocument':'{`Statement`:[{"
		    "`Effect`:`Allow`,`Principal`:{`AWS`:`" ACCT "`}}]}'}",
		    NULL, NULL } },
		{ false,
		  { "cloudtrail", "StopLogging",
		    "'requestParameters':{'name':'trail'}", NULL, NULL } },
	};

	for (size_t i = 0; i < ARRAY_LEN(calls); i++) {
		const struct notable_case *c = &calls[i].call;

		assert_non_null(call(desk, c, ALICE, c->claimed, NULL));
		if (flagged(desk, FLAG_SHARED) != calls[i].shared)
			fail_msg("%s %s", c->name, c->claimed);
	}
	assert_true(lets_in(desk, "'*'") && flagged(desk, FLAG_SHARED));
}

static void a_call_that_did_a_part_tells_the_part_it_did(void **state)
{
	struct desk *desk = *state;
	struct notable_case drop = { "ec2", "DeleteFlowLogs", "", NULL, "" };

	assert_non_null(
		call(desk, &drop, ALICE,
		     "'requestParameters':{'DeleteFlowLogsRequest':{"
		     "'FlowLogId':[{'content':'fl-01','tag':1},"
		     "{'content':'fl-02','tag':2}]}},"
		     "'responseElements':{'DeleteFlowLogsResponse':{"
		     "'unsuccessful':{'item':{'resourceId':'fl-01','error':{"
		     "'code':'InvalidFlowLogId.NotFound'}}}}}",
		     NULL));
	assert_string_equal(told(desk), "deleted flow log fl-02");
	assert_string_equal(why(desk), "traffic is not recorded any more");
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
		SENSED(every_row_has_all_its_fields_and_a_case),
		cmocka_unit_test(
			no_two_rows_claim_the_same_call_on_the_same_condition),
		cmocka_unit_test(no_name_can_belong_to_more_than_a_few_rows),
		SENSED(a_denied_attempt_is_notable_and_a_throttled_one_is_not),
		SENSED(a_denied_attempt_without_parameters_reads_well),
		SENSED(trying_to_blind_the_trail_is_notable_however_it_fails),
		SENSED(a_human_session_reading_a_secret_is_a_person),
		SENSED(the_same_name_of_another_service_is_another_call),
		SENSED(sign_ins_of_root_and_failed_ones_are_notable),
		SENSED(of_a_federated_sign_in_nobody_says_without_mfa),
		SENSED(the_why_of_a_failure_says_what_would_have_been),
		SENSED(the_why_says_under_which_condition_it_holds),
		SENSED(a_call_whose_request_was_left_out_is_notable),
		SENSED(a_part_left_out_is_as_bad_as_the_whole),
		SENSED(a_story_that_is_not_known_is_not_told),
		SENSED(selectors_are_notable_that_drop_what_changes_things),
		SENSED(another_account_is_one_in_every_partition_and_form),
		SENSED(a_call_that_did_a_part_tells_the_part_it_did),
		SENSED(what_lets_strangers_in_is_shared),
		SENSED(calls_without_a_story_are_told_by_name_and_resource),
		SENSED(what_is_harmless_is_told_as_precisely),
		SENSED(issued_keys_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
