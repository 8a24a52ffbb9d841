/* SPDX-License-Identifier: MIT */
/* formats.c - what a value is, by its content and never by a file's name: its
 * keys are walked until that is settled, then the first row of the table that
 * claims it has it. So the particular stand before the general.
 *
 * What CloudTrail delivers begins with `"eventVersion":"1.` (33,508 of 34,170
 * captured values), so most looks end after twenty bytes. */
#include "formats.h"
#include "load.h"
#include "texts.h"

#include <assert.h>
#include <string.h>

static bool is_inside(struct str key);

/* ---- the look ---- */

static const char *passed(const char *at, const char *end, const char *text)
{
	const size_t len = strlen(text);

	at = at ? json_space(at, end) : NULL;
	if (!at || (size_t)(end - at) < len || memcmp(at, text, len) != 0)
		return NULL;
	return at + len;
}

/* Speed only: says no where a longer look might say yes, and yes for what is
 * an object of its own only in documentation, which a file begins with. */
static bool begins_as_delivered(const char *at, const char *end)
{
	at = passed(at, end, "{");
	at = passed(at, end, "\"eventVersion\"");
	at = passed(at, end, ":");
	return passed(at, end, "\"1.") != NULL;
}

/* The first byte of the value of `key`, NULL when it was not seen. */
static const char *peek_find(const struct peek *peek, const char *key)
{
	const size_t len = strlen(key);

	for (size_t n = 0; n < peek->members; n++) {
		const struct member *member = &peek->member[n];

		if (member->key.len == len &&
		    memcmp(member->key.at, key, len) == 0)
			return member->value;
	}
	return NULL;
}

/* The inside of the string that begins at `value`; absent when it is none. */
static struct str peek_text(const struct peek *peek, const char *value)
{
	struct json_fault fault;
	const char *quote;
	bool plain;

	if (!value || value >= peek->end || *value != '"')
		return STR_NONE;
	quote = json_close(value + 1, peek->end, &plain, &fault);
	if (!quote)
		return STR_NONE;
	return (struct str){ value + 1, (size_t)(quote - value - 1) };
}

/* The first item of the array at `value`; NULL when it is none or empty. */
static const char *peek_item(const struct peek *peek, const char *value)
{
	if (!value || value >= peek->end || *value != '[')
		return NULL;
	value = json_space(value + 1, peek->end);
	return value < peek->end && *value != ']' ? value : NULL;
}

/* A member of an object somewhere inside; NULL as json_member. */
static const char *peek_member(const struct peek *peek, const char *object,
			       const char *key)
{
	if (!object || object >= peek->end || *object != '{')
		return NULL;
	return json_member(object, peek->end, str_of(key));
}

/* A Records array decides, and is what follows of the file: it must not be
 * walked here; so with other arrays of wrapped events. An event that names
 * itself and its source is decided too. */
static bool settled(const struct peek *peek)
{
	const struct member *last = &peek->member[peek->members - 1];

	if (*last->value == '[' && is_inside(last->key))
		return true;
	if (str_eq(last->key, STR("eventSource")))
		return peek_find(peek, "eventName") != NULL;
	if (str_eq(last->key, STR("eventName")))
		return peek_find(peek, "eventSource") != NULL;
	return peek->members == PEEK_KEYS;
}

static const char *stop(struct peek *peek, const char *at, const char *why)
{
	peek->fault = (struct json_fault){ at, why, at == peek->end };
	return NULL;
}

/* Notes the member whose key begins at `at`; the first byte of its value. */
static const char *note_member(struct peek *peek, const char *at)
{
	struct member *member = &peek->member[peek->members];
	const char *quote;
	bool plain;

	if (at == peek->end || *at != '"')
		return stop(peek, at, "expected a key");
	quote = json_close(at + 1, peek->end, &plain, &peek->fault);
	if (!quote)
		return NULL;
	member->key = (struct str){ at + 1, (size_t)(quote - at - 1) };
	at = json_space(quote + 1, peek->end);
	if (at == peek->end || *at != ':')
		return stop(peek, at, "expected ':' after a key");
	at = json_space(at + 1, peek->end);
	if (at == peek->end)
		return stop(peek, at, "expected a value");
	member->value = at;
	peek->members++;
	return at;
}

static void walk_members(struct peek *peek)
{
	const char *at = json_space(peek->at + 1, peek->end);

	if (at < peek->end && *at == '}')
		return;
	for (;;) {
		at = note_member(peek, at);
		if (!at || settled(peek))
			return;
		at = json_skip(at, peek->end, &peek->fault);
		if (!at)
			return;
		at = json_space(at, peek->end);
		if (at < peek->end && *at == '}')
			return;
		if (at == peek->end || *at != ',') {
			stop(peek, at, "expected ',' or '}' after a value");
			return;
		}
		at = json_space(at + 1, peek->end);
	}
}

static bool says(const struct peek *peek, const char *key, const char *text)
{
	return str_eq(peek_text(peek, peek_find(peek, key)), str_of(text));
}

/* S3, SQS, Kinesis and DynamoDB name themselves `aws:...` and have the same
 * keys; CloudTrail's sources are host names. S3's eventVersion is 2.x. */
static struct str foreign_source(const struct peek *peek)
{
	const char *source = peek_find(peek, "eventSource");
	const char *version = peek_find(peek, "eventVersion");
	const struct str text = peek_text(peek, source);

	if (str_starts(text, STR("aws:")))
		return text;
	if (!source && str_starts(peek_text(peek, version), STR("2.")))
		return STR("aws:s3");
	return STR_NONE;
}

/* Rule tests and exports cut events down: the name and one more key do. */
static bool is_event(const struct peek *peek)
{
	if (peek->foreign.at)
		return false;
	if (peek_find(peek, "eventName"))
		return peek_find(peek, "eventSource") ||
		       peek_find(peek, "eventTime") ||
		       peek_find(peek, "eventVersion") ||
		       peek_find(peek, "eventID") ||
		       peek_find(peek, "userIdentity");
	return says(peek, "eventType", "AwsCloudTrailInsight") ||
	       says(peek, "eventType", "AwsAggregatedEvent") ||
	       says(peek, "eventCategory", "Insight") ||
	       says(peek, "eventCategory", "Aggregated") ||
	       says(peek, "eventCategory", "NetworkActivity");
}

/* A string is only one if it ends where values end: a quote that damage put
 * before a record must not take the record's first bytes with it. */
static void look_at_scalar(struct peek *peek)
{
	const char *end = json_skip(peek->at, peek->end, &peek->fault);

	if (end == peek->end)
		stop(peek, end, "a value may go on");
	peek->scalar =
		end && (end == peek->end || memchr(" \t\r\n,]}", *end, 7));
}

static void look(struct peek *peek, const char *at, const char *end,
		 enum stand stand)
{
	peek->at = at;
	peek->end = end;
	peek->stand = stand;
	peek->members = 0;
	peek->fault = (struct json_fault){ NULL, NULL, false };
	peek->event = stand != STAND_FIRST && begins_as_delivered(at, end);
	peek->scalar = false;
	peek->foreign = STR_NONE;
	if (peek->event || at == end || *at == '[')
		return;
	if (*at != '{') {
		look_at_scalar(peek);
		return;
	}
	walk_members(peek);
	peek->foreign = foreign_source(peek);
	peek->event = is_event(peek);
}

/* What an array of wrapped events is, its first item tells, if all of it that
 * may matter is there: notifications come in Records too. */
static void look_at_items(struct peek *peek)
{
	const struct member *last;
	const char *item;
	struct peek first;

	if (!peek->members)
		return;
	last = &peek->member[peek->members - 1];
	if (*last->value != '[' || !is_inside(last->key))
		return;
	item = peek_item(peek, last->value);
	if (json_space(last->value + 1, peek->end) == peek->end)
		stop(peek, peek->end, "the text ends in an array");
	if (!item || *item != '{')
		return;
	look(&first, item, peek->end, STAND_ITEM);
	peek->foreign = first.foreign;
	if (first.fault.at && first.fault.cut)
		peek->fault = first.fault;
}

void peek_at(struct peek *peek, const char *at, const char *end,
	     enum stand stand)
{
	assert(at < end);
	look(peek, at, end, stand);
	if (!peek->event)
		look_at_items(peek);
}

const char *peek_array(const struct peek *peek, struct str *key)
{
	struct peek inside;

	*key = STR_NONE;
	if (*peek->at == '[')
		return peek->at;
	for (size_t n = 0; n < peek->members; n++) {
		const struct member *member = &peek->member[n];
		const char *item = peek_item(peek, member->value);

		*key = member->key;
		if (!item || *item != '{')
			continue;
		look(&inside, item, peek->end, STAND_ITEM);
		if (inside.event)
			return member->value;
	}
	return NULL;
}

const char *peek_wrapped(const struct peek *peek,
			 const struct file_format *format, struct str *key,
			 bool *text)
{
	const char *value = NULL;

	assert(format->holds == HOLDS_WRAPPED);
	if (format->text)
		value = peek_find(peek, format->text);
	*text = value && *value == '"';
	*key = str_of(*text ? format->text : format->inside);
	if (!*text && format->inside)
		value = peek_find(peek, format->inside);
	return value;
}

/* ---- the table ---- */

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

static const struct file_format formats[] = {
	{ "one event a line", claims_event_line, HOLDS_EVENT },
	{ "events one after another", claims_event_after, HOLDS_EVENT },
	{ "single event", claims_event, HOLDS_EVENT },
	{ "S3 event notification", claims_s3_notification, HOLDS_NONE,
	  .why = "S3 event notification, which is not CloudTrail" },
	{ "service notification", claims_notification, HOLDS_NONE,
	  .why = "notification of another service, which is not CloudTrail" },
	{ "S3 delivery file", claims_delivery, HOLDS_WRAPPED,
	  .inside = "Records" },
	{ "lookup-events output", claims_lookup, HOLDS_WRAPPED,
	  .inside = "Events", .text = "CloudTrailEvent" },
	{ "EventBridge events", claims_bridge, HOLDS_WRAPPED,
	  .inside = "detail" },
	{ "other EventBridge events", claims_bridge_other, HOLDS_NONE,
	  .why = "EventBridge event of another service, which is not "
		 "CloudTrail" },
	{ "CloudWatch Logs subscription", claims_subscription, HOLDS_NONE,
	  .why = "CloudWatch Logs subscription data" LATER },
	{ "CloudWatch Logs events", claims_log_events, HOLDS_NONE,
	  .why = "CloudWatch Logs events" LATER },
	{ "Logs Insights results", claims_insights, HOLDS_NONE,
	  .why = "CloudWatch Logs Insights results" LATER },
	{ "CloudTrail Lake results", claims_lake, HOLDS_NONE,
	  .why = "CloudTrail Lake results" LATER },
	{ "SNS or SQS message", claims_queue, HOLDS_NONE,
	  .why = "SNS or SQS messages" LATER },
	{ "OCSF events", claims_ocsf, HOLDS_NONE,
	  .why = "OCSF events, which are not CloudTrail's own" LATER },
	{ "AWS Config", claims_config, HOLDS_NONE,
	  .why = "AWS Config data, which is not CloudTrail" },
	{ "CloudTrail digest", claims_digest, HOLDS_NONE,
	  .why = "CloudTrail digest, which lists log files and holds no "
		 "events" },
	{ "Elasticsearch hits", claims_elastic, HOLDS_NONE,
	  .why = "Elasticsearch documents" LATER },
	{ "JSON object with events", claims_wrapper, HOLDS_ARRAY },
	{ "JSON array of events", claims_array, HOLDS_ARRAY },
	{ "parts of events", claims_part, HOLDS_EVENT },
	{ "Logs export lines", claims_export, HOLDS_TEXT,
	  .why = "lines of a CloudWatch Logs export" LATER },
	{ "CSV of events", claims_event_csv, HOLDS_TEXT,
	  .why = "CSV with columns of events" LATER },
	{ "CSV", claims_csv, HOLDS_TEXT,
	  .why = "CSV without columns of events" },
	{ "other JSON", claims_json, HOLDS_OTHER,
	  .why = "JSON that is no CloudTrail event" },
	{ "XML", claims_xml, HOLDS_TEXT,
	  .why = "XML or HTML, often an error message saved in place of a "
		 "log" },
	{ "archive", claims_archive, HOLDS_BYTES,
	  .why = "archive or other compression than gzip: unpack it first" },
	{ "binary", claims_binary, HOLDS_BYTES, .why = "binary data" },
	{ "text", claims_anything, HOLDS_JUNK, .why = "text that is no JSON" },
};

_Static_assert(ARRAY_LEN(formats) <= FORMATS_MOST, "count by format");

static bool is_inside(struct str key)
{
	for (size_t n = 0; n < ARRAY_LEN(formats); n++)
		if (formats[n].inside && str_eq(key, str_of(formats[n].inside)))
			return true;
	return false;
}

bool ends_with_inside(struct str before)
{
	const ptrdiff_t quote = str_find_last(
		str_slice(before, 0, before.len < 2 ? 0 : before.len - 2), '"');

	return quote >= 0 && str_ends(before, STR("\":")) &&
	       is_inside(str_slice(before, (size_t)quote + 1, before.len - 2));
}

bool peek_wraps_text(const struct peek *peek)
{
	for (size_t n = 0; n < ARRAY_LEN(formats); n++)
		if (formats[n].text && peek_find(peek, formats[n].text))
			return true;
	return false;
}

size_t format_of(const struct peek *peek)
{
	size_t n = 0;

	while (!formats[n].claims(peek))
		n++;
	return n;
}

const struct file_format *format_at(size_t n)
{
	return n < ARRAY_LEN(formats) ? &formats[n] : NULL;
}
