/* SPDX-License-Identifier: MIT */
/* What an event touches: resources[], the table, and guesses. */
#include "../../../tui/meaning/plan.h"
#include "sense.h"

#define TABLE "cases/events/resource-keys.tsv"
#define ACCT "111122223333"
#define EC2(name)                                                              \
	"{'recipientAccountId':'" ACCT "','eventSource':"                      \
	"'ec2.amazonaws.com','eventName':'" name "',"
#define CALL(service, name)                                                    \
	"{'recipientAccountId':'" ACCT "','eventSource':'" service             \
	".amazonaws.com','eventName':'" name "',"

static void assert_named(struct desk *desk, const char *text, const char *want)
{
	sense(desk, text);
	assert_string_equal(named(desk), want);
}

/* ---- resources[] ---- */

static void listed_resources_keep_the_account_beside_them(void **state)
{
	assert_named(
		*state,
		CALL("kms",
		     "Decrypt") "'resources':["
				"{'accountId':'444455556666','type':'x','ARN':"
				"'arn:aws:ec2:us-east-1::image/ami-01234567'},"
				"{'ARN':'arn:aws:ec2:us-east-1::image/"
				"ami-89abcdef',"
				"'accountId':'777788889999'},"
				"{'ARN':'arn:aws:ec2:us-east-1::image/"
				"ami-00000000'}]}",
		"ami-01234567 444455556666, ami-89abcdef 777788889999, "
		"ami-00000000 " ACCT);
}

static void objects_fold_under_their_bucket(void **state)
{
	assert_named(
		*state,
		CALL("s3",
		     "GetObject") "'resources':["
				  "{'type':'AWS::S3::Object','ARN':"
				  "'arn:aws:s3:::logs/a/"
				  "b.gz'},{'accountId':'" ACCT "',"
				  "'type':'AWS::S3::Bucket','ARN':'arn:aws:s3::"
				  ":logs'}],"
				  "'requestParameters':{'bucketName':'logs',"
				  "'key':'a/b.gz'}}",
		"s3/logs");
}

static void a_bucket_is_one_whoever_calls(void **state)
{
	struct desk *desk = *state;

	assert_named(desk,
		     "{'recipientAccountId':'444455556666','eventSource':"
		     "'s3.amazonaws.com','eventName':'ListObjects',"
		     "'requestParameters':{'bucketName':'logs'}}",
		     "s3/logs");
}

/* ---- the table ---- */

static void a_name_and_an_arn_of_one_thing_are_one_resource(void **state)
{
	struct desk *desk = *state;

	assert_named(desk,
		     CALL("sts", "AssumeRole") "'resources':[{'ARN':"
					       "'arn:aws:iam::" ACCT
					       ":role/app/Deploy'}],"
					       "'requestParameters':{'roleArn':"
					       "'arn:aws:iam::" ACCT
					       ":role/app/Deploy'}}",
		     "role/Deploy " ACCT);
	assert_named(desk,
		     CALL("secretsmanager",
			  "GetSecretValue") "'requestParameters':{'secretId':'"
					    "arn:aws:secretsmanager:"
					    "us-east-1:" ACCT
					    ":secret:prod/db-AbC123'}}",
		     "secret/prod/db " ACCT);
	assert_named(desk,
		     CALL("secretsmanager",
			  "GetSecretValue") "'requestParameters':{'secretId':'"
					    "prod/db'}}",
		     "secret/prod/db " ACCT);
	assert_named(desk,
		     CALL("ssm", "GetParameter") "'resources':[{'ARN':"
						 "'arn:aws:ssm:us-east-1:" ACCT
						 ":parameter/prod/key'}],"
						 "'requestParameters':{'name':'"
						 "/prod/key'}}",
		     "param//prod/key " ACCT);
	assert_named(desk,
		     CALL("lambda", "Invoke") "'requestParameters':"
					      "{'functionName':'" ACCT
					      ":function:pay:PROD'}}",
		     "lambda/pay " ACCT);
}

static void the_first_place_that_names_one_counts(void **state)
{
	struct desk *desk = *state;

	assert_named(desk,
		     EC2("CreateSecurityGroup") "'requestParameters':"
						"{'groupName':'web'},'"
						"responseElements':"
						"{'groupId':'sg-"
						"0123456789abcdef0'}}",
		     "sg-0123456789abcdef0 " ACCT);
	assert_named(desk,
		     EC2("CreateSecurityGroup") "'requestParameters':"
						"{'groupName':'web'},'"
						"responseElements':null}",
		     "sg/web " ACCT);
	assert_named(desk,
		     EC2("CreateSecurityGroup") "'requestParameters':"
						"{'groupName':'web'},'"
						"responseElements':"
						"{'groupId':''}}",
		     "sg/web " ACCT);
}

static void lists_and_wrappings_are_looked_through(void **state)
{
	struct desk *desk = *state;

	assert_named(
		desk,
		EC2("TerminateInstances") "'requestParameters':"
					  "{'instancesSet':{'items':[{'"
					  "instanceId':'i-00000001'},"
					  "{'instanceId':'i-00000002'},"
					  "{'instanceId':'i-00000001'}]}}}",
		"i-00000001 " ACCT ", i-00000002 " ACCT);
	assert_named(
		desk,
		EC2("DeleteFlowLogs") "'requestParameters':"
				      "{'DeleteFlowLogsRequest':{'FlowLogId':{'"
				      "tag':1,"
				      "'content':'fl-0123456789abcdef0'}}}}",
		"fl-0123456789abcdef0 " ACCT);
	assert_named(desk,
		     CALL("ssm", "GetParameters") "'requestParameters':{'names'"
						  ":['a','b']}}",
		     "param/a " ACCT ", param/b " ACCT);
}

static void an_instance_started_names_all_it_is_made_of(void **state)
{
	assert_named(*state,
		     EC2("RunInstances") "'requestParameters':{'instancesSet':"
					 "{'items':[{'imageId':'ami-01234567','"
					 "minCount':1}]},"
					 "'groupSet':{'items':[{'groupId':'sg-"
					 "01234567'}]},"
					 "'subnetId':'subnet-01234567','"
					 "iamInstanceProfile':"
					 "{'name':'web'}},'responseElements':{'"
					 "instancesSet':{'items':"
					 "[{'instanceId':'i-01234567','"
					 "currentState':{'name':'x'}}]}}}",
		     "i-01234567 " ACCT ", ami-01234567 " ACCT
		     ", subnet-01234567 " ACCT ", sg-01234567 " ACCT
		     ", profile/web " ACCT);
}

static void masks_and_wildcards_name_nothing(void **state)
{
	struct desk *desk = *state;

	assert_named(desk,
		     CALL("iam",
			  "GetUser") "'requestParameters':{'userName':'****'}}",
		     "");
	assert_named(
		desk,
		CALL("sns", "Publish") "'requestParameters':{'topicArn':''}}",
		"");
}

/* ---- guesses ---- */

static void ids_are_guessed_where_nothing_else_names_one(void **state)
{
	struct desk *desk = *state;

	assert_named(
		desk,
		EC2("DescribeSecurityGroups") "'requestParameters':"
					      "{'securityGroupSet':{},'"
					      "securityGroupIdSet':{'items':"
					      "[{'groupId':'sg-"
					      "0123456789abcdef0'}]},"
					      "'filterSet':{}}}",
		"sg-0123456789abcdef0 " ACCT);
	assert_named(
		desk,
		EC2("DescribeNetworkInterfaces") "'requestParameters':"
						 "{'networkInterfaceIdSet':{},'"
						 "filterSet':{'items':"
						 "[{'name':'group-id','"
						 "valueSet':{'items':"
						 "[{'value':'sg-"
						 "0123456789abcdef0'}]}}]}}}",
		"sg-0123456789abcdef0 " ACCT);
	assert_named(
		desk,
		EC2("DeleteSecurityGroup") "'requestParameters':"
					   "{'groupId':'sg-0123456789abcdef0',"
					   "'vpcId':'vpc-01234567'}}",
		"sg-0123456789abcdef0 " ACCT ", vpc-01234567 " ACCT);
}

static void a_key_means_the_same_in_all_calls_of_a_service(void **state)
{
	struct desk *desk = *state;

	assert_named(desk,
		     CALL("iam", "ListAccessKeys") "'requestParameters':{'"
						   "userName':'alice'}}",
		     "user/alice " ACCT);
	assert_named(desk,
		     CALL("rds",
			  "ListTagsForResource") "'requestParameters':{'"
						 "resourceName':"
						 "'arn:aws:rds:us-east-1:" ACCT
						 ":db:main'}}",
		     "db/main " ACCT);
}

static void unknown_services_name_by_service(void **state)
{
	struct desk *desk = *state;

	assert_named(
		desk,
		CALL("sagemaker",
		     "StopNotebookInstance") "'requestParameters':{'"
					     "notebookInstanceName':'lab',"
					     "'settings':{'name':'ignored'}}}",
		"notebook/lab " ACCT);
	assert_named(
		desk,
		CALL("appsync",
		     "StopNotebookInstance") "'requestParameters':{'"
					     "notebookInstanceName':'lab',"
					     "'settings':{'name':'ignored'}}}",
		"appsync/lab " ACCT);
}

static void the_stop_list_stops(void **state)
{
	assert_named(
		*state,
		CALL("sagemaker",
		     "DescribeX") "'requestParameters':{"
				  "'clientRequestToken':'a','requestId':'b',"
				  "'accessKeyId':'AKIAIOSFODNN7EXAMPLE',"
				  "'roleSessionName':'c','versionId':'d',"
				  "'ownerId':'e','nextToken':'f','regionName':'"
				  "g',"
				  "'device':{'deviceName':'h'},'maxResults':7,"
				  "'filter':{'name':'tag:Name'}},"
				  "'responseElements':{'requestId':'i','"
				  "sessionId':'j'}}",
		"");
}

static void eight_hex_digits_are_an_id_only_with_a_known_prefix(void **state)
{
	struct desk *desk = *state;

	assert_named(desk,
		     CALL("x", "Y") "'requestParameters':{'value':"
				    "'release-20240506','other':'vpc-20240506'"
				    "}}",
		     "vpc-20240506 " ACCT);
}

/* ---- tables of places ---- */

/* The first name a glob of the table stands for: `*(A|B)$|C` is A. */
static void put_name(const char *glob, struct buf *out)
{
	bool inside = false, taken = false;

	for (; *glob; glob++) {
		if (*glob == '(')
			inside = true, taken = false;
		else if (*glob == ')')
			inside = false;
		else if (*glob == '|' && !inside)
			return;
		else if (*glob == '|')
			taken = true;
		else if (!strchr("*$", *glob) && !(inside && taken))
			buf_addc(out, *glob);
	}
	if (!out->len)
		buf_add(out, STR("DoIt"));
}

/* Appends {"a":{"b":["VALUE"]}} for `a.b[]`. */
static void put_place(const char *path, struct buf *out)
{
	struct buf close = { 0 };
	size_t len;

	for (; *path; path += len + (path[len] == '.')) {
		bool list;

		len = strcspn(path, ".");
		list = len > 2 && path[len - 1] == ']';
		buf_addf(out, "{\"%.*s\":%s", (int)(list ? len - 2 : len), path,
			 list ? "[" : "");
		buf_addf(&close, list ? "}]" : "}");
	}
	buf_add(out, STR("\"arn:aws:sns:us-east-1:" ACCT ":thing\""));
	while (close.len)
		buf_addc(out, close.at[--close.len]);
	buf_release(&close);
}

static const char *const tops[][2] = {
	{ "rp.", "requestParameters." },
	{ "re.", "responseElements." },
	{ "sd.", "serviceEventDetails." },
};

static void full_path(const char *path, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_LEN(tops); i++)
		if (!strncmp(path, tops[i][0], 3)) {
			buf_add(out, str_of(tops[i][1]));
			path += 3;
			break;
		}
	buf_add(out, (struct str){ path, strcspn(path, " ") });
}

/* One event whose only name stands at that path. */
static void assert_place(struct desk *desk, struct str service,
			 const char *glob, const char *path)
{
	struct buf text = { 0 }, name = { 0 }, place = { 0 }, leaf = { 0 };
	struct plans *plans = plans_new();
	const struct plan *plan;
	struct record record;

	put_name(glob, &name);
	full_path(path, &place);
	put_place(place.at, &leaf);
	buf_addf(&text,
		 "{\"eventSource\":\"%.*s.amazonaws.com\","
		 "\"eventName\":\"%s\",%s",
		 STR_ARG(service), name.at, leaf.at + 1);
	sense_bytes(desk, buf_str(&text));
	record = last(desk);
	plan = plans_find(plans, &record, service, buf_str(&name));
	assert_non_null(plan);
	if (!plan->claimed)
		fail_msg("%.*s %s: no row reads %s", STR_ARG(service), name.at,
			 path);
	if (!row(desk)->resources)
		fail_msg("%s names nothing", text.at);
	plans_free(plans);
	buf_release(&text);
	buf_release(&name);
	buf_release(&place);
	buf_release(&leaf);
}

static void assert_row(struct desk *desk, char *line)
{
	char *service = strsep(&line, "\t"), *glob = strsep(&line, "\t");
	char *path;

	strsep(&line, "\t");
	while ((path = strsep(&line, ";"))) {
		path += strspn(path, " ");
		if (*path == '(' || *path == '"')
			continue; /* a remark; an object of S3 */
		for (char *at = service; *at; at += strspn(at, "|")) {
			size_t len = strcspn(at, "|");

			assert_place(desk, (struct str){ at, len }, glob, path);
			at += len;
		}
	}
}

static void assert_table(struct desk *desk, char *text, size_t count)
{
	char *rest = text, *line;
	size_t rows = 0;

	strsep(&rest, "\n");
	while ((line = strsep(&rest, "\n")))
		if (*line) {
			assert_row(desk, line);
			rows++;
		}
	assert_int_equal(rows, count);
	free(text);
}

static void every_place_of_the_tables_is_read(void **state)
{
	char *shared = shared_text(TABLE);

	assert_table(*state, file_text(FIXTURES "resources.tsv"), 325);
	if (shared)
		assert_table(*state, shared, 87);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(listed_resources_keep_the_account_beside_them),
		SENSED(objects_fold_under_their_bucket),
		SENSED(a_bucket_is_one_whoever_calls),
		SENSED(a_name_and_an_arn_of_one_thing_are_one_resource),
		SENSED(the_first_place_that_names_one_counts),
		SENSED(lists_and_wrappings_are_looked_through),
		SENSED(an_instance_started_names_all_it_is_made_of),
		SENSED(masks_and_wildcards_name_nothing),
		SENSED(ids_are_guessed_where_nothing_else_names_one),
		SENSED(a_key_means_the_same_in_all_calls_of_a_service),
		SENSED(unknown_services_name_by_service),
		SENSED(the_stop_list_stops),
		SENSED(eight_hex_digits_are_an_id_only_with_a_known_prefix),
		SENSED(every_place_of_the_tables_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
