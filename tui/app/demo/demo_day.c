/* SPDX-License-Identifier: MIT */
/* demo_day.c - the crowd's mix follows what real trails show: most calls come
 * from services and roles, most are reads, and some fail for dull reasons.
 *
 * The incident: a leaked key of a deployment user is tried at night: recon,
 * denials, SSH opened to the world, a new user with a key of its own,
 * persistence, data read, an attempt to stop the trail, and in the morning
 * the people who find it. */
#include "demo_day.h"

#define LEAKED_KEY "AKIAIOSFODNN7EXAMPLE"
#define NEW_KEY "AKIAI44QH8DHBEXAMPLE"
#define ALICE_KEY "AKIAALICE0000EXAMPLE"
#define ALICE_CLI                                                              \
	"aws-cli/2.27.1 md/awscrt#0.26.1 ua/2.1 os/macos#24.4.0 "              \
	"lang/python#3.13.2"

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
/* `key` is KEY(id), or "" where one signed in with a password; `session` is
 * SINCE_MORNING(mfa), or "". */
#define USER(name, key, session)                                               \
	"{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLE" name             \
	"\",\"arn\":\"arn:aws:iam::" DEMO_ACCOUNT ":user/" name                \
	"\",\"accountId\":\"" DEMO_ACCOUNT "\"," key "\"userName\":\"" name    \
	"\"" session "}"
#define KEY(id) "\"accessKeyId\":\"" id "\","
#define SINCE_MORNING(mfa)                                                     \
	",\"sessionContext\":{\"attributes\":"                                 \
	"{\"creationDate\":\"2026-03-14T08:02:11Z\",\"mfaAuthenticated\":"     \
	"\"" mfa "\"}}"

/* ---- the crowd ---- */

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
	USER("ci-deploy", KEY(LEAKED_KEY), SINCE_MORNING("false")),
	"192.0.2.141",
	"aws-cli/1.38.9 md/Botocore#1.37.9 ua/2.0 os/linux#6.5.0 "
	"lang/python#3.11.11"
};
static const struct demo_actor backup = { SESSION("Backup", "AWSBackup-Nightly",
						  "BACKUP",
						  "ASIABACKUP000EXAMPLE"),
					  "backup.amazonaws.com",
					  "backup.amazonaws.com" };
static const struct demo_actor alice = { USER("alice", KEY(ALICE_KEY),
					      SINCE_MORNING("true")),
					 "203.0.113.10", ALICE_CLI };
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

/* ---- the incident ---- */

#define CLI "aws-cli/2.22.7 Python/3.12.6 Linux/6.8.0 exe/x86_64.kali.2024"
#define FIREFOX                                                                \
	"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 "            \
	"Firefox/128.0"

static const struct demo_actor thief = { USER("ci-deploy", KEY(LEAKED_KEY), ""),
					 "198.51.100.77", CLI };
static const struct demo_actor shadow = { USER("backup-svc", KEY(NEW_KEY), ""),
					  "198.51.100.78", CLI };
static const struct demo_actor shadow_console = { USER("backup-svc", "", ""),
						  "198.51.100.78", FIREFOX };
static const struct demo_actor partner = {
	"{\"type\":\"AWSAccount\",\"principalId\":\"AIDAEXAMPLEVISITOR\","
	"\"accountId\":\"" DEMO_PARTNER "\"}",
	"198.51.100.78", CLI
};
static const struct demo_actor responder = { USER("alice", KEY(ALICE_KEY), ""),
					     "203.0.113.10", ALICE_CLI };

#define REFUSED(user, action, why)                                             \
	"AccessDenied", "User: arn:aws:iam::" DEMO_ACCOUNT ":user/" user       \
			" is not authorized to perform: " action " " why
#define DENIED(action)                                                         \
	REFUSED("ci-deploy", action,                                           \
		"because no identity-based policy allows it")
#define GUARDED(action)                                                        \
	REFUSED("backup-svc", action,                                          \
		"with an explicit deny in a service control policy")
#define OPENED "sg-0a1b2c3d4e5f60718"
#define RULE(port, cidr)                                                       \
	"{\"groupId\":\"" OPENED "\",\"ipPermissions\":{\"items\":["           \
	"{\"ipProtocol\":\"tcp\",\"fromPort\":" port ",\"toPort\":" port       \
	",\"groups\":{},\"ipRanges\":{\"items\":[{\"cidrIp\":\"" cidr          \
	"\"}]},\"ipv6Ranges\":{},\"prefixListIds\":{}}]}}"
#define RULE_MADE(port, cidr)                                                  \
	"{\"requestId\":\"$uuid\",\"_return\":true,"                           \
	"\"securityGroupRuleSet\":{\"items\":[{\"groupOwnerId\":"              \
	"\"" DEMO_ACCOUNT "\",\"groupId\":\"" OPENED                           \
	"\",\"securityGroupRuleId\":\"sgr-0a1b2c3d4e5f6" port                  \
	"\",\"isEgress\":false,\"ipProtocol\":\"tcp\",\"fromPort\":" port      \
	",\"toPort\":" port ",\"cidrIpv4\":\"" cidr "\"}]}}"
#define TRAIL                                                                  \
	"{\"name\":\"arn:aws:cloudtrail:us-east-1:" DEMO_ACCOUNT               \
	":trail/example-org-trail\"}"
#define EVERYTHING                                                             \
	"\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{"           \
	"\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"*\\\","               \
	"\\\"Resource\\\":\\\"*\\\"}]}\""
#define TRUST_PARTNER                                                          \
	"\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{"           \
	"\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":"         \
	"\\\"arn:aws:iam::" DEMO_PARTNER ":root\\\"},\\\"Action\\\":"          \
	"\\\"sts:AssumeRole\\\"}]}\""
#define EXPORTS                                                                \
	"{\"bucketName\":\"example-customer-exports\","                        \
	"\"Host\":\"example-customer-exports.s3.amazonaws.com\","              \
	"\"key\":\"$key\"}"

#define REPEATED(times, step, hour, minute, second, who, ...)                  \
	{                                                                      \
		(hour) * 3600 + (minute)*60 + (second), &who, times, step,     \
		{                                                              \
			__VA_ARGS__                                            \
		}                                                              \
	}
#define SCENE(...) REPEATED(1, 0, __VA_ARGS__)
const struct demo_scene demo_scenes[] = {
	/* who am I, what is here */
	SCENE(2, 41, 7, thief, "sts", "GetCallerIdentity", 'r'),
	SCENE(2, 41, 19, thief, "iam", "ListUsers", 'r', NULL, NULL,
	      DENIED("iam:ListUsers")),
	SCENE(2, 41, 26, thief, "iam", "GetAccountAuthorizationDetails", 'r',
	      NULL, NULL, DENIED("iam:GetAccountAuthorizationDetails")),
	SCENE(2, 41, 40, thief, "s3", "ListBuckets", 'r',
	      "{\"Host\":\"s3.amazonaws.com\"}"),
	REPEATED(3, 4, 2, 42, 3, thief, "secretsmanager", "ListSecrets", 'r',
		 NULL, NULL, DENIED("secretsmanager:ListSecrets")),
	REPEATED(4, 9, 2, 42, 31, thief, "ec2", "DescribeInstances", 'r',
		 "{\"instancesSet\":{},\"filterSet\":{}}"),
	REPEATED(3, 20, 2, 43, 15, thief, "ec2", "DescribeSecurityGroups", 'r',
		 "{\"securityGroupSet\":{},\"securityGroupIdSet\":{\"items\":"
		 "[{\"groupId\":\"" OPENED "\"}]},\"filterSet\":{}}"),
	SCENE(2, 45, 2, thief, "iam", "ListAttachedUserPolicies", 'r',
	      "{\"userName\":\"ci-deploy\"}"),
	SCENE(2, 46, 44, thief, "ec2", "DescribeSnapshots", 'r',
	      "{\"ownersSet\":{\"items\":[{\"owner\":\"self\"}]}}"),
	SCENE(2, 48, 12, thief, "lambda", "ListFunctions20150331", 'r', NULL,
	      NULL, DENIED("lambda:ListFunctions")),
	/* the door */
	SCENE(2, 52, 18, thief, "ec2", "AuthorizeSecurityGroupIngress", 'w',
	      RULE("22", "0.0.0.0/0"), RULE_MADE("22", "0.0.0.0/0")),
	SCENE(2, 52, 40, thief, "ec2", "ImportKeyPair", 'w',
	      "{\"keyName\":\"maintenance\",\"publicKeyMaterial\":"
	      "\"c3NoLWVkMjU1MTkgRVhBTVBMRQ==\"}",
	      "{\"keyName\":\"maintenance\",\"keyPairId\":"
	      "\"key-0a1b2c3d4e5f60718\"}"),
	SCENE(2, 53, 5, thief, "ec2", "RunInstances", 'w',
	      "{\"instancesSet\":{\"items\":[{\"imageId\":"
	      "\"ami-0a1b2c3d4e5f60718\",\"minCount\":1,\"maxCount\":1,"
	      "\"keyName\":\"maintenance\"}]},\"instanceType\":\"t3.micro\","
	      "\"groupSet\":{\"items\":[{\"groupId\":\"" OPENED "\"}]}}",
	      NULL, "Client.UnauthorizedOperation",
	      "You are not authorized to perform this operation."),
	/* a user of its own */
	SCENE(2, 55, 30, thief, "iam", "CreateUser", 'w',
	      "{\"userName\":\"backup-svc\"}",
	      "{\"user\":{\"path\":\"/\",\"userName\":\"backup-svc\","
	      "\"userId\":\"AIDAEXAMPLEbackup-svc\",\"arn\":\"arn:aws:iam:"
	      ":" DEMO_ACCOUNT ":user/backup-svc\"}}"),
	SCENE(2, 55, 52, thief, "iam", "CreateAccessKey", 'w',
	      "{\"userName\":\"backup-svc\"}",
	      "{\"accessKey\":{\"userName\":\"backup-svc\",\"accessKeyId\":"
	      "\"" NEW_KEY "\",\"status\":\"Active\"}}"),
	SCENE(2, 56, 20, thief, "iam", "PutUserPolicy", 'w',
	      "{\"userName\":\"backup-svc\",\"policyName\":\"backup\","
	      "\"policyDocument\":" EVERYTHING "}"),
	SCENE(2, 57, 1, thief, "iam", "CreateLoginProfile", 'w',
	      "{\"userName\":\"backup-svc\",\"passwordResetRequired\":false}",
	      "{\"loginProfile\":{\"userName\":\"backup-svc\"}}"),
	SCENE(3, 1, 11, shadow, "sts", "GetCallerIdentity", 'r'),
	SCENE(3, 1, 30, shadow, "secretsmanager", "ListSecrets", 'r'),
	SCENE(3, 2, 2, shadow, "secretsmanager", "GetSecretValue", 'r',
	      "{\"secretId\":\"prod/orders/database\"}"),
	SCENE(3, 2, 9, shadow, "secretsmanager", "GetSecretValue", 'r',
	      "{\"secretId\":\"prod/mail/api-token\"}"),
	SCENE(3, 4, 0, shadow, "s3", "ListObjects", 'r',
	      "{\"bucketName\":\"example-customer-exports\"}"),
	REPEATED(140, 2, 3, 4, 20, shadow, "s3", "GetObject", 'd', EXPORTS,
		 .extra = ",\"additionalEventData\":{\"bytesTransferredOut\":$"
			  "num000}"),
	/* staying, and hiding */
	SCENE(3, 10, 44, shadow_console, "signin", "ConsoleLogin", 'w', NULL,
	      "{\"ConsoleLogin\":\"Success\"}", .type = "AwsConsoleSignIn",
	      .extra = ",\"additionalEventData\":{\"LoginTo\":"
		       "\"https://console.aws.amazon.com/\","
		       "\"MobileVersion\":\"No\",\"MFAUsed\":\"No\"}"),
	SCENE(3, 12, 5, shadow, "cloudtrail", "DescribeTrails", 'r'),
	REPEATED(2, 11, 3, 12, 19, shadow, "cloudtrail", "StopLogging", 'w',
		 TRAIL, NULL, GUARDED("cloudtrail:StopLogging")),
	SCENE(3, 12, 48, shadow, "cloudtrail", "DeleteTrail", 'w', TRAIL, NULL,
	      GUARDED("cloudtrail:DeleteTrail")),
	SCENE(3, 14, 30, shadow, "guardduty", "ListDetectors", 'r'),
	SCENE(3, 14, 52, shadow, "guardduty", "DeleteDetector", 'w',
	      "{\"detectorId\":\"12abc34d567e8fa901bc2d34eexample\"}", NULL,
	      GUARDED("guardduty:DeleteDetector")),
	SCENE(3, 15, 40, shadow, "iam", "UpdateAssumeRolePolicy", 'w',
	      "{\"roleName\":\"NightlyReports\","
	      "\"policyDocument\":" TRUST_PARTNER "}"),
	SCENE(3, 18, 9, partner, "sts", "AssumeRole", 'r',
	      "{\"roleArn\":\"arn:aws:iam::" DEMO_ACCOUNT
	      ":role/NightlyReports\",\"roleSessionName\":\"reports\"}",
	      "{\"credentials\":{\"accessKeyId\":\"ASIAIOSFODNN7EXAMPLE\","
	      "\"expiration\":\"Mar 14, 2026, 4:18:09 AM\"},"
	      "\"assumedRoleUser\":{\"assumedRoleId\":"
	      "\"AROAEXAMPLEREPORTS:reports\",\"arn\":\"arn:aws:sts:"
	      ":" DEMO_ACCOUNT ":assumed-role/NightlyReports/reports\"}}"),
	SCENE(3, 20, 30, shadow, "ec2", "ModifySnapshotAttribute", 'w',
	      "{\"snapshotId\":\"snap-0a1b2c3d4e5f60718\",\"attributeType\":"
	      "\"CREATE_VOLUME_PERMISSION\",\"createVolumePermission\":{"
	      "\"add\":{\"items\":[{\"userId\":\"" DEMO_PARTNER "\"}]}}}",
	      "{\"requestId\":\"$uuid\",\"_return\":true}"),
	/* the morning after */
	SCENE(8, 31, 12, responder, "iam", "ListAccessKeys", 'r',
	      "{\"userName\":\"ci-deploy\"}"),
	SCENE(8, 33, 50, responder, "iam", "UpdateAccessKey", 'w',
	      "{\"userName\":\"ci-deploy\",\"accessKeyId\":\"" LEAKED_KEY
	      "\",\"status\":\"Inactive\"}"),
	SCENE(8, 36, 4, responder, "ec2", "DescribeSecurityGroups", 'r',
	      "{\"securityGroupSet\":{},\"securityGroupIdSet\":{\"items\":"
	      "[{\"groupId\":\"" OPENED "\"}]},\"filterSet\":{}}"),
	SCENE(8, 36, 40, responder, "ec2", "RevokeSecurityGroupIngress", 'w',
	      RULE("22", "0.0.0.0/0"),
	      "{\"requestId\":\"$uuid\",\"_return\":true}"),
	{ 0 },
};
