/* SPDX-License-Identifier: MIT */
/* test_field.c - names: what they stand on, what they show, what is near. */
#include "asked.h"

static struct field *field_of(const char *name)
{
	struct err err;
	struct field *field = field_parse(str_of(name), &err);

	if (!field)
		fail_msg("'%s': %s", name, err.text);
	return field;
}

static void assert_shows(const struct rig *rig, const char *name, row_t row,
			 const char *want)
{
	struct field *field = field_of(name);
	struct buf got = { 0 };

	buf_add(&got, STR(""));
	if (field_put(field, rig->store, row, &got) != (want != NULL))
		fail_msg("'%s' of row %u", name, row);
	assert_string_equal(got.at, want ? want : "");
	buf_release(&got);
	field_free(field);
}

static void a_field_shows_what_a_row_has(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	asked_load(&rig, STR("three-days.ndjson"));
	assert_shows(&rig, "user", 1, "alice");
	assert_shows(&rig, "user", 13, "role/Admin 444455556666");
	assert_shows(&rig, "role", 13, "Admin");
	assert_shows(&rig, "role", 1, NULL);
	assert_shows(&rig, "session", 7, "Admin/carol@example.com");
	assert_shows(&rig, "key", 0, NULL);
	assert_shows(&rig, "ip", 4, "198.51.100.7");
	assert_shows(&rig, "ua", 6, "[Boto3/1.34.0 Python/3.11]");
	assert_shows(&rig, "event", 4, "CreateAccessKey");
	assert_shows(&rig, "service", 4, "iam");
	assert_shows(&rig, "error", 5, "AccessDenied");
	assert_shows(&rig, "class", 5, "denied");
	assert_shows(&rig, "class", 4, NULL);
	assert_shows(&rig, "id", 4, "e5");
	assert_shows(&rig, "time", 4, "2024-05-06T10:05:00Z");
	assert_shows(&rig, "write", 4, "true");
	assert_shows(&rig, "read", 4, "false");
	assert_shows(&rig, "mfa", 7, "true");
	assert_shows(&rig, "mfa", 4, "false");
	assert_shows(&rig, "mfa", 9, NULL);
	assert_shows(&rig, "kind", 6, "data");
	assert_shows(&rig, "*.cidrIp", 3, "10.0.0.0/8; 198.51.100.0/24");
	assert_shows(&rig, "*.items[1].cidrIp", 3, "198.51.100.0/24");
	assert_shows(&rig, "requestID", 4,
		     "00000000-0000-4000-9000-000000000005");
	assert_shows(&rig, "requestParameters.groupId", 4, NULL);
	assert_shows(&rig, "requestParameters.empty", 17, "");
	rig_release(&rig);
}

static void a_column_has_one_alias_to_write(void **state)
{
	static const char *const both[][2] = {
		{ "user", "user" },     { "session", "session" },
		{ "key", "key" },       { "address", "ip" },
		{ "ip", "ip" },         { "tool", "tool" },
		{ "name", "event" },    { "service", "service" },
		{ "region", "region" }, { "account", "account" },
		{ "error", "error" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(both); i++) {
		struct field *field = field_of(both[i][0]);

		assert_string_equal(column_alias(field_column(field)),
				    both[i][1]);
		field_free(field);
	}
	for (enum column column = 0; column < COL_COUNT; column++)
		assert_string_not_equal(column_alias(column), "");
}

static void what_is_no_column_says_so(void **state)
{
	struct field *resource = field_of("resource");
	struct field *path = field_of("eventVersion");

	(void)state;
	assert_int_equal(field_column(resource), COL_COUNT);
	assert_true(field_is_resource(resource));
	assert_int_equal(field_column(path), COL_COUNT);
	assert_false(field_is_resource(path));
	assert_str(field_name(path), "eventVersion");
	field_free(resource);
	field_free(path);
	field_free(NULL);
}

static void assert_wrong(const char *name, unsigned at)
{
	struct err err;

	assert_null(field_parse(str_of(name), &err));
	assert_int_equal(err.code, ERR_QUERY);
	assert_int_equal(err.at, at);
}

static void a_name_that_is_none_is_refused_with_its_place(void **state)
{
	(void)state;
	assert_wrong("", 0);
	assert_wrong("*", 1);
	assert_wrong("*.", 2);
	assert_wrong("a[", 2);
	assert_wrong("a.b[x]", 4);
	assert_wrong("a[0]b", 4);
	assert_wrong("`a", 0);
}

static void assert_near(const struct rig *rig, const char *name,
			const char *want)
{
	struct field *field = field_of(name);
	struct buf near = { 0 };

	buf_add(&near, STR(""));
	assert_int_equal(field_known(field, rig->store, &near), want == NULL);
	assert_string_equal(near.at, want ? want : "");
	buf_release(&near);
	field_free(field);
}

static void an_unknown_name_has_near_ones(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	asked_load(&rig, STR("three-days.ndjson"));
	assert_near(&rig, "user", NULL);
	assert_near(&rig, "undated", NULL);
	assert_near(&rig, "requestParameters.groupId", NULL);
	assert_near(&rig, "requestParameters", NULL);
	assert_near(&rig, "*.groupId", NULL);
	assert_near(&rig, "groupId", "*.groupId");
	assert_near(&rig, "requestParameters.groupid", "*.groupId");
	assert_near(&rig, "Denied", "denied");
	assert_near(&rig, "adress", "address");
	assert_near(&rig, "vpcEndpointId", "");
	assert_near(&rig, "qqqqqqqq", "");
	rig_release(&rig);
}

/* What is typed goes on in these ways, with a blank between. */
static void completes(const struct rig *rig, const char *typed,
		      const char *want)
{
	struct field_names names = { 0 };
	struct buf got = { 0 };

	buf_add(&got, STR(""));
	field_complete(rig->store, str_of(typed), &names);
	for (size_t i = 0; i < names.count; i++)
		buf_addf(&got, "%s%s", i ? " " : "", names.name[i].at);
	assert_string_equal(got.at, want);
	field_names_release(&names);
	buf_release(&got);
}

/* Nobody knows a path from its root on. */
static void a_path_is_completed_by_any_of_its_keys(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	rig_json(&rig, 0, 0,
		 "{\"eventID\":\"a\",\"requestParameters\":{\"groupId\":1,"
		 "\"set\":{\"groupId\":2,\"my group\":3,\"vpc.id\":4}}}");
	rig_flush(&rig);
	completes(&rig, "groupId",
		  "*.groupId requestParameters.groupId "
		  "requestParameters.set.groupId");
	completes(&rig, "my", "`requestParameters.set.my group`");
	completes(&rig, "VPC", "requestParameters.set.vpc\\.id");
	completes(&rig, "oupid",
		  "requestParameters.groupId requestParameters.set.groupId");
	completes(&rig, "*.gr", "*.groupId");
	rig_release(&rig);
}

static void a_name_that_was_begun_can_go_on(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	asked_load(&rig, STR("three-days.ndjson"));
	completes(&rig, "userA", "userAgent");
	completes(&rig, "requestParameters.gr", "requestParameters.groupId");
	completes(&rig, "GROUP", "requestParameters.groupId");
	/* a documented place that no event has */
	completes(&rig, "vpcEndpointId", "");
	rig_release(&rig);
}

/* What a path reaches is worked out once a skeleton; new ones may come. */
static void a_path_learns_the_skeletons_that_come(void **state)
{
	struct field *field = field_of("a.b");
	struct buf out = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	assert_false(field_known(field, rig.store, NULL));
	for (unsigned i = 0; i < 40; i++) {
		char json[128];

		snprintf(json, sizeof(json),
			 "{\"eventID\":\"e%u\",\"k%u\":1,\"a\":{\"b\":%u}}", i,
			 i, i);
		rig_json(&rig, 0, 0, json);
		rig_flush(&rig);
		assert_true(field_known(field, rig.store, NULL));
		buf_reset(&out);
		assert_true(field_put(field, rig.store, i, &out));
		snprintf(json, sizeof(json), "%u", i);
		assert_string_equal(out.at, json);
	}
	field_free(field);
	buf_release(&out);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_field_shows_what_a_row_has),
		cmocka_unit_test(a_column_has_one_alias_to_write),
		cmocka_unit_test(what_is_no_column_says_so),
		cmocka_unit_test(a_name_that_is_none_is_refused_with_its_place),
		cmocka_unit_test(an_unknown_name_has_near_ones),
		cmocka_unit_test(a_name_that_was_begun_can_go_on),
		cmocka_unit_test(a_path_is_completed_by_any_of_its_keys),
		cmocka_unit_test(a_path_learns_the_skeletons_that_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
