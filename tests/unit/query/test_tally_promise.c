/* SPDX-License-Identifier: MIT */
/* test_tally_promise.c - the number beside a value is the number of rows
 * that a filter on it leaves; of any field, and whatever the value says. */
#include "asked.h"
#include "counted.h"

/* Values that mean something to the language, to shells, or to nobody. */
static const char *const nasty[] = {
	"a; b",     "a",          "b",          "*",    "or",
	"null",     "10.0.0.0/8", "10.1.2.3",   "a b",  "\\\\\\\"",
	"'",        "/x/",        "!a",         "[a]",  "role/a",
	"ROLE/A",   "",           " a",         "true", "denied",
	"\\u0000x", "\\u202e",    "caf\\u00e9", "1",    "2023-07-10",
};

static void add_events(struct rig *rig)
{
	unsigned random = 5;
	char json[1024];

	for (unsigned i = 0; i < 600; i++) {
		const char *one = nasty[next(&random) % ARRAY_LEN(nasty)];
		const char *two = nasty[next(&random) % ARRAY_LEN(nasty)];

		snprintf(json, sizeof(json),
			 ",\"eventName\":\"%s\",\"errorCode\":\"%s\","
			 "\"sourceIPAddress\":\"%s\",\"userAgent\":\"%s\","
			 "\"requestID\":\"%s\","
			 "\"requestParameters\":{\"list\":[\"%s\",\"%s\"],"
			 "\"nested\":{\"%s\":1}}",
			 one, two, two, one, two, one, two,
			 i % 3 ? "key" : "other.key");
		rig_event(rig, i % 4, i, i * 7, i % 9 ? json : "");
	}
	rig_flush(rig);
}

static size_t kept(const struct rig *rig, struct str field, struct str value,
		   bool negated)
{
	struct filter *filter = filter_new(asked_equal(field, value, negated));
	size_t rows;

	while (filter_step(filter, rig->store, 100))
		;
	rows = rowset_count(filter_rows(filter));
	filter_free(filter);
	return rows;
}

static void assert_promise(const struct rig *rig, const char *name)
{
	struct rowset set = all_rows(rig);
	struct tally tally = { 0 };
	struct err err;
	struct field *field = field_parse(str_of(name), &err);

	assert_non_null(field);
	tally_count(&tally, rig->store, &set,
		    counting_new(COL_COUNT, field, TALLY_PLAIN));
	for (size_t i = 0; i < tally.count; i++) {
		struct str text = tally_text(&tally, rig->store, i);
		size_t events = tally.row[i].events;
		size_t only = kept(rig, str_of(name), text, false);
		size_t without = kept(rig, str_of(name), text, true);

		if (only != events || without != tally.events - events)
			fail_msg("%s '%.*s': counted %zu of %zu, kept %zu, "
				 "without %zu",
				 name, STR_ARG(text), events, tally.events,
				 only, without);
	}
	tally_release(&tally);
	field_free(field);
	rowset_release(&set);
}

static void the_number_beside_a_value_is_what_a_filter_keeps(void **state)
{
	static const char *const field[] = {
		"user",
		"session",
		"role",
		"key",
		"ip",
		"tool",
		"ua",
		"service",
		"name",
		"region",
		"account",
		"resource",
		"error",
		"class",
		"id",
		"time",
		"read",
		"write",
		"people",
		"denied",
		"failed",
		"notable",
		"kind",
		"hidden",
		"eventName",
		"requestID",
		"requestParameters.list",
		"*.list",
		"requestParameters",
		"requestParameters.list[1]",
		"requestParameters.nested.key",
		"eventVersion",
	};
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_events(&rig);
	for (size_t i = 0; i < ARRAY_LEN(field); i++)
		assert_promise(&rig, field[i]);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_number_beside_a_value_is_what_a_filter_keeps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
