/* SPDX-License-Identifier: MIT */
/* What a call names, each with the part it has in it. */
#include "related.h"

static void what_a_thing_is_made_from_is_its_source(void **state)
{
	static const struct call calls[] = {
		{ "ec2", "CreateImage",
		  "'instanceId':'i-0123456789abcdef0','name':'golden'",
		  "'imageId':'ami-0123456789abcdef0'",
		  "ami-0123456789abcdef0 = target, "
		  "i-0123456789abcdef0 = source" },
		{ "ec2", "CreateSnapshot", "'volumeId':'vol-0123456789abcdef0'",
		  "'snapshotId':'snap-0123456789abcdef0'",
		  "snap-0123456789abcdef0 = target, "
		  "vol-0123456789abcdef0 = source" },
		{ "ec2", "CopySnapshot",
		  "'sourceSnapshotId':'snap-0123456789abcdef0'",
		  "'snapshotId':'snap-0fedcba9876543210'",
		  "snap-0fedcba9876543210 = target, "
		  "snap-0123456789abcdef0 = source" },
		{ "ec2", "CreateImage", "'name':'golden'", "",
		  "ami/golden = target" },
		{ "rds", "CreateDBSnapshot",
		  "'dBSnapshotIdentifier':'copy','dBInstanceIdentifier':'main'",
		  "", "db-snapshot/copy = target, db/main = source" },
		{ "rds", "RestoreDBInstanceFromDBSnapshot",
		  "'dBInstanceIdentifier':'again',"
		  "'dBSnapshotIdentifier':'copy'",
		  "", "db/again = target, db-snapshot/copy = source" },
		{ "rds", "CopyDBClusterSnapshot",
		  "'targetDBClusterSnapshotIdentifier':'b',"
		  "'sourceDBClusterSnapshotIdentifier':'a'",
		  "",
		  "db-cluster-snapshot/b = target, "
		  "db-cluster-snapshot/a = source" },
		{ "s3", "CopyObject",
		  "'bucketName':'mine','key':'k',"
		  "'x-amz-copy-source':'theirs/k'",
		  "", "s3/mine = target, s3/theirs = source" },
		{ "s3", "CopyObject",
		  "'bucketName':'mine','key':'k',"
		  "'x-amz-copy-source':'/theirs%2Fk'",
		  "", "s3/mine = target, s3/theirs = source" },
		{ "s3", "CopyObject",
		  "'bucketName':'mine','key':'k','x-amz-copy-source':'mine/a'",
		  "", "s3/mine = target, source" },
		{ "lambda", "CreateFunction20150331",
		  "'functionName':'pay','code':{'s3Bucket':'code'}", "",
		  "lambda/pay = target, s3/code = source" },
	};

	assert_related_all(*state, calls, ARRAY_LEN(calls));
}

static void a_role_that_is_passed_is_named(void **state)
{
	static const struct call calls[] = {
		{ "lambda", "CreateFunction20150331",
		  "'functionName':'pay','role':'" ROLE("Pay") "'", "",
		  "lambda/pay = target, role/Pay = passed role" },
		{ "ecs", "RegisterTaskDefinition",
		  "'family':'web','taskRoleArn':'" ROLE(
			  "Task") "',"
				  "'executionRoleArn':'Pull'",
		  "",
		  "task-definition/web = target, role/Task = passed role, "
		  "role/Pull = passed role" },
		{ "eks", "CreateCluster",
		  "'name':'prod','roleArn':'" ROLE("Eks") "'", "",
		  "cluster/prod = target, role/Eks = passed role" },
		{ "cloudformation", "CreateStack",
		  "'stackName':'net','roleARN':'" ROLE("Cfn") "'", "",
		  "stack/net = target, role/Cfn = passed role" },
		{ "glue", "CreateJob", "'name':'etl','role':'Etl'", "",
		  "glue-job/etl = target, role/Etl = passed role" },
		{ "codebuild", "CreateProject",
		  "'name':'app','serviceRole':'" ROLE("Build") "'", "",
		  "project/app = target, role/Build = passed role" },
		{ "states", "CreateStateMachine",
		  "'name':'flow','roleArn':'" ROLE("Flow") "'",
		  "'stateMachineArn':'" ARN("states", "stateMachine:flow") "'",
		  "state-machine/flow = target, role/Flow = passed role" },
		{ "events", "PutTargets",
		  "'rule':'nightly','targets':[{'id':'1','arn':'" ARN(
			  "lambda",
			  "function:run") "','roleArn':'" ROLE("Run") "'}]",
		  "",
		  "rule/nightly = target, lambda/run = destination, "
		  "role/Run = passed role" },
		{ "iam", "AddRoleToInstanceProfile",
		  "'instanceProfileName':'web','roleName':'Web'", "",
		  "profile/web = target, role/Web = passed role" },
		{ "ec2", "CreateFlowLogs",
		  "'CreateFlowLogsRequest':{'ResourceId':"
		  "'vpc-0123456789abcdef0','LogGroupName':'flow',"
		  "'DeliverLogsPermissionArn':'" ROLE("Flow") "'}",
		  "",
		  "vpc-0123456789abcdef0 = target, "
		  "log-group/flow = destination, role/Flow = passed role" },
		{ "rolesanywhere", "CreateProfile",
		  "'name':'p','roleArns':['" ROLE("Edge") "']",
		  "'profile':{'profileArn':'" ARN("rolesanywhere",
						  "profile/p1") "'}",
		  "anywhere-profile/p1 = target, role/Edge = passed role" },
	};

	assert_related_all(*state, calls, ARRAY_LEN(calls));
}

static void where_it_goes_who_is_let_in_and_what_encrypts_it(void **state)
{
	static const struct call calls[] = {
		{ "cloudtrail", "CreateTrail",
		  "'name':'org','s3BucketName':'logs','kmsKeyId':'alias/ct'",
		  "",
		  "trail/org = target, s3/logs = destination, "
		  "kms/alias/ct = encryption key" },
		{ "logs", "CreateExportTask",
		  "'logGroupName':'app','destination':'out'", "",
		  "log-group/app = target, s3/out = destination" },
		{ "rds", "StartExportTask",
		  "'sourceArn':'" ARN(
			  "rds",
			  "snapshot:copy") "','s3BucketName':'out','iamRoleArn'"
					   ":'" ROLE("Out") "'",
		  "",
		  "db-snapshot/copy = source, s3/out = destination, "
		  "role/Out = passed role" },
		{ "athena", "StartQueryExecution",
		  "'workGroup':'main','resultConfiguration':{"
		  "'outputLocation':'s3://results/a/'}",
		  "", "workgroup/main = target, s3/results = destination" },
		{ "ec2", "ModifySnapshotAttribute",
		  "'snapshotId':'snap-0123456789abcdef0',"
		  "'createVolumePermission':{'add':{'items':["
		  "{'userId':'444455556666'}]}}",
		  "",
		  "snap-0123456789abcdef0 = target, "
		  "account/444455556666 = peer" },
		{ "ec2", "CreateVpcPeeringConnection",
		  "'vpcId':'vpc-0123456789abcdef0','peerVpcId':"
		  "'vpc-0fedcba9876543210','peerOwnerId':'444455556666'",
		  "'vpcPeeringConnection':{'vpcPeeringConnectionId':"
		  "'pcx-0123456789abcdef0'}",
		  "pcx-0123456789abcdef0 = target, "
		  "vpc-0123456789abcdef0 = target, "
		  "vpc-0fedcba9876543210 = peer, account/444455556666 = peer" },
		{ "lambda", "AddPermission20150331v2",
		  "'functionName':'pay','principal':'444455556666'", "",
		  "lambda/pay = target, account/444455556666 = peer" },
		{ "lambda", "AddPermission20150331v2",
		  "'functionName':'pay','principal':'sns.amazonaws.com'", "",
		  "lambda/pay = target" },
		{ "eks", "CreateAccessEntry",
		  "'name':'prod','principalArn':'" ROLE("Dev") "'", "",
		  "cluster/prod = target, role/Dev = peer" },
		{ "ssm", "SendCommand",
		  "'documentName':'run','targets':[{'key':'tag:env',"
		  "'values':['prod']},{'key':'InstanceIds',"
		  "'values':['i-0123456789abcdef0']}]",
		  "", "i-0123456789abcdef0 = target, document/run = target" },
		{ "ssm", "StartSession",
		  "'target':'ecs:shop_0123456789abcdef_0123'", "", "" },
		{ "eks", "DescribeAccessEntry",
		  "'name':'prod','principalArn':'arn%3Aaws%3Aiam%3A%3A" ACCT
		  "%3Arole%2FDev'",
		  "", "cluster/prod = target, role/Dev = peer" },
		{ "kms", "CreateGrant",
		  "'keyId':'alias/k','granteePrincipal':"
		  "'arn:aws:iam::444455556666:root','retiringPrincipal':"
		  "'" ROLE("Dev") "'",
		  "",
		  "kms/alias/k = target, account/444455556666 = peer, "
		  "role/Dev = peer" },
		{ "dynamodb", "ExportTableToPointInTime",
		  "'tableArn':'" ARN(
			  "dynamodb",
			  "table/t") "','s3Bucket':'out',"
				     "'s3BucketOwner':'444455556666'",
		  "",
		  "table/t = target, s3/out = destination, "
		  "account/444455556666 = peer" },
		{ "route53domains", "TransferDomainToAnotherAwsAccount",
		  "'domainName':'example.com','accountId':'444455556666'", "",
		  "domain/example.com = target, account/444455556666 = peer" },
		{ "ec2", "CreateTrafficMirrorSession",
		  "'CreateTrafficMirrorSessionRequest':{"
		  "'NetworkInterfaceId':'eni-0123456789abcdef0',"
		  "'TrafficMirrorTargetId':'tmt-0123456789abcdef0'}",
		  "",
		  "eni-0123456789abcdef0 = source, "
		  "tmt-0123456789abcdef0 = destination" },
	};

	assert_related_all(*state, calls, ARRAY_LEN(calls));
}

static void credentials_that_are_handed_out_belong_to_their_role(void **state)
{
	static const char *const services[] = { "cognito-identity",
						"s3express" };
	struct desk *desk = *state;

	sense(desk, "{'recipientAccountId':'" ACCT "','eventSource':"
		    "'sts.amazonaws.com','eventName':'AssumeRole',"
		    "'requestParameters':{'roleArn':"
		    "'arn:aws:iam::444455556666:role/Deploy'},"
		    "'responseElements':{'credentials':"
		    "{'accessKeyId':'ASIAIOSFODNN7EXAMPLE'}}}");
	assert_string_equal(named(desk),
			    "role/Deploy 444455556666, "
			    "key/ASIAIOSFODNN7EXAMPLE 444455556666");
	assert_string_equal(related(desk), "role/Deploy = target, "
					   "key/ASIAIOSFODNN7EXAMPLE = issued");
	sense(desk, "{'recipientAccountId':'" ACCT "','eventSource':"
		    "'sts.amazonaws.com','eventName':'AssumeRoot',"
		    "'requestParameters':{'targetPrincipal':'444455556666'},"
		    "'responseElements':{'credentials':"
		    "{'accessKeyId':'ASIAIOSFODNN7EXAMPLE'}}}");
	assert_string_equal(named(desk),
			    "account/444455556666, "
			    "key/ASIAIOSFODNN7EXAMPLE 444455556666");
	for (size_t i = 0; i < ARRAY_LEN(services); i++) {
		const struct call call = {
			services[i],
			i ? "CreateSession" : "GetCredentialsForIdentity",
			i ? "'bucketName':'b--use1-az4--x-s3'" : "",
			"'credentials':{'accessKeyId':"
			"'ASIAIOSFODNN7EXAMPLE'}",
			i ? "s3/b--use1-az4--x-s3 = target, "
			    "key/ASIAIOSFODNN7EXAMPLE = issued"
			  : "key/ASIAIOSFODNN7EXAMPLE = issued",
		};

		assert_related(desk, &call);
	}
}

static void a_refused_call_names_what_its_message_names(void **state)
{
	static const char *const ends[][2] = {
		{ "arn:aws:iam::444455556666:role/Admin",
		  "role/Admin = refused" },
		{ "arn:aws:iam::444455556666:role/Admin because no "
		  "identity-based policy allows it",
		  "role/Admin = refused" },
		{ "`arn:aws:s3:::logs/a b.gz` with an explicit deny",
		  "s3/logs = refused" },
		{ "arn:aws:ec2:us-east-1:" ACCT ":instance/*", "" },
		{ "*", "" },
	};
	struct buf text = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		buf_reset(&text);
		buf_addf(&text,
			 "{'recipientAccountId':'" ACCT "','eventSource':"
			 "'sts.amazonaws.com','eventName':'AssumeRole',"
			 "'errorCode':'AccessDenied','errorMessage':'User: "
			 "arn:aws:iam::" ACCT ":user/bob is not authorized to "
			 "perform: sts:AssumeRole on resource: %s'}",
			 ends[i][0]);
		sense(*state, text.at);
		if (strcmp(related(*state), ends[i][1]) != 0)
			fail_msg("%s: '%s'", ends[i][0], related(*state));
	}
	buf_release(&text);
}

static void the_object_of_a_call_is_told(void **state)
{
	struct desk *desk = *state;
	struct buf object = { 0 };
	struct record record;

	sense(desk, "{'eventSource':'s3.amazonaws.com','eventName':'GetObject',"
		    "'requestParameters':{'bucketName':'crm',"
		    "'key':'a/customers.csv'}}");
	assert_string_equal(told(desk), "GetObject a/customers.csv of s3/crm");
	record = last(desk);
	assert_true(record_object(&record, &object));
	assert_string_equal(object.at, "crm/a/customers.csv");
	sense(desk,
	      "{'eventSource':'s3.amazonaws.com','eventName':'GetObject',"
	      "'requestParameters':{'bucketName':'arn:aws:s3:us-east-1:" ACCT
	      ":accesspoint/ap','key':'a/b.csv'},'resources':["
	      "{'ARN':'arn:aws:s3:us-east-1:" ACCT ":accesspoint/ap'},"
	      "{'ARN':'arn:aws:s3:::crm/a/b.csv'}]}");
	assert_string_equal(told(desk), "GetObject a/b.csv of s3/crm");
	record = last(desk);
	buf_reset(&object);
	assert_true(record_object(&record, &object));
	assert_string_equal(object.at, "crm/a/b.csv");
	sense(desk,
	      "{'eventSource':'s3.amazonaws.com','eventName':'GetObject',"
	      "'requestParameters':{'bucketName':'arn:aws:s3:us-east-1:" ACCT
	      ":accesspoint/ap','key':'a/b.csv'}}");
	assert_string_equal(told(desk),
			    "GetObject a/b.csv of access-point/ap " ACCT);
	sense(desk, "{'eventSource':'s3.amazonaws.com','eventName':"
		    "'ListObjects','requestParameters':{'bucketName':'crm'}}");
	record = last(desk);
	assert_false(record_object(&record, &object));
	assert_string_equal(told(desk), "ListObjects on s3/crm");
	buf_release(&object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(what_a_thing_is_made_from_is_its_source),
		SENSED(a_role_that_is_passed_is_named),
		SENSED(where_it_goes_who_is_let_in_and_what_encrypts_it),
		SENSED(credentials_that_are_handed_out_belong_to_their_role),
		SENSED(a_refused_call_names_what_its_message_names),
		SENSED(the_object_of_a_call_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
