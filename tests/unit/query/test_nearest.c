/* SPDX-License-Identifier: MIT */
/* test_nearest.c - what a person may have meant. */
#include "counted.h"

#define MOST 3

static struct field *field_of(const char *text)
{
	struct err err;
	struct field *field = field_parse(str_of(text), &err);

	assert_non_null(field);
	return field;
}

/* The values found as `text count, text count`. */
static void assert_nearest(const struct rig *rig, const char *field,
			   const char *typed, const char *want)
{
	struct guess *guess = guess_new(field_of(field), str_of(typed));
	struct nearest near[NEAREST_MOST];
	struct buf got = { 0 };
	size_t count;

	while (guess_step(guess, rig->store, 3))
		;
	count = guess_values(guess, near);
	buf_add(&got, STR(""));
	for (size_t i = 0; i < count && i < MOST; i++)
		buf_addf(&got, "%s%.*s %u", i ? ", " : "",
			 STR_ARG(near[i].text), near[i].events);
	assert_str(buf_str(&got), want);
	buf_release(&got);
	guess_free(guess);
}

static void add_users(struct rig *rig, const char *user, int count)
{
	for (int i = 0; i < count; i++)
		add_row(rig, 0, 0, "ListBuckets", user, NULL);
}

static void a_mistyped_name_finds_its_user(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_users(&rig, "user/sam 111122223333", 2);
	add_users(&rig, "user/samantha 111122223333", 3);
	add_users(&rig, "role/Deploy 111122223333", 5);
	rig_flush(&rig);
	assert_nearest(&rig, "user", "smantha", "user/samantha 111122223333 3");
	assert_nearest(&rig, "user", "DEPLOI", "role/Deploy 111122223333 5");
	assert_nearest(&rig, "user", "user/sma", "user/sam 111122223333 2");
	assert_nearest(&rig, "user", "zzzzzz", "");
	rig_release(&rig);
}

static void what_holds_the_typed_text_comes_first(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_users(&rig, "user/ann 111122223333", 9);
	add_users(&rig, "user/joanne 111122223333", 1);
	add_users(&rig, "user/anna 111122223333", 1);
	add_users(&rig, "user/hann 111122223333", 4);
	rig_flush(&rig);
	assert_nearest(&rig, "user", "anne",
		       "user/joanne 111122223333 1, "
		       "user/ann 111122223333 9, "
		       "user/anna 111122223333 1");
	rig_release(&rig);
}

static void equally_near_ones_come_by_events_and_then_by_text(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_users(&rig, "user/bob4", 1);
	add_users(&rig, "user/bob3", 2);
	add_users(&rig, "user/bob2", 1);
	add_users(&rig, "user/bob1", 1);
	rig_flush(&rig);
	assert_nearest(&rig, "user", "bob",
		       "user/bob3 2, user/bob1 1, user/bob2 1");
	rig_release(&rig);
}

static void resources_and_paths_have_nearest_values_too(void **state)
{
	struct batch_row *row;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	row = add_row(&rig, 0, 0, "A", NULL, NULL);
	add_resource(&rig, row, "s3/example-logs");
	rig_event(&rig, 0, 100, 0,
		  ",\"requestParameters\":{\"groupName\":\"bastion\"}");
	rig_flush(&rig);
	assert_nearest(&rig, "resource", "exmaple-logs", "s3/example-logs 1");
	assert_nearest(&rig, "requestParameters.groupName", "bastoin",
		       "bastion 1");
	rig_release(&rig);
}

static void nothing_typed_and_pasted_pages_are_near_to_nothing(void **state)
{
	char page[5000];
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_users(&rig, "user/ann", 1);
	rig_flush(&rig);
	memset(page, 'a', sizeof(page) - 1);
	page[sizeof(page) - 1] = '\0';
	assert_nearest(&rig, "user", "", "");
	assert_nearest(&rig, "user", page, "");
	rig_release(&rig);
}

/* What is pasted is compared by the names in it. */
static void a_pasted_arn_finds_what_has_nearly_its_name(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_users(&rig, "user/bob 111122223333", 2);
	add_users(&rig, "role/Deploy 111122223333", 5);
	rig_flush(&rig);
	assert_nearest(&rig, "user", "arn:aws:iam::444455556666:user/bob",
		       "user/bob 111122223333 2");
	assert_nearest(&rig, "user", "arn:aws-cn:iam::111122223333:user/bobb",
		       "user/bob 111122223333 2");
	assert_nearest(&rig, "user",
		       "arn:aws:sts::111122223333:assumed-role/Deplo/build-42",
		       "role/Deploy 111122223333 5");
	assert_nearest(&rig, "user", "arn:aws:iam::111122223333:user/zzzz", "");
	rig_release(&rig);
}

static void an_address_is_near_in_its_network(void **state)
{
	static const char *const addresses[] = {
		"10.1.2.3",  "10.1.9.9",        "10.200.0.1",
		"192.0.2.1", "2001:db8:1:2::1", "ec2.amazonaws.com"
	};
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (size_t i = 0; i < ARRAY_LEN(addresses); i++)
		add_row(&rig, 0, 0, "ListBuckets", NULL, addresses[i]);
	rig_flush(&rig);
	assert_nearest(&rig, "ip", "10.1.2.128/25",
		       "10.1.2.3 1, 10.1.9.9 1, 10.200.0.1 1");
	assert_nearest(&rig, "ip", "10.1.2.4",
		       "10.1.2.3 1, 10.1.9.9 1, 10.200.0.1 1");
	assert_nearest(&rig, "ip", "2001:db8:1:ffff::/64", "2001:db8:1:2::1 1");
	assert_nearest(&rig, "ip", "203.0.113.1", "");
	rig_release(&rig);
}

static void an_object_is_near_in_its_bucket(void **state)
{
	static const char *const keys[] = { "a/report.csv", "a/report.csv",
					    "a/plan.pdf", "z" };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	for (unsigned i = 0; i < ARRAY_LEN(keys); i++) {
		char json[256];

		snprintf(json, sizeof(json),
			 ",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":"
			 "\"GetObject\",\"requestParameters\":{\"bucketName\":"
			 "\"example-%s\",\"key\":\"%s\"}",
			 i < 3 ? "bucket" : "other", keys[i]);
		rig_event(&rig, 0, i, i, json);
	}
	rig_flush(&rig);
	assert_nearest(&rig, "object", "s3://example-bucket/b/plan.pdv",
		       "example-bucket/a/plan.pdf 1, "
		       "example-bucket/a/report.csv 2");
	assert_nearest(&rig, "object", "arn:aws:s3:::example-buckt/x",
		       "example-bucket/a/report.csv 2, "
		       "example-bucket/a/plan.pdf 1");
	assert_nearest(&rig, "object", "s3://nowhere/x", "");
	assert_nearest(&rig, "object", "s3://", "");
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mistyped_name_finds_its_user),
		cmocka_unit_test(what_holds_the_typed_text_comes_first),
		cmocka_unit_test(
			equally_near_ones_come_by_events_and_then_by_text),
		cmocka_unit_test(resources_and_paths_have_nearest_values_too),
		cmocka_unit_test(
			nothing_typed_and_pasted_pages_are_near_to_nothing),
		cmocka_unit_test(a_pasted_arn_finds_what_has_nearly_its_name),
		cmocka_unit_test(an_address_is_near_in_its_network),
		cmocka_unit_test(an_object_is_near_in_its_bucket),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
