/* SPDX-License-Identifier: MIT */
/* ARNs: one identity for a thing, however it is named. */
#include "sense.h"

#define ACCT "111122223333"

static void assert_names(const char *arn, const char *want)
{
	struct buf out = { 0 };
	bool is = identity_from_arn(str_of(arn), &out);

	if (!want ? is : !str_eq(buf_str(&out), str_of(want)))
		fail_msg("%s is '%.*s' and not '%s'", arn,
			 STR_ARG(buf_str(&out)), want ? want : "(none)");
	buf_release(&out);
}

static void each_service_has_its_own_form(void **state)
{
	static const char *const forms[][2] = {
		{ "iam::" ACCT ":role/Admin", "role/Admin " ACCT },
		{ "iam::" ACCT ":role/service-role/a/Deploy",
		  "role/Deploy " ACCT },
		{ "iam::" ACCT ":user/team/alice", "user/alice " ACCT },
		{ "iam::" ACCT ":instance-profile/web", "profile/web " ACCT },
		{ "iam::aws:policy/AdministratorAccess",
		  "policy/AdministratorAccess aws" },
		{ "iam::" ACCT ":oidc-provider/token.example.com/x",
		  "oidc-provider/token.example.com/x " ACCT },
		{ "iam::" ACCT ":root", "root " ACCT },
		{ "organizations::" ACCT ":root/o-exampleorg/r-ab12",
		  "org-target/r-ab12 " ACCT },
		{ "sts::" ACCT ":assumed-role/Admin/bob@example.com",
		  "session/Admin/bob@example.com " ACCT },
		{ "s3:::logs", "s3/logs" },
		{ "s3:::logs/2024/a b.gz", "s3/logs" },
		{ "s3:us-east-1:" ACCT ":accesspoint/ap/object/x",
		  "access-point/ap " ACCT },
		{ "ec2:us-east-1:" ACCT ":security-group/sg-0123456789abcdef0",
		  "sg-0123456789abcdef0 " ACCT },
		{ "ec2:us-east-1:" ACCT ":key-pair/laptop",
		  "keypair/laptop " ACCT },
		{ "kms:us-east-1:" ACCT ":alias/backup",
		  "kms/alias/backup " ACCT },
		{ "lambda:us-east-1:" ACCT ":function:pay:PROD",
		  "lambda/pay " ACCT },
		{ "logs:us-east-1:" ACCT ":log-group:/aws/lambda/pay:*",
		  "log-group//aws/lambda/pay " ACCT },
		{ "sns:us-east-1:" ACCT ":alerts:0b1c", "topic/alerts " ACCT },
		{ "dynamodb:us-east-1:" ACCT ":table/users/index/mail",
		  "table/users " ACCT },
		{ "secretsmanager:us-east-1:" ACCT ":secret:prod/db-AbC123",
		  "secret/prod/db " ACCT },
		/* a caller may leave the random end away */
		{ "secretsmanager:us-east-1:" ACCT ":secret:prod/db-secret",
		  "secret/prod/db-secret " ACCT },
		{ "secretsmanager:us-east-1:" ACCT ":secret:db-Server",
		  "secret/db-Server " ACCT },
		{ "secretsmanager:us-east-1:" ACCT ":secret:db-prod01",
		  "secret/db-prod01 " ACCT },
		{ "s3express:us-east-1:" ACCT ":bucket/b--use1-az4--x-s3/k",
		  "s3/b--use1-az4--x-s3" },
		{ "ssm:us-east-1:" ACCT ":parameter/prod/key",
		  "param//prod/key " ACCT },
		{ "ssm:us-east-1:" ACCT ":parameter/key", "param/key " ACCT },
		{ "elasticloadbalancing:us-east-1:" ACCT
		  ":loadbalancer/app/web/50dc6c495c0c9188",
		  "elb/web " ACCT },
		{ "elasticloadbalancing:us-east-1:" ACCT ":loadbalancer/old",
		  "elb/old " ACCT },
		{ "autoscaling:us-east-1:" ACCT
		  ":autoScalingGroup:u:autoScalingGroupName/web",
		  "asg/web " ACCT },
		{ "cloudformation:us-east-1:" ACCT ":stack/net/0b1c",
		  "stack/net " ACCT },
		{ "ecs:us-east-1:" ACCT ":task-definition/web:7",
		  "task-definition/web " ACCT },
		{ "appflow:us-east-1:" ACCT ":flow/lab",
		  "appflow/flow/lab " ACCT },
		{ "sagemaker:us-east-1:" ACCT ":notebook-instance/lab",
		  "notebook/lab " ACCT },
		{ "batch:us-east-1:" ACCT ":job-definition/run:3",
		  "job-definition/run " ACCT },
		{ "cloudfront::" ACCT ":function/f", "edge-function/f " ACCT },
		{ "bedrock:us-east-1:" ACCT ":inference-profile/us.m-v1:0",
		  "model/us.m-v1:0 " ACCT },
	};
	char arn[200];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		snprintf(arn, sizeof(arn), "arn:aws:%s", forms[i][0]);
		assert_names(arn, forms[i][1]);
	}
	assert_names("arn:aws-us-gov:s3:::logs", "s3/logs");
}

static void what_is_no_arn_names_nothing(void **state)
{
	static const char *const no[] = {
		"",
		"arn:",
		"arn:aws",
		"arn:aws:s3",
		"arn:aws:s3:::",
		"arn:aws::us-east-1::x",
		"urn:aws:s3:::b",
		"role/Admin",
		"arn:gcp:iam::1:x",
	};
	char *longest = xmalloc(5000);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		assert_names(no[i], NULL);
	memset(longest, 'x', 4999);
	longest[4999] = '\0';
	memcpy(longest, "arn:aws:s3:::", 13);
	assert_names(longest, NULL);
	free(longest);
}

static void halves_of_arns_give_something_whole_or_nothing(void **state)
{
	(void)state;
	assert_names("arn:aws:iam::" ACCT ":role/", NULL);
	assert_names("arn:aws:iam::notanaccount:role/x", "role/x");
	assert_names("arn:aws:s3:::/key", NULL);
}

static void types_are_told_as_aws_spells_them(void **state)
{
	(void)state;
	assert_string_equal(resource_type(STR("sg-0123456789abcdef0 " ACCT)),
			    "AWS::EC2::SecurityGroup");
	assert_string_equal(resource_type(STR("eni-attach-01234567 " ACCT)),
			    "AWS::EC2::NetworkInterfaceAttachment");
	assert_string_equal(resource_type(STR("role/sg-1 " ACCT)),
			    "AWS::IAM::Role");
	assert_string_equal(resource_type(STR("s3/logs")), "AWS::S3::Bucket");
	assert_string_equal(resource_type(STR("appflow/x " ACCT)), "");
	assert_string_equal(resource_type(STR("")), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_service_has_its_own_form),
		cmocka_unit_test(what_is_no_arn_names_nothing),
		cmocka_unit_test(
			halves_of_arns_give_something_whole_or_nothing),
		cmocka_unit_test(types_are_told_as_aws_spells_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
