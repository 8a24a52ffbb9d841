/* SPDX-License-Identifier: MIT */
/* formats.c - what a value is, by its content and never by a file's name: its
 * keys are walked until that is settled, then the first row of the table that
 * claims it has it. So the particular stand before the general.
 *
 * What CloudTrail delivers begins with `"eventVersion":"1.` (33,508 of 34,170
 * captured values), so most looks end after twenty bytes. */
#include "formats.h"

#include <assert.h>
#include <string.h>

#include "no_json.h"

static bool is_inside(struct str key);

/* ---- the look ---- */

static inline const char *passed(const char *at, const char *end,
				 struct str text)
{
	at = at ? json_space(at, end) : NULL;
	if (!at || (size_t)(end - at) < text.len ||
	    memcmp(at, text.at, text.len) != 0)
		return NULL;
	return at + text.len;
}

/* Speed only: says no where a longer look might say yes, and yes for what is
 * an object of its own only in documentation, which a file begins with. */
static bool begins_as_delivered(const char *at, const char *end)
{
	at = passed(at, end, STR("{"));
	at = passed(at, end, STR("\"eventVersion\""));
	at = passed(at, end, STR(":"));
	return passed(at, end, STR("\"1.")) != NULL;
}

/* The first byte of the value of `key`, NULL when it was not seen. */
static const char *peek_find(const struct peek *peek, struct str key)
{
	for (size_t n = 0; n < peek->members; n++)
		if (str_eq(peek->member[n].key, key))
			return peek->member[n].value;
	return NULL;
}

/* The inside of the string that `key` has; absent when it has none. */
static struct str peek_text(const struct peek *peek, struct str key)
{
	const char *value = peek_find(peek, key);
	const char *quote;
	bool plain;

	if (!value || *value != '"')
		return STR_NONE;
	quote = json_close(value + 1, peek->end, &plain, NULL);
	return quote ? (struct str){ value + 1, (size_t)(quote - value - 1) }
		     : STR_NONE;
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
			       struct str key)
{
	if (!object || object >= peek->end || *object != '{')
		return NULL;
	return json_member(object, peek->end, key);
}

/* True when all that is named was seen: `activity_id metadata`. After a key
 * `[]` is the first item of its array, `.key` a member of its object:
 * `results[][].field`. */
static bool has(const struct peek *peek, const char *names)
{
	const char *value = NULL;

	for (size_t len; *names; names += len) {
		len = 1 + strcspn(names + 1, ".[ ");
		if (*names == '[')
			value = peek_item(peek, value);
		else if (*names == '.')
			value = peek_member(peek, value,
					    (struct str){ names + 1, len - 1 });
		else
			value = peek_find(peek,
					  str_trim((struct str){ names, len }));
		if (!value)
			return false;
	}
	return true;
}

/* True for an array under a key that wraps events, if any may stand in it: not
 * an empty one, nor one of something else. Records is believed also when its
 * first record is damaged. */
static bool begins_events(const struct peek *peek, const struct member *member)
{
	const char *item = json_space(member->value + 1, peek->end);
	bool cut = false;

	if (*member->value != '[' || !is_inside(member->key))
		return false;
	if (item == peek->end || peek->stand == STAND_INNER)
		return true;
	if (str_eq(member->key, STR("Records")))
		return !memchr("]\"0123456789-tf", *item, 16);
	return holds_events(member->value, peek->end, &cut) || cut;
}

/* What such an array is decides, and it is what follows of the file: it must
 * not be walked here. An event that names itself and its source is decided,
 * too. */
static bool settled(const struct peek *peek)
{
	const struct member *last = &peek->member[peek->members - 1];

	if (begins_events(peek, last))
		return true;
	if (str_eq(last->key, STR("eventSource")))
		return peek_find(peek, STR("eventName")) != NULL;
	if (str_eq(last->key, STR("eventName")))
		return peek_find(peek, STR("eventSource")) != NULL;
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

static bool says(const struct peek *peek, struct str key, struct str text)
{
	return str_eq(peek_text(peek, key), text);
}

/* S3, SQS, Kinesis and DynamoDB name themselves `aws:...` and have the same
 * keys; CloudTrail's sources are host names. S3's eventVersion is 2.x. */
static struct str foreign_source(const struct peek *peek)
{
	const struct str source = peek_text(peek, STR("eventSource"));
	const struct str version = peek_text(peek, STR("eventVersion"));

	if (peek_find(peek, STR("eventSource")))
		return str_starts(source, STR("aws:")) ? source : STR_NONE;
	return str_starts(version, STR("2.")) ? STR("aws:s3") : STR_NONE;
}

/* Rule tests and exports cut events down: the name and one more key do. */
static bool is_event(const struct peek *peek)
{
	if (peek->foreign.at)
		return false;
	if (peek_find(peek, STR("eventName")))
		return peek_find(peek, STR("eventSource")) ||
		       peek_find(peek, STR("eventTime")) ||
		       peek_find(peek, STR("eventVersion")) ||
		       peek_find(peek, STR("eventID")) ||
		       peek_find(peek, STR("userIdentity"));
	return says(peek, STR("eventType"), STR("AwsCloudTrailInsight")) ||
	       says(peek, STR("eventType"), STR("AwsAggregatedEvent")) ||
	       says(peek, STR("eventCategory"), STR("Insight")) ||
	       says(peek, STR("eventCategory"), STR("Aggregated")) ||
	       says(peek, STR("eventCategory"), STR("NetworkActivity"));
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
		end = json_skip(at, peek->end, &peek->fault);
		if (end == peek->end)
			stop(peek, end, "a value may go on");
		/* A string is only one if it ends where values end: a quote
		 * that damage put before a record must not take the record's
		 * first bytes with it. */
		peek->scalar = end && (end == peek->end ||
				       memchr(" \t\r\n,]}", *end, 7));
		return;
	}
	walk_members(peek);
	peek->foreign = foreign_source(peek);
	peek->event = is_event(peek);
}

/* Looks at the first item of the array at `value`; false: no object is. */
static bool look_at_item(struct peek *item, const struct peek *peek,
			 const char *value)
{
	const char *at = peek_item(peek, value);

	if (!at || *at != '{')
		return false;
	look(item, at, peek->end, STAND_ITEM);
	return true;
}

/* What an array of wrapped events is, its first item tells, if all of it that
 * may matter is there: notifications come in Records too. */
static void look_at_items(struct peek *peek)
{
	const struct member *last;
	struct peek first;

	if (!peek->members)
		return;
	last = &peek->member[peek->members - 1];
	if (*last->value != '[' || !is_inside(last->key))
		return;
	if (json_space(last->value + 1, peek->end) == peek->end)
		stop(peek, peek->end, "the text ends in an array");
	if (!look_at_item(&first, peek, last->value))
		return;
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

static bool claims_bridge(const struct peek *peek)
{
	const struct str type = peek_text(peek, STR("detail-type"));

	return has(peek, "detail.eventVersion") ||
	       (has(peek, "detail") && str_ends(type, STR("via CloudTrail")));
}

bool holds_events(const char *value, const char *end, bool *cut)
{
	const char *at;
	struct peek item;

	if (*value != '[')
		return false;
	at = json_space(value + 1, end);
	*cut = at == end;
	if (at == end || *at != '{')
		return false;
	look(&item, at, end, STAND_INNER);
	*cut = !item.event && item.fault.cut;
	return item.event ||
	       (!*cut && (peek_wraps_text(&item) || claims_bridge(&item)));
}

/* The first member that is an array of events, or the one named `inside`;
 * NULL when there is none. */
static const char *peek_holder(const struct peek *peek, struct str inside,
			       struct str *key)
{
	bool cut;

	for (size_t n = 0; n < peek->members; n++) {
		const struct member *member = &peek->member[n];

		*key = member->key;
		if ((inside.at && str_eq(*key, inside)) ||
		    holds_events(member->value, peek->end, &cut))
			return member->value;
	}
	return NULL;
}

const char *peek_inside(const struct peek *peek,
			const struct file_format *format, struct str *key,
			bool *text)
{
	const char *value =
		format->text ? peek_find(peek, str_of(format->text)) : NULL;

	assert(format->holds == HOLDS_VALUES);
	*text = value && *value == '"';
	*key = *text ? str_of(format->text) : STR_NONE;
	if (*text)
		return value;
	if (*peek->at == '[')
		return peek->at;
	return peek_holder(
		peek, format->inside ? str_of(format->inside) : STR_NONE, key);
}

/* ---- who claims it, of JSON ---- */

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

static bool is_array(const char *value)
{
	return value && *value == '[';
}

static bool claims_delivery(const struct peek *peek)
{
	return is_array(peek_find(peek, STR("Records")));
}

static bool claims_lookup(const struct peek *peek)
{
	const char *events = peek_find(peek, STR("Events"));

	if (!events)
		return has(peek, "CloudTrailEvent");
	return is_array(events) && (!peek_item(peek, events) ||
				    has(peek, "Events[].CloudTrailEvent") ||
				    has(peek, "Events[].EventId"));
}

static bool claims_log_events(const struct peek *peek)
{
	return is_array(peek_find(peek, STR("events")));
}

/* An object under another key than Records, or with that key damaged. */
static bool claims_wrapper(const struct peek *peek)
{
	struct str key;

	return *peek->at == '{' && peek_holder(peek, STR_NONE, &key);
}

static bool claims_array(const struct peek *peek)
{
	struct peek inside;

	return *peek->at == '[' &&
	       (peek->stand != STAND_ITEM ||
		(look_at_item(&inside, peek, peek->at) && inside.event));
}

/* A member that is an event, or has the JSON of one as a text: what Vector,
 * Logstash and their like forward. */
static bool claims_wrapped(const struct peek *peek)
{
	for (size_t n = 0; n < peek->members; n++) {
		const struct member *member = &peek->member[n];
		struct str text = peek_text(peek, member->key);

		if (peek_member(peek, member->value, STR("eventName")) ||
		    (str_search(text, STR("\\\"eventName\\\"")) >= 0 &&
		     str_search(text, STR("\\\"eventVersion\\\"")) >= 0))
			return true;
	}
	return false;
}

static bool claims_json(const struct peek *peek)
{
	return *peek->at == '{' || *peek->at == '[' || peek->scalar;
}

/* ---- the table ---- */

#define LATER ": this version does not read them"

const struct file_format formats[FORMATS_MOST] = {
	{ "one event a line", HOLDS_EVENT, claims_event, STAND_LINE },
	{ "events one after another", HOLDS_EVENT, claims_event, STAND_AFTER },
	{ "single event", HOLDS_EVENT, claims_event },
	{ "S3 event notification", HOLDS_NONE, claims_s3_notification,
	  .why = "S3 event notification, which is not CloudTrail" },
	{ "service notification", HOLDS_NONE, claims_notification,
	  .why = "notification of another service, which is not CloudTrail" },
	{ "S3 delivery file", HOLDS_VALUES, claims_delivery,
	  .inside = "Records" },
	{ "lookup-events output", HOLDS_VALUES, claims_lookup,
	  .inside = "Events", .text = "CloudTrailEvent" },
	{ "EventBridge events", HOLDS_VALUES, claims_bridge,
	  .inside = "detail" },
	/* wodles/aws of Wazuh puts the event under this key, with a member of
	 * its own beside those of CloudTrail; alerts hold that again. */
	{ "Wazuh records", HOLDS_VALUES, .has = { "aws.eventVersion" },
	  .inside = "aws" },
	{ "Wazuh alerts", HOLDS_VALUES, .has = { "data.aws" },
	  .inside = "data" },
	{ "other EventBridge events", HOLDS_NONE,
	  .has = { "detail detail-type", "detail source" },
	  .why = "EventBridge event of another service, which is not "
		 "CloudTrail" },
	{ "CloudWatch Logs subscription", HOLDS_NONE,
	  .has = { "logEvents messageType", "awslogs" },
	  .why = "CloudWatch Logs subscription data" LATER },
	{ "CloudWatch Logs events", HOLDS_NONE, claims_log_events,
	  .has = { "events[].message", "nextForwardToken",
		   "searchedLogStreams" },
	  .why = "CloudWatch Logs events" LATER },
	{ "Logs Insights results", HOLDS_NONE, .has = { "results[][].field" },
	  .why = "CloudWatch Logs Insights results" LATER },
	{ "CloudTrail Lake results", HOLDS_NONE, .has = { "QueryResultRows" },
	  .why = "CloudTrail Lake results" LATER },
	{ "SNS or SQS message", HOLDS_NONE,
	  .has = { "TopicArn", "s3ObjectKey", "ReceiptHandle",
		   "Messages[].Body" },
	  .why = "SNS or SQS messages" LATER },
	{ "OCSF events", HOLDS_NONE,
	  .has = { "class_uid", "activity_id metadata" },
	  .why = "OCSF events, which are not CloudTrail's own" LATER },
	{ "AWS Config", HOLDS_NONE,
	  .has = { "configurationItems", "configurationItem", "configRuleName",
		   "configSnapshotId" },
	  .why = "AWS Config data, which is not CloudTrail" },
	{ "CloudTrail digest", HOLDS_NONE,
	  .has = { "digestEndTime", "digestS3Object" },
	  .why = "CloudTrail digest, which lists log files and holds no "
		 "events" },
	{ "Elasticsearch hits", HOLDS_NONE,
	  .has = { "_source", "hits.hits", "create._index", "index._index" },
	  .why = "Elasticsearch documents" LATER },
	{ "Splunk results", HOLDS_NONE, .has = { "result._raw", "_raw" },
	  .why = "Splunk search results" LATER },
	{ "Elastic events", HOLDS_NONE, .has = { "aws.cloudtrail" },
	  .why = "CloudTrail events in Elastic's form" LATER },
	{ "JSON object with events", HOLDS_VALUES, claims_wrapper },
	{ "JSON array of events", HOLDS_VALUES, claims_array },
	/* What is left of an event that was cut down to some fields. */
	{ "parts of events", HOLDS_EVENT, .stand = STAND_ITEM,
	  .has = { "eventName", "eventID", "eventTime", "userIdentity" } },
	{ "lower-case keys", HOLDS_NONE,
	  .has = { "eventname eventsource", "eventname eventtime" },
	  .why = "CloudTrail events in Athena's form, with keys in small "
		 "letters" LATER },
	{ "keys with underscores", HOLDS_NONE,
	  .has = { "event_name event_source", "event_name event_time",
		   "rows[].event_source" },
	  .why = "CloudTrail events with names of a table's columns, as "
		 "Steampipe has them" LATER },
	{ "wrapped events", HOLDS_NONE, claims_wrapped,
	  .why = "CloudTrail events inside JSON of another tool" LATER },
	{ "Logs export lines", HOLDS_TEXT, is_export, STAND_FIRST,
	  .why = "lines of a CloudWatch Logs export" LATER },
	{ "CSV of events", HOLDS_TEXT, is_event_csv, STAND_FIRST,
	  .why = "CSV with columns of CloudTrail events" LATER },
	{ "CSV", HOLDS_TEXT, is_csv, STAND_FIRST,
	  .why = "CSV without columns of CloudTrail events" },
	{ "other JSON", HOLDS_OTHER, claims_json,
	  .why = "JSON that is no CloudTrail event" },
	{ "XML", HOLDS_TEXT, is_xml, STAND_FIRST,
	  .why = "XML or HTML, often an error message saved in place of a "
		 "log" },
	{ "table file", HOLDS_BYTES, is_table_file, STAND_FIRST,
	  .why = "Parquet, ORC or Avro, as Athena and Security Lake write "
		 "them" LATER },
	{ "archive", HOLDS_BYTES, is_archive, STAND_FIRST,
	  .why = "archive or other compression than gzip: unpack it first" },
	{ "binary", HOLDS_BYTES, is_binary, STAND_FIRST, .why = "binary data" },
	{ "text", HOLDS_JUNK, .why = "text that is no JSON" },
};

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
		if (formats[n].text && peek_find(peek, str_of(formats[n].text)))
			return true;
	return false;
}

static bool has_one(const struct peek *peek, const char *const names[HAS_MOST])
{
	for (size_t n = 0; n < HAS_MOST && names[n]; n++)
		if (peek->members && has(peek, names[n]))
			return true;
	return !names[0];
}

size_t format_of(const struct peek *peek)
{
	for (size_t n = 0;; n++) {
		const struct file_format *format = &formats[n];

		if ((!format->stand || format->stand == peek->stand) &&
		    (!format->claims || format->claims(peek)) &&
		    has_one(peek, format->has))
			return n;
	}
}
