/* SPDX-License-Identifier: MIT */
/* test_demo.c - the built-in day: the same for ever, valid, and with the
 * incident inside. */
#include "../ingest/folder.h"

#include <jansson.h>

#include "../../../tui/app/demo/demo.h"

static void a_file_has_the_same_bytes_every_time(void **state)
{
	struct buf first = { 0 };
	struct buf second = { 0 };

	(void)state;
	for (size_t n = 0; n < demo_files(); n += 37) {
		buf_reset(&first);
		buf_reset(&second);
		demo_name(n, &first);
		demo_file(n, &first);
		/* Whatever was made in between. */
		demo_file((n + 1) % demo_files(), &second);
		buf_reset(&second);
		demo_name(n, &second);
		demo_file(n, &second);
		assert_true(str_eq(buf_str(&first), buf_str(&second)));
	}
	buf_release(&first);
	buf_release(&second);
}

static void names_are_those_of_a_bucket_and_no_two_are_equal(void **state)
{
	struct buf name = { 0 };
	struct dict dict;

	(void)state;
	assert_true(dict_init(&dict, 1));
	for (size_t n = 0; n < demo_files(); n++) {
		buf_reset(&name);
		demo_name(n, &name);
		assert_true(str_starts(buf_str(&name),
				       STR("AWSLogs/111122223333/CloudTrail/"
					   "")));
		assert_true(str_ends(buf_str(&name), STR(".json.gz")));
		assert_int_equal(dict_put(&dict, buf_str(&name)), n + 1);
	}
	dict_release(&dict);
	buf_release(&name);
}

/* What a reader of the story must find. */
static const struct clue {
	const char *name, *user, *error, *inside;
} clues[] = {
	{ "AuthorizeSecurityGroupIngress", "ci-deploy", NULL, "0.0.0.0/0" },
	{ "CreateUser", "ci-deploy", NULL, "backup-svc" },
	{ "CreateAccessKey", "ci-deploy", NULL, "backup-svc" },
	{ "StopLogging", NULL, "AccessDenied", NULL },
};

struct count {
	size_t events, denied;
	size_t clue[ARRAY_LEN(clues)];
	struct dict ids;
};

static bool is(const json_t *value, const char *text)
{
	return !text || (json_is_string(value) &&
			 !strcmp(json_string_value(value), text));
}

static void check_record(struct count *count, const json_t *record)
{
	const json_t *who = json_object_get(record, "userIdentity");
	const json_t *error = json_object_get(record, "errorCode");
	const char *id = json_string_value(json_object_get(record, "eventID"));
	const char *time =
		json_string_value(json_object_get(record, "eventTime"));
	char *text = json_dumps(record, JSON_COMPACT);
	int64_t at;

	assert_non_null(id);
	assert_int_equal(dict_put(&count->ids, str_of(id)), count->events + 1);
	assert_true(time_read(str_of(time), &at, NULL));
	assert_true(json_is_boolean(json_object_get(record, "readOnly")));
	count->events++;
	count->denied += error != NULL;
	for (size_t i = 0; i < ARRAY_LEN(clues); i++)
		count->clue[i] +=
			is(json_object_get(record, "eventName"),
			   clues[i].name) &&
			is(json_object_get(who, "userName"), clues[i].user) &&
			is(error, clues[i].error) &&
			(!clues[i].inside || strstr(text, clues[i].inside));
	free(text);
}

static void every_record_parses_and_the_incident_is_there(void **state)
{
	struct count count = { 0 };
	struct buf bytes = { 0 };

	(void)state;
	assert_true(dict_init(&count.ids, 1));
	for (size_t n = 0; n < demo_files(); n++) {
		json_error_t error;
		buf_reset(&bytes);
		demo_file(n, &bytes);
		json_t *root = json_loadb(bytes.at, bytes.len,
					  JSON_REJECT_DUPLICATES, &error);
		assert_non_null(root);
		json_t *records = json_object_get(root, "Records");
		for (size_t i = 0; i < json_array_size(records); i++)
			check_record(&count, json_array_get(records, i));
		json_decref(root);
	}
	assert_in_range(count.events, 45000, 55000);
	assert_in_range(count.denied, 20, 5000);
	for (size_t i = 0; i < ARRAY_LEN(clues); i++)
		if (!count.clue[i])
			fail_msg("no %s", clues[i].name);
	dict_release(&count.ids);
	buf_release(&bytes);
}

static void it_is_written_below_a_folder_or_says_why_not(void **state)
{
	struct folder folder;
	struct err err;
	char *file;

	(void)state;
	folder_make(&folder);
	folder_put(&folder, "file", STR("x"));
	file = folder_name(&folder, "file");
	assert_int_equal(demo_write(file, &err), -1);
	assert_int_equal(err.code, ERR_FILE);
	assert_non_null(strstr(err.text, "Not a directory"));
	assert_int_equal(demo_write("/dev/full/x", &err), -1);
	free(file);
	folder_remove(&folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_has_the_same_bytes_every_time),
		cmocka_unit_test(
			names_are_those_of_a_bucket_and_no_two_are_equal),
		cmocka_unit_test(every_record_parses_and_the_incident_is_there),
		cmocka_unit_test(it_is_written_below_a_folder_or_says_why_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
