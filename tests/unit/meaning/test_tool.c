/* SPDX-License-Identifier: MIT */
/* Tools: product and version of a user agent, and nothing of the run. */
#include "../../../tui/meaning/tool.h"
#include "sense.h"

static const char *const agents[][2] = {
	{ "aws-cli/2.13.0 Python/3.11.4 Linux/6.1 exe/x86_64 prompt/off "
	  "command/s3.ls",
	  "aws-cli/2.13.0" },
	{ "[aws-cli/2.2.16 Python/3.8.8 Darwin/20.5.0 command/s3.sync]",
	  "aws-cli/2.2.16" },
	{ "Boto3/1.26.165 Python/3.10.6 Linux/5.19 Botocore/1.29.165",
	  "Boto3/1.26.165" },
	{ "stratus-red-team_39f95f43-cd2f-4beb-b69e-be60b6fe1f57",
	  "stratus-red-team" },
	{ "APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.example.com) "
	  "terraform-provider-aws/3.76.1",
	  "Terraform/1.1.2" },
	{ "Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 "
	  "Firefox/115.2",
	  "Firefox/115" },
	{ "Mozilla/5.0 (Macintosh) AppleWebKit/537.36 (KHTML, like Gecko) "
	  "Chrome/92.0.4515.107 Safari/537.36",
	  "Chrome/92" },
	{ "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like "
	  "Gecko) Chrome/120.0 Safari/537.36 Edg/120.0.2210",
	  "Edge/120" },
	{ "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) "
	  "Version/17.1 Safari/605.1.15",
	  "Safari/17" },
	{ "Mozilla/5.0", "Mozilla/5.0" },
	{ "[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 Linux/5.10]",
	  "S3Console/0.4" },
	{ "EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.11.1030",
	  "EC2ConsoleFrontend" },
	{ "RDS Console, aws-internal/3 aws-sdk-java/1.11.975", "RDS Console" },
	{ "AWS CloudWatch Console", "AWS CloudWatch Console" },
	{ "console.amazonaws.com", "console.amazonaws.com" },
	{ "rds.amazonaws.com", "rds.amazonaws.com" },
	{ "AWS Internal", "AWS Internal" },
	{ "AWS Internal/3", "AWS Internal" },
	{ "aws-internal/3 aws-sdk-java/1.11.997 Linux/5.4", "AWS Internal" },
	{ "aws-sdk-go/1.41.4 (go1.18.3; linux; amd64) amazon-ssm-agent/",
	  "aws-sdk-go/1.41.4" },
	{ "Apache-HttpClient/UNAVAILABLE (Java/1.8.0_252)",
	  "Apache-HttpClient/UNAVAILABLE" },
	{ "My Tool/1.0 build 7", "My Tool/1.0" },
	{ "[curl/8.5.0]", "curl/8.5.0" },
	{ "[]", "" },
	{ "  ", "" },
	{ "", "" },
};

static void a_tool_is_product_and_version(void **state)
{
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(agents); i++) {
		buf_reset(&out);
		tool_put(&out, str_of(agents[i][0]));
		if (!str_eq(buf_str(&out).at ? buf_str(&out) : STR(""),
			    str_of(agents[i][1])))
			fail_msg("%s is '%.*s'", agents[i][0],
				 STR_ARG(buf_str(&out)));
	}
	buf_release(&out);
}

static void a_long_agent_is_cut(void **state)
{
	char agent[2000];
	struct buf out = { 0 };

	(void)state;
	memset(agent, 'a', sizeof(agent));
	tool_put(&out, (struct str){ agent, sizeof(agent) });
	assert_int_equal(out.len, 120);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tool_is_product_and_version),
		cmocka_unit_test(a_long_agent_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
