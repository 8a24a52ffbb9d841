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
		{ "HTTP 403", FLAG_DENIED },
		{ "429", FLAG_THROTTLED },
		{ "500", FLAG_OTHER },
		{ "IDPRejectedClaim", FLAG_DENIED },
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
		"{'errorCode':'success','errorMessage':'all is well'}",
		"{'errorCode':'0'}",
		"{'errorCode':'None','errorMessage':'-'}",
		"{'errorCode':'-','errorMessage':'null'}",
		"{'errorCode':'NoError'}",
		"{'errorCode':' none '}",
		"{'errorCode':false}",
		"{'errorCode':204}",
		"{'eventType':'AwsCloudTrailInsight',"
		"'errorCode':'AccessDenied'}",
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		sense(desk, texts[i]);
		assert_int_equal(row(desk)->flags & FLAG_FAILED, 0);
		assert_column(desk, COL_ERROR, NULL);
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

/* ---- what a response says ---- */

/* Senses a call of that name with these members; its outcome. */
static uint32_t outcome(struct desk *desk, const char *name, const char *rest)
{
	struct buf text = { 0 };

	buf_addf(&text, "{'eventName':'%s',%s}", name, rest);
	sense(desk, text.at);
	buf_release(&text);
	return row(desk)->flags & (FLAG_FAILED | FLAG_DENIED | FLAG_THROTTLED |
				   FLAG_NOTFOUND | FLAG_OTHER | FLAG_PARTIAL);
}

static void a_sign_in_that_says_failure_failed(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(outcome(desk, "CredentialVerification",
				 "'serviceEventDetails':"
				 "{'CredentialVerification':'Failure'}"),
			 FLAG_FAILED | FLAG_OTHER);
	assert_column(desk, COL_ERROR, "Failure");
	assert_int_equal(outcome(desk, "UserAuthentication",
				 "'serviceEventDetails':"
				 "{'UserAuthentication':'Failure'}"),
			 FLAG_FAILED | FLAG_DENIED);
	assert_int_equal(outcome(desk, "UserAuthentication",
				 "'serviceEventDetails':"
				 "{'UserAuthentication':'Success'}"),
			 0);
	assert_int_equal(outcome(desk, "SwitchRole",
				 "'responseElements':{'SwitchRole':'Failure'}"),
			 FLAG_FAILED | FLAG_DENIED);
	assert_int_equal(outcome(desk, "PasswordRecoveryRequested",
				 "'eventSource':'signin.amazonaws.com',"
				 "'responseElements':{'PasswordRecovery':"
				 "'Failure'}"),
			 FLAG_FAILED | FLAG_DENIED);
	/* The word alone says nothing elsewhere. */
	assert_int_equal(outcome(desk, "GetReport",
				 "'responseElements':{'mood':'Failure'}"),
			 0);
}

static void a_service_event_says_failed_as_a_state(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(outcome(desk, "CreateManagedAccount",
				 "'serviceEventDetails':{"
				 "'createManagedAccountStatus':{'state':"
				 "'FAILED','message':'no'}}"),
			 FLAG_FAILED | FLAG_OTHER);
	assert_int_equal(outcome(desk, "CreateManagedAccount",
				 "'serviceEventDetails':{"
				 "'createManagedAccountStatus':{'state':"
				 "'SUCCEEDED'}}"),
			 0);
	assert_int_equal(outcome(desk, "Check",
				 "'serviceEventDetails':{'a':{'b':{'state':"
				 "'FAILED'}}}"),
			 0);
	assert_int_equal(outcome(desk, "CreateSnapshots",
				 "'serviceEventDetails':{'errorCode':"
				 "'AccessDenied'}"),
			 FLAG_FAILED | FLAG_DENIED);
	assert_int_equal(outcome(desk, "CreateAccount",
				 "'responseElements':{'createAccountStatus':{"
				 "'state':'FAILED'}}"),
			 FLAG_FAILED | FLAG_OTHER);
	assert_int_equal(outcome(desk, "CreateAccount",
				 "'responseElements':{'createAccountStatus':{"
				 "'state':'IN_PROGRESS'}}"),
			 0);
	assert_int_equal(outcome(desk, "DescribeRun",
				 "'responseElements':{'createAccountStatus':{"
				 "'state':'FAILED'}}"),
			 0);
}

static void a_body_that_refuses_is_a_failure(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(outcome(desk, "InvokeMcp",
				 "'responseElements':{'body':{'jsonrpc':'2.0',"
				 "'error':{'code':-32001,'message':"
				 "'Invalid Bearer token'}}}"),
			 FLAG_FAILED | FLAG_DENIED);
	assert_column(desk, COL_ERROR, "Invalid Bearer token");
	assert_int_equal(outcome(desk, "InvokeMcp",
				 "'responseElements':{'body':{'jsonrpc':'2.0',"
				 "'result':{'isError':true}}}"),
			 FLAG_FAILED | FLAG_OTHER);
	assert_int_equal(outcome(desk, "InvokeMcp",
				 "'responseElements':{'body':{'jsonrpc':'2.0',"
				 "'result':{'isError':false}}}"),
			 0);
	assert_int_equal(outcome(desk, "InvokeMcp",
				 "'responseElements':{'body':'{`error`:{"
				 "`message`:`Insufficient permissions`}}'}"),
			 FLAG_FAILED | FLAG_DENIED);
	assert_int_equal(outcome(desk, "InvokeMcp",
				 "'responseElements':{'body':'{`error`:null,"
				 "`result`:{}}'}"),
			 0);
	assert_int_equal(outcome(desk, "Invoke",
				 "'responseElements':{'statusCode':200,"
				 "'functionError':'Unhandled'}"),
			 FLAG_FAILED | FLAG_OTHER);
	assert_int_equal(outcome(desk, "Put",
				 "'responseElements':{'errorMessage':'gone',"
				 "'errorCode':'NoSuchThing'}"),
			 FLAG_FAILED | FLAG_NOTFOUND);
	assert_column(desk, COL_ERROR, "NoSuchThing");
	assert_int_equal(outcome(desk, "Put",
				 "'responseElements':{'errorCode':'0',"
				 "'errorMessage':''}"),
			 0);
}

static void of_a_batch_all_or_some_fail(void **state)
{
	struct desk *desk = *state;
	static const struct {
		const char *rest;
		uint32_t outcome;
		const char *error, *says;
	} batches[] = {
		/* XML, an item alone and in a list */
		{ "'requestParameters':{'R':{'Id':{'content':'fl-1','tag':1}}},"
		  "'responseElements':{'DeleteFlowLogsResponse':{"
		  "'unsuccessful':{'item':{'resourceId':'fl-1','error':{"
		  "'code':'X.NotFound','message':'none'}}}}}",
		  FLAG_FAILED | FLAG_NOTFOUND, "X.NotFound", "1 of 1 failed" },
		{ "'requestParameters':{'R':{'Id':[{'content':'fl-1','tag':1},"
		  "{'content':'fl-2','tag':2},{'content':'fl-3','tag':3}]}},"
		  "'responseElements':{'DeleteFlowLogsResponse':{"
		  "'unsuccessful':{'item':[{'resourceId':'fl-1'},"
		  "{'resourceId':'fl-3'}]}}}",
		  FLAG_PARTIAL, NULL, "2 of 3 failed" },
		/* ECS names by ARN what was asked for by id */
		{ "'requestParameters':{'tasks':['0a','0b1']},"
		  "'responseElements':{'tasks':[{'taskArn':'x'}],"
		  "'failures':[{'arn':'arn:aws:ecs:us-east-1:111122223333:"
		  "task/c/0b1','reason':'MISSING'}]}",
		  FLAG_PARTIAL, "MISSING", "1 of 2 failed" },
		/* a map by ARN */
		{ "'requestParameters':{'resourceARNList':['arn:aws:s3:::a.b',"
		  "'arn:aws:s3:::c']},'responseElements':{"
		  "'failedResourcesMap':{'arn:aws:s3:::a.b':{'statusCode':403,"
		  "'errorCode':'AccessDeniedException'}}}",
		  FLAG_PARTIAL, "AccessDeniedException", "1 of 2 failed" },
		/* a count without items */
		{ "'responseElements':{'failedEntryCount':2}", FLAG_PARTIAL,
		  NULL, "2 failed, of how many is not recorded" },
		{ "'requestParameters':{'ids':['a','b']},'responseElements':{"
		  "'failedEntryCount':2,'failedEntries':[{'targetId':'a',"
		  "'errorCode':'AccessDenied'},{'targetId':'b','errorCode':"
		  "'AccessDenied'}]}",
		  FLAG_FAILED | FLAG_DENIED, "AccessDenied", "2 of 2 failed" },
		/* accounts that were left unprocessed */
		{ "'requestParameters':{'accountIds':['444455556666']},"
		  "'responseElements':{'unprocessedAccounts':[{'accountId':"
		  "'444455556666','result':'not a member'}]}",
		  FLAG_FAILED | FLAG_OTHER, "not a member", "1 of 1 failed" },
		{ "'requestParameters':{'delete':''},'responseElements':{"
		  "'errors':[{'key':'a','code':'AccessDenied'}]}",
		  FLAG_PARTIAL, "AccessDenied",
		  "1 failed, of how many is not recorded" },
		/* of S3 the keys that were not deleted, one or more */
		{ "'responseElements':{'DeleteResult':{'Deleted':{'Key':'a'},"
		  "'Error':{'Key':'c','Code':'AccessDenied'}}}",
		  FLAG_PARTIAL, "AccessDenied",
		  "1 failed, of how many is not recorded" },
		{ "'responseElements':{'DeleteResult':{'Deleted':[],'Error':["
		  "{'Key':'c','Code':'AccessDenied'},{'Key':'d','Code':"
		  "'AccessDenied'}]}}",
		  FLAG_FAILED | FLAG_DENIED, "AccessDenied", "2 of 2 failed" },
		{ "'responseElements':{'DeleteResult':{'Deleted':[{'Key':"
		  "'a'}]}}",
		  0, NULL, "" },
		/* none of what worked, in JSON and XML */
		{ "'responseElements':{'tasks':[],'failures':[{'reason':"
		  "'RESOURCE:MEMORY'}]}",
		  FLAG_FAILED | FLAG_OTHER, "RESOURCE:MEMORY",
		  "1 of 1 failed" },
		{ "'responseElements':{'CreateFleetResponse':{'errorSet':{"
		  "'item':{'errorCode':'UnauthorizedOperation'}},"
		  "'fleetInstanceSet':''}}",
		  FLAG_FAILED | FLAG_DENIED, "UnauthorizedOperation",
		  "1 of 1 failed" },
		{ "'responseElements':{'CreateFleetResponse':{'errorSet':{"
		  "'item':{'errorCode':'UnauthorizedOperation'}},"
		  "'fleetInstanceSet':{'item':{'id':'i-1'}}}}",
		  FLAG_PARTIAL, "UnauthorizedOperation",
		  "1 failed, of how many is not recorded" },
		/* their number, beside a list of all */
		{ "'responseElements':{'failedRecordCount':1,'records':[{"
		  "'shardId':'s'},{'errorCode':'ThrottlingException'}]}",
		  FLAG_PARTIAL, "ThrottlingException", "1 of 2 failed" },
		{ "'responseElements':{'failedRecordCount':1,'records':[{"
		  "'errorCode':'ThrottlingException'}]}",
		  FLAG_FAILED | FLAG_THROTTLED, "ThrottlingException",
		  "1 of 1 failed" },
		{ "'responseElements':{'failedRecordCount':0,'records':[{"
		  "'errorCode':'old'}]}",
		  0, NULL, "" },
		/* what was asked for and is not there */
		{ "'requestParameters':{'names':['a']},'responseElements':{"
		  "'projects':[],'projectsNotFound':['a']}",
		  FLAG_FAILED | FLAG_NOTFOUND, NULL, "1 of 1 failed" },
		{ "'requestParameters':{'names':['a','b']},"
		  "'responseElements':{'invalidParameters':['a'],"
		  "'deletedParameters':['b']}",
		  FLAG_PARTIAL, NULL, "1 of 2 failed" },
		/* nothing failed */
		{ "'responseElements':{'unsuccessful':''}", 0, NULL, "" },
		{ "'responseElements':{'unsuccessful':[],'failures':{}}", 0,
		  NULL, "" },
		{ "'responseElements':{'failedEntryCount':0,"
		  "'failedEntries':[]}",
		  0, NULL, "" },
		{ "'responseElements':{'service':{'deployments':[{"
		  "'failedTasks':3,'failures':[{'reason':'old'}]}]}}",
		  0, NULL, "" },
		{ "'responseElements':{'failedReason':'none'}", 0, NULL, "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(batches); i++) {
		struct record record;

		if (outcome(desk, "BatchDo", batches[i].rest) !=
		    batches[i].outcome)
			fail_msg("%s", batches[i].rest);
		assert_column(desk, COL_ERROR, batches[i].error);
		record = last(desk);
		buf_reset(&desk->out);
		record_put_failed(&record, &desk->out);
		assert_str(buf_str(&desk->out), batches[i].says);
	}
}

static void an_error_code_outweighs_the_items(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(
		outcome(desk, "BatchDo",
			"'errorCode':'AccessDenied',"
			"'responseElements':{'failures':[{'id':'a'}]}"),
		FLAG_FAILED | FLAG_DENIED);
	assert_column(desk, COL_ERROR, "AccessDenied");
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
		SENSED(a_sign_in_that_says_failure_failed),
		SENSED(a_service_event_says_failed_as_a_state),
		SENSED(a_body_that_refuses_is_a_failure),
		SENSED(of_a_batch_all_or_some_fail),
		SENSED(an_error_code_outweighs_the_items),
		SENSED(a_message_alone_is_a_failure_too),
		SENSED(the_code_outweighs_what_the_message_says),
		cmocka_unit_test(verbs_tell_reads_from_writes),
		SENSED(read_only_decides_and_its_absence_is_shown),
		SENSED(an_event_is_of_one_of_five_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
