/* SPDX-License-Identifier: MIT */
/* demo_story.c - a leaked key of a deployment user is tried at night: recon,
 * denials, SSH opened to the world, a new user with a key of its own,
 * persistence, data read, an attempt to stop the trail, and in the morning
 * the people who find it. */
#include "demo_story.h"

#define AT(hour, minute, second) ((hour)*3600 + (minute)*60 + (second))

#define USER(name, key)                                                        \
	"{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLE" name             \
	"\",\"arn\":\"arn:aws:iam::" DEMO_ACCOUNT ":user/" name                \
	"\",\"accountId\":\"" DEMO_ACCOUNT "\",\"accessKeyId\":\"" key         \
	"\",\"userName\":\"" name "\"}"
#define LOGIN_USER(name)                                                       \
	"{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLE" name             \
	"\",\"arn\":\"arn:aws:iam::" DEMO_ACCOUNT ":user/" name                \
	"\",\"accountId\":\"" DEMO_ACCOUNT "\",\"userName\":\"" name "\"}"

#define LEAKED_KEY "AKIAIOSFODNN7EXAMPLE"
#define NEW_KEY "AKIAI44QH8DHBEXAMPLE"
#define ALICE_KEY "AKIAALICE0000EXAMPLE"
#define CLI "aws-cli/2.22.7 Python/3.12.6 Linux/6.8.0 exe/x86_64.kali.2024"
#define FIREFOX                                                                \
	"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 "            \
	"Firefox/128.0"

static const struct demo_actor thief = {
	USER("ci-deploy", LEAKED_KEY),
	"198.51.100.77",
	CLI,
};
static const struct demo_actor shadow = {
	USER("backup-svc", NEW_KEY),
	"198.51.100.78",
	CLI,
};
static const struct demo_actor shadow_console = {
	LOGIN_USER("backup-svc"),
	"198.51.100.78",
	FIREFOX,
};
static const struct demo_actor partner = {
	"{\"type\":\"AWSAccount\",\"principalId\":\"AIDAEXAMPLEVISITOR\","
	"\"accountId\":\"" DEMO_PARTNER "\"}",
	"198.51.100.78",
	CLI,
};
static const struct demo_actor alice = {
	USER("alice", ALICE_KEY),
	"203.0.113.10",
	"aws-cli/2.27.1 md/awscrt#0.26.1 ua/2.1 os/macos#24.4.0 "
	"lang/python#3.13.2",
};

#define DENIED(action)                                                         \
	"AccessDenied",                                                        \
		"User: arn:aws:iam::" DEMO_ACCOUNT                             \
		":user/ci-deploy is not authorized to perform: " action        \
		" because no identity-based policy allows "                    \
		"it"
#define GUARDED(action)                                                        \
	"AccessDenied",                                                        \
		"User: arn:aws:iam::" DEMO_ACCOUNT                             \
		":user/backup-svc is not authorized to perform: " action       \
		" with an explicit deny in a service "                         \
		"control policy"
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

const struct demo_scene demo_scenes[] = {
	/* who am I, what is here */
	{ AT(2, 41, 7),
	  &thief,
	  { "sts", "GetCallerIdentity", 'r', NULL, NULL } },
	{ AT(2, 41, 19),
	  &thief,
	  { "iam", "ListUsers", 'r', NULL, NULL, DENIED("iam:ListUsers") } },
	{ AT(2, 41, 26),
	  &thief,
	  { "iam", "GetAccountAuthorizationDetails", 'r', NULL, NULL,
	    DENIED("iam:GetAccountAuthorizationDetails") } },
	{ AT(2, 41, 40),
	  &thief,
	  { "s3", "ListBuckets", 'r', "{\"Host\":\"s3.amazonaws.com\"}",
	    NULL } },
	{ AT(2, 42, 3),
	  &thief,
	  { "secretsmanager", "ListSecrets", 'r', NULL, NULL,
	    DENIED("secretsmanager:ListSecrets") },
	  3,
	  4 },
	{ AT(2, 42, 31),
	  &thief,
	  { "ec2", "DescribeInstances", 'r',
	    "{\"instancesSet\":{},\"filterSet\":{}}", NULL },
	  4,
	  9 },
	{ AT(2, 43, 15),
	  &thief,
	  { "ec2", "DescribeSecurityGroups", 'r',
	    "{\"securityGroupSet\":{},\"securityGroupIdSet\":{\"items\":"
	    "[{\"groupId\":\"" OPENED "\"}]},\"filterSet\":{}}",
	    NULL },
	  3,
	  20 },
	{ AT(2, 45, 2),
	  &thief,
	  { "iam", "ListAttachedUserPolicies", 'r',
	    "{\"userName\":\"ci-deploy\"}", NULL } },
	{ AT(2, 46, 44),
	  &thief,
	  { "ec2", "DescribeSnapshots", 'r',
	    "{\"ownersSet\":{\"items\":[{\"owner\":\"self\"}]}}", NULL } },
	{ AT(2, 48, 12),
	  &thief,
	  { "lambda", "ListFunctions20150331", 'r', NULL, NULL,
	    DENIED("lambda:ListFunctions") } },
	/* the door */
	{ AT(2, 52, 18),
	  &thief,
	  { "ec2", "AuthorizeSecurityGroupIngress", 'w',
	    RULE("22", "0.0.0.0/0"), RULE_MADE("22", "0.0.0.0/0") } },
	{ AT(2, 52, 40),
	  &thief,
	  { "ec2", "ImportKeyPair", 'w',
	    "{\"keyName\":\"maintenance\",\"publicKeyMaterial\":"
	    "\"c3NoLWVkMjU1MTkgRVhBTVBMRQ==\"}",
	    "{\"keyName\":\"maintenance\",\"keyPairId\":"
	    "\"key-0a1b2c3d4e5f60718\"}" } },
	{ AT(2, 53, 5),
	  &thief,
	  { "ec2", "RunInstances", 'w',
	    "{\"instancesSet\":{\"items\":[{\"imageId\":"
	    "\"ami-0a1b2c3d4e5f60718\",\"minCount\":1,\"maxCount\":1,"
	    "\"keyName\":\"maintenance\"}]},\"instanceType\":\"t3.micro\","
	    "\"groupSet\":{\"items\":[{\"groupId\":\"" OPENED "\"}]}}",
	    NULL, "Client.UnauthorizedOperation",
	    "You are not authorized to perform this operation." } },
	/* a user of its own */
	{ AT(2, 55, 30),
	  &thief,
	  { "iam", "CreateUser", 'w', "{\"userName\":\"backup-svc\"}",
	    "{\"user\":{\"path\":\"/\",\"userName\":\"backup-svc\","
	    "\"userId\":\"AIDAEXAMPLEbackup-svc\",\"arn\":\"arn:aws:iam:"
	    ":" DEMO_ACCOUNT ":user/backup-svc\"}}" } },
	{ AT(2, 55, 52),
	  &thief,
	  { "iam", "CreateAccessKey", 'w', "{\"userName\":\"backup-svc\"}",
	    "{\"accessKey\":{\"userName\":\"backup-svc\",\"accessKeyId\":"
	    "\"" NEW_KEY "\",\"status\":\"Active\"}}" } },
	{ AT(2, 56, 20),
	  &thief,
	  { "iam", "PutUserPolicy", 'w',
	    "{\"userName\":\"backup-svc\",\"policyName\":\"backup\","
	    "\"policyDocument\":" EVERYTHING "}",
	    NULL } },
	{ AT(2, 57, 1),
	  &thief,
	  { "iam", "CreateLoginProfile", 'w',
	    "{\"userName\":\"backup-svc\",\"passwordResetRequired\":false}",
	    "{\"loginProfile\":{\"userName\":\"backup-svc\"}}" } },
	{ AT(3, 1, 11),
	  &shadow,
	  { "sts", "GetCallerIdentity", 'r', NULL, NULL } },
	{ AT(3, 1, 30),
	  &shadow,
	  { "secretsmanager", "ListSecrets", 'r', NULL, NULL } },
	{ AT(3, 2, 2),
	  &shadow,
	  { "secretsmanager", "GetSecretValue", 'r',
	    "{\"secretId\":\"prod/orders/database\"}", NULL } },
	{ AT(3, 2, 9),
	  &shadow,
	  { "secretsmanager", "GetSecretValue", 'r',
	    "{\"secretId\":\"prod/mail/api-token\"}", NULL } },
	{ AT(3, 4, 0),
	  &shadow,
	  { "s3", "ListObjects", 'r',
	    "{\"bucketName\":\"example-customer-exports\"}", NULL } },
	{ AT(3, 4, 20),
	  &shadow,
	  { "s3", "GetObject", 'd', EXPORTS, NULL,
	    .extra = ",\"additionalEventData\":{\"bytesTransferredOut\":$"
		     "num000}" },
	  140,
	  2 },
	/* staying, and hiding */
	{ AT(3, 10, 44),
	  &shadow_console,
	  { "signin", "ConsoleLogin", 'w', NULL,
	    "{\"ConsoleLogin\":\"Success\"}", .type = "AwsConsoleSignIn",
	    .extra = ",\"additionalEventData\":{\"LoginTo\":"
		     "\"https://console.aws.amazon.com/\","
		     "\"MobileVersion\":\"No\",\"MFAUsed\":\"No\"}" } },
	{ AT(3, 12, 5),
	  &shadow,
	  { "cloudtrail", "DescribeTrails", 'r', NULL, NULL } },
	{ AT(3, 12, 19),
	  &shadow,
	  { "cloudtrail", "StopLogging", 'w', TRAIL, NULL,
	    GUARDED("cloudtrail:StopLogging") },
	  2,
	  11 },
	{ AT(3, 12, 48),
	  &shadow,
	  { "cloudtrail", "DeleteTrail", 'w', TRAIL, NULL,
	    GUARDED("cloudtrail:DeleteTrail") } },
	{ AT(3, 14, 30),
	  &shadow,
	  { "guardduty", "ListDetectors", 'r', NULL, NULL } },
	{ AT(3, 14, 52),
	  &shadow,
	  { "guardduty", "DeleteDetector", 'w',
	    "{\"detectorId\":\"12abc34d567e8fa901bc2d34eexample\"}", NULL,
	    GUARDED("guardduty:DeleteDetector") } },
	{ AT(3, 15, 40),
	  &shadow,
	  { "iam", "UpdateAssumeRolePolicy", 'w',
	    "{\"roleName\":\"NightlyReports\",\"policyDocument\":" TRUST_PARTNER
	    "}",
	    NULL } },
	{ AT(3, 18, 9),
	  &partner,
	  { "sts", "AssumeRole", 'r',
	    "{\"roleArn\":\"arn:aws:iam::" DEMO_ACCOUNT
	    ":role/NightlyReports\",\"roleSessionName\":\"reports\"}",
	    "{\"credentials\":{\"accessKeyId\":\"ASIAIOSFODNN7EXAMPLE\","
	    "\"expiration\":\"Mar 14, 2026, 4:18:09 AM\"},"
	    "\"assumedRoleUser\":{\"assumedRoleId\":"
	    "\"AROAEXAMPLEREPORTS:reports\",\"arn\":\"arn:aws:sts:"
	    ":" DEMO_ACCOUNT ":assumed-role/NightlyReports/reports\"}}" } },
	{ AT(3, 20, 30),
	  &shadow,
	  { "ec2", "ModifySnapshotAttribute", 'w',
	    "{\"snapshotId\":\"snap-0a1b2c3d4e5f60718\",\"attributeType\":"
	    "\"CREATE_VOLUME_PERMISSION\",\"createVolumePermission\":{"
	    "\"add\":{\"items\":[{\"userId\":\"" DEMO_PARTNER "\"}]}}}",
	    "{\"requestId\":\"$uuid\",\"_return\":true}" } },
	/* the morning after */
	{ AT(8, 31, 12),
	  &alice,
	  { "iam", "ListAccessKeys", 'r', "{\"userName\":\"ci-deploy\"}",
	    NULL } },
	{ AT(8, 33, 50),
	  &alice,
	  { "iam", "UpdateAccessKey", 'w',
	    "{\"userName\":\"ci-deploy\",\"accessKeyId\":\"" LEAKED_KEY
	    "\",\"status\":\"Inactive\"}",
	    NULL } },
	{ AT(8, 36, 4),
	  &alice,
	  { "ec2", "DescribeSecurityGroups", 'r',
	    "{\"securityGroupSet\":{},\"securityGroupIdSet\":{\"items\":"
	    "[{\"groupId\":\"" OPENED "\"}]},\"filterSet\":{}}",
	    NULL } },
	{ AT(8, 36, 40),
	  &alice,
	  { "ec2", "RevokeSecurityGroupIngress", 'w', RULE("22", "0.0.0.0/0"),
	    "{\"requestId\":\"$uuid\",\"_return\":true}" } },
	{ 0 },
};
