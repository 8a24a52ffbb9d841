/* SPDX-License-Identifier: MIT */
/* test_formats.c - what a few bytes are recognised as, and what is said of
 * those that are set aside. */
#include "read.h"

#include "../../../tui/load/formats.h"

#define EVENT(n)                                                               \
	"{\"eventVersion\":\"1.08\",\"eventTime\":\"2024-05-06T09:58:12Z\","   \
	"\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"PutObject\","    \
	"\"eventID\":\"" #n "\"}"

struct sample {
	const char *bytes;
	const char *format;
	const char *ids;
	const char *said; /* begins so; NULL: nothing */
};

static void check_one(const struct sample *sample)
{
	struct outcome got = read_bytes(str_of(sample->bytes));
	const char *said = got.said.at ? got.said.at : "";

	if (strcmp(got.format, sample->format) != 0)
		fail_msg("%s\nis '%s', not '%s'", sample->bytes, got.format,
			 sample->format);
	if (strcmp(got.ids.at ? got.ids.at : "", sample->ids) != 0)
		fail_msg("%s\ngave '%s'", sample->bytes, got.ids.at);
	if (sample->said ? !strstr(said, sample->said) : *said != '\0')
		fail_msg("%s\nsaid '%s'", sample->bytes, said);
	outcome_release(&got);
}

static void check_samples(const struct sample *sample, size_t count)
{
	for (size_t n = 0; n < count; n++)
		check_one(&sample[n]);
}

static void events_are_read_however_they_are_put_together(void **state)
{
	static const struct sample samples[] = {
		{ "{\"Records\":[" EVENT(1) "," EVENT(2) "]}",
		  "S3 delivery file", "1 2 ", NULL },
		{ " { \"Records\" : [ " EVENT(1) " ,\r\n" EVENT(2) " ] } \n",
		  "S3 delivery file", "1 2 ", NULL },
		{ "{\"a\":{\"Records\":3},\"Records\":[" EVENT(
			  1) "],\"b\":[1]}",
		  "S3 delivery file", "1 ", NULL },
		{ "{\"Records\":[" EVENT(
			  1) "]}\n{\"Records\":[]}{\"Records\":[" EVENT(2) "]}",
		  "S3 delivery file", "1 2 ", NULL },
		{ "{\"Records\":[" EVENT(1) "],\"Records\":[" EVENT(2) "]}",
		  "S3 delivery file", "1 2 ", NULL },
		{ "[" EVENT(1) "," EVENT(2) "]", "JSON array of events", "1 2 ",
		  NULL },
		{ "[{\"Records\":[" EVENT(1) "]},{\"Records\":[" EVENT(2) "]}]",
		  "S3 delivery file", "1 2 ", NULL },
		{ EVENT(1), "single event", "1 ", NULL },
		{ EVENT(1) "\n" EVENT(2) "\n", "one event a line", "1 2 ",
		  NULL },
		{ "\xef\xbb\xbf" EVENT(1) "\r\n\xef\xbb\xbf" EVENT(2) "\r\n",
		  "one event a line", "1 2 ", NULL },
		{ EVENT(1) EVENT(2), "events one after another", "1 2 ", NULL },
		{ "{\"found\":[" EVENT(1) "]}", "JSON object with events", "1 ",
		  NULL },
		{ "{\"Records\":[]}", "S3 delivery file", "", NULL },
		{ "[]", "JSON array of events", "", NULL },
	};

	(void)state;
	check_samples(samples, ARRAY_LEN(samples));
}

static void parts_of_events_and_other_kinds_are_events(void **state)
{
	static const struct sample samples[] = {
		{ "[{\"eventID\":\"1\"},{\"eventName\":\"A\",\"eventID\":\"2\"}"
		  "]",
		  "JSON array of events", "1 2 ", NULL },
		{ "{\"eventName\":\"A\",\"eventID\":\"1\"}", "single event",
		  "1 ", NULL },
		{ "{\"awsRegion\":\"x\",\"eventCategory\":\"Insight\","
		  "\"eventID\":\"1\"}",
		  "single event", "1 ", NULL },
		{ "{\"eventID\":\"1\",\"eventType\":\"AwsCloudTrailInsight\"}",
		  "single event", "1 ", NULL },
		{ "{\"x\":1,\"eventType\":\"AwsAggregatedEvent\"}",
		  "single event", "", NULL },
	};

	(void)state;
	check_samples(samples, ARRAY_LEN(samples));
}

static void what_looks_like_a_trail_and_is_none_says_what_it_is(void **state)
{
	static const struct sample samples[] = {
		{ "{\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":"
		  "\"aws:s3\",\"eventName\":\"ObjectCreated:Put\"}]}",
		  "S3 event notification", "",
		  "S3 event notification, which is not CloudTrail" },
		{ "{\"Records\":[{\"messageId\":\"1\",\"eventSource\":"
		  "\"aws:sqs\"}]}",
		  "service notification", "", "another service" },
		{ "{\"Records\":[{\"eventID\":\"1\",\"eventName\":\"INSERT\","
		  "\"eventSource\":\"aws:dynamodb\"}]}",
		  "service notification", "", "another service" },
		{ "{\"awsAccountId\":\"1\",\"digestEndTime\":\"x\","
		  "\"logFiles\":[]}",
		  "CloudTrail digest", "", "CloudTrail digest" },
		{ "{\"class_uid\":6003,\"metadata\":{\"product\":{}}}",
		  "OCSF events", "", "OCSF" },
		{ "{\"configurationItems\":[]}", "AWS Config", "",
		  "AWS Config" },
		{ "{\"detail-type\":\"EC2 Instance State-change\",\"source\":"
		  "\"aws.ec2\",\"detail\":{}}",
		  "other EventBridge events", "", "another service" },
	};

	(void)state;
	check_samples(samples, ARRAY_LEN(samples));
}

/* As EventBridge hands an event to its targets. */
#define BRIDGE(event)                                                          \
	"{\"version\":\"0\",\"id\":\"x\",\"detail-type\":"                     \
	"\"AWS API Call via CloudTrail\",\"source\":\"aws.s3\","               \
	"\"resources\":[],\"detail\":" event "}"

/* An item of what `aws cloudtrail lookup-events` prints: the event is a text
 * in it. */
#define QUOTED(n)                                                              \
	"{\\\"eventVersion\\\":\\\"1.08\\\",\\\"eventName\\\":"                \
	"\\\"Put\\u004fbject\\\",\\\"eventID\\\":\\\"" #n "\\\"}"
#define LOOKUP(text)                                                           \
	"{\"EventId\":\"x\",\"Resources\":[{\"ResourceName\":\"a\"}],"         \
	"\"CloudTrailEvent\":\"" text "\"}"

static void events_inside_other_documents_are_read(void **state)
{
	static const struct sample samples[] = {
		{ BRIDGE(EVENT(1)), "EventBridge events", "1 ", NULL },
		{ BRIDGE(EVENT(1)) "\n" BRIDGE(EVENT(2)) "\n",
		  "EventBridge events", "1 2 ", NULL },
		{ "[" BRIDGE(EVENT(1)) ", " BRIDGE(EVENT(2)) "]",
		  "EventBridge events", "1 2 ", NULL },
		{ "[{\"detail\":" EVENT(1) ",\"detail-type\":\"x\"}]",
		  "EventBridge events", "1 ", NULL },
		{ "{\"detail\":" EVENT(1) ",\"detail\" : " EVENT(2) "}",
		  "EventBridge events", "1 2 ", NULL },
		{ "{\"Events\":[" LOOKUP(QUOTED(1)) "," LOOKUP(
			  QUOTED(2)) "],\"NextToken\":\"x\"}",
		  "lookup-events output", "1 2 ", NULL },
		{ "{ \"Events\" : [ ] }", "lookup-events output", "", NULL },
		{ LOOKUP(QUOTED(1)) "\n" LOOKUP(QUOTED(2)) "\n",
		  "lookup-events output", "1 2 ", NULL },
		{ LOOKUP(QUOTED(1) "\\n" QUOTED(2)), "lookup-events output",
		  "1 2 ", NULL },
		{ "[" BRIDGE(EVENT(1)) "," EVENT(2) "," LOOKUP(QUOTED(3)) "]",
		  "lookup-events output", "1 2 3 ", NULL },
	};

	(void)state;
	check_samples(samples, ARRAY_LEN(samples));
}

/* Whatever the first array is called, and whatever stands in it: events of
 * another array of the same object are read, too. */
static void no_array_of_events_hides_another(void **state)
{
	static const struct sample samples[] = {
		{ "{\"a\":[" EVENT(1) "],\"b\":[" EVENT(2) "," EVENT(3) "]}",
		  "JSON object with events", "1 2 3 ", NULL },
		{ "{\"a\":[" EVENT(1) "],\"Records\":[" EVENT(
			  2) "],\"n\":[7],\"b\":[" EVENT(3) "]}",
		  "S3 delivery file", "1 2 3 ", NULL },
		{ "{\"Records\":[],\"more\":[" EVENT(1) "]}",
		  "S3 delivery file", "1 ", NULL },
		{ "{\"Events\":[],\"Records\":[" EVENT(1) "]}",
		  "S3 delivery file", "1 ", NULL },
		{ "{\"detail\":[1,2],\"Records\":[" EVENT(1) "]}",
		  "S3 delivery file", "1 ", NULL },
		{ "{\"Events\":[{\"id\":1}],\"Records\":[" EVENT(1) "]}",
		  "S3 delivery file", "1 ", NULL },
		{ "{\"detail\":[null,{}],\"x\":[" EVENT(1) "]}",
		  "JSON object with events", "1 ", NULL },
		{ "{\"Events\":[" LOOKUP(QUOTED(1)) "],\"Records\":[" EVENT(
			  2) "]}",
		  "lookup-events output", "1 2 ", NULL },
		{ "{\"Records\":[" EVENT(1) "],\"Events\":[" LOOKUP(
			  QUOTED(2)) "]}",
		  "lookup-events output", "1 2 ", NULL },
		{ "{\"Records\":[" EVENT(1) "],\"cut\":[" EVENT(2),
		  "S3 delivery file", "1 2 ", "the text ends before" },
	};

	(void)state;
	check_samples(samples, ARRAY_LEN(samples));
}

static void what_is_wrong_inside_costs_itself_and_says_where(void **state)
{
	static const struct sample samples[] = {
		{ "{\"Events\":[" LOOKUP(QUOTED(1)) "," LOOKUP(
			  "{\\\"eventVersion\\\":\\\"1.08\\\",,"
			  "}") "," LOOKUP(QUOTED(3)) "]}",
		  "lookup-events output", "1 3 ",
		  "record 2 of Events: CloudTrailEvent: expected a key, at "
		  "byte 23 of its text" },
		{ "{\"Events\":[" LOOKUP("{\\\"eventVersion\\\":\\\"1.08\\\"") "," LOOKUP(
			  QUOTED(2)) "]}",
		  "lookup-events output", "2 ",
		  "record 1 of Events: CloudTrailEvent: " },
		{ "{\"Events\":[" LOOKUP("") "," LOOKUP("{}") "," LOOKUP(
			  "no") "," LOOKUP(QUOTED(4)) "]}",
		  "lookup-events output", "4 ",
		  "JSON that is no CloudTrail event" },
		{ "{\"Events\":[{\"EventId\":\"x\",\"CloudTrailEvent\":null}"
		  "," LOOKUP(QUOTED(2)) "]}",
		  "lookup-events output", "2 ",
		  "no event where this format has it" },
		{ "{\"Events\":[" LOOKUP(QUOTED(1) "\\n\\\"x\\\"") "]}",
		  "lookup-events output", "1 ",
		  "JSON that is no CloudTrail event" },
		/* What is around a text is damaged. */
		{ "{\"Events\":[" LOOKUP(QUOTED(1)) ",{\"EventId\":}," LOOKUP(
			  QUOTED(3)) "," LOOKUP(QUOTED(4)) "]}",
		  "lookup-events output", "1 3 4 ", "expected a value" },
		{ BRIDGE("{\"eventVersion\":\"1.08\",,}") "\n" BRIDGE(
			  EVENT(2)) "\n" BRIDGE(EVENT(3)),
		  "EventBridge events", "2 3 ", "expected a key" },
		{ BRIDGE("{}") "\n" BRIDGE(EVENT(2)), "EventBridge events",
		  "2 ", "JSON that is no CloudTrail event" },
		{ "{\"detail-type\":\"AWS API Call via CloudTrail\","
		  "\"detail\":" EVENT(1) ",\"x\" 1}\n" BRIDGE(EVENT(2)),
		  "EventBridge events", "1 2 ", "expected ':' after a key" },
		{ "{\"detail-type\":\"via CloudTrail\",\"detail\":" EVENT(1),
		  "EventBridge events", "1 ",
		  "the text ends before the object around detail is closed" },
		{ "{\"Events\":[{\"EventId\":\"x\",\"CloudTrailEvent\":"
		  "\"{\\\"eventVersion\\\"",
		  "lookup-events output", "", "CloudTrailEvent" },
	};

	(void)state;
	check_samples(samples, ARRAY_LEN(samples));
}

static void a_record_of_wazuh_holds_an_event(void **state)
{
	static const struct sample samples[] = {
		{ "{\"integration\":\"aws\",\"aws\":" EVENT(
			  1) "}\n"
			     "{\"integration\":\"aws\",\"aws\":" EVENT(2) "}\n",
		  "Wazuh records", "1 2 ", NULL },
		{ "{\"rule\":{\"id\":\"1\"},\"data\":{\"integration\":"
		  "\"aws\",\"aws\":" EVENT(1) "}}\n",
		  "Wazuh records", "1 ", NULL },
		{ "{\"data\":[{\"a\":1}],\"aws\":{\"x\":1}}\n", "other JSON",
		  "", "no CloudTrail event" },
	};

	(void)state;
	check_samples(samples, ARRAY_LEN(samples));
}

static void formats_of_a_later_version_are_named(void **state)
{
	static const struct sample samples[] = {
		{ "{\"events\":[{\"timestamp\":1,\"message\":\"{}\"}]}",
		  "CloudWatch Logs events", "", "Logs events" },
		{ "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[]}",
		  "CloudWatch Logs subscription", "", "subscription" },
		{ "{\"awslogs\":{\"data\":\"H4sI\"}}",
		  "CloudWatch Logs subscription", "", "subscription" },
		{ "{\"results\":[[{\"field\":\"@message\",\"value\":\"\"}]]}",
		  "Logs Insights results", "", "Insights" },
		{ "{\"QueryStatus\":\"FINISHED\",\"QueryResultRows\":[]}",
		  "CloudTrail Lake results", "", "Lake" },
		{ "{\"Type\":\"Notification\",\"TopicArn\":\"x\"}",
		  "SNS or SQS message", "", "SNS or SQS" },
		{ "{\"hits\":{\"hits\":[]}}", "Elasticsearch hits", "",
		  "Elasticsearch" },
		{ "2024-05-06T10:01:12.123Z " EVENT(1) "\n",
		  "Logs export lines", "", "Logs export" },
		{ "1714989672000 " EVENT(1) "\n", "Logs export lines", "",
		  "Logs export" },
		{ "{\"eventversion\":\"1.08\",\"eventname\":\"GetObject\","
		  "\"eventsource\":\"s3.amazonaws.com\",\"useridentity\":"
		  "\"{type=Root}\"}\n",
		  "lower-case keys", "", "Athena" },
		{ "[{\"event_name\":\"GetObject\",\"event_source\":"
		  "\"s3.amazonaws.com\"}]",
		  "keys with underscores", "", "Steampipe" },
		{ "{\"rows\":[{\"event_name\":\"GetObject\","
		  "\"event_source\":\"s3.amazonaws.com\"}]}",
		  "keys with underscores", "", "Steampipe" },
		{ "{\"preview\":false,\"result\":{\"_raw\":\"{}\"}}\n",
		  "Splunk results", "", "Splunk" },
		{ "{\"@timestamp\":\"x\",\"host\":\"h\",\"message\":\"" QUOTED(
			  1) "\"}\n",
		  "wrapped events", "", "inside JSON of another tool" },
		{ "{\"source\":\"x\",\"payload\":" EVENT(1) "}\n",
		  "wrapped events", "", "inside JSON of another tool" },
		{ "{\"aws\":{\"cloudtrail\":{}},\"event\":{}}\n",
		  "Elastic events", "", "Elastic" },
		{ "PAR1\25\4\25", "table file", "", "Parquet" },
		{ "\"eventJson\"\n\"{\"\"eventVersion\"\"\"\n", "CSV of events",
		  "", "CSV with columns" },
	};

	(void)state;
	check_samples(samples, ARRAY_LEN(samples));
}

static void the_rest_is_told_apart_too(void **state)
{
	static const struct sample samples[] = {
		{ "null", "other JSON", "", "no CloudTrail event" },
		{ "{\"a\":1}\n", "other JSON", "", "no CloudTrail event" },
		{ "12", "other JSON", "", "no CloudTrail event" },
		{ "[1,null]", "other JSON", "", "2 values" },
		{ "<?xml version=\"1.0\"?><Error/>", "XML", "", "XML" },
		{ "time,user,call\n1,2,3\n", "CSV", "", "CSV without" },
		{ "event,guests\nparty,3\n", "CSV", "", "CSV without" },
		{ "{\"message\":\"no eventName here\"}\n", "other JSON", "",
		  "no CloudTrail event" },
		{ "Permission Check Successful", "text", "", "no JSON" },
		{ "PK\3\4....", "archive", "", "unpack it first" },
		{ "\x7f"
		  "ELF\2\1\1\3\4\5\6\6\7",
		  "binary", "", "binary" },
		{ "", "empty", "", "empty" },
		{ " \t\r\n", "empty", "", "only white space" },
	};

	(void)state;
	check_samples(samples, ARRAY_LEN(samples));
}

static void every_format_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (size_t n = 0; n < FORMATS_MOST && formats[n].name; n++)
		for (size_t m = 0; m < n; m++)
			assert_string_not_equal(formats[n].name,
						formats[m].name);
	assert_non_null(formats[25].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_are_read_however_they_are_put_together),
		cmocka_unit_test(parts_of_events_and_other_kinds_are_events),
		cmocka_unit_test(
			what_looks_like_a_trail_and_is_none_says_what_it_is),
		cmocka_unit_test(events_inside_other_documents_are_read),
		cmocka_unit_test(no_array_of_events_hides_another),
		cmocka_unit_test(
			what_is_wrong_inside_costs_itself_and_says_where),
		cmocka_unit_test(a_record_of_wazuh_holds_an_event),
		cmocka_unit_test(formats_of_a_later_version_are_named),
		cmocka_unit_test(the_rest_is_told_apart_too),
		cmocka_unit_test(every_format_has_a_name_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
