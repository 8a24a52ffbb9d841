/* SPDX-License-Identifier: MIT */
/* Parts that a call's own shape tells, service by service, and what stands
 * under one name however it is written. */
#include "related.h"

static void what_is_copied_exported_and_restored_is_the_source(void **state)
{
	static const struct call calls[] = {
		{ "ec2", "CreateSnapshots",
		  "'CreateSnapshotsRequest':{'InstanceSpecification':"
		  "{'InstanceId':'i-0123456789abcdef0'}}",
		  "'CreateSnapshotsResponse':{'snapshotSet':{'item':["
		  "{'snapshotId':'snap-0123456789abcdef0',"
		  "'volumeId':'vol-0123456789abcdef0'}]}}",
		  "snap-0123456789abcdef0 = target, "
		  "i-0123456789abcdef0 = source, "
		  "vol-0123456789abcdef0 = source" },
		{ "ec2", "CreateInstanceExportTask",
		  "'instanceId':'i-0123456789abcdef0',"
		  "'exportToS3':{'s3Bucket':'out'}",
		  "'exportTask':{'exportTaskId':'export-i-0123456789abcdef0'}",
		  "export-i-0123456789abcdef0 = target, "
		  "i-0123456789abcdef0 = source, s3/out = destination" },
		{ "ec2", "CreateStoreImageTask",
		  "'CreateStoreImageTaskRequest':{'ImageId':"
		  "'ami-0123456789abcdef0','Bucket':'out'}",
		  "", "ami-0123456789abcdef0 = source, s3/out = destination" },
		{ "ebs", "StartSnapshot",
		  "'parentSnapshotId':'snap-0123456789abcdef0'",
		  "'snapshotId':'snap-0fedcba9876543210'",
		  "snap-0fedcba9876543210 = target, "
		  "snap-0123456789abcdef0 = source" },
		{ "rds", "RestoreDBInstanceFromS3",
		  "'dBInstanceIdentifier':'again','s3BucketName':'dumps'", "",
		  "db/again = target, s3/dumps = source" },
		{ "dynamodb", "RestoreTableFromBackup",
		  "'targetTableName':'copy','backupArn':'" ARN(
			  "dynamodb", "table/orders/backup/0123") "'",
		  "", "table/copy = target, table/orders = source" },
		{ "dynamodb", "ExportTableToPointInTime",
		  "'tableArn':'" ARN("dynamodb",
				     "table/orders") "','s3Bucket':'out'",
		  "'exportDescription':{'tableArn':'" ARN("dynamodb",
							  "table/orders") "'}",
		  "table/orders = target, s3/out = destination" },
		{ "redshift", "CreateClusterSnapshot",
		  "'snapshotIdentifier':'s','clusterIdentifier':'dw'", "",
		  "redshift-snapshot/s = target, redshift/dw = source" },
		{ "cloudfront", "UpdateDistribution2020_05_31",
		  "'id':'E1EXAMPLE','distributionConfig':{'origins':{'items':["
		  "{'domainName':'web.s3.us-east-1.amazonaws.com'},"
		  "{'domainName':'www.example.com'}]}}",
		  "", "distribution/E1EXAMPLE = target, s3/web = source" },
		{ "batch", "SubmitJob",
		  "'jobName':'m','jobQueue':'q','jobDefinition':'" ARN(
			  "batch", "job-definition/d:1") "'",
		  "'jobId':'1','jobArn':'" ARN("batch", "job/1") "'",
		  "batch-job/1 = target, job-queue/q = named, "
		  "job-definition/d = source" },
		{ "cloudformation", "CreateStack",
		  "'stackName':'s','templateURL':"
		  "'https://code.s3.us-east-1.amazonaws.com/t.yaml'",
		  "", "stack/s = target, s3/code = source" },
		{ "cloudformation", "CreateStack",
		  "'stackName':'s','templateURL':"
		  "'https://s3.us-east-1.amazonaws.com/code/t.yaml'",
		  "", "stack/s = target, s3/code = source" },
		{ "cloudformation", "CreateStack",
		  "'stackName':'s','templateURL':"
		  "'https://www.example.com/code/t.yaml'",
		  "", "stack/s = target" },
		{ "glue", "CreateJob",
		  "'name':'j','command':{'scriptLocation':'s3://code/x.py'}",
		  "", "glue-job/j = target, s3/code = source" },
		{ "pipes", "CreatePipe",
		  "'name':'p','source':'" ARN("sqs",
					      "q") "','target':"
						   "'arn:aws:events:us-east-1:"
						   "444455556666:event-bus/x'",
		  "'arn':'" ARN("pipes", "pipe/p") "'",
		  "pipe/p = target, event-bus/x = destination, "
		  "queue/q = source" },
		{ "scheduler", "CreateSchedule",
		  "'name':'n','target':{'arn':'" ARN("lambda",
						     "function:f") "'}",
		  "'scheduleArn':'" ARN("scheduler", "schedule/default/n") "'",
		  "schedule/n = target, lambda/f = destination" },
		{ "kms", "ReEncrypt",
		  "'sourceKeyId':'" ARN("kms", "key/a") "',"
							"'destinationKeyId':"
							"'" ARN("kms",
								"key/b") "'",
		  "", "kms/a = source, kms/b = destination" },
		{ "codebuild", "CreateProject",
		  "'name':'p','source':{'location':'code/a.zip'},"
		  "'artifacts':{'location':'out'}",
		  "",
		  "project/p = target, s3/code = source, "
		  "s3/out = destination" },
		{ "codebuild", "CreateProject",
		  "'name':'p','source':{'location':"
		  "'https://github.com/example/p.git'}",
		  "", "project/p = target" },
		{ "s3", "CopyObject",
		  "'bucketName':'mine','x-amz-copy-source':'%2Ftheirs%2Fk'", "",
		  "s3/mine = target, s3/theirs = source" },
		/* nothing came of it: the image is what it was to be made of */
		{ "ec2", "RunInstances",
		  "'instancesSet':{'items':[{'imageId':"
		  "'ami-0123456789abcdef0','keyName':'ops'}]}",
		  "", "ami-0123456789abcdef0 = source, keypair/ops = named" },
	};

	assert_related_all(*state, calls, ARRAY_LEN(calls));
}

static void who_is_let_in_and_where_it_goes(void **state)
{
	static const struct call calls[] = {
		{ "ec2", "AuthorizeSecurityGroupIngress",
		  "'groupId':'sg-0123456789abcdef0','ipPermissions':{'items':"
		  "[{'groups':{'items':[{'groupId':'sg-0fedcba9876543210',"
		  "'userId':'444455556666'}]}}]}",
		  "",
		  "sg-0123456789abcdef0 = target, "
		  "sg-0fedcba9876543210 = peer, account/444455556666 = peer" },
		{ "ec2", "AuthorizeSecurityGroupIngress",
		  "'groupId':'sg-0123456789abcdef0','ipPermissions':{'items':"
		  "[{'groups':{'items':[{'groupId':'sg-0fedcba9876543210',"
		  "'userId':'" ACCT "'}]}}]}",
		  "",
		  "sg-0123456789abcdef0 = target, "
		  "sg-0fedcba9876543210 = peer" },
		{ "sqs", "AddPermission",
		  "'queueUrl':'https://sqs.us-east-1.amazonaws.com/" ACCT
		  "/q','aWSAccountIds':['444455556666']",
		  "", "queue/q = target, account/444455556666 = peer" },
		{ "ssm", "ModifyDocumentPermission",
		  "'name':'Runbook','accountIdsToAdd':['444455556666']", "",
		  "document/Runbook = target, account/444455556666 = peer" },
		{ "s3", "PutBucketReplication",
		  "'bucketName':'mine','ReplicationConfiguration':{'Rule':"
		  "{'Destination':{'Bucket':'arn:aws:s3:::far','Account':"
		  "'444455556666','EncryptionConfiguration':"
		  "{'ReplicaKmsKeyID':'" ARN("kms", "key/k") "'}}}}",
		  "",
		  "s3/mine = target, account/444455556666 = destination, "
		  "s3/far = destination, kms/k = encryption key" },
		{ "s3", "PutBucketNotification",
		  "'bucketName':'mine','NotificationConfiguration':"
		  "{'QueueConfiguration':{'Queue':'" ARN("sqs", "q") "'}}",
		  "", "s3/mine = target, queue/q = destination" },
		{ "organizations", "MoveAccount",
		  "'accountId':'444455556666','sourceParentId':'r-abcd',"
		  "'destinationParentId':'ou-abcd-12345678'",
		  "",
		  "account/444455556666 = target, org-target/r-abcd = source, "
		  "ou/ou-abcd-12345678 = destination" },
		{ "ec2", "CreateVpcPeeringConnection",
		  "'vpcId':'vpc-0123456789abcdef0'",
		  "'vpcPeeringConnection':{'vpcPeeringConnectionId':"
		  "'pcx-0123456789abcdef0','requesterVpcInfo':{'vpcId':"
		  "'vpc-0123456789abcdef0'},'accepterVpcInfo':{'vpcId':"
		  "'vpc-0fedcba9876543210'}}",
		  "pcx-0123456789abcdef0 = target, "
		  "vpc-0123456789abcdef0 = target, "
		  "vpc-0fedcba9876543210 = peer" },
		{ "ec2", "CreateLaunchTemplate",
		  "'CreateLaunchTemplateRequest':{'LaunchTemplateName':'web',"
		  "'LaunchTemplateData':{'IamInstanceProfile':{'Name':'Web'},"
		  "'ImageId':'ami-0123456789abcdef0'}}",
		  "",
		  "lt/web = target, profile/Web = passed role, "
		  "ami-0123456789abcdef0 = source" },
	};

	assert_related_all(*state, calls, ARRAY_LEN(calls));
}

static void one_thing_has_one_name_however_it_is_written(void **state)
{
	static const struct call calls[] = {
		{ "glue", "CreateJob", "'name':'etl'", "",
		  "glue-job/etl = target" },
		{ "glue", "CreateCrawler",
		  "'name':'c','role':'service-role/Etl'", "",
		  "glue-crawler/c = target, role/Etl = passed role" },
		{ "organizations", "AttachPolicy",
		  "'policyId':'p-abcdefgh','targetId':'444455556666'", "",
		  "org-policy/p-abcdefgh = target, "
		  "account/444455556666 = target" },
		{ "iam", "CreateOpenIDConnectProvider",
		  "'url':'https://login.example.com/'",
		  "'openIDConnectProviderArn':'arn:aws:iam::" ACCT
		  ":oidc-provider/login.example.com'",
		  "oidc-provider/login.example.com = target" },
		{ "iam", "CreateOpenIDConnectProvider",
		  "'url':'https://login.example.com/'", "",
		  "oidc-provider/login.example.com = target" },
		{ "ssm", "GetParameter",
		  "'name':'" ARN("ssm", "parameter/app/db:3") "'", "",
		  "param//app/db = target" },
		{ "elasticloadbalancing", "DescribeLoadBalancers",
		  "'names':['web']", "", "elb/web = target" },
		{ "logs", "StartQuery", "'logGroupNames':['/app','/web']", "",
		  "log-group//app = target, log-group//web = target" },
		{ "ecs", "DescribeServices", "'cluster':'c','services':['web']",
		  "", "ecs-cluster/c = target, ecs-service/web = target" },
		{ "secretsmanager", "BatchGetSecretValue",
		  "'secretIdList':['a','b']", "",
		  "secret/a = target, secret/b = target" },
		{ "rds", "DownloadDBLogFilePortion",
		  "'dBInstanceIdentifier':'main'", "", "db/main = target" },
		{ "sso-directory", "AddMemberToGroup",
		  "'groupId':'g','memberId':'u'", "",
		  "sso-user/u = target, sso-group/g = target" },
		{ "cloudtrail", "CreateEventDataStore", "'name':'lake'",
		  "'eventDataStoreArn':'" ARN("cloudtrail",
					      "eventdatastore/e1") "'",
		  "event-store/e1 = target" },
		/* neither a bucket nor a function */
		{ "s3", "DescribeJob", "'jobId':'j1'", "",
		  "aws-s3/j1 = target" },
		{ "lambda", "ListTags",
		  "'resource':'" ARN("lambda", "event-source-mapping:e1") "'",
		  "", "aws-lambda/event-source-mapping:e1 = named" },
	};

	assert_related_all(*state, calls, ARRAY_LEN(calls));
}

static void an_alias_is_named_beside_its_key(void **state)
{
	sense(*state, "{'recipientAccountId':'" ACCT "','eventSource':"
		      "'kms.amazonaws.com','eventName':'DescribeKey',"
		      "'requestParameters':{'keyId':'alias/a'},"
		      "'resources':[{'ARN':'" ARN("kms", "key/k") "'}]}");
	assert_string_equal(named(*state), "kms/k " ACCT ", kms/alias/a " ACCT);
}

static void a_message_without_arn_names_by_kind(void **state)
{
	static const char *const ends[][2] = {
		{ "iam:GetUser on resource: user bob because no", "user/bob" },
		{ "iam:GetRole on resource: role Admin", "role/Admin" },
		{ "iam:GetGroup on resource: group Devs.", "group/Devs" },
		{ "iam:ListPolicies on resource: policy path /", "" },
		{ "iam:GetPolicy on resource: policy "
		  "arn:aws:iam::" ACCT ":policy/p",
		  "policy/p" },
		{ "iam:GetInstanceProfile on resource: instance profile Web",
		  "profile/Web" },
		{ "secretsmanager:GetSecretValue on resource: prod/db because",
		  "secret/prod/db" },
		{ "secretsmanager:ListSecrets on resource: *", "" },
		{ "ecr:GetAuthorizationToken on resource: x", "" },
	};
	struct buf text = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		buf_reset(&text);
		buf_addf(&text,
			 "{'recipientAccountId':'" ACCT "','eventSource':"
			 "'x.amazonaws.com','eventName':'X','errorCode':"
			 "'AccessDenied','errorMessage':'User: "
			 "arn:aws:iam::" ACCT
			 ":user/eve is not authorized to perform: %s'}",
			 ends[i][0]);
		sense(*state, text.at);
		buf_reset(&text);
		buf_addf(&text, "%s%s", ends[i][1],
			 *ends[i][1] ? " " ACCT : "");
		assert_string_equal(named(*state), text.at);
	}
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(what_is_copied_exported_and_restored_is_the_source),
		SENSED(who_is_let_in_and_where_it_goes),
		SENSED(one_thing_has_one_name_however_it_is_written),
		SENSED(an_alias_is_named_beside_its_key),
		SENSED(a_message_without_arn_names_by_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
