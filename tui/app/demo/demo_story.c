/* SPDX-License-Identifier: MIT */
/* demo_story.c - a leaked key of a deployment user is tried at night: recon,
 * denials, SSH opened to the world, a new user with a key of its own,
 * persistence, data read, an attempt to stop the trail, and in the morning
 * the people who find it. */
#include "demo_day.h"

/* `key` is KEY(id), or "" where one signed in with a password. */
#define USER(name, key)                                                        \
	"{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLE" name             \
	"\",\"arn\":\"arn:aws:iam::" DEMO_ACCOUNT ":user/" name                \
	"\",\"accountId\":\"" DEMO_ACCOUNT "\"," key "\"userName\":\"" name    \
	"\"}"
#define KEY(id) "\"accessKeyId\":\"" id "\","

#define LEAKED_KEY "AKIAIOSFODNN7EXAMPLE"
#define NEW_KEY "AKIAI44QH8DHBEXAMPLE"
#define ALICE_KEY "AKIAALICE0000EXAMPLE"
#define CLI "aws-cli/2.22.7 Python/3.12.6 Linux/6.8.0 exe/x86_64.kali.2024"
#define FIREFOX                                                                \
	"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 "            \
	"Firefox/128.0"

static const struct demo_actor thief = { USER("ci-deploy", KEY(LEAKED_KEY)),
					 "198.51.100.77", CLI };
static const struct demo_actor shadow = { USER("backup-svc", KEY(NEW_KEY)),
					  "198.51.100.78", CLI };
static const struct demo_actor shadow_console = { USER("backup-svc", ""),
						  "198.51.100.78", FIREFOX };
static const struct demo_actor partner = {
	"{\"type\":\"AWSAccount\",\"principalId\":\"AIDAEXAMPLEVISITOR\","
	"\"accountId\":\"" DEMO_PARTNER "\"}",
	"198.51.100.78", CLI
};
static const struct demo_actor alice = {
	USER("alice", KEY(ALICE_KEY)), "203.0.113.10",
	"aws-cli/2.27.1 md/awscrt#0.26.1 ua/2.1 os/macos#24.4.0 "
	"lang/python#3.13.2"
};

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
	SCENE(8, 31, 12, alice, "iam", "ListAccessKeys", 'r',
	      "{\"userName\":\"ci-deploy\"}"),
	SCENE(8, 33, 50, alice, "iam", "UpdateAccessKey", 'w',
	      "{\"userName\":\"ci-deploy\",\"accessKeyId\":\"" LEAKED_KEY
	      "\",\"status\":\"Inactive\"}"),
	SCENE(8, 36, 4, alice, "ec2", "DescribeSecurityGroups", 'r',
	      "{\"securityGroupSet\":{},\"securityGroupIdSet\":{\"items\":"
	      "[{\"groupId\":\"" OPENED "\"}]},\"filterSet\":{}}"),
	SCENE(8, 36, 40, alice, "ec2", "RevokeSecurityGroupIngress", 'w',
	      RULE("22", "0.0.0.0/0"),
	      "{\"requestId\":\"$uuid\",\"_return\":true}"),
	{ 0 },
};
