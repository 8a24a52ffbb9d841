/* SPDX-License-Identifier: MIT */
/* formats.c - what a value is, by its content and never by a file's name.
 * First claim wins, so the particular stand before the general. */
#include "formats.h"
#include "load.h"
#include "steps.h"
#include "texts.h"

static bool claims_event_line(const struct peek *peek)
{
	return peek->event && peek->stand == STAND_LINE;
}

static bool claims_event_after(const struct peek *peek)
{
	return peek->event && peek->stand == STAND_AFTER;
}

static bool claims_event(const struct peek *peek)
{
	return peek->event;
}

static bool claims_s3_notification(const struct peek *peek)
{
	return str_starts(peek->foreign, STR("aws:s3"));
}

static bool claims_notification(const struct peek *peek)
{
	return peek->foreign.at != NULL;
}

static bool claims_delivery(const struct peek *peek)
{
	const char *records = peek_find(peek, "Records");

	return records && *records == '[';
}

static bool claims_lookup(const struct peek *peek)
{
	const char *events = peek_find(peek, "Events");
	const char *item = peek_item(peek, events);

	if (!events)
		return peek_find(peek, "CloudTrailEvent");
	return *events == '[' &&
	       (!item || peek_member(peek, item, "CloudTrailEvent") ||
		peek_member(peek, item, "EventId"));
}

static bool claims_bridge(const struct peek *peek)
{
	const struct str type = peek_text(peek, peek_find(peek, "detail-type"));
	const char *detail = peek_find(peek, "detail");

	return detail && (str_ends(type, STR("via CloudTrail")) ||
			  peek_member(peek, detail, "eventVersion"));
}

static bool claims_bridge_other(const struct peek *peek)
{
	return peek_find(peek, "detail") &&
	       (peek_find(peek, "detail-type") || peek_find(peek, "source"));
}

static bool claims_subscription(const struct peek *peek)
{
	return (peek_find(peek, "logEvents") &&
		peek_find(peek, "messageType")) ||
	       peek_find(peek, "awslogs");
}

static bool claims_log_events(const struct peek *peek)
{
	const char *events = peek_find(peek, "events");
	const char *item = peek_item(peek, events);

	return events && *events == '[' &&
	       (peek_member(peek, item, "message") ||
		peek_find(peek, "nextForwardToken") ||
		peek_find(peek, "searchedLogStreams"));
}

static bool claims_insights(const struct peek *peek)
{
	const char *row = peek_item(peek, peek_find(peek, "results"));

	return peek_member(peek, peek_item(peek, row), "field");
}

static bool claims_lake(const struct peek *peek)
{
	return peek_find(peek, "QueryResultRows");
}

static bool claims_queue(const struct peek *peek)
{
	const char *item = peek_item(peek, peek_find(peek, "Messages"));

	return peek_find(peek, "TopicArn") || peek_find(peek, "s3ObjectKey") ||
	       peek_find(peek, "ReceiptHandle") ||
	       peek_member(peek, item, "Body");
}

static bool claims_ocsf(const struct peek *peek)
{
	return peek_find(peek, "class_uid") ||
	       (peek_find(peek, "activity_id") && peek_find(peek, "metadata"));
}

static bool claims_config(const struct peek *peek)
{
	return peek_find(peek, "configurationItems") ||
	       peek_find(peek, "configurationItem") ||
	       peek_find(peek, "configRuleName") ||
	       peek_find(peek, "configSnapshotId");
}

static bool claims_digest(const struct peek *peek)
{
	return peek_find(peek, "digestEndTime") ||
	       peek_find(peek, "digestS3Object");
}

static bool claims_elastic(const struct peek *peek)
{
	const char *hits = peek_find(peek, "hits");

	return peek_find(peek, "_source") || peek_member(peek, hits, "hits") ||
	       peek_member(peek, peek_find(peek, "create"), "_index") ||
	       peek_member(peek, peek_find(peek, "index"), "_index");
}

/* An object under another key than Records, or with that key damaged. */
static bool claims_wrapper(const struct peek *peek)
{
	struct str key;

	return *peek->at == '{' && peek_array(peek, &key);
}

static bool claims_array(const struct peek *peek)
{
	const char *item = peek_item(peek, peek->at);
	struct peek inside;

	if (*peek->at != '[' || peek->stand != STAND_ITEM)
		return *peek->at == '[';
	if (!item || *item != '{')
		return false;
	peek_at(&inside, item, peek->end, STAND_ITEM);
	return inside.event;
}

/* What is left of an event that was cut down to some fields. */
static bool claims_part(const struct peek *peek)
{
	return peek->stand == STAND_ITEM &&
	       (peek_find(peek, "eventName") || peek_find(peek, "eventID") ||
		peek_find(peek, "eventTime") ||
		peek_find(peek, "userIdentity"));
}

static bool claims_json(const struct peek *peek)
{
	return *peek->at == '{' || *peek->at == '[' || peek->scalar;
}

static bool claims_anything(const struct peek *peek)
{
	return peek->at < peek->end;
}

#define LATER ": this version does not read them"

static const struct format formats[] = {
	{ "one event a line", claims_event_line, step_record, NULL },
	{ "events one after another", claims_event_after, step_record, NULL },
	{ "single event", claims_event, step_record, NULL },
	{ "S3 event notification", claims_s3_notification, step_aside,
	  "S3 event notification, which is not CloudTrail" },
	{ "service notification", claims_notification, step_aside,
	  "notification of another service, which is not CloudTrail" },
	{ "S3 delivery file", claims_delivery, step_array, NULL },
	{ "lookup-events output", claims_lookup, step_aside,
	  "output of lookup-events" LATER },
	{ "EventBridge events", claims_bridge, step_aside,
	  "EventBridge events" LATER },
	{ "other EventBridge events", claims_bridge_other, step_aside,
	  "EventBridge event of another service, which is not CloudTrail" },
	{ "CloudWatch Logs subscription", claims_subscription, step_aside,
	  "CloudWatch Logs subscription data" LATER },
	{ "CloudWatch Logs events", claims_log_events, step_aside,
	  "CloudWatch Logs events" LATER },
	{ "Logs Insights results", claims_insights, step_aside,
	  "CloudWatch Logs Insights results" LATER },
	{ "CloudTrail Lake results", claims_lake, step_aside,
	  "CloudTrail Lake results" LATER },
	{ "SNS or SQS message", claims_queue, step_aside,
	  "SNS or SQS messages" LATER },
	{ "OCSF events", claims_ocsf, step_aside,
	  "OCSF events, which are not CloudTrail's own" LATER },
	{ "AWS Config", claims_config, step_aside,
	  "AWS Config data, which is not CloudTrail" },
	{ "CloudTrail digest", claims_digest, step_aside,
	  "CloudTrail digest, which lists log files and holds no events" },
	{ "Elasticsearch hits", claims_elastic, step_aside,
	  "Elasticsearch documents" LATER },
	{ "JSON object with events", claims_wrapper, step_array, NULL },
	{ "JSON array of events", claims_array, step_array, NULL },
	{ "parts of events", claims_part, step_record, NULL },
	{ "Logs export lines", claims_export, step_text,
	  "lines of a CloudWatch Logs export" LATER },
	{ "CSV of events", claims_event_csv, step_text,
	  "CSV with columns of events" LATER },
	{ "CSV", claims_csv, step_text, "CSV without columns of events" },
	{ "other JSON", claims_json, step_json,
	  "JSON that is no CloudTrail event" },
	{ "XML", claims_xml, step_text,
	  "XML or HTML, often an error message saved in place of a log" },
	{ "archive", claims_archive, step_binary,
	  "archive or other compression than gzip: unpack it first" },
	{ "binary", claims_binary, step_binary, "binary data" },
	{ "text", claims_anything, step_junk, "text that is no JSON" },
};

_Static_assert(ARRAY_LEN(formats) <= FORMATS_MOST, "count by format");

size_t format_of(const struct peek *peek)
{
	size_t n = 0;

	while (!formats[n].claims(peek))
		n++;
	return n;
}

const struct format *formats_table(void)
{
	return formats;
}

size_t format_count(void)
{
	return ARRAY_LEN(formats);
}

const char *format_name(size_t n)
{
	return n < ARRAY_LEN(formats) ? formats[n].name : NULL;
}
