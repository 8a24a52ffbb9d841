/* SPDX-License-Identifier: MIT */
/* test_shapes.c - every delivery shape and every damaged file, of the
 * fixtures and of the shared cases and data. */
#include <jansson.h>

#include "../shared.h"
#include "read.h"

struct expected {
	const char *file;
	size_t records, errors;
	const char *format;
	const char *said; /* part of what is said; NULL: nothing is */
};

static void check_file(const char *folder, const struct expected *want)
{
	struct buf path = { .at = NULL };
	struct outcome got;

	buf_addf(&path, "%s/%s", folder, want->file);
	got = read_file(path.at);
	if (got.records != want->records || got.errors != want->errors ||
	    strcmp(got.format, want->format) != 0 ||
	    (want->said && !strstr(got.said.at, want->said)))
		fail_msg("%s: %zu records, %zu errors, '%s': %s", want->file,
			 got.records, got.errors, got.format,
			 got.said.at ? got.said.at : "nothing said");
	outcome_release(&got);
	buf_release(&path);
}

/* The same of two folders: the project's own, and of the shared data. */
static void check_files(const char *own, const char *part,
			const struct expected *want, size_t count)
{
	struct buf folder = { .at = NULL };
	const bool both = shared_path(part, &folder);

	for (size_t n = 0; n < count; n++) {
		check_file(own, &want[n]);
		if (both)
			check_file(folder.at, &want[n]);
	}
	buf_release(&folder);
}

#define DELIVERY "S3 delivery file"
#define LINES "one event a line"
#define LATER "this version does not read them"

static void the_shapes_of_real_events_are_read_or_named(void **state)
{
	static const struct expected files[] = {
		{ "array.json", 8, 0, "JSON array of events", NULL },
		{ "cwlogs-filter-log-events.json", 0, 1,
		  "CloudWatch Logs events", LATER },
		{ "cwlogs-insights-results.json", 0, 1, "Logs Insights results",
		  LATER },
		{ "cwlogs-s3-export.gz", 0, 1, "Logs export lines, gzip",
		  LATER },
		{ "cwlogs-subscription.gz", 0, 1,
		  "CloudWatch Logs subscription, gzip", LATER },
		{ "cwlogs-subscription.json", 0, 1,
		  "CloudWatch Logs subscription", LATER },
		{ "event_history.csv", 0, 1, "CSV of events", LATER },
		{ "eventbridge.ndjson", 8, 0, "EventBridge events", NULL },
		{ "events.bom.ndjson", 8, 0, LINES, NULL },
		{ "events.crlf.ndjson", 8, 0, LINES, NULL },
		{ "events.ndjson", 8, 0, LINES, NULL },
		{ "events.ndjson.gz", 8, 0, LINES ", gzip", NULL },
		{ "firehose-concatenated.json", 8, 0,
		  "events one after another", NULL },
		{ "lookup-events.page1.json", 4, 0, "lookup-events output",
		  NULL },
		{ "lookup-events.page2.json", 4, 0, "lookup-events output",
		  NULL },
		{ "records.json", 8, 0, DELIVERY, NULL },
		{ "records.json.gz", 8, 0, DELIVERY ", gzip", NULL },
		{ "records.pretty.json", 8, 0, DELIVERY, NULL },
		{ "two-members.ndjson.gz", 8, 0, LINES ", gzip", NULL },
	};

	(void)state;
	check_files(FIXTURES "shapes",
		    "data/reshaped/stratus-ssh22-and-trail-stop", files,
		    ARRAY_LEN(files));
}

static void damaged_and_strange_files_give_what_they_hold(void **state)
{
	static const struct expected files[] = {
		{ "deep-nesting-3000.json", 0, 1, DELIVERY,
		  "record 1 of Records: nested too deeply" },
		{ "double-gzip.json.gz", 12, 0, DELIVERY ", gzip in gzip",
		  NULL },
		{ "duplicate-keys.json", 1, 0, DELIVERY, NULL },
		{ "empty-records.json", 0, 0, DELIVERY, NULL },
		{ "event-time-impossible.json", 1, 0, DELIVERY, NULL },
		{ "event-time-with-millis-and-offset.json", 1, 0, DELIVERY,
		  NULL },
		{ "gzip-bad-crc.json.gz", 12, 1, DELIVERY ", gzip",
		  "check sum does not match" },
		{ "gzip-trailing-garbage.json.gz", 12, 1, DELIVERY ", gzip",
		  "24 bytes after the gzip data are not gzip: ignored" },
		{ "huge-integer.json", 1, 0, DELIVERY, NULL },
		{ "invalid-utf8.json", 1, 0, DELIVERY, NULL },
		{ "json-named-gz.json.gz", 12, 0, DELIVERY, NULL },
		{ "ndjson-no-final-newline.ndjson", 12, 0, LINES, NULL },
		{ "ndjson-with-2-broken-lines.ndjson", 12, 2, LINES,
		  "value 4: expected a key" },
		{ "nul-escape.json", 1, 0, DELIVERY, NULL },
		{ "null.json", 0, 1, "other JSON", "no CloudTrail event" },
		{ "records-with-null-and-scalars.json", 0, 1, DELIVERY,
		  "5 values: JSON that is no CloudTrail event" },
		{ "s3-access-denied.xml.json", 0, 1, "XML", "XML or HTML" },
		{ "surrogate-pair-and-cjk.json", 1, 0, DELIVERY, NULL },
		{ "truncated-gzip.json.gz", 8, 1, DELIVERY ", gzip",
		  "gzip: the data ends before it is complete" },
		{ "user-identity-string.json", 1, 0, DELIVERY, NULL },
		{ "utf16le-bom.json", 12, 0, DELIVERY ", UTF-16", NULL },
		{ "whitespace-only.json", 0, 1, "empty", "only white space" },
	};

	static const struct expected more[] = {
		{ "hostile-text.json", 1, 0, DELIVERY, NULL },
		{ "one-1MB-string.json.gz", 1, 0, DELIVERY ", gzip", NULL },
	};

	(void)state;
	check_files(FIXTURES "odd", "data/reshaped/bad", files,
		    ARRAY_LEN(files));
	for (size_t n = 0; n < ARRAY_LEN(more); n++)
		check_file(FIXTURES "odd", &more[n]);
}

/* Of the shapes, those this version reads; of the rest, each is set aside
 * with one reason. */
static bool is_read(const char *file)
{
	static const char *const read[] = {
		"array.json",
		"bom-crlf.ndjson",
		"duplicate.ndjson",
		"concatenated-gzip.json.gz",
		"events.ndjson",
		"events.ndjson.gz",
		"one-event.json",
		"firehose-concatenated.json",
		"records.ndjson",
		"s3-log-empty.json.gz",
		"s3-log-pretty.json",
		"s3-log.json",
		"s3-log.json.gz",
		"truncated.json",
		"eventbridge.json",
		"eventbridge.ndjson",
		"lookup-pages.json",
		"eventbridge-array.json",
		"lookup-events-v1.json",
		"lookup-events-v2.json",
		"lookup-events.page1.json",
		"lookup-events.page2.json",
		"events.bom.ndjson",
		"events.crlf.ndjson",
		"records.json",
		"records.json.gz",
		"records.pretty.json",
		"two-members.ndjson.gz",
	};

	for (size_t n = 0; n < ARRAY_LEN(read); n++)
		if (strcmp(file, read[n]) == 0)
			return true;
	return false;
}

/* A repeat is read like any other record: it is the store that knows. */
static void drop_repeats(struct buf *ids)
{
	const struct str all = buf_str(ids);
	const size_t first = (size_t)str_find(all, ' ') + 1;
	const ptrdiff_t again = str_search(str_slice(all, first, all.len),
					   str_slice(all, 0, first));

	if (again >= 0) {
		memmove(ids->at + first + again, ids->at + 2 * first + again,
			all.len - 2 * first - (size_t)again + 1);
		ids->len -= first;
	}
}

static void check_shape(const char *folder, json_t *entry)
{
	const char *file = json_string_value(json_object_get(entry, "file"));
	json_t *want = json_object_get(entry, "eventIDs"), *id;
	struct buf path = { .at = NULL }, ids = { .at = NULL };
	struct outcome got;
	size_t n;

	buf_addf(&path, "%s/%s", folder, file);
	got = read_file(path.at);
	json_array_foreach(want, n, id)
		buf_addf(&ids, "%s ", json_string_value(id));
	if (!is_read(file)) {
		if (got.records || got.errors != 1)
			fail_msg("%s: %zu records, %zu errors", file,
				 got.records, got.errors);
	} else if (got.records) {
		drop_repeats(&got.ids);
		assert_text(got.ids, ids.at);
	} else {
		assert_int_equal(ids.len, 0);
	}
	outcome_release(&got);
	buf_release(&path);
	buf_release(&ids);
}

static void check_shapes(const char *folder, size_t least)
{
	struct buf path = { .at = NULL };
	json_t *manifest, *files, *entry;
	size_t n;

	buf_addf(&path, "%s/manifest.json", folder);
	manifest = json_load_file(path.at, 0, NULL);
	files = json_object_get(manifest, "files");
	assert_in_range(json_array_size(files), least, 100);
	json_array_foreach(files, n, entry) check_shape(folder, entry);
	json_decref(manifest);
	buf_release(&path);
}

static void every_shape_gives_its_events_in_order(void **state)
{
	struct buf folder = { .at = NULL };

	(void)state;
	check_shapes(FIXTURES "shapes", 30);
	if (shared_path("cases/shapes", &folder))
		check_shapes(folder.at, 30);
	buf_release(&folder);
}

/* Reads every file of a folder with one reader. */
static void count_folder(const char *path, size_t *records, size_t *errors)
{
	struct finding finding = { .files = 0 };
	struct reader *reader = reader_new(NULL);
	struct outcome got = { .records = 0 };
	struct err err;

	find_files(&finding, path);
	for (size_t n = 0; n < finding.files; n++) {
		assert_int_equal(
			reader_reopen(reader, finding.file[n].path, &err), 0);
		read_on(reader, &got);
	}
	*records = got.records;
	*errors = got.errors;
	outcome_release(&got);
	finding_release(&finding);
	reader_free(reader);
}

static void folders_are_read_in_full(void **state)
{
	static const struct {
		const char *part;
		size_t records, errors;
	} incident[] = {
		{ "data/invictus-ir-aws_dataset/CloudTrail", 2900, 0 },
		/* A description, and an event that is no JSON. */
		{ "data/suzaku-sample-data", 30477, 2 },
	};
	size_t records, errors;

	(void)state;
	count_folder(FIXTURES "shapes", &records, &errors);
	assert_int_equal(records, 137);
	assert_int_equal(errors, 13);
	for (size_t n = 0; n < ARRAY_LEN(incident); n++) {
		struct buf path = { .at = NULL };

		if (shared_path(incident[n].part, &path)) {
			count_folder(path.at, &records, &errors);
			assert_int_equal(records, incident[n].records);
			assert_int_equal(errors, incident[n].errors);
		}
		buf_release(&path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shapes_of_real_events_are_read_or_named),
		cmocka_unit_test(damaged_and_strange_files_give_what_they_hold),
		cmocka_unit_test(every_shape_gives_its_events_in_order),
		cmocka_unit_test(folders_are_read_in_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
