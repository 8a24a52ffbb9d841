/* SPDX-License-Identifier: MIT */
/* demo_crowd.c - who acts all day long. The mix follows what real trails
 * show: most calls come from services and roles, most are reads, and some fail
 * for dull reasons. */
#include "demo_day.h"

#define SERVICE(host)                                                          \
	{                                                                      \
		"{\"type\":\"AWSService\",\"invokedBy\":\"" host "\"}", host,  \
			host                                                   \
	}
#define SESSION(role, session, id, key)                                        \
	"{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE" id           \
	":" session "\",\"arn\":\"arn:aws:sts::" DEMO_ACCOUNT                  \
	":assumed-role/" role "/" session "\",\"accountId\":\"" DEMO_ACCOUNT   \
	"\",\"accessKeyId\":\"" key                                            \
	"\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\","         \
	"\"principalId\":\"AROAEXAMPLE" id                                     \
	"\",\"arn\":\"arn:aws:iam::" DEMO_ACCOUNT ":role/" role                \
	"\",\"accountId\":\"" DEMO_ACCOUNT "\",\"userName\":\"" role           \
	"\"},\"attributes\":{\"creationDate\":"                                \
	"\"2026-03-14T00:00:00Z\",\"mfaAuthenticated\":\"false\"}}}"
#define PERSON(name, key, mfa)                                                 \
	"{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLE" name             \
	"\",\"arn\":\"arn:aws:iam::" DEMO_ACCOUNT ":user/" name                \
	"\",\"accountId\":\"" DEMO_ACCOUNT "\",\"accessKeyId\":\"" key         \
	"\",\"userName\":\"" name "\",\"sessionContext\":{\"attributes\":"     \
	"{\"creationDate\":\"2026-03-14T08:02:11Z\",\"mfaAuthenticated\":"     \
	"\"" mfa "\"}}}"

static const struct demo_actor ec2 = SERVICE("ec2.amazonaws.com");
static const struct demo_actor lambda = SERVICE("lambda.amazonaws.com");
static const struct demo_actor trail = SERVICE("cloudtrail.amazonaws.com");
static const struct demo_actor config = SERVICE("config.amazonaws.com");
static const struct demo_actor scaling = {
	"{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLESCALING"
	":AutoScaling\",\"arn\":\"arn:aws:sts::" DEMO_ACCOUNT
	":assumed-role/AWSServiceRoleForAutoScaling/AutoScaling\","
	"\"accountId\":\"" DEMO_ACCOUNT "\",\"sessionContext\":{"
	"\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":"
	"\"AROAEXAMPLESCALING\",\"arn\":\"arn:aws:iam::" DEMO_ACCOUNT
	":role/aws-service-role/autoscaling.amazonaws.com/"
	"AWSServiceRoleForAutoScaling\",\"accountId\":\"" DEMO_ACCOUNT
	"\",\"userName\":\"AWSServiceRoleForAutoScaling\"},"
	"\"attributes\":{\"creationDate\":\"2026-03-14T00:00:00Z\","
	"\"mfaAuthenticated\":\"false\"}},"
	"\"invokedBy\":\"autoscaling.amazonaws.com\"}",
	"autoscaling.amazonaws.com", "autoscaling.amazonaws.com"
};
static const struct demo_actor web1 = {
	SESSION("WebServer", "i-0123456789abcdef0", "WEB",
		"ASIAWEB000000EXAMPLE"),
	"203.0.113.51",
	"Boto3/1.37.9 md/Botocore#1.37.9 ua/2.0 os/linux#6.1.0 "
	"md/arch#x86_64 lang/python#3.12.9"
};
static const struct demo_actor web2 = {
	SESSION("WebServer", "i-0123456789abcdef1", "WEB",
		"ASIAWEB000001EXAMPLE"),
	"203.0.113.52",
	"Boto3/1.37.9 md/Botocore#1.37.9 ua/2.0 os/linux#6.1.0 "
	"md/arch#x86_64 lang/python#3.12.9"
};
static const struct demo_actor orders = {
	SESSION("OrderProcessor", "order-processor", "ORDERS",
		"ASIAORDERS000EXAMPLE"),
	"203.0.113.60",
	"aws-sdk-nodejs/2.1692.0 linux/v20.19.0 exec-env/"
	"AWS_Lambda_nodejs20.x promise"
};
static const struct demo_actor builder = {
	SESSION("GitHubDeploy", "GitHubActions", "DEPLOY",
		"ASIADEPLOY000EXAMPLE"),
	"192.0.2.140",
	"APN/1.0 HashiCorp/1.0 Terraform/1.11.1 "
	"terraform-provider-aws/5.90.0"
};
static const struct demo_actor deploy = {
	PERSON("ci-deploy", "AKIAIOSFODNN7EXAMPLE", "false"), "192.0.2.141",
	"aws-cli/1.38.9 md/Botocore#1.37.9 ua/2.0 os/linux#6.5.0 "
	"lang/python#3.11.11"
};
static const struct demo_actor backup = { SESSION("Backup", "AWSBackup-Nightly",
						  "BACKUP",
						  "ASIABACKUP000EXAMPLE"),
					  "backup.amazonaws.com",
					  "backup.amazonaws.com" };
static const struct demo_actor alice = {
	PERSON("alice", "AKIAALICE0000EXAMPLE", "true"), "203.0.113.10",
	"aws-cli/2.27.1 md/awscrt#0.26.1 ua/2.1 os/macos#24.4.0 "
	"lang/python#3.13.2"
};
static const struct demo_actor bob = {
	SESSION("AWSReservedSSO_PowerUser_0123456789abcdef", "bob@example.com",
		"SSO", "ASIABOB000000EXAMPLE"),
	"203.0.113.11",
	"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) "
	"AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 "
	"Safari/605.1.15"
};
static const struct demo_actor carol = {
	SESSION("Analyst", "carol@example.com", "ANALYST",
		"ASIACAROL0000EXAMPLE"),
	"203.0.113.12",
	"Boto3/1.36.2 md/Botocore#1.36.2 ua/2.0 os/macos#23.6.0 "
	"lang/python#3.11.8"
};

#define OBJECT "{\"bucketName\":\"$bucket\",\"key\":\"$key\"}"
#define ASSUMED(role)                                                          \
	"{\"roleArn\":\"arn:aws:iam::" DEMO_ACCOUNT ":role/" role              \
	"\",\"roleSessionName\":\"$instance\"}",                               \
		"{\"credentials\":{\"accessKeyId\":\"ASIA0000$num"             \
		"EXAMPLE\",\"expiration\":\"Mar 14, 2026, 11:00:00 PM\"}}"

static const struct demo_call ec2_calls[] = {
	{ "sts", "AssumeRole", 'r', ASSUMED("WebServer") },
};
static const struct demo_call lambda_calls[] = {
	{ "sts", "AssumeRole", 'r', ASSUMED("OrderProcessor") },
};
static const struct demo_call trail_calls[] = {
	{ "s3", "PutObject", 'D',
	  "{\"bucketName\":\"example-logs\",\"key\":\"AWSLogs/$key\"}" },
	{ "kms", "GenerateDataKey", 'r',
	  "{\"keySpec\":\"AES_256\",\"keyId\":\"arn:aws:kms:us-east-"
	  "1:" DEMO_ACCOUNT ":key/1234abcd-12ab-34cd-56ef-1234567890ab\"}" },
};
static const struct demo_call config_calls[] = {
	{ "ec2", "DescribeSecurityGroups", 'r',
	  "{\"securityGroupSet\":{},\"securityGroupIdSet\":{},"
	  "\"filterSet\":{}}" },
	{ "iam", "ListRoles", 'r' },
	{ "s3", "GetBucketPolicy", 'r', "{\"bucketName\":\"$bucket\"}", NULL,
	  "NoSuchBucketPolicy", "The bucket policy does not exist" },
	{ "s3", "GetBucketEncryption", 'r', "{\"bucketName\":\"$bucket\"}" },
	{ "rds", "DescribeDBInstances", 'r' },
};
static const struct demo_call scaling_calls[] = {
	{ "ec2", "DescribeInstances", 'r',
	  "{\"instancesSet\":{\"items\":[{\"instanceId\":\"$instance\"}]},"
	  "\"filterSet\":{}}" },
	{ "elasticloadbalancing", "DescribeTargetHealth", 'r',
	  "{\"targetGroupArn\":\"arn:aws:elasticloadbalancing:us-east-"
	  "1:" DEMO_ACCOUNT ":targetgroup/web/0123456789abcdef\"}" },
	{ "ec2", "DescribeInstanceStatus", 'r',
	  "{\"instancesSet\":{\"items\":[{\"instanceId\":\"$instance\"}]}}" },
	{ "ec2", "DescribeAddresses", 'r', "{\"publicIpsSet\":{}}" },
	{ "elasticloadbalancing", "DescribeLoadBalancers", 'r' },
	{ "ec2", "DescribeInstanceStatus", 'r',
	  "{\"instancesSet\":{\"items\":[{\"instanceId\":\"$instance\"}]}}",
	  NULL, "Client.RequestLimitExceeded", "Request limit exceeded." },
};
static const struct demo_call web_calls[] = {
	{ "s3", "GetObject", 'd', OBJECT },
	{ "s3", "GetObject", 'd', OBJECT },
	{ "s3", "PutObject", 'D', OBJECT },
	{ "s3", "HeadObject", 'd', OBJECT, NULL, "NoSuchKey",
	  "The specified key does not exist." },
	{ "dynamodb", "GetItem", 'd', "{\"tableName\":\"$table\"}" },
	{ "dynamodb", "PutItem", 'D', "{\"tableName\":\"$table\"}" },
	{ "ssm", "GetParameters", 'r',
	  "{\"names\":[\"/web/$num\"],\"withDecryption\":true}" },
	{ "secretsmanager", "GetSecretValue", 'r',
	  "{\"secretId\":\"prod/orders/database\"}" },
	{ "sqs", "SendMessage", 'D',
	  "{\"queueUrl\":\"https://sqs.us-east-1.amazonaws.com/" DEMO_ACCOUNT
	  "/$queue\"}" },
};
static const struct demo_call order_calls[] = {
	{ "dynamodb", "UpdateItem", 'D', "{\"tableName\":\"orders\"}" },
	{ "dynamodb", "Query", 'd', "{\"tableName\":\"$table\"}" },
	{ "kms", "Decrypt", 'r',
	  .extra = ",\"resources\":[{\"accountId\":\"" DEMO_ACCOUNT
		   "\",\"type\":\"AWS::KMS::Key\",\"ARN\":\"arn:aws:kms:us-"
		   "east-1:" DEMO_ACCOUNT
		   ":key/1234abcd-12ab-34cd-56ef-1234567890ab\"}]" },
	{ "s3", "PutObject", 'D', OBJECT },
	{ "sns", "Publish", 'w',
	  "{\"topicArn\":\"arn:aws:sns:us-east-1:" DEMO_ACCOUNT ":orders\"}" },
};
static const struct demo_call builder_calls[] = {
	{ "lambda", "GetFunction20150331v2", 'r',
	  "{\"functionName\":\"$function\"}" },
	{ "lambda", "UpdateFunctionCode20150331v2", 'w',
	  "{\"functionName\":\"$function\"}",
	  "{\"functionName\":\"$function\",\"version\":\"$num\"}" },
	{ "ec2", "DescribeVpcs", 'r', "{\"vpcSet\":{},\"filterSet\":{}}" },
	{ "ecs", "DescribeServices", 'r',
	  "{\"cluster\":\"web\",\"services\":[\"shop\"]}" },
	{ "ecs", "UpdateService", 'w',
	  "{\"cluster\":\"web\",\"service\":\"shop\"}" },
	{ "iam", "GetRole", 'r', "{\"roleName\":\"WebServer\"}" },
	{ "iam", "GetRole", 'r', "{\"roleName\":\"NightlyReports\"}" },
	{ "ec2", "AuthorizeSecurityGroupIngress", 'w',
	  "{\"groupId\":\"$group\",\"ipPermissions\":{\"items\":[{"
	  "\"ipProtocol\":\"tcp\",\"fromPort\":443,\"toPort\":443,"
	  "\"ipRanges\":{\"items\":[{\"cidrIp\":\"10.0.0.0/16\"}]}}]}}",
	  "{\"_return\":true}" },
};
static const struct demo_call deploy_calls[] = {
	{ "s3", "PutObject", 'D',
	  "{\"bucketName\":\"example-build-artifacts\",\"key\":\"$key\"}" },
	{ "s3", "ListObjects", 'r',
	  "{\"bucketName\":\"example-build-artifacts\"}" },
	{ "ecr", "GetAuthorizationToken", 'r' },
	{ "cloudformation", "DescribeStacks", 'r', "{\"stackName\":\"shop\"}" },
};
static const struct demo_call backup_calls[] = {
	{ "ec2", "CreateSnapshot", 'w',
	  "{\"volumeId\":\"vol-0123456789abcdef0\"}",
	  "{\"snapshotId\":\"snap-$hex\"}" },
	{ "ec2", "DescribeVolumes", 'r', "{\"volumeSet\":{}}" },
	{ "ec2", "DeleteSnapshot", 'w', "{\"snapshotId\":\"snap-$hex\"}",
	  "{\"_return\":true}" },
};
static const struct demo_call alice_calls[] = {
	{ "iam", "ListUsers", 'r' },
	{ "iam", "GetUser", 'r', "{\"userName\":\"ci-deploy\"}" },
	{ "cloudtrail", "LookupEvents", 'r' },
	{ "ec2", "DescribeInstances", 'r',
	  "{\"instancesSet\":{},\"filterSet\":{}}" },
	{ "ec2", "RebootInstances", 'w',
	  "{\"instancesSet\":{\"items\":[{\"instanceId\":\"$instance\"}]}}",
	  "{\"_return\":true}" },
	{ "logs", "FilterLogEvents", 'r',
	  "{\"logGroupName\":\"/aws/lambda/$function\"}" },
};
static const struct demo_call bob_calls[] = {
	{ "monitoring", "DescribeAlarms", 'r' },
	{ "ec2", "DescribeInstances", 'r',
	  "{\"instancesSet\":{},\"filterSet\":{}}" },
	{ "rds", "DescribeDBInstances", 'r' },
	{ "lambda", "GetFunction20150331v2", 'r',
	  "{\"functionName\":\"$function\"}" },
	{ "s3", "GetBucketAcl", 'r', "{\"bucketName\":\"$bucket\"}", NULL,
	  "AccessDenied", "Access Denied" },
	{ "monitoring", "PutMetricAlarm", 'w',
	  "{\"alarmName\":\"orders-latency\"}" },
};
static const struct demo_call carol_calls[] = {
	{ "athena", "StartQueryExecution", 'w',
	  "{\"workGroup\":\"analysts\",\"queryString\":"
	  "\"HIDDEN_DUE_TO_SECURITY_REASONS\"}",
	  "{\"queryExecutionId\":\"$uuid\"}" },
	{ "athena", "GetQueryResults", 'r',
	  "{\"queryExecutionId\":\"$uuid\"}" },
	{ "glue", "GetTable", 'r',
	  "{\"databaseName\":\"shop\",\"name\":\"$table\"}" },
	{ "s3", "GetObject", 'd',
	  "{\"bucketName\":\"example-customer-exports\",\"key\":\"$key\"}" },
};

#define HABIT(who, night, day, calls, everywhere)                              \
	{                                                                      \
		&who, night, day, calls, ARRAY_LEN(calls), everywhere          \
	}
const struct demo_habit demo_habits[] = {
	HABIT(ec2, 7, 9, ec2_calls, true),
	HABIT(lambda, 5, 9, lambda_calls, false),
	HABIT(trail, 6, 6, trail_calls, true),
	HABIT(config, 6, 6, config_calls, true),
	HABIT(scaling, 18, 22, scaling_calls, true),
	HABIT(web1, 24, 56, web_calls, false),
	HABIT(web2, 24, 56, web_calls, false),
	HABIT(orders, 10, 34, order_calls, false),
	HABIT(builder, 0, 5, builder_calls, true),
	HABIT(deploy, 1, 4, deploy_calls, false),
	HABIT(backup, 2, 0, backup_calls, true),
	HABIT(alice, 0, 3, alice_calls, false),
	HABIT(bob, 0, 4, bob_calls, false),
	HABIT(carol, 0, 5, carol_calls, false),
	{ NULL },
};
